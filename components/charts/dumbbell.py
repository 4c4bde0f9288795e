"""Dumbbells: two values a row, joined by a line, on a log axis where equal ratios are as long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.theme import INK, layout


@dataclass(frozen=True)
class Dots:
    """One value a row, None where there is none. `marker` overrides the look."""

    name: str
    values: Sequence[float | None]
    marker: Mapping[str, Any]
    hover: Sequence[str]


def dumbbell(
    view: View,
    rows: Sequence[str],
    dots: Sequence[Dots],
    joined: Sequence[tuple[float | None, float | None]],
    axis: str,
    notes: Sequence[str] = (),
) -> Figure:
    """Rows from the top; a line from one end of `joined` to the other in each.

    axis: title of the log axis. notes: words at the right end of each row.
    """
    axes = {
        "xaxis": {
            "type": "log",
            "title": {"text": axis},
            "dtick": 1,
            "exponentformat": "none",
            "separatethousands": True,
        },
        "yaxis": {
            "autorange": "reversed",
            "type": "category",
            "ticks": "",
            "categoryorder": "array",
            "categoryarray": list(rows),
        },
        "annotations": _notes(view, rows, notes),
        "showlegend": True,
        "margin": {"r": 8 + 7 * max((len(note) for note in notes), default=0)},
    }
    return {
        "data": [_lines(view, rows, joined), *(_dots(rows, series) for series in dots)],
        "layout": layout(view.theme, **axes),
    }


def _lines(
    view: View, rows: Sequence[str], joined: Sequence[tuple[float | None, float | None]]
) -> dict[str, Any]:
    """A line in each row of which both ends are known."""
    ends = [(row, ends) for row, ends in zip(rows, joined, strict=True) if None not in ends]
    return {
        "type": "scatter",
        "meta": "base",
        "mode": "lines",
        "x": [value for _, pair in ends for value in (*pair, None)],
        "y": [value for row, _ in ends for value in (row, row, None)],
        "line": {"color": INK[view.theme].line, "width": 4},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _notes(view: View, rows: Sequence[str], notes: Sequence[str]) -> list[dict[str, Any]]:
    """Words at the right end of each row."""
    return [
        {
            "x": 1.0,
            "xref": "paper",
            "xanchor": "left",
            "y": row,
            "text": note,
            "showarrow": False,
            "font": {"size": 11, "color": INK[view.theme].muted},
        }
        for row, note in zip(rows, notes, strict=False)
    ]


def _dots(rows: Sequence[str], series: Dots) -> dict[str, Any]:
    texts = [
        i for i, value in enumerate(series.values) if value is not None and value > 0
    ]  # a log axis has no place for 0
    return {
        "type": "scatter",
        "mode": "markers",
        "name": series.name,
        "x": [series.values[i] for i in texts],
        "y": [rows[i] for i in texts],
        "hovertext": [series.hover[i] for i in texts],
        "hovertemplate": "%{hovertext}<extra>%{fullData.name}</extra>",
        "marker": dict(series.marker),
    }
