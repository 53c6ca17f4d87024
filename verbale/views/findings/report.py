"""What every form of a report shows: the findings that were asked for and the summary of what ran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from verbale.core.discovery import modules
from verbale.core.finding import SEVERITIES
from verbale.verify.run import Tally
from verbale.verify.verdict import Placed, Verdict


@dataclass(frozen=True, slots=True)
class Quiet:
    """A finding that is not shown: its key, why ("baseline" or the reason somebody gave)."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts of a run. all: passed and uncheckable checks are shown too; quiet: what was left out, with why."""

    verdicts: tuple[Verdict, ...]
    tally: Tally
    all: bool = False
    quiet: tuple[Quiet, ...] = ()

    def shown(self, verdict: Verdict) -> Iterator[Placed]:
        """The findings to show, errors first, in text order."""
        hidden = {q.key for q in self.quiet}
        held = (p for p in verdict.findings if p.finding.key not in hidden and (self.all or not minor(p)))
        return iter(sorted(held, key=lambda p: -SEVERITIES.index(p.finding.severity)))

    def worst(self) -> str | None:
        """The highest severity of what is shown and has not passed."""
        shown = (p.finding for v in self.verdicts for p in self.shown(v))
        ranks = [SEVERITIES.index(f.severity) for f in shown if not (f.passed and f.severity == "info")]
        return SEVERITIES[max(ranks)] if ranks else None

    def count(self, severity: str) -> int:
        return sum(p.finding.severity == severity for v in self.verdicts for p in self.shown(v))


def minor(placed: Placed) -> bool:
    """Whether a finding is shown only where all are asked for."""
    return placed.finding.passed and placed.finding.severity == "info"


def forms() -> dict[str, ModuleType]:
    """The forms there are, by name."""
    return {m.FORM: m for m in modules("verbale.views.findings", "FORM")}


def render(report: Report, form: str) -> Iterable[str]:
    """The report in a form, line by line without line ends. Raises KeyError for a form that is not there."""
    found: Iterable[str] = forms()[form].lines(report)
    return found
