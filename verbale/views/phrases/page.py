"""The phrases as a page: a plot over time, the tiers, who uses what, and who has fallen silent."""

from __future__ import annotations

from typing import Any

from verbale.views import plots
from verbale.views.pages import template
from verbale.views.phrases.counting import TIERS, Phrases, Use

HEIGHT = 480
"""Of the plot, in pixels, with its legend below."""
DRAWN = 8
"""Phrases that are drawn: the most used."""
MEANINGS = {
    "all": "in every document",
    "most": "in half of the documents or more",
    "many": "in a quarter or more",
    "some": "in a tenth or more",
    "few": "in less than a tenth, but in two or more",
    "once": "in a single document",
}


def html(found: Phrases, title: str) -> str:
    """One self-contained page. Raises Unreadable without plotly, where there is more than one period to draw."""
    plot = len(found.periods) > 1 and bool(found.uses)
    tiers = [(name, MEANINGS[name], [u for u in found.uses if u.tier == name]) for name in TIERS]
    return template("phrases.html.j2").render(
        title=title,
        about=f"{found.basis}. Rates are of all of them.",
        found=found,
        tiers=[row for row in tiers if row[2]],
        silent=[a for a in found.absences if a.striking],
        script=plots.script() if plot else "",
        figure=_figure(found) if plot else "",
    )


def _figure(found: Phrases) -> str:
    title = "uses per 1,000 words"
    axes: dict[str, Any] = {
        "xaxis": {"type": "date", "automargin": True},
        "yaxis": {"automargin": True, "rangemode": "tozero", "title": {"text": title}},
    }
    legend = {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"}
    traces = [_trace(use, n) for n, use in enumerate(found.uses[:DRAWN])]
    return plots.figure(traces, plots.layout(HEIGHT, **axes, legend=legend))


def middle(period: str) -> str:
    """A day in the middle of a period, where its point is drawn."""
    year, _, rest = period.partition("-")
    month = 3 * int(rest[1:]) - 1 if rest.startswith("Q") else int(rest or 7)
    return f"{year}-{month:02}-{'15' if rest else '01'}"


def _trace(use: Use, n: int) -> dict[str, Any]:
    colour = plots.COLOURS[n % len(plots.COLOURS)]
    label = [
        f"{plots.text(use.words)}<br>{p.name}: {p.per_thousand} per 1,000 words<br>"
        f"{p.times} in {p.documents} of {p.of} documents"
        for p in use.periods
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plots.text(use.words),
        "x": [middle(p.name) for p in use.periods],
        "y": [p.per_thousand for p in use.periods],
        "text": label,
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 1.5},
        "marker": {"size": 8, "color": colour, "symbol": plots.MARKS[n % len(plots.MARKS)]},
    }
