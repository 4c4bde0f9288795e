"""Radar: one closed line a group over the same axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.labels import wrapped
from components.contract.exhibit import Figure, View
from components.look.theme import INK, layout

LABEL_WIDTH = 12
HEADROOM = 1.06
MARGIN = {"t": 40, "b": 40, "l": 64, "r": 64}
"""Room for the names of the axes, which plotly does not count."""
BELOW = {"y": 0, "yanchor": "bottom", "x": 0.5, "xanchor": "center"}


@dataclass(frozen=True)
class Line:
    """One group: a value an axis, None where there is none. `marks` draws marks without a line."""

    name: str
    values: Sequence[float | None]
    color: str
    marks: dict[str, Any] | None = None


def radar(view: View, axes: Sequence[str], lines: Sequence[Line], unit: str = "") -> Figure:
    """Lines over `axes`, from 0 to the largest value and 100 at least."""
    corners = [wrapped(axis, LABEL_WIDTH, 3) for axis in axes]
    values = [value for line in lines for value in line.values if value is not None]
    polar = {
        "radialaxis": {
            "range": [0, max([100.0, *values]) * HEADROOM],
            "nticks": 5,
            "angle": 54,
            "tickangle": 54,
            "showline": False,
        },
        "angularaxis": {
            "direction": "clockwise",
            "rotation": 90,
            "tickfont": {"size": 12, "color": INK[view.theme].text},
        },
    }
    return {
        "data": [_trace(line, corners, unit) for line in lines],
        "layout": layout(view.theme, polar=polar, showlegend=True, legend=BELOW, margin=MARGIN),
    }


def _trace(line: Line, corners: Sequence[str], unit: str) -> dict[str, Any]:
    trace: dict[str, Any] = {
        "type": "scatterpolar",
        "name": line.name,
        "hovertemplate": f"%{{theta}}  %{{r:,}} {unit}<extra>%{{fullData.name}}</extra>",
    }
    if line.marks is not None:
        return trace | {
            "mode": "markers",
            "r": list(line.values),
            "theta": list(corners),
            "marker": line.marks,
        }
    return trace | {
        "mode": "lines+markers",
        "r": [*line.values, line.values[0]],
        "theta": [*corners, corners[0]],
        "line": {"color": line.color, "width": 2},
        "marker": {"size": 6, "color": line.color},
        "fill": "toself",
        "fillcolor": faint(line.color),
    }


def faint(color: str) -> str:
    """The colour, almost transparent."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
