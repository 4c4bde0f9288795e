"""The density of enterprises on two logarithmic scales: counts in bins, points where few."""

from __future__ import annotations

from typing import Final

import polars as pl

FEW = 4
"""Cells of the density with fewer enterprises than this are shown as points."""
POINTS_BELOW = 500
"""A selection of fewer enterprises than this is shown as points only."""
ZERO_AT = 0.5
"""Where a logarithmic axis shows the value 0."""
_DECADE = (10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82)
EDGES: Final = (*range(10), *(step * 10**power for power in range(6) for step in _DECADE), 10**7)
"""First value of each bin: whole numbers, then twelve bins a decade (IEC 60063 E12)."""
_SCHEMA = {
    "part": pl.String,
    "insured_from": pl.Int64,
    "insured_to": pl.Int64,
    "patents_from": pl.Int64,
    "patents_to": pl.Int64,
    "enterprises": pl.Int64,
}


def density(paired: pl.DataFrame) -> pl.DataFrame:
    """Rows `part`, `insured_from`, `insured_to`, `patents_from`, `patents_to`, `enterprises`.

    paired: `insured`, `patents`, `n`. Part `density` is every cell of the grid that holds all
    enterprises (also those with none); part `point` is every pair of numbers in a cell with fewer
    than FEW enterprises. Below POINTS_BELOW enterprises every pair is a point and there is no grid.
    Bounds are inclusive.
    """
    if paired.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    if paired["n"].sum() < POINTS_BELOW:
        return _points(paired)
    binned = paired.with_columns(_bin(paired["insured"], "i"), _bin(paired["patents"], "j"))
    cells = binned.group_by("i", "j").agg(pl.col("n").sum().alias("enterprises"))
    grid = _bins(binned["i"], "insured").join(_bins(binned["j"], "patents"), how="cross")
    counted = grid.join(cells, on=["i", "j"], how="left").with_columns(
        pl.lit("density").alias("part"),
        pl.col("enterprises").fill_null(0),
    )
    sparse = binned.join(cells.filter(pl.col("enterprises") < FEW), on=["i", "j"])
    return pl.concat([counted.select(*_SCHEMA), _points(sparse)], how="vertical").sort(
        "part", "insured_from", "patents_from"
    )


def _points(paired: pl.DataFrame) -> pl.DataFrame:
    return paired.select(
        pl.lit("point").alias("part"),
        pl.col("insured").alias("insured_from"),
        pl.col("insured").alias("insured_to"),
        pl.col("patents").alias("patents_from"),
        pl.col("patents").alias("patents_to"),
        pl.col("n").alias("enterprises"),
    ).sort("insured_from", "patents_from")


def _bin(values: pl.Series, name: str) -> pl.Series:
    places = pl.Series(EDGES, dtype=pl.Int64).search_sorted(values, side="right")
    return (places.cast(pl.Int64) - 1).alias(name)


def _bins(places: pl.Series, name: str) -> pl.DataFrame:
    """Every bin from the first to the last one in use: its place and its inclusive bounds."""
    used = range(int(places.sort().item(0)), int(places.sort().item(-1)) + 1)
    return pl.DataFrame(
        {
            places.name: used,
            f"{name}_from": [EDGES[bin] for bin in used],
            f"{name}_to": [EDGES[bin + 1] - 1 for bin in used],
        },
        schema=dict.fromkeys((places.name, f"{name}_from", f"{name}_to"), pl.Int64),
    )
