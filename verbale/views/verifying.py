"""A batch of documents from paths to a report on what does not add up."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.core.document import Document
from verbale.core.finding import SEVERITIES
from verbale.core.problem import Problem, Unreadable
from verbale.scale import run as spread
from verbale.verify.run import checks, compare, tally
from verbale.verify.verdict import Verdict, joined, verdict
from verbale.views.findings.report import Quiet, Report, forms, render
from verbale.views.progress import Watch

LEVELS = SEVERITIES


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `verbale verify`. date, publisher: as `documents.load` takes them."""

    paths: tuple[str, ...]
    all: bool = False
    date: str | None = None
    publisher: str | None = None
    workers: int = 1
    baseline: Path | None = None
    suppressions: Path | None = None
    register: str | None = None
    write_baseline: bool = False


def judge(document: Document) -> Verdict:
    """Read and check one document by the standard settings."""
    from verbale.records.reading import Settings, read

    return verdict(read(document, Settings()))


def run(request: Request, say: Callable[[str], None], function: Callable[[Document], Verdict] = judge) -> Report:
    """Read and check the documents; problems go to `say`, a line each.

    Raises Unreadable for a bad list of quiet findings, RegisterError for a bad register.
    """
    quiet = tuple(_quiet(request))
    verdicts = []
    documents = _documents(request)
    with Watch() as watch:
        for result in watch.over(spread(function, documents, request.workers)):
            if isinstance(result, Problem):
                watch.clear()
                say(str(result))
            else:
                verdicts.append(result)
    report = _report(verdicts, quiet, request.all)
    if request.write_baseline and request.baseline:
        _write(request.baseline, report)
    return report


def _documents(request: Request) -> Iterable[Document | Problem]:
    """The documents at the paths, or all those of a register, which are read anew from the text it keeps."""
    from verbale.documents import load
    from verbale.register import open_register

    if request.register is None:
        yield from load(request.paths, date=request.date, publisher=request.publisher)
        return
    with open_register(request.register, create=False) as held:
        yield from held.texts()


def _report(verdicts: list[Verdict], quiet: tuple[Quiet, ...], all: bool) -> Report:
    across = compare(v.page for v in verdicts)
    held = tuple(joined(across, verdicts))
    found = [p.finding for v in held for p in v.findings]
    keys = {f.key for f in found}
    records = sum(len(v.page.records) for v in verdicts)
    return Report(held, tally(found, len(held), records), all, tuple(q for q in quiet if q.key in keys))


def _write(path: Path, report: Report) -> None:
    """The keys of all that failed, one a line, sorted: a file that can be kept under version control."""
    found = {p.finding.key for v in report.verdicts for p in v.findings if not p.finding.passed}
    try:
        path.write_text("".join(f"{key}\n" for key in sorted(found)), encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{path.name}: {error.strerror or 'cannot be written'}") from error


def _quiet(request: Request) -> Iterator[Quiet]:
    if request.baseline and request.baseline.exists():
        yield from (Quiet(key, "known before") for key in request.baseline.read_text("utf-8").split())
    if request.suppressions:
        yield from _suppressed(request.suppressions)


def _suppressed(path: Path) -> Iterator[Quiet]:
    """`[[quiet]]` tables with `key` and `reason`; a suppression without a reason is refused."""
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("quiet", [])
        for row in rows:
            if not (row.get("key") and str(row.get("reason", "")).strip()):
                raise Unreadable(f"{path.name}: every entry needs a key and a reason")
            yield Quiet(row["key"], row["reason"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{path.name}: cannot be read as TOML ({error})") from error


def explained(rule: str) -> str | None:
    """What a rule rests on, from the head of its file, or "all"; None where there is no such rule."""
    found = [m for m in checks() if rule in (m.RULE, "all")]
    return "\n\n".join(f"{m.RULE}\n\n{(m.__doc__ or '').strip()}" for m in found) or None


def rendered(report: Report, form: str) -> Iterable[str]:
    """The report in a form. Raises Unreadable for a form there is not."""
    if form not in forms():
        raise Unreadable(f"no form {form}; there are {', '.join(forms())}")
    return render(report, form)


def failed(report: Report, level: str) -> bool:
    """Whether something shown is at or above the level; "never" is above all."""
    worst = report.worst()
    return worst is not None and level != "never" and LEVELS.index(worst) >= LEVELS.index(level)


def comment(report: Report, paths: tuple[str, ...], out: Path) -> None:
    """Write a copy of the one Word document with comments. Raises Unreadable where there is not one, or no place."""
    from verbale.views.commenting import commented

    given = [Path(p) for p in paths if Path(p).suffix.casefold() == ".docx"]
    if len(paths) != 1 or len(given) != 1 or len(report.verdicts) != 1:
        raise Unreadable("--comment-docx takes one .docx file")
    try:
        out.write_bytes(commented(given[0].read_bytes(), list(report.shown(report.verdicts[0]))))
    except OSError as error:
        raise Unreadable(f"{out.name}: {error.strerror or 'cannot be written'}") from error
