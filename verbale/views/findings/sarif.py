"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show at the words.

Columns count Unicode code points, as offsets do. Fingerprints are the findings' keys, so that a host follows a finding
over versions of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from verbale.register.encoding import dumps
from verbale.verify.run import checks
from verbale.verify.verdict import Placed, Where
from verbale.views.findings.report import Report
from verbale.views.wording import clean

FORM = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
KINDS = {"holds": "pass", "holds-by-rounding": "pass", "not-checkable": "open", "revised": "informational"}


def lines(report: Report) -> Iterator[str]:
    """One log with one run."""
    results = [_result(p, report) for v in report.verdicts for p in report.shown(v)]
    tool = {"driver": {"name": "verbale", "version": _version(), "rules": [_rule(m) for m in checks()]}}
    run = {"tool": tool, "columnKind": "unicodeCodePoints", "results": results}
    yield dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _version() -> str:
    try:
        return version("verbale")
    except PackageNotFoundError:
        return "0"


def _rule(module: Any) -> dict[str, Any]:
    head, _, rest = (module.__doc__ or "").strip().partition("\n\n")
    words = {"shortDescription": {"text": clean(head)}}
    return {"id": module.RULE} | words | ({"fullDescription": {"text": clean(rest)}} if rest else {})


def _result(placed: Placed, report: Report) -> dict[str, Any]:
    f = placed.finding
    kind = KINDS.get(f.outcome, "fail")
    out: dict[str, Any] = {
        "ruleId": f.rule,
        "level": LEVELS[f.severity] if kind == "fail" else "none",
        "kind": kind,
        "message": {"text": clean(". ".join(p for p in (f.message, f.because) if p))},
        "partialFingerprints": {"verbale/1": f.key},
        "locations": [_place(f.source, w) for w in placed.at[:1]],
        "relatedLocations": [{"id": i} | _place(f.source, w) for i, w in enumerate(placed.at[1:], 1)],
        "properties": {"outcome": f.outcome, "severity": f.severity, "inputs": dict(f.inputs), "formula": f.formula,
                       "bounds": f.bounds, "supplied": list(f.supplied), "item": f.item},
    }  # fmt: skip
    return out


def _place(source: str, where: Where) -> dict[str, Any]:
    region: dict[str, Any] = {"charOffset": where.span.start, "charLength": len(where.span)}
    if where.line:
        ends = {"endLine": where.end_line, "endColumn": where.end_column + 1}
        region |= {"startLine": where.line, "startColumn": where.column} | ends
    region["snippet"] = {"text": where.words}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(source)}, "region": region}}


def _uri(source: str) -> str:
    from urllib.parse import quote

    return quote(source)
