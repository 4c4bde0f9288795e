"""Ranks of the highest scores, for rows that do not fit into one process.

Only the rows of the pool leave the engine, and how many rows have which score above them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine.collect import collect

Rows = nw.LazyFrame[Any]
DEPTH = "depth_key"
HIGHEST = (math.inf, math.inf)


def top_ranks(scored: Rows, scores: Sequence[str], ranks: Sequence[str], pool: int) -> pl.DataFrame:
    """`id`, `scores`..., `depth` and their `ranks`... of the rows that a score puts in the pool.

    scored: rows with an id, scores and depth, rounded. Rows without the first score are left out; a
    missing second score comes last. Equal scores go by depth and share a rank if that is equal too,
    also the last one of the pool.
    """
    keys = [f"{name}_key" for name in scores]
    shown_columns = ("id", *scores, "depth")
    known = scored.filter(~nw.col(scores[0]).is_null()).select(
        *shown_columns,
        nw.col("depth").fill_null(0.0).alias(DEPTH),
        *(nw.col(name).fill_null(0.0).alias(key) for name, key in zip(scores, keys, strict=True)),
    )
    floors = {key: _lowest(_first(known, key, pool), key) for key in keys}
    in_pool = [_reaches(key, floor) for key, floor in floors.items()]
    found = collect(known.filter(nw.any_horizontal(*in_pool, ignore_nulls=True)))
    for key, rank in zip(keys, ranks, strict=True):
        lowest = _lowest(found, key)
        # Of an order in which no row is below the floor, all rows above are at hand.
        held = nw.from_native(found.lazy()) if lowest >= floors[key] else known
        above = held.filter(_reaches(key, lowest))
        counted = collect(above.group_by(key, DEPTH).agg(n=nw.len()))
        ranked = counted.sort(key, DEPTH, descending=True).select(
            key, DEPTH, (pl.col("n").cum_sum() - pl.col("n") + 1).alias(rank)
        )
        found = found.join(ranked, on=[key, DEPTH], how="left")
    return found.select(*shown_columns, *ranks)


def _first(known: Rows, key: str, pool: int) -> pl.DataFrame:
    """Score and depth of the rows of a pool."""
    ordered = known.select(key, DEPTH).sort(key, DEPTH, descending=True)
    return collect(ordered.head(pool))


def _lowest(rows: pl.DataFrame, key: str) -> tuple[float, float]:
    """Score and depth of the lowest of some rows; nothing is as high as that of none."""
    return min(rows.select(key, DEPTH).iter_rows(), default=HIGHEST)


def _reaches(key: str, place: tuple[float, float]) -> nw.Expr:
    """Whether a row is as high as a place."""
    score, depth = place
    return (nw.col(key) > score) | ((nw.col(key) == score) & (nw.col(DEPTH) >= depth))
