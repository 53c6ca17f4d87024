"""Plots inside a page: the drawing script comes from the installed package, and the page fetches nothing.

The page's data go in as JSON in a script, in which no character can end the script or begin a comment; what a person
reads in a plot goes in as text without markup.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from verbale.views.wording import clean

ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
COLOURS = ("#8a2f1d", "#2a6f97", "#5b7f2b", "#a0702a", "#6b4c8a", "#2f7d74", "#8f8577", "#b0506c")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
CONFIG = {"responsive": True, "scrollZoom": True, "displaylogo": False, "showTips": False,
          "modeBarButtons": [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]]}  # fmt: skip


@cache
def script() -> str:
    """The drawing script. Raises Unreadable where the package is not installed."""
    from verbale.views.exporting.delivery import lacks

    lacks("a plot", ("plotly",))
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).replace("</script", "<\\/script")


def safe_json(value: Any) -> str:
    """JSON for a script element."""
    found = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return "".join(ESCAPES.get(c, c) for c in found)


def text(words: str) -> str:
    """Words for a label of a plot, which would take tags for markup."""
    return html.escape(clean(words), quote=False)


def wrapped(words: str, width: int = 60) -> str:
    """Words for a label, broken into lines."""
    import textwrap

    return "<br>".join(text(line) for line in textwrap.wrap(clean(words), width)[:8])


def figure(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> str:
    """Data, layout and configuration of a plot, as JSON for the script of a page."""
    return safe_json({"data": list(traces), "layout": dict(layout), "config": CONFIG})


def layout(height: int, **more: Any) -> dict[str, Any]:
    """What all plots share: no ground of their own, room for labels, drag to zoom, double click to go back."""
    font = {"family": "system-ui, Segoe UI, Noto Sans, DejaVu Sans, sans-serif", "size": 12}
    legend = {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"}
    return {"height": height, "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "font": font,
            "margin": {"l": 8, "r": 8, "t": 36, "b": 36}, "dragmode": "zoom", "hovermode": "closest",
            "legend": legend, "hoverlabel": {"align": "left"},
            "modebar": {"bgcolor": "rgba(0,0,0,0)"}, **more}  # fmt: skip
