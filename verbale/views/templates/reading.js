"use strict";
(() => {
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);
  const body = document.body, card = one("#card"), help = one("#help"), find = one("#find"), actor = one("#actor");
  const marks = all("li.mark"), notes = all("li.note"), docs = all("section.doc");
  const pieces = new Map(docs.map((doc) => [doc.id, all(".s", doc)]));
  const info = new Map(marks.map((li) => [li.id, {
    li, doc: li.dataset.d, kind: li.dataset.k, status: li.dataset.s, actors: new Set(li.dataset.a.split(" ")),
    words: li.textContent.toLowerCase(), pieces: [], shown: true,
  }]));
  for (const [doc, spans] of pieces) for (const span of spans) {
    span.records = (span.dataset.r || "").split(" ").filter(Boolean).map((n) => info.get(doc + "r" + n));
    for (const record of span.records) record.pieces.push(span);
  }
  let shown = [...info.values()], current = null, note = -1;

  const on = (name) => new Set(all(`input[name=${name}]:checked`).map((box) => box.value));
  const kindsOf = (span) => [...new Set(span.records.filter((r) => r.shown).map((r) => r.kind))].slice(0, 3);

  function filter() {
    const kinds = on("kind"), statuses = on("status"), who = actor.value;
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = [];
    for (const r of info.values()) {
      r.shown = kinds.has(r.kind) && statuses.has(r.status) && (!who || r.actors.has(who))
        && words.every((word) => r.words.includes(word));
      r.li.classList.toggle("off", !r.shown);
      if (r.shown) shown.push(r);
    }
    for (const spans of pieces.values()) for (const span of spans) if (span.records.length) {
      const kinds = kindsOf(span);
      span.className = "s" + kinds.map((kind, i) => ` ${"abc"[i]}-${kind}`).join("") + (span.dataset.x ? " " + span.dataset.x : "");
    }
    one("#count").textContent = `${shown.length} of ${info.size} records`;
    if (current) current.shown ? paint(current, true) : choose(null);
  }

  const bring = (place) => place.scrollIntoView({ block: "center", behavior: "instant" });
  const paint = (record, state) => record.pieces.forEach((span) => span.classList.toggle("on", state));

  function choose(record, scroll = true) {
    if (current) paint(current, false);
    current = record;
    card.hidden = !record;
    if (!record) return;
    paint(record, true);
    one("#card .body").replaceChildren(...record.li.cloneNode(true).childNodes);
    one("#card .body").className = "body k-" + record.kind;
    one("#card .at").textContent = `${shown.indexOf(record) + 1} of ${shown.length}`;
    history.replaceState(null, "", "#" + record.li.id);
    const first = record.pieces[0];
    if (first && scroll) bring(first);
  }

  function move(by) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    choose(shown[at < 0 ? (by > 0 ? nearest() : shown.length - 1) : (at + by + shown.length) % shown.length]);
  }

  function nearest() {
    const at = shown.findIndex((r) => r.pieces[0] && r.pieces[0].getBoundingClientRect().bottom > 0);
    return at < 0 ? 0 : at;
  }

  function moveNote(by) {
    const seen = notes.filter((li) => li.offsetParent);
    if (!seen.length) return;
    seen.forEach((li) => li.classList.remove("on"));
    note = (note + by + seen.length) % seen.length;
    seen[note].classList.add("on");
    bring(seen[note]);
  }

  function moveDoc(by) {
    const tops = docs.map((doc) => doc.getBoundingClientRect().top);
    let at = -1;
    tops.forEach((top, i) => { if (top <= 120) at = i; });
    const to = docs[Math.min(docs.length - 1, Math.max(0, at + by))];
    choose(null);
    if (to) to.scrollIntoView({ behavior: "instant" });
  }

  const flip = (name) => { const box = one("#show-" + name); box.checked = !box.checked; sides(); };
  const sides = () => ["refused", "notes", "lists"].forEach((name) => body.classList.toggle(name, one("#show-" + name).checked));

  const keys = {
    j: () => move(1), k: () => move(-1), ArrowRight: () => current && move(1), ArrowLeft: () => current && move(-1),
    n: () => moveNote(1), p: () => moveNote(-1), J: () => moveDoc(1), K: () => moveDoc(-1),
    r: () => flip("refused"), f: () => flip("notes"), l: () => flip("lists"), "?": () => { help.hidden = !help.hidden; },
    "/": () => { one("#bar").open = true; find.focus(); find.select(); },
    Escape: () => { help.hidden ? choose(null) : help.hidden = true; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (typing) {
      if (event.key === "Escape" || event.key === "Enter") { event.target.blur(); event.preventDefault(); }
      return;
    }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("click", (event) => {
    const span = event.target.closest(".s");
    if (!span || !span.records || event.target.closest("a") || String(getSelection())) return;
    const here = span.records.filter((r) => r.shown);
    if (here.length) choose(here[(here.indexOf(current) + 1) % here.length], false);
  });
  const timer = { id: 0 };
  find.addEventListener("input", () => { clearTimeout(timer.id); timer.id = setTimeout(filter, 120); });
  one("#bar").addEventListener("change", (event) => { if (event.target !== find) { filter(); sides(); } });
  one("#card .close").addEventListener("click", () => choose(null));
  one("#card .next").addEventListener("click", () => move(1));
  one("#card .back").addEventListener("click", () => move(-1));
  one("#help .close").addEventListener("click", () => { help.hidden = true; });
  one("#keys").addEventListener("click", () => { help.hidden = false; });
  const arrive = () => { const record = info.get(location.hash.slice(1)); if (record) choose(record); };
  addEventListener("hashchange", arrive);
  if (matchMedia("(max-width: 52rem)").matches) one("#bar").open = false;
  body.classList.add("js");
  sides();
  filter();
  arrive();
})();
