"""A heatmap of two categories: numbers in the cells, totals at the side, marked cells outlined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.look.amounts import each_number, with_units
from components.look.contrast import DARK, inked, shade
from components.look.theme import DIVERGING, INK, PUBLISHED_COLOR, SEQUENTIAL, layout
from components.look.words import wrap

FEW_COLUMNS = 8
"""Up to here cells have room for whole numbers; beyond, text is short and small."""
TEXT_SIZE = {False: 12, True: 9}
FULL_HEIGHT, LEAST_HEIGHT = 10, 0.85
"""Fewer rows than this leave a part of the height to the key, but no card half empty."""
_PAPER = {"xref": "paper", "yref": "paper"}
BESIDE = 1.7
"""Room for the number beside the longest bar of the totals."""
LINE = 16
"""Height of a line above the cells, in pixels: the least margin, since notes ask for no room."""
SIDE = 0.87
"""Where the cells end and the bars of the row totals begin, as a part of the width."""


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
TOTALS, LETTERS = 44, 16
"""Room beside the plot for the numbers of the longest bars, in pixels, and letters of a line of
what they are."""
ROW, AROUND = 20, 150
"""Least height of a row whose number is read, and of what is above and below, in pixels."""
NAMES = 130
"""Room for the names of rows where the chart is narrow, in pixels."""
COLUMN = {False: 36, True: 20}
"""Least width of a column that has room for its numbers, of few or of many; below it scrolls."""


@dataclass(frozen=True)
class Matrix:
    """What a heatmap needs to know of its frame, whose rows are cells in order of rows and columns.

    row, column: key columns. value: the coloured one. total: a row's total, drawn as a bar.
    labels: code of a row to its label. clicks: one filter text a cell. marked: a flag column whose
    cells get an outline, and what that means. small: a flag column of small groups.
    """

    row: str
    column: str
    value: str
    total: str
    labels: Mapping[str, str]
    columns: Mapping[str, str]
    clicks: Sequence[str]
    hover: Sequence[str]
    marked: tuple[str, str] | None = None
    small: str | None = None
    around_one: bool = False


def heatmap(view: View, matrix: Matrix) -> Figure:
    """Rows from the top in the order of the frame, columns from the left."""
    frame = view.frame
    rows = frame[matrix.row].unique(maintain_order=True).to_list()
    columns = [c for c in matrix.columns if c in set(frame[matrix.column])]
    cells = _Grid(frame, matrix, rows, columns=columns)
    names = [matrix.labels[row] for row in rows]
    heads = [matrix.columns[column] for column in columns]
    values = cells.of(frame[matrix.value].to_list())
    digits = view.field(matrix.value).digits or 0
    foot = 1 - min(max(len(rows) / FULL_HEIGHT, LEAST_HEIGHT), 1)
    colors = _colors(view, matrix, foot)
    narrow = len(columns) > FEW_COLUMNS
    trace: dict[str, Any] = {
        "type": "heatmap",
        "x": heads,
        "y": names,
        "z": values,
        "text": cells.of(
            _inked(view, matrix, _texts(frame, matrix, digits, narrow=narrow), colors=colors),
            empty="",
        ),
        "texttemplate": "%{text}",
        "textfont": {"color": DARK, "size": TEXT_SIZE[narrow]},
        "customdata": cells.of(matrix.clicks, empty=""),
        "hovertext": cells.of(matrix.hover, empty=""),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
    }
    traces = [trace, _totals(view, matrix, names, totals=cells.first(matrix.total))]
    outlines: list[dict[str, Any]] = []
    notes = _notes(view, frame, matrix, foot=foot)
    if matrix.marked is not None and frame[matrix.marked[0]].any():
        outlines = cells.outlines(matrix.marked[0], PUBLISHED_COLOR[view.theme])
        traces.append(_legend(view, matrix.marked[1]))
    axes = {
        "xaxis": {
            "side": "top",
            "domain": [0, SIDE],
            "ticks": "",
            "showgrid": False,
            "type": "category",
            "tickangle": -60 if narrow else 0,
        },
        "yaxis": {
            "autorange": "reversed",
            "ticks": "",
            "showgrid": False,
            "type": "category",
            "tickmode": "linear",
            "dtick": 1,
            "domain": [foot, 1],
        },
        "xaxis2": {
            "domain": [SIDE + 0.01, 1],
            "visible": False,
            "range": [0, max(frame[matrix.total].drop_nulls().to_list(), default=1) * BESIDE],
        },
        "coloraxis": colors,
        "showlegend": len(traces) > 2,
        "legend": {**_PAPER, "y": foot - 0.02, "yanchor": "top"},
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


def described(view: View, row: str, column: str, names: Sequence[str]) -> list[str]:
    """What a pointer on each cell reads: names of row and column, and some values."""
    frame, lang = view.named, view.lang
    lines = [f"<b>{one}</b> · {other}" for one, other in frame.select(row, column).iter_rows()]
    for name in names:
        field = view.field(name)
        label, values = field.label(lang), with_units(frame[name], field.unit(lang), lang)
        lines = [f"{cell}<br>{label} {v or '—'}" for cell, v in zip(lines, values, strict=True)]
    return lines


class _Grid:
    """Cells of a frame as rows of columns; one that a row rule leaves out holds nothing."""

    def __init__(
        self, frame: pl.DataFrame, matrix: Matrix, rows: list[str], columns: list[str]
    ) -> None:
        keys = enumerate(frame.select(matrix.row, matrix.column).iter_rows())
        place = {cell: position for position, cell in keys}
        self.order = [place.get((row, column)) for row in rows for column in columns]
        self.rows, self.frame, self.width = rows, frame, len(columns)
        self.row = matrix.row

    def of(self, values: Sequence[Any], empty: Any = None) -> list[list[Any]]:
        ordered = [empty if place is None else values[place] for place in self.order]
        return [ordered[start : start + self.width] for start in range(0, len(ordered), self.width)]

    def first(self, column: str) -> list[Any]:
        firsts = self.frame.unique(self.row, keep="first", maintain_order=True)
        values = dict(firsts.select(self.row, column).iter_rows())
        return [values[row] for row in self.rows]

    def outlines(self, flag: str, color: str) -> list[dict[str, Any]]:
        marked = self.of(self.frame[flag].to_list())
        return [
            {
                "type": "rect",
                "x0": x - 0.49,
                "x1": x + 0.49,
                "y0": y - 0.48,
                "y1": y + 0.48,
                "line": {"color": color, "width": 2.5},
            }
            for y, row in enumerate(marked)
            for x, cell in enumerate(row)
            if cell
        ]


def _texts(frame: pl.DataFrame, matrix: Matrix, digits: int, narrow: bool) -> list[str]:
    """What stands in the cells; an asterisk marks a small group."""
    small = frame[matrix.small] if matrix.small else [False] * frame.height
    places = min(digits, 1) if narrow else digits
    separator = "" if narrow else ","
    return [
        "" if value is None else f"{value:{separator}.{places}f}" + ("*" if few else "")
        for value, few in zip(frame[matrix.value], small, strict=True)
    ]


def _inked(
    view: View, matrix: Matrix, texts: Sequence[str], colors: Mapping[str, Any]
) -> list[str]:
    """The texts, each in the ink that its cell asks for."""
    low, span = colors["cmin"], colors["cmax"] - colors["cmin"]
    return [
        inked(words, shade(colors["colorscale"], (value - low) / span)) if words else ""
        for words, value in zip(texts, view.frame[matrix.value], strict=True)
    ]


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


def _notes(view: View, frame: pl.DataFrame, matrix: Matrix, foot: float) -> list[dict[str, Any]]:
    """What the bars at the side are, and what an asterisk means."""
    label = view.field(matrix.total).label(view.lang)
    lines = "<br>".join(wrap(part, LETTERS) for part in re.split(r"(?=（)| (?=\()", label))
    notes = [_note(lines, SIDE + 0.01, 1, xanchor="left", yanchor="bottom")]
    if matrix.small and frame[matrix.small].any():
        words = view.say("* 不足10家", "* fewer than 10 enterprises")
        notes.append(_note(words, 1, foot - 0.02, xanchor="right", yanchor="top"))
    return notes


def _note(words: str, x: float, y: float, xanchor: str, yanchor: str) -> dict[str, Any]:
    place = {"x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor}
    return {"text": words, "showarrow": False, "font": {"size": 11}, **place, **_PAPER}
