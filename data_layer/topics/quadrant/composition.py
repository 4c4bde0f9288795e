"""What each of the four cells is made of: by tier, province, industry or sector."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import share, tally
from data_layer.topics.quadrant.cells import (
    CELLS,
    UNREPORTED,
    Rows,
    Thresholds,
    cell_names,
    conditions,
)
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import city_names, province_names
from data_layer.vocabulary.terms import SECTORS, TIERS
from data_layer.vocabulary.text import Text

BY: Mapping[str, str] = {
    "tier": "tier",
    "province": "province_code",
    "city": "city_code",
    "industry": "division",
    "sector": "sector",
}
"""What the cells can be divided by (a filter key), and the column that holds it."""
OTHER = "other"
LABELS: Mapping[str, Text] = {
    **TIERS,
    **SECTORS,
    **province_names(),
    **city_names(),
    **industry_names(),
    OTHER: Text("其余", "All others"),
    UNREPORTED: Text("未披露", "Unreported"),
}
FIELDS = (
    Field("group", Text("组别", "Group"), key=True, labels=LABELS),
    Field("cell", Text("象限", "Quadrant"), key=True, labels=cell_names()),
    ENTERPRISES,
    per_cent("share_of_cell_pct", Text("占该象限", "Share of the quadrant")),
    per_cent("share_of_group_pct", Text("占该组", "Share of the group")),
    decimal("location_quotient", Text("相对倍数", "Ratio to all quadrants")),
    count("group_total", Text("该组合计", "Group total"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def quadrant_composition(
    rows: Rows, filters: Filters, thresholds: Thresholds, by: str, top: int
) -> pl.DataFrame:
    """FIELDS: the `top` largest groups, the others together, and those without a known group.

    Shares are of the enterprises that report both numbers and, but for a group's own parts, a
    group. location_quotient: a group's share of the cell over its share of all four cells; 1 means
    as everywhere.
    """
    passed = filters.apply(rows)
    cells = conditions(thresholds)
    whole = tally(passed, [], cells).select(*CELLS)
    grouped = tally(passed, [BY[by]], cells).rename({BY[by]: "group"}).select("group", *CELLS)
    total = pl.sum_horizontal(*CELLS)
    grouped = grouped.filter(total > 0).sort(total, "group", descending=[True, False])
    rest = grouped.slice(top).select(
        pl.lit(OTHER).alias("group"), *[pl.col(cell).sum() for cell in CELLS]
    )
    missing = whole.select(
        pl.lit(UNREPORTED).alias("group"),
        *[pl.col(cell) - int(grouped[cell].sum()) for cell in CELLS],
    )
    parts = [grouped.head(top), rest.filter(total > 0), missing.filter(total > 0)]
    groups = pl.concat([part.cast(dict.fromkeys(CELLS, pl.Int64)) for part in parts])
    named = groups.filter(pl.col("group") != UNREPORTED)
    sums = {cell: int(named[cell].sum()) for cell in CELLS}
    every = sum(sums.values())
    reported = pl.col("group") != UNREPORTED
    tall = _cells_of(groups, sums)
    return tall.sort("row", "column").with_columns(
        pl.when(reported).then(share("enterprises", "cell_total")).alias("share_of_cell_pct"),
        share("enterprises", "group_total").alias("share_of_group_pct"),
        pl.when(reported & (pl.col("cell_total") > 0))
        .then(
            (pl.col("enterprises") / pl.col("cell_total")) / (pl.col("group_total") / max(every, 1))
        )
        .alias("location_quotient"),
        (pl.col("group_total") < SMALL).alias("small_group"),
    )


def _cells_of(groups: pl.DataFrame, sums: dict[str, int]) -> pl.DataFrame:
    """A row a group and cell, with the totals of both. sums: of each cell, over the groups."""
    total = pl.sum_horizontal(*CELLS)
    return (
        groups.with_columns(total.alias("group_total"))
        .with_row_index("row")
        .unpivot(
            list(CELLS),
            index=["row", "group", "group_total"],
            variable_name="cell",
            value_name="enterprises",
        )
        .with_columns(
            pl.col("cell").replace_strict(sums, return_dtype=pl.Int64).alias("cell_total"),
            pl.col("cell").replace_strict({c: i for i, c in enumerate(CELLS)}).alias("column"),
        )
    )
