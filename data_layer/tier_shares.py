"""How many enterprises each tier has, and what share (e03)."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from data_layer import reference
from data_layer.fields import ENTERPRISES, Field, per_cent, text
from data_layer.filters import Filters
from data_layer.measures import tally
from data_layer.schema import TIERS
from data_layer.text import Text
from data_layer.tier_pairs import NAMES

Rows = nw.LazyFrame[Any]
UNREPORTED = "unreported"

FIELDS: tuple[Field, ...] = (
    Field("tier", Text("层级", "Tier"), key=True,
          labels={**TIERS, UNREPORTED: Text("未填报", "Not reported")}),
    ENTERPRISES,
    per_cent("share_pct", Text("占比", "Share of all")),
    text("recognition", Text("认定标准", "Recognition")),
)  # fmt: skip


def tier_shares(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`tier`, `enterprises`, `share_pct` of every tier that has a row, in the order of TIERS."""
    selected = filters.apply(rows)
    known = tally(selected, ["tier"])
    without = tally(selected.filter(nw.col("tier").is_null()), [])
    missing = without.select(pl.lit(UNREPORTED).alias("tier"), "n").filter(pl.col("n") > 0)
    order = {tier: place for place, tier in enumerate((*TIERS, UNREPORTED))}
    counted = pl.concat([known, missing.select(known.columns)])
    return (
        counted.with_columns((pl.col("n") / pl.col("n").sum() * 100).alias("share_pct"))
        .sort(pl.col("tier").replace_strict(order, return_dtype=pl.Int64))
        .select(
            "tier",
            pl.col("n").alias("enterprises"),
            "share_pct",
            pl.lit(None, dtype=pl.String).alias("recognition"),
        )
    )


def printed_tiers() -> pl.DataFrame:
    """e03."""
    return reference.table("e03_tiers").with_columns(pl.col("tier").replace_strict(NAMES))
