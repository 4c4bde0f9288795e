"""Enterprises ranked by score, and how their ranks differ between two weightings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.measures import collect
from data_layer.scoring import DIMENSIONS

Rows = nw.LazyFrame[Any]
SCORES = ("score", "default")
DETAILS = ("id", "name", "tier", "province_code", "division")


def ranks(scored: Rows) -> pl.DataFrame:
    """`id`, `score`, `default`, `depth` and their ranks `rank`, `default_rank` of scored rows.

    scored: rows with both scores and `depth`. Rank 1 is the highest; equal scores go by depth and
    share a rank if that is equal too. Rows without a score are left out. Only these four columns
    leave the engine; the ranks are taken in Polars.
    """
    frame = collect(scored.filter(~nw.col("score").is_null()).select("id", *SCORES, "depth"))
    return frame.with_columns(_rank("score").alias("rank"), _rank("default").alias("default_rank"))


def _rank(score: str) -> pl.Expr:
    # One integer a row that orders by score, then depth: far faster than ranking a pair. Depth is
    # ranked first, so that it fits below the score's ten-thousandths.
    depth = pl.col("depth").rank("dense").cast(pl.Int64)
    pair = (pl.col(score) * 10_000).round(0).cast(pl.Int64) * 2**32 + depth
    return pair.rank("min", descending=True).cast(pl.Int64)


def details(scored: Rows, ids: Sequence[str]) -> pl.DataFrame:
    """Name, tier, place, industry and dimension scores of some enterprises."""
    held = [d for d in DIMENSIONS if d in scored.collect_schema().names()]
    chosen = scored.select(*DETAILS, *held).filter(nw.col("id").is_in(list(ids)))
    absent = [pl.lit(None, pl.Float64).alias(d) for d in DIMENSIONS if d not in held]
    return collect(chosen).with_columns(absent)
