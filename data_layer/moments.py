"""Sums of pairs of columns over the rows where both are known, as matrix products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

BLOCK = 500_000
"""Rows turned into matrices at a time."""


def pair_moments(
    rows: nw.LazyFrame[Any], columns: Sequence[str], centres: Sequence[float]
) -> dict[tuple[str, str], Mapping[str, float]]:
    """`n`, `x`, `y`, `xx`, `yy`, `xy` of each ordered pair, values taken from their centres.

    rows: Polars rows, of which the columns alone are read.
    """
    values = rows.select(*columns).to_native().collect()
    size = len(columns)
    n, x, xx, xy = (np.zeros((size, size)) for _ in range(4))
    for block in values.iter_slices(BLOCK):
        known = block.select(pl.all().is_not_null().cast(pl.Float64)).to_numpy()
        moved = block.select(
            (pl.col(c).cast(pl.Float64) - centre).fill_null(0.0)
            for c, centre in zip(columns, centres, strict=True)
        ).to_numpy()
        n += known.T @ known
        x += moved.T @ known
        xx += (moved * moved).T @ known
        xy += moved.T @ moved
    return {
        (a, b): {"n": n[i, j], "x": x[i, j], "y": x[j, i], "xx": xx[i, j], "yy": xx[j, i],
                 "xy": xy[i, j]}
        for i, a in enumerate(columns)
        for j, b in enumerate(columns)
    }  # fmt: skip
