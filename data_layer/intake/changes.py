"""What another version of the registry changes, by tier and province."""

from dataclasses import dataclass

import polars as pl

from data_layer.registry.registry import Registry


@dataclass(frozen=True)
class Changes:
    """Enterprises that entered, left or changed tier; those that both have; and by province
    (province_code, before, after, entered, left) where these differ."""

    entered: int
    left: int
    changed_tier: int
    kept: int
    provinces: pl.DataFrame


def changes_between(before: Registry, after: Registry) -> Changes:
    """Compare two versions, enterprise by enterprise, by their ids."""
    names = ("id", "tier", "province_code")
    old = before.rows.select(*names, pl.lit(True).alias("was"))
    new = after.rows.select(*names, pl.lit(True).alias("is"))
    both = old.join(new, on="id", how="full", coalesce=True, suffix="_new").collect()
    was, now = pl.col("was").is_not_null(), pl.col("is").is_not_null()
    counts = both.select(
        entered=(~was & now).sum(),
        left=(was & ~now).sum(),
        changed_tier=(was & now & pl.col("tier").ne_missing(pl.col("tier_new"))).sum(),
        kept=(was & now).sum(),
    ).row(0, named=True)
    return Changes(**counts, provinces=_by_province(both, was, now))


def _by_province(both: pl.DataFrame, was: pl.Expr, now: pl.Expr) -> pl.DataFrame:
    placed = both.select(
        was.alias("was"),
        now.alias("now"),
        pl.col("province_code", "province_code_new").cast(pl.String),
    )
    old = (
        placed.filter("was")
        .group_by("province_code")
        .agg(pl.len().alias("before"), (~pl.col("now")).sum().alias("left"))
    )
    new = (
        placed.filter("now")
        .group_by(pl.col("province_code_new").alias("province_code"))
        .agg(pl.len().alias("after"), (~pl.col("was")).sum().alias("entered"))
    )
    joined = old.join(new, on="province_code", how="full", coalesce=True, nulls_equal=True)
    counts = ("before", "after", "entered", "left")
    filled = joined.with_columns(pl.col(counts).fill_null(0))
    moved = (pl.col("before") != pl.col("after")) | (pl.col("entered") + pl.col("left") > 0)
    return (
        filled.filter(moved)
        .select("province_code", *counts)
        .sort("after", "province_code", descending=[True, False])
    )
