"""A classification as nested areas: treemap or sunburst, coloured by a share, a click goes down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from components.charts.labels import brief, wrapped
from components.contract.exhibit import Figure, View
from components.look.amounts import with_units
from components.look.contrast import ink_on, shade
from components.look.theme import INK, SEQUENTIAL, layout

LEVELS_SHOWN = 3
"""Rings or nested areas at once, counting the one that is entered."""
LINE_WIDTH = {"treemap": 18, "sunburst": 14}
"""Where labels break, in Latin letters."""
LINES = {"treemap": 4, "sunburst": 2}
PATH = 22
"""Height of the path above a treemap, which plotly draws into the margin."""
GREY = 0.004
"""Part of the colour scale that is grey, for areas without colour."""
RANGE = (0.02, 0.98)
"""Quantiles of the coloured value that the colour scale spans."""


@dataclass(frozen=True)
class Branches:
    """Columns of the frame: `id` and `parent` codes, `label`, `size`, coloured `value`.

    small: rows without colour. entered: the id whose inside is shown. visible: ids of the rows to
    draw; the colours span all. clicks: what a click on each of them filters to.
    """

    id: str
    parent: str
    label: str
    size: str
    value: str
    small: str
    entered: str | None
    visible: Sequence[str]
    clicks: Sequence[str]


def tree(view: View, branches: Branches, shape: str) -> Figure:
    """shape: treemap or sunburst. Sizes are totals, so that children lie inside their parent."""
    whole, share = view.named, pl.when(~pl.col(branches.small)).then(branches.value)
    frame = whole.filter(pl.col(branches.id).is_in(branches.visible))
    colors = frame.select(share).to_series().to_list()
    ids = frame[branches.id].to_list()
    scale = _colors(view, branches.value, whole.select(share).to_series())
    axis, drawn = _with_grey(view, scale, colors)
    trace: dict[str, Any] = {
        "type": shape,
        "ids": ids,
        "parents": frame[branches.parent].fill_null("").to_list(),
        "labels": [
            wrapped(brief(name), LINE_WIDTH[shape], LINES[shape]) for name in frame[branches.label]
        ],
        "values": frame[branches.size].to_list(),
        "branchvalues": "total",
        "maxdepth": LEVELS_SHOWN,
        "customdata": list(branches.clicks),
        "hovertext": _hover(view, frame, branches),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "textfont": {"color": _inks(view, colors, scale)},
        "marker": {
            "colors": drawn,
            "coloraxis": "coloraxis",
            "line": {"color": INK[view.theme].surface, "width": 1},
        },
    }
    if branches.entered in ids:
        trace["level"] = branches.entered
    looks = {
        "treemap": {
            "texttemplate": "%{label}<br>%{value:,}",
            "tiling": {"packing": "squarify", "pad": 1},
            "pathbar": {"visible": True, "thickness": PATH},
        },
        "sunburst": {"texttemplate": "%{label}", "insidetextorientation": "auto"},
    }
    axes = {
        "coloraxis": axis,
        "uniformtext": {"minsize": 9, "mode": "hide"},
        "margin": {"l": 0, "r": 0, "t": PATH + 6 if shape == "treemap" else 4, "b": 46},
        "annotations": [_grey_key(view)] if None in colors else [],
    }
    return {"data": [trace | looks[shape]], "layout": layout(view.theme, **axes)}


def _inks(view: View, shares: list[float | None], scale: Mapping[str, Any]) -> list[str]:
    """The ink for words on the area of each share."""
    low, span, plain = scale["cmin"], scale["cmax"] - scale["cmin"], INK[view.theme].text
    return [
        plain if share is None else ink_on(shade(scale["colorscale"], (share - low) / span))
        for share in shares
    ]


def _with_grey(
    view: View, scale: dict[str, Any], shares: list[float | None]
) -> tuple[dict[str, Any], list[float]]:
    """The scale with grey below its foot, and the values, where areas without colour stand there.

    Plotly draws areas without a value nearly black.
    """
    low, high = scale["cmin"], scale["cmax"]
    if None not in shares:
        return scale, [share for share in shares if share is not None]
    foot = low - GREY / (1 - GREY) * (high - low)
    grey = INK[view.theme].nodata
    raised = [(GREY + at * (1 - GREY), color) for at, color in scale["colorscale"]]
    colors = [(0, grey), (GREY, grey), *raised]
    drawn = [foot if share is None else max(share, low) for share in shares]
    return scale | {"colorscale": colors, "cmin": foot}, drawn


def _grey_key(view: View) -> dict[str, Any]:
    """What a grey area means."""
    words = view.say("无数据或不足10家", "no data or fewer than 10")
    at = {
        "x": 1,
        "xanchor": "right",
        "y": -0.01,
        "yanchor": "top",
        "xref": "paper",
        "yref": "paper",
    }
    text = f"<span style='color:{INK[view.theme].nodata}'>■</span> {words}"
    return {**at, "text": text, "showarrow": False, "font": {"size": 11}}


def _hover(view: View, frame: pl.DataFrame, branches: Branches) -> list[str]:
    size, value = view.field(branches.size), view.field(branches.value)
    counted, unit, shared = size.label(view.lang), size.unit(view.lang), value.label(view.lang)
    few = view.say("（不足10家）", " (fewer than 10)")
    columns = frame.select(branches.label, branches.value, branches.small)
    sizes = with_units(frame[branches.size], unit, view.lang)
    return [
        f"<b>{name}</b><br>{counted} {n}<br>"
        f"{shared} {'—' if share is None else f'{share:g}%'}{few if small else ''}"
        for n, (name, share, small) in zip(sizes, columns.iter_rows(), strict=True)
    ]


def _colors(view: View, value: str, shares: pl.Series) -> dict[str, Any]:
    low, high = (shares.quantile(q, "linear") for q in RANGE)
    bar = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": -0.01,
        "yanchor": "top",
        "len": 0.4,
        "thickness": 8,
        "title": {"text": view.title(value), "side": "top", "font": {"size": 11}},
    }
    return {
        "colorscale": SEQUENTIAL[view.theme],
        "cmin": low or 0,
        "cmax": high if high and high > (low or 0) else (low or 0) + 1,
        "colorbar": bar,
    }
