-- A register of schema version 1, as the first version of the program made it.
PRAGMA application_id = 1987207729;
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE documents (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE readings (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    doc TEXT NOT NULL,
    current BOOLEAN NOT NULL,
    digest TEXT NOT NULL,
    known_on DATE,
    source TEXT NOT NULL,
    item TEXT,
    title TEXT,
    publisher TEXT,
    place TEXT,
    url TEXT,
    language TEXT,
    genre TEXT,
    date JSON,
    earliest DATE,
    latest DATE,
    dating JSON NOT NULL,
    notes JSON NOT NULL,
    counts JSON NOT NULL,
    FOREIGN KEY(doc) REFERENCES documents (id) ON DELETE CASCADE
);
CREATE TABLE turns (
    reading INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    role TEXT NOT NULL,
    label TEXT,
    answers INTEGER,
    speakers JSON NOT NULL,
    PRIMARY KEY (reading, number),
    FOREIGN KEY(reading) REFERENCES readings (number) ON DELETE CASCADE
);
CREATE TABLE records (
    reading INTEGER NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT,
    status TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    quote TEXT NOT NULL,
    dated BOOLEAN NOT NULL,
    earliest DATE,
    latest DATE,
    body JSON NOT NULL,
    PRIMARY KEY (reading, number),
    FOREIGN KEY(reading) REFERENCES readings (number) ON DELETE CASCADE
);
CREATE TABLE names (
    reading INTEGER NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (reading, actor, name),
    FOREIGN KEY(reading) REFERENCES readings (number) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE TABLE refusals (
    reading INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (reading, number),
    FOREIGN KEY(reading) REFERENCES readings (number) ON DELETE CASCADE
);
CREATE TABLE passages (
    "key" INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY ("key"),
    FOREIGN KEY(reading) REFERENCES readings (number) ON DELETE CASCADE
);
CREATE TABLE actors (
    reading INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (reading, number, actor, part),
    FOREIGN KEY(reading, number) REFERENCES records (reading, number) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5(body, content='passages', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');
CREATE INDEX ix_readings_source ON readings (source);
CREATE UNIQUE INDEX one_current_reading ON readings (doc) WHERE current;
CREATE INDEX ix_readings_doc ON readings (doc);
CREATE INDEX ix_records_kind ON records (kind);
CREATE INDEX ix_records_id ON records (id);
CREATE INDEX names_by_actor ON names (actor);
CREATE INDEX ix_passages_reading ON passages (reading);
CREATE INDEX actors_by_actor ON actors (actor, reading, number);
CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN INSERT INTO passage_words(rowid, body) VALUES (new.key, new.body); END;
CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN INSERT INTO passage_words(passage_words, rowid, body) VALUES ('delete', old.key, old.body); END;
INSERT INTO meta VALUES('schema','1');
INSERT INTO documents VALUES('b1f636425bcd687c','Norway and Iceland have had a fisheries agreement since 1994. Anna Berg visited Iceland on 4 May 2021. Trade between Norway and Iceland reached 12 million dollars. Norway will open an office in Akureyri. Norway firmly supports Iceland in protecting its waters. Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022. The two countries are good neighbours. The weather was fine.');
INSERT INTO documents VALUES('8ba93877b804da06','Iceland and Norway are good neighbours. Anna Berg visited Norway on 9 June 2021.');
INSERT INTO readings VALUES(1,'b1f636425bcd687c',0,'80927fd16504ee02','2021-06-02','note.txt',NULL,'A note on ties','NOR',NULL,NULL,'en',NULL,'{"edtf": "2021-06-01", "earliest": "2021-06-01", "latest": "2021-06-01", "within": false, "basis": "--date", "span": null}','2021-06-01','2021-06-01','[]','[]','{}');
INSERT INTO readings VALUES(2,'b1f636425bcd687c',1,'a1faea20125d2d1d','2021-07-01','note.txt',NULL,'A note on ties','NOR',NULL,NULL,'en',NULL,'{"edtf": "2021-06-01", "earliest": "2021-06-01", "latest": "2021-06-01", "within": false, "basis": "--date", "span": null}','2021-06-01','2021-06-01','[]','[]','{}');
INSERT INTO readings VALUES(3,'8ba93877b804da06',1,'1ef97064344bb09b',NULL,'two.txt',NULL,'A note on ties','ISL',NULL,NULL,'en',NULL,NULL,NULL,NULL,'[]','[]','{}');
INSERT INTO turns VALUES(1,0,0,396,'text',NULL,NULL,'["NOR"]');
INSERT INTO turns VALUES(2,0,0,396,'text',NULL,NULL,'["NOR"]');
INSERT INTO turns VALUES(3,0,0,80,'text',NULL,NULL,'["NOR"]');
INSERT INTO records VALUES(1,0,'87569bdfef1bccda','relation','treaty-in-force','held',0,60,'Norway and Iceland have had a fisheries agreement since 1994',1,'2021-06-01','2021-06-01','{"kind": "relation", "id": "87569bdfef1bccda", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [0, 60], "quote": "Norway and Iceland have had a fisheries agreement since 1994", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "type": "treaty-in-force", "subject": ["NOR", "ISL"], "object": [], "value": "fisheries agreement", "since": null, "until": null, "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(1,1,'98ce98fa944f073b','event','visit','held',62,101,'Anna Berg visited Iceland on 4 May 2021',1,'2021-05-04','2021-05-04','{"kind": "event", "id": "98ce98fa944f073b", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [62, 101], "quote": "Anna Berg visited Iceland on 4 May 2021", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": {"edtf": "2021-05-04", "earliest": "2021-05-04", "latest": "2021-05-04", "within": false, "basis": "as written", "span": null}, "type": "visit", "actors": [{"id": "person:anna-berg", "role": "visitor"}, {"id": "ISL", "role": "host"}], "place": "ISL", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(1,2,'a0c4847a0659e530','figure',NULL,'held',103,162,'Trade between Norway and Iceland reached 12 million dollars',1,'2021-06-01','2021-06-01','{"kind": "figure", "id": "a0c4847a0659e530", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [103, 162], "quote": "Trade between Norway and Iceland reached 12 million dollars", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "form": "amount", "measure": "trade", "about": ["NOR", "ISL"], "comparator": "=", "value": 12000000, "unit": "USD", "period": "2020", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,0,'87569bdfef1bccda','relation','treaty-in-force','held',0,60,'Norway and Iceland have had a fisheries agreement since 1994',1,'2021-06-01','2021-06-01','{"kind": "relation", "id": "87569bdfef1bccda", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [0, 60], "quote": "Norway and Iceland have had a fisheries agreement since 1994", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "type": "treaty-in-force", "subject": ["NOR", "ISL"], "object": [], "value": "fisheries agreement", "since": null, "until": null, "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,1,'98ce98fa944f073b','event','visit','held',62,101,'Anna Berg visited Iceland on 4 May 2021',1,'2021-05-04','2021-05-04','{"kind": "event", "id": "98ce98fa944f073b", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [62, 101], "quote": "Anna Berg visited Iceland on 4 May 2021", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": {"edtf": "2021-05-04", "earliest": "2021-05-04", "latest": "2021-05-04", "within": false, "basis": "as written", "span": null}, "type": "visit", "actors": [{"id": "person:anna-berg", "role": "visitor"}, {"id": "ISL", "role": "host"}], "place": "ISL", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,2,'a0c4847a0659e530','figure',NULL,'held',103,162,'Trade between Norway and Iceland reached 12 million dollars',1,'2021-06-01','2021-06-01','{"kind": "figure", "id": "a0c4847a0659e530", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [103, 162], "quote": "Trade between Norway and Iceland reached 12 million dollars", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "form": "amount", "measure": "trade", "about": ["NOR", "ISL"], "comparator": "=", "value": 12000000, "unit": "USD", "period": "2020", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,3,'a705fd7dc2353f23','commitment',NULL,'planned',164,202,'Norway will open an office in Akureyri',1,'2021-06-01','2021-06-01','{"kind": "commitment", "id": "a705fd7dc2353f23", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [164, 202], "quote": "Norway will open an office in Akureyri", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "planned", "time": null, "holder": ["NOR"], "toward": ["ISL"], "action": "open an office in Akureyri", "modality": "will", "deadline": null, "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,4,'da4d844c8f55693c','stance',NULL,'held',204,259,'Norway firmly supports Iceland in protecting its waters',1,'2021-06-01','2021-06-01','{"kind": "stance", "id": "da4d844c8f55693c", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [204, 259], "quote": "Norway firmly supports Iceland in protecting its waters", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "holder": ["NOR"], "attitude": "supports", "target": "in protecting its waters", "target_ids": ["ISL"], "strength": "firmly", "reciprocal": false, "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,5,'9d88fe5ed884fad5','relation','office','planned',261,334,'Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022',1,'2022-06-07','2022-06-07','{"kind": "relation", "id": "9d88fe5ed884fad5", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [261, 334], "quote": "Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "planned", "time": {"edtf": "2022-06-07", "earliest": "2022-06-07", "latest": "2022-06-07", "within": false, "basis": "as written", "span": null}, "type": "office", "subject": ["person:anna-berg"], "object": ["NOR"], "value": "Minister of Trade", "since": null, "until": null, "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,6,'94c84b723cbc8b2d','event','visit','planned',261,334,'Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022',1,'2022-06-07','2022-06-07','{"kind": "event", "id": "94c84b723cbc8b2d", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [261, 334], "quote": "Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "planned", "time": {"edtf": "2022-06-07", "earliest": "2022-06-07", "latest": "2022-06-07", "within": false, "basis": "as written", "span": null}, "type": "visit", "actors": [{"id": "person:anna-berg", "role": "visitor"}, {"id": "ISL", "role": "host"}], "place": "ISL", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(2,7,'1814b5a1e03a6a09','phrase',NULL,'held',336,373,'The two countries are good neighbours',1,'2021-06-01','2021-06-01','{"kind": "phrase", "id": "1814b5a1e03a6a09", "doc": "b1f636425bcd687c", "source": "note.txt", "item": null, "span": [336, 373], "quote": "The two countries are good neighbours", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "canonical": "good-neighbours", "surface": "good neighbours", "scope": "ISL-NOR", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(3,0,'91965568b4718997','phrase',NULL,'held',0,38,'Iceland and Norway are good neighbours',0,NULL,NULL,'{"kind": "phrase", "id": "91965568b4718997", "doc": "8ba93877b804da06", "source": "two.txt", "item": null, "span": [0, 38], "quote": "Iceland and Norway are good neighbours", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": null, "canonical": "good-neighbours", "surface": "good neighbours", "scope": "ISL-NOR", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO records VALUES(3,1,'081dab1a39b03910','event','visit','held',40,79,'Anna Berg visited Norway on 9 June 2021',1,'2021-06-09','2021-06-09','{"kind": "event", "id": "081dab1a39b03910", "doc": "8ba93877b804da06", "source": "two.txt", "item": null, "span": [40, 79], "quote": "Anna Berg visited Norway on 9 June 2021", "turn": 0, "role": "text", "said_by": ["NOR"], "status": "held", "time": {"edtf": "2021-06-09", "earliest": "2021-06-09", "latest": "2021-06-09", "within": false, "basis": "as written", "span": null}, "type": "visit", "actors": [{"id": "person:anna-berg", "role": "visitor"}, {"id": "ISL", "role": "host"}], "place": "ISL", "fields": {}, "supplied": [], "topics": ["trade"], "by": "stub/1"}');
INSERT INTO actors VALUES(1,0,'ISL','subject');
INSERT INTO actors VALUES(1,1,'ISL','host');
INSERT INTO actors VALUES(1,1,'ISL','place');
INSERT INTO actors VALUES(1,2,'ISL','about');
INSERT INTO actors VALUES(2,0,'ISL','subject');
INSERT INTO actors VALUES(2,1,'ISL','host');
INSERT INTO actors VALUES(2,1,'ISL','place');
INSERT INTO actors VALUES(2,2,'ISL','about');
INSERT INTO actors VALUES(2,3,'ISL','toward');
INSERT INTO actors VALUES(2,4,'ISL','target_ids');
INSERT INTO actors VALUES(2,6,'ISL','host');
INSERT INTO actors VALUES(2,6,'ISL','place');
INSERT INTO actors VALUES(2,7,'ISL','scope');
INSERT INTO actors VALUES(3,0,'ISL','scope');
INSERT INTO actors VALUES(3,1,'ISL','host');
INSERT INTO actors VALUES(3,1,'ISL','place');
INSERT INTO actors VALUES(1,0,'NOR','said_by');
INSERT INTO actors VALUES(1,0,'NOR','subject');
INSERT INTO actors VALUES(1,1,'NOR','said_by');
INSERT INTO actors VALUES(1,2,'NOR','about');
INSERT INTO actors VALUES(1,2,'NOR','said_by');
INSERT INTO actors VALUES(2,0,'NOR','said_by');
INSERT INTO actors VALUES(2,0,'NOR','subject');
INSERT INTO actors VALUES(2,1,'NOR','said_by');
INSERT INTO actors VALUES(2,2,'NOR','about');
INSERT INTO actors VALUES(2,2,'NOR','said_by');
INSERT INTO actors VALUES(2,3,'NOR','holder');
INSERT INTO actors VALUES(2,3,'NOR','said_by');
INSERT INTO actors VALUES(2,4,'NOR','holder');
INSERT INTO actors VALUES(2,4,'NOR','said_by');
INSERT INTO actors VALUES(2,5,'NOR','object');
INSERT INTO actors VALUES(2,5,'NOR','said_by');
INSERT INTO actors VALUES(2,6,'NOR','said_by');
INSERT INTO actors VALUES(2,7,'NOR','said_by');
INSERT INTO actors VALUES(2,7,'NOR','scope');
INSERT INTO actors VALUES(3,0,'NOR','said_by');
INSERT INTO actors VALUES(3,0,'NOR','scope');
INSERT INTO actors VALUES(3,1,'NOR','said_by');
INSERT INTO actors VALUES(1,1,'person:anna-berg','visitor');
INSERT INTO actors VALUES(2,1,'person:anna-berg','visitor');
INSERT INTO actors VALUES(2,5,'person:anna-berg','subject');
INSERT INTO actors VALUES(2,6,'person:anna-berg','visitor');
INSERT INTO actors VALUES(3,1,'person:anna-berg','visitor');
INSERT INTO names VALUES(1,'ISL','Iceland',5);
INSERT INTO names VALUES(1,'NOR','Norway',5);
INSERT INTO names VALUES(1,'person:anna-berg','Anna Berg',2);
INSERT INTO names VALUES(2,'ISL','Iceland',5);
INSERT INTO names VALUES(2,'NOR','Norway',5);
INSERT INTO names VALUES(2,'person:anna-berg','Anna Berg',2);
INSERT INTO names VALUES(3,'ISL','Iceland',1);
INSERT INTO names VALUES(3,'NOR','Norway',2);
INSERT INTO names VALUES(3,'person:anna-berg','Anna Berg',1);
INSERT INTO refusals VALUES(1,0,375,396,'not understood','');
INSERT INTO refusals VALUES(2,0,375,396,'not understood','');
INSERT INTO passages VALUES(1,2,0,61,'Norway and Iceland have had a fisheries agreement since 1994.');
INSERT INTO passages VALUES(2,2,62,102,'Anna Berg visited Iceland on 4 May 2021.');
INSERT INTO passages VALUES(3,2,103,163,'Trade between Norway and Iceland reached 12 million dollars.');
INSERT INTO passages VALUES(4,2,164,203,'Norway will open an office in Akureyri.');
INSERT INTO passages VALUES(5,2,204,260,'Norway firmly supports Iceland in protecting its waters.');
INSERT INTO passages VALUES(6,2,261,335,'Anna Berg, Minister of Trade of Norway, will visit Iceland on 7 June 2022.');
INSERT INTO passages VALUES(7,2,336,374,'The two countries are good neighbours.');
INSERT INTO passages VALUES(8,2,375,396,'The weather was fine.');
INSERT INTO passages VALUES(9,3,0,39,'Iceland and Norway are good neighbours.');
INSERT INTO passages VALUES(10,3,40,80,'Anna Berg visited Norway on 9 June 2021.');
