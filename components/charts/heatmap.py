"""A heatmap of two categories: numbers in the cells, totals at the side, marked cells outlined."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.charts.heatmap_words import PAPER, SIDE, cell_texts, inked_texts, notes_beside
from components.charts.matrix import Grid, Matrix
from components.contract.exhibit import Figure, View
from components.look.amounts import each_number
from components.look.contrast import DARK
from components.look.theme import DIVERGING, INK, PUBLISHED_COLOR, SEQUENTIAL, layout

FEW_COLUMNS = 8
"""Up to here cells have room for whole numbers; beyond, text is short and small."""
TEXT_SIZE = {False: 12, True: 9}
FULL_HEIGHT, LEAST_HEIGHT = 10, 0.85
"""Fewer rows than this leave a part of the height to the key, but no card half empty."""
BESIDE = 1.7
"""Room for the number beside the longest bar of the totals."""
LINE = 16
"""Height of a line above the cells, in pixels: the least margin, since notes ask for no room."""
NARROW = {
    "xaxis.tickangle": -90,
    "coloraxis.colorbar.nticks": 2,
    "coloraxis.colorbar.tickangle": 0,
    "coloraxis.colorbar.x": 0,
    "coloraxis.colorbar.xanchor": "left",
    "coloraxis.colorbar.lenmode": "pixels",
    "coloraxis.colorbar.len": 110,
    "legend.yref": "container",
    "legend.y": 0,
    "legend.yanchor": "bottom",
    "margin.b": 110,
    "margin.r": 26,
    "annotations[0].x": 1,
    "annotations[0].xanchor": "right",
    "annotations[0].yanchor": "top",
    "annotations[0].yshift": -44,
}
"""What differs where the chart is narrow: names of columns would cover each other, and what the
bars at the side are stands below them."""
TOTALS = 44
"""Room beside the plot for the numbers of the longest bars, in pixels."""
ROW, AROUND = 20, 150
"""Least height of a row whose number is read, and of what is above and below, in pixels."""
NAMES = 130
"""Room for the names of rows where the chart is narrow, in pixels."""
COLUMN = {False: 36, True: 20}
"""Least width of a column that has room for its numbers, of few or of many; below it scrolls."""


def heatmap(view: View, matrix: Matrix) -> Figure:
    """Rows from the top in the order of the frame, columns from the left."""
    frame = view.frame
    rows = frame[matrix.row].unique(maintain_order=True).to_list()
    columns = [c for c in matrix.columns if c in set(frame[matrix.column])]
    grid = Grid(frame, matrix, rows, columns=columns)
    names = [matrix.labels[row] for row in rows]
    heads = [matrix.columns[column] for column in columns]
    foot = 1 - min(max(len(rows) / FULL_HEIGHT, LEAST_HEIGHT), 1)
    colors = _colors(view, matrix, foot)
    narrow = len(columns) > FEW_COLUMNS
    traces = [
        {**_cells(view, matrix, grid, colors, narrow=narrow), "x": heads, "y": names},
        _totals(view, matrix, names, totals=grid.first(matrix.total)),
    ]
    outlines: list[dict[str, Any]] = []
    if matrix.marked is not None and frame[matrix.marked[0]].any():
        outlines = grid.outlines(matrix.marked[0], PUBLISHED_COLOR[view.theme])
        traces.append(_legend(view, matrix.marked[1]))
    notes = notes_beside(view, matrix, foot)
    axes = {
        **_axes(frame[matrix.total], foot, narrow=narrow),
        "coloraxis": colors,
        "showlegend": len(traces) > 2,
        "legend": {**PAPER, "y": foot - 0.02, "yanchor": "top"},
        "margin": {"t": LINE * (notes[0]["text"].count("<br>") + 1), "r": TOTALS, "b": 30},
        "shapes": outlines,
        "meta": {
            "narrow": {**NARROW, "annotations[0].y": foot - 0.01},
            "least_width": NAMES + COLUMN[narrow] * len(columns),
            "least_height": AROUND + ROW * len(rows),
        },
        "annotations": notes,
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _cells(
    view: View, matrix: Matrix, grid: Grid, colors: Mapping[str, Any], narrow: bool
) -> dict[str, Any]:
    """The trace of the cells, but for the names of rows and columns."""
    digits = view.field(matrix.value).digits or 0
    texts = cell_texts(view.frame, matrix, digits, narrow=narrow)
    return {
        "type": "heatmap",
        "z": grid.of(view.frame[matrix.value].to_list()),
        "text": grid.of(inked_texts(view, matrix, texts, colors=colors), empty=""),
        "texttemplate": "%{text}",
        "textfont": {"color": DARK, "size": TEXT_SIZE[narrow]},
        "customdata": grid.of(matrix.clicks, empty=""),
        "hovertext": grid.of(matrix.hover, empty=""),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
    }


def _axes(totals: pl.Series, foot: float, narrow: bool) -> dict[str, Any]:
    """Names of columns above, of rows on the left; the bars of the totals have an axis beside."""
    categories = {"ticks": "", "showgrid": False, "type": "category"}
    longest = max(totals.drop_nulls().to_list(), default=1)
    return {
        "xaxis": {
            **categories,
            "side": "top",
            "domain": [0, SIDE],
            "tickangle": -60 if narrow else 0,
        },
        "yaxis": {
            **categories,
            "autorange": "reversed",
            "tickmode": "linear",
            "dtick": 1,
            "domain": [foot, 1],
        },
        "xaxis2": {"domain": [SIDE + 0.01, 1], "visible": False, "range": [0, longest * BESIDE]},
    }


def _totals(
    view: View, matrix: Matrix, names: list[str], totals: list[float | None]
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "x": totals,
        "y": names,
        "text": each_number(totals),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": INK[view.theme].line},
        "textfont": {"color": INK[view.theme].muted, "size": 11},
        "showlegend": False,
        "hovertemplate": "%{y}<br>"
        + view.field(matrix.total).title(view.lang)
        + " %{x:,}<extra></extra>",
    }


def _legend(view: View, words: str) -> dict[str, Any]:
    """An entry for the outlines, which are shapes and have none of their own."""
    edge = {"color": PUBLISHED_COLOR[view.theme], "width": 2}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": words,
        "marker": {"symbol": "square-open", "size": 11, "line": edge, "color": edge["color"]},
    }


def _colors(view: View, matrix: Matrix, foot: float) -> dict[str, Any]:
    """The scale spans the cells that are no small groups, whose extremes are chance."""
    solid = view.frame.filter(~pl.col(matrix.small)) if matrix.small else view.frame
    values = (solid if solid.height else view.frame)[matrix.value].drop_nulls()
    bar = {
        "orientation": "h",
        "x": SIDE,
        "xanchor": "right",
        "y": foot - 0.01,
        "yanchor": "top",
        "len": 0.4,
        "thickness": 8,
        "title": {"text": view.title(matrix.value), "side": "top", "font": {"size": 11}},
    }
    if not matrix.around_one:
        ends = {"cmin": 0, "cmax": max([*values], default=1) or 1}
        return {"colorscale": SEQUENTIAL[view.theme], **ends, "colorbar": bar}
    spread = min(max([abs(value - 1) for value in values], default=0.5), 1.0) or 0.5
    scale = {"cmin": 1 - spread, "cmid": 1, "cmax": 1 + spread}
    return {"colorscale": DIVERGING[view.theme], **scale, "colorbar": bar}
