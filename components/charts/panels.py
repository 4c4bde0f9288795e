"""Heatmaps one above the other with the same columns, each cell saying its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.contrast import DARK, inked, shade
from components.look.theme import DIVERGING, INK, SEQUENTIAL, layout

CATEGORIES = {"type": "category", "ticks": "", "showgrid": False}
"""An axis of names."""
GAP, NARROW_GAP = 0.09, 0.14
"""Height between panels, where the title of the lower one stands: in two lines on a phone."""
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
    traces, axes, titles = [], {}, []
    scale = (DIVERGING if low < 0 else SEQUENTIAL)[view.theme]

    def ground(value: float) -> str:
        return shade(scale, (value - low) / (high - low))

    narrow: dict[str, Any] = {}
    domains = zip(_domains(stacked, GAP), _domains(stacked, NARROW_GAP), strict=True)
    for place, (panel, (wide, small)) in enumerate(zip(stacked, domains, strict=True), 1):
        name = "" if place == 1 else str(place)
        narrow |= {f"yaxis{name}.domain": small, f"annotations[{place - 1}].y": small[1]}
        traces.append(_trace(panel, columns, name, ground=ground))
        titles.append(_title(panel.title, wide[1]))
        axes[f"yaxis{name}"] = {**CATEGORIES, "domain": wide, "autorange": "reversed"}
    last = "y" if len(stacked) == 1 else f"y{len(stacked)}"
    figure = {
        "xaxis": {**CATEGORIES, "anchor": last, "side": "bottom", "title": {"text": below}},
        **axes,
        "coloraxis": {"colorscale": scale, "cmin": low, "cmax": high, "showscale": False},
        "annotations": titles,
        "margin": {"t": 4, "b": 8},
        "showlegend": False,
        "plot_bgcolor": INK[view.theme].canvas,
        "meta": {"narrow": narrow},
    }
    return {"data": traces, "layout": layout(view.theme, **figure)}


def _domains(stacked: Sequence[Panel], gap: float) -> list[list[float]]:
    """Bottom and top of each panel, as high as its rows, below a gap."""
    total, top = sum(len(panel.rows) for panel in stacked), 1.0
    placed = []
    for panel in stacked:
        head = top - gap
        top = head - (1 - gap * len(stacked)) * len(panel.rows) / total
        placed.append([max(top, 0.0), head])
    return placed


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
