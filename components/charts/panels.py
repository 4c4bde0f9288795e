"""Heatmaps one above the other with the same columns, each cell saying its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.contrast import DARK, inked, shade
from components.look.theme import DIVERGING, INK, SEQUENTIAL, layout

CATEGORIES = {"type": "category", "ticks": "", "showgrid": False}
"""An axis of names."""
GAP = 0.09
"""Height between panels, where the title of the lower one stands."""
TEXT_SIZE = 10


@dataclass(frozen=True)
class Panel:
    """A heatmap: `values[row][column]`, None where there is none; `texts` and `hover` alike."""

    title: str
    rows: Sequence[str]
    values: Sequence[Sequence[float | None]]
    texts: Sequence[Sequence[str]]
    hover: Sequence[Sequence[str]]


def panels(
    view: View,
    columns: Sequence[str],
    stacked: Sequence[Panel],
    *,
    low: float,
    high: float,
    below: str = "",
) -> Figure:
    """The panels from the top, as high as their rows; diverging colours where `low` is negative.

    below: words under the columns.
    """
    total = sum(len(panel.rows) for panel in stacked)
    room = 1 - GAP * len(stacked)
    traces, axes, titles = [], {}, []
    scale = (DIVERGING if low < 0 else SEQUENTIAL)[view.theme]

    def ground(value: float) -> str:
        return shade(scale, (value - low) / (high - low))

    top = 1.0
    for place, panel in enumerate(stacked, 1):
        name = "" if place == 1 else str(place)
        head = top - GAP
        foot = head - room * len(panel.rows) / total
        traces.append(_trace(panel, columns, name, ground=ground))
        titles.append(_title(panel.title, head))
        axes[f"yaxis{name}"] = {
            **CATEGORIES,
            "domain": [max(foot, 0.0), head],
            "autorange": "reversed",
        }
        top = foot
    last = "y" if len(stacked) == 1 else f"y{len(stacked)}"
    figure = {
        "xaxis": {**CATEGORIES, "anchor": last, "side": "bottom", "title": {"text": below}},
        **axes,
        "coloraxis": {"colorscale": scale, "cmin": low, "cmax": high, "showscale": False},
        "annotations": titles,
        "margin": {"t": 4, "b": 8},
        "showlegend": False,
        "plot_bgcolor": INK[view.theme].canvas,
    }
    return {"data": traces, "layout": layout(view.theme, **figure)}


def _trace(
    panel: Panel, columns: Sequence[str], axis: str, ground: Callable[[float], str]
) -> dict[str, Any]:
    cells = [
        ["" if v is None else inked(words, ground(v)) for words, v in zip(texts, row, strict=True)]
        for texts, row in zip(panel.texts, panel.values, strict=True)
    ]
    return {
        "type": "heatmap",
        "x": list(columns),
        "y": list(panel.rows),
        "z": [list(row) for row in panel.values],
        "text": cells,
        "texttemplate": "%{text}",
        "textfont": {"color": DARK, "size": TEXT_SIZE},
        "hovertext": [list(row) for row in panel.hover],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "coloraxis": "coloraxis",
        "xaxis": "x",
        "yaxis": f"y{axis}",
        "xgap": 2,
        "ygap": 2,
    }


def _title(words: str, height: float) -> dict[str, Any]:
    return {
        "align": "left",
        "text": words,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": height,
        "yanchor": "bottom",
        "font": {"size": 12},
    }
