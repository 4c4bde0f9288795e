"""Cells of two categories: what a heatmap needs to know of its frame, and the frame as a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from components.contract.exhibit import View
from components.look.amounts import with_units


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


class Grid:
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
        """Values a cell of the frame as rows of columns."""
        ordered = [empty if place is None else values[place] for place in self.order]
        return [ordered[start : start + self.width] for start in range(0, len(ordered), self.width)]

    def first(self, column: str) -> list[Any]:
        """The first value of each row in a column that is the same in all its cells."""
        firsts = self.frame.unique(self.row, keep="first", maintain_order=True)
        values = dict(firsts.select(self.row, column).iter_rows())
        return [values[row] for row in self.rows]

    def outlines(self, flag: str, color: str) -> list[dict[str, Any]]:
        """A rectangle around each cell whose flag is set."""
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


def described(view: View, row: str, column: str, names: Sequence[str]) -> list[str]:
    """What a pointer on each cell reads: names of row and column, and some values."""
    frame, lang = view.named, view.lang
    lines = [f"<b>{one}</b> · {other}" for one, other in frame.select(row, column).iter_rows()]
    for name in names:
        field = view.field(name)
        label, values = field.label(lang), with_units(frame[name], field.unit(lang), lang)
        lines = [f"{cell}<br>{label} {v or '—'}" for cell, v in zip(lines, values, strict=True)]
    return lines
