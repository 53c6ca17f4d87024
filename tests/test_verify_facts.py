"""Checks against tables that a user adds to the facts."""

from __future__ import annotations

from pathlib import Path

import verbale
from verbale.facts import adding, load
from verbale.verify.case import page
from verbale.verify.run import compare

TABLE = """id,start,end,visitor,from_id,from_name,description
1,2019-03-04,2019-03-06,Prime Minister Erna Solberg,norway,Norway,Official visit.
2,2021-05-10,2021-05-10,Prime Minister Erna Solberg,norway,Norway,Working visit.
"""


def test_a_number_of_a_visit_is_held_against_added_visits(tmp_path: Path) -> None:
    source = tmp_path / "visits.csv"
    source.write_text(TABLE, "utf-8")
    adding.add(source, "us-visits", tmp_path / "facts")
    facts = load(str(tmp_path / "facts"))
    text = "This is Prime Minister Erna Solberg's {} visit to the United States."
    for number, outcome in (("first", "contradicted"), ("second", "contradicted"), ("third", "holds")):
        reading = verbale.read(text.format(number), date="2021-09-01", publisher="USA")
        found = [f for f in compare([page(reading)], facts) if f.rule == "visit-number"]
        assert [f.outcome for f in found] == [outcome]
        assert len(found[0].supplied) == 2 and "2019-03-04" in found[0].supplied[0]
    assert not [f for f in compare([page(reading)]) if f.rule == "visit-number"]
