"""Sums of pairs of columns over the rows where both are known, as products of whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

BLOCK = 500_000
"""Rows read into arrays at a time."""


def pair_moments(
    rows: nw.LazyFrame[Any], columns: Sequence[str], centres: Sequence[float]
) -> dict[tuple[str, str], Mapping[str, float]]:
    """`n`, `x`, `y`, `xx`, `yy`, `xy` of each ordered pair, values taken from their centres.

    rows: Polars rows, of which the columns alone are read.
    """
    values = rows.select(*columns).to_native().collect()
    found = np.zeros((4, len(columns), len(columns)))
    for block in values.iter_slices(BLOCK):
        found += _sums([_moved(block[c], m) for c, m in zip(columns, centres, strict=True)])
    n, x, xx, xy = found
    return {
        (a, b): {"n": n[i, j], "x": x[i, j], "y": x[j, i], "xx": xx[i, j], "yy": xx[j, i],
                 "xy": xy[i, j]}
        for i, a in enumerate(columns)
        for j, b in enumerate(columns)
    }  # fmt: skip


def _moved(column: pl.Series, centre: float) -> tuple[np.ndarray, np.ndarray | None]:
    """Values from their centre, 0 where missing, and 1 for each known one; None if all are."""
    moved = column.cast(pl.Float64) - centre
    if not column.null_count():
        return moved.to_numpy(), None
    return moved.fill_null(0.0).to_numpy(), column.is_not_null().cast(pl.Float64).to_numpy()


def _sums(columns: Sequence[tuple[np.ndarray, np.ndarray | None]]) -> np.ndarray:
    """n, x, xx and xy of every ordered pair."""
    found = np.zeros((4, len(columns), len(columns)))
    squares = [moved * moved for moved, _ in columns]
    for (i, (x, known_x)), (j, (y, known_y)) in product(enumerate(columns), enumerate(columns)):
        found[1, i, j] = dot(x, known_y)
        found[2, i, j] = dot(squares[i], known_y)
        if j >= i:
            found[0, i, j] = _both(known_x, known_y, x.size)
            found[3, i, j] = dot(x, y)
            found[0, j, i], found[3, j, i] = found[0, i, j], found[3, i, j]
    return found


def _both(known_x: np.ndarray | None, known_y: np.ndarray | None, rows: int) -> float:
    if known_x is None:
        return rows if known_y is None else float(known_y.sum())
    return dot(known_x, known_y)


def dot(x: np.ndarray, y: np.ndarray | None) -> float:
    """Sum of products; of x alone without y.

    Not BLAS: its threads wait for each other on a busy machine.
    """
    return float(x.sum() if y is None else np.einsum("i,i->", x, y))
