"""Sums of pairs of columns over the rows where both are known, as products of whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

BLOCK = 2**14
"""Rows read into arrays at a time: those of some columns fit into the processor's cache."""


def pair_moments(
    rows: nw.LazyFrame[Any], columns: Sequence[str], centres: Sequence[float]
) -> dict[tuple[str, str], Mapping[str, float]]:
    """`n`, `x`, `y`, `xx`, `yy`, `xy` of each ordered pair, values taken from their centres.

    rows: Polars rows, of which the columns alone are read.
    """
    read = rows.select(*columns).to_native().collect()
    cells = [_Column(read[name], centre) for name, centre in zip(columns, centres, strict=True)]
    found = np.zeros((4, len(columns), len(columns)))
    for first in range(0, read.height, BLOCK):
        found += _sums([column.moved(slice(first, first + BLOCK)) for column in cells])
    n, x, xx, xy = found
    return {
        (a, b): {"n": n[i, j], "x": x[i, j], "y": x[j, i], "xx": xx[i, j], "yy": xx[j, i],
                 "xy": xy[i, j]}
        for i, a in enumerate(columns)
        for j, b in enumerate(columns)
    }  # fmt: skip


Moved = tuple[np.ndarray, np.ndarray | None]
"""Values from their centre, 0 where missing, and 1 for each known one; None if all are."""


class _Column:
    def __init__(self, column: pl.Series, centre: float) -> None:
        self._known = column.is_not_null() if column.null_count() else None
        self._values = column.to_numpy() if self._known is None else column.fill_null(0).to_numpy()
        self._centre = centre

    def moved(self, rows: slice) -> Moved:
        """Some of the rows."""
        values = np.subtract(self._values[rows], self._centre, dtype=np.float64)
        if self._known is None:
            return values, None
        known = self._known[rows].cast(pl.Float64).to_numpy()
        values *= known
        return values, known


def _sums(columns: Sequence[Moved]) -> np.ndarray:
    """n, x, xx and xy of every ordered pair."""
    found = np.zeros((4, len(columns), len(columns)))
    for i, (x, known_x) in enumerate(columns):
        squares = x * x
        found[1, i], found[2, i] = x.sum(), squares.sum()
        for j, (y, known_y) in enumerate(columns):
            if known_y is not None:
                found[1, i, j], found[2, i, j] = dot(x, known_y), dot(squares, known_y)
            if j >= i:
                found[0, i, j] = found[0, j, i] = _both(known_x, known_y, x.size)
                found[3, i, j] = found[3, j, i] = dot(x, y)
    return found


def _both(known_x: np.ndarray | None, known_y: np.ndarray | None, rows: int) -> float:
    if known_x is None or known_y is None:
        known = known_y if known_x is None else known_x
        return rows if known is None else float(known.sum())
    return dot(known_x, known_y)


def dot(x: np.ndarray, y: np.ndarray) -> float:
    """Sum of products.

    Not BLAS: its threads wait for each other on a busy machine.
    """
    return float(np.einsum("i,i->", x, y))
