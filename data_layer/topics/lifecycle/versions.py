"""The same groups in two data versions: enterprises, little giants, ranks."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.topics.lifecycle.dates import METRICS

BEFORE = "before_"
"""Begins the names of the columns of the other version."""
MEASURED = (*METRICS, "tier_missing", "rank")


def groups(rows: Rows, filters: Filters, by: str, metric: str) -> pl.DataFrame:
    """A row a group (by: its column) of one version: MEASURED and `small_group`, by rank.

    metric: one of METRICS, by which groups are ranked, equal values by code; of shares, groups of
    fewer than ten come last.
    """
    counted = tally(filters.apply(rows), [by], little_giants.FLAGS)
    measured = counted.select(
        pl.col(by).cast(pl.String).alias("group"),
        pl.col("n").alias("enterprises"),
        *little_giants.little_giants(),
        little_giants.small_group(),
    ).rename({"little_giants": "national", "little_giant_share_pct": "national_pct"})
    last = ["small_group"] if metric == "national_pct" else []
    order = [*last, metric, "group"]
    falling = [*(False for _ in last), True, False]
    ranked = measured.sort(order, descending=falling, nulls_last=True)
    place = pl.int_range(1, pl.len() + 1).cast(pl.Int64)
    return ranked.with_columns(pl.when(pl.col(metric).is_not_null()).then(place).alias("rank"))


def beside(then: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """`groups` of two versions: a row a group of either, that of `then` under names with BEFORE.

    A group that one of them lacks has 0 enterprises there, and no other figure. `rank_difference`:
    places up, `difference_pct`: more enterprises than then. Sorted by rank, then by code.
    """
    renamed = then.rename({name: BEFORE + name for name in then.columns if name != "group"})
    both = now.join(renamed, on="group", how="full", coalesce=True)
    counts = pl.col("enterprises", f"{BEFORE}enterprises").fill_null(0)
    base = pl.when(pl.col(f"{BEFORE}enterprises") > 0).then(pl.col(f"{BEFORE}enterprises"))
    small = pl.any_horizontal("small_group", f"{BEFORE}small_group").fill_null(value=False)
    return (
        both.with_columns(counts)
        .with_columns(
            (pl.col(f"{BEFORE}rank") - pl.col("rank")).alias("rank_difference"),
            ((pl.col("enterprises") / base - 1) * 100).alias("difference_pct"),
            small.alias("small_group"),
        )
        .sort("rank", "group", nulls_last=True)
    )
