"""Who came, went, rose, fell and was corrected between two versions: an enterprise a row."""

from collections.abc import Mapping

import polars as pl

from data_layer.registry.registry import Registry
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

CHANGES: Mapping[str, Text] = {
    "entered": Text("新进", "entered"),
    "promoted": Text("晋级", "promoted"),
    "demoted": Text("降级", "demoted"),
    "left": Text("退出", "left"),
    "corrected": Text("更正", "corrected"),
}
"""Kinds of change, in the order in which they are told."""
STEPS: Mapping[str, int] = {"innovative": 1, "provincial": 2, "national": 3, "champion": 4}
"""The tiers from the lowest up, as the report's pyramid (exhibit 3) stacks them."""
PLACED = ("province_code", "city_code", "section", "division", "group", "class")
SCHEMA = {
    "change": pl.String,
    "id": pl.String,
    "name": pl.String,
    "tier_before": pl.String,
    "tier_after": pl.String,
    **dict.fromkeys(PLACED, pl.String),
    "columns": pl.String,
}
AFTER = "_after"


def moves(before: Registry, after: Registry) -> pl.DataFrame:
    """SCHEMA of the enterprises that differ, by kind of change and id.

    Enterprises are told apart by id. One whose tier is another is promoted or demoted, whatever
    else changed; one whose tier was unknown, or is now, is corrected. Place and industry are those
    of the later version, of who left those of the earlier. columns: those that differ, by spaces.
    """
    compared = [name for name in columns() if name != "id"]
    differs = {name: pl.col(name).ne_missing(pl.col(name + AFTER)) for name in compared}
    joined = _joined(before.rows, after.rows)
    either = {name: pl.coalesce(pl.col(name + AFTER), name) for name in ("name", *PLACED)}
    named = [pl.when(test).then(pl.lit(name)) for name, test in differs.items()]
    changes = joined.select(
        _kind(pl.any_horizontal(*differs.values())).alias("change"),
        "id",
        either["name"].alias("name"),
        pl.col("tier").alias("tier_before"),
        pl.col(f"tier{AFTER}").alias("tier_after"),
        *(either[name].alias(name) for name in PLACED),
        pl.when(pl.col("_before") & pl.col("_after"))
        .then(pl.concat_str(named, separator=" ", ignore_nulls=True))
        .alias("columns"),
    ).filter(pl.col("change").is_not_null())
    order = pl.col("change").replace_strict({kind: i for i, kind in enumerate(CHANGES)})
    collected = changes.cast(SCHEMA).collect(engine="streaming")  # ty: ignore[invalid-argument-type]
    return collected.sort(order, "id")


def _joined(before: pl.LazyFrame, after: pl.LazyFrame) -> pl.LazyFrame:
    left = before.select(*columns(), pl.lit(value=True).alias("_before"))
    right = after.select(
        "id",
        *(pl.col(name).alias(name + AFTER) for name in columns() if name != "id"),
        pl.lit(value=True).alias("_after"),
    )
    both = left.join(right, on="id", how="full", coalesce=True)
    return both.with_columns(pl.col("_before", "_after").fill_null(value=False))


def _kind(differs: pl.Expr) -> pl.Expr:
    """The kind of change of a joined row, null if there is none."""
    was, now = (
        pl.col(name).cast(pl.String).replace_strict(STEPS, default=None, return_dtype=pl.Int8)
        for name in ("tier", f"tier{AFTER}")
    )
    return (
        pl.when(~pl.col("_before"))
        .then(pl.lit("entered"))
        .when(~pl.col("_after"))
        .then(pl.lit("left"))
        .when(now > was)
        .then(pl.lit("promoted"))
        .when(now < was)
        .then(pl.lit("demoted"))
        .when(differs)
        .then(pl.lit("corrected"))
    )
