"""Places of several groups beside each other: tiers, batches, or years of recognition."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.topics.places.within_province import PLACE, by_place
from data_layer.vocabulary.fields import ENTERPRISES, Field, decimal, per_cent
from data_layer.vocabulary.fields import SMALL_GROUP as SMALL_FLAG
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

MOST = 4
COLUMNS: Mapping[str, str] = {"tier": "tier", "batch": "batch", "year": "recognised_year"}
"""What the maps differ in, and the column of the registry that says it."""
TIER_ORDER = ("national", "provincial", "champion", "innovative")
BATCHES: Final = range(1, 100)
YEARS: Final = range(1990, 2101)
"""As the schema bounds them."""
GROUPS: Mapping[str, Text] = {
    **TIERS,
    **{f"batch_{batch}": Text(f"第{batch}批", f"Batch {batch}") for batch in BATCHES},
    **{f"year_{year}": Text(f"{year}年认定", f"Recognised {year}") for year in YEARS},
}
FIELDS: tuple[Field, ...] = (
    Field("group", Text("分组", "Group"), key=True, labels=GROUPS),
    *PLACE,
    per_cent("group_share_pct", Text("占本组比重", "Share of the group")),
    ENTERPRISES,
    decimal("group_quotient", Text("相对各组合计的区位商", "Quotient to all groups")),
    SMALL_FLAG,
)


def side_by_side(rows: Rows, filters: Filters, by: str) -> pl.DataFrame:
    """FIELDS of each place in each group, at most MOST groups: all tiers that occur, or the latest
    batches or years; sorted by group, then place.

    by: of COLUMNS. Places are provinces, or the cities of the one province that is chosen. Shares
    are of the group's enterprises that have a place. The quotient sets them against the place's
    share of all groups together.
    """
    passed = filters.apply(rows)
    return by_place(filters, lambda place: _compared(passed, by, place)).select(
        [field.name for field in FIELDS]
    )


def _compared(passed: Rows, by: str, place: str) -> pl.DataFrame:
    column = COLUMNS[by]
    counted = tally(passed, [column, place])
    latest = _chosen(counted, column, by)
    compared = counted.join(latest, on=column, how="inner")
    whole = int(compared["n"].sum())
    return (
        compared.with_columns(
            (pl.col("n") / pl.col("n").sum().over("at") * 100).alias("group_share_pct"),
            pl.col("n").sum().over("at").alias("in_group"),
            pl.col("n").sum().over(place).alias("in_place"),
        )
        .with_columns(
            (pl.col("n") / pl.col("in_group") / (pl.col("in_place") / max(whole, 1))).alias(
                "group_quotient"
            ),
            (pl.col("n") < SMALL_GROUP).alias("small_group"),
            _name(column, by).alias("group"),
            pl.col("n").alias("enterprises"),
        )
        .sort("at", place)
    )


def _chosen(counted: pl.DataFrame, column: str, by: str) -> pl.DataFrame:
    """The groups that are shown, with their place `at`."""
    groups = counted[column].unique().sort()
    if by == "tier":
        here = set(groups.cast(pl.String))
        groups = pl.Series([tier for tier in TIER_ORDER if tier in here], dtype=groups.dtype)
    return groups.tail(MOST).alias(column).to_frame().with_row_index("at")


def _name(column: str, by: str) -> pl.Expr:
    if by == "tier":
        return pl.col(column).cast(pl.String)
    return pl.format(f"{by}_{{}}", pl.col(column))
