"""A timeline that runs down: years to scale, a stretch for each period, its words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.theme import INK, SEQUENTIAL, layout
from components.look.words import wrap

LINE_AT, WORDS_AT = 0.0, 0.45
LINE_COLUMNS, NARROW_COLUMNS = 72, 42
"""Latin letters of a line beside the years, and where the chart is narrow."""


@dataclass(frozen=True)
class Period:
    """start, end: years; an open end runs to the edge. title in bold, then lines."""

    start: int
    end: int | None
    title: str
    lines: Sequence[str]


def timeline(view: View, periods: Sequence[Period]) -> Figure:
    """Every period from its first year to its last; words start level with the first year."""
    last = max(p.end or p.start for p in periods)
    edge = last + max(2.0, 0.16 * (last - periods[0].start))
    stretches = [_stretch(view, p, place, edge=edge) for place, p in enumerate(periods)]
    hidden = {"visible": False, "fixedrange": True}
    axes = {
        "xaxis": {**hidden, "range": [-0.15, 10]},
        "yaxis": {**hidden, "range": [edge, periods[0].start - 0.6]},
        "annotations": [_words(view, p) for p in periods],
        "showlegend": False,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "meta": {
            "narrow": {
                f"annotations[{at}].text": _text(period, NARROW_COLUMNS)
                for at, period in enumerate(periods)
            }
        },
    }
    return {"data": stretches, "layout": layout(view.theme, **axes)}


def _stretch(view: View, period: Period, place: int, edge: float) -> dict[str, Any]:
    scale = SEQUENTIAL[view.theme]
    end = edge if period.end is None else period.end + 1
    return {
        "type": "scatter",
        "meta": "base",
        "mode": "lines+markers",
        "x": [LINE_AT, LINE_AT],
        "y": [period.start, end],
        "line": {"width": 6, "color": scale[2 + place % 2][1]},
        "marker": {
            "size": [13, 0],
            "color": INK[view.theme].surface,
            "line": {"width": 3, "color": INK[view.theme].accent},
            "opacity": 1,
        },
        "hovertext": wrap("; ".join((period.title, *period.lines)), 50),
        "hoverinfo": "text",
    }


def _words(view: View, period: Period) -> dict[str, Any]:
    return {
        "x": WORDS_AT,
        "y": period.start,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": 11,
        "align": "left",
        "showarrow": False,
        "text": _text(period, LINE_COLUMNS),
        "font": {"size": 12, "color": INK[view.theme].text},
    }


def _text(period: Period, columns: int) -> str:
    lines = "<br>".join(wrap(line, columns) for line in period.lines if line)
    return f"<b>{wrap(period.title, columns)}</b><br>{lines}"
