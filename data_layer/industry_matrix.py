"""Industries against places or tiers (e18): counts, shares, location quotients of every cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import narwhals as nw
import polars as pl
from pypinyin import lazy_pinyin

from data_layer.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, flag, per_cent
from data_layer.filter_keys import province_names
from data_layer.filters import Filters
from data_layer.industry_measures import LITTLE_GIANT, UNREPORTED, any_industry
from data_layer.measures import SMALL_GROUP as SMALL
from data_layer.measures import share, tally
from data_layer.places import CLUSTERS
from data_layer.published_industries import GATHERED
from data_layer.schema import TIERS
from data_layer.text import Text

Rows = nw.LazyFrame[Any]

OTHER = "other"
PLACES = ("cluster", "province", "city")
COLUMN_OF = {"cluster": "province_code", "province": "province_code", "tier": "tier"}
OWN_KEYS = {"cluster": PLACES, "province": PLACES, "tier": ("tier",)}
"""Filter keys that choose among the columns of a matrix."""

COLUMNS: Mapping[str, Text] = {
    **{cluster.id: cluster.name for cluster in CLUSTERS},
    OTHER: Text("其他地区", "Rest of China"),
    **province_names(),
    **TIERS,
    UNREPORTED: Text("未填报", "Not reported"),
}
FIELDS: tuple[Field, ...] = (
    any_industry(),
    Field("column", Text("列", "Column"), labels=COLUMNS, key=True),
    ENTERPRISES,
    per_cent("column_share_pct", Text("占本列", "Share of the column")),
    per_cent("row_share_pct", Text("占本行", "Share of the row")),
    decimal("location_quotient", Text("区位商", "Location quotient")),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    count("industry_total", Text("本行合计", "Row total"), ENTERPRISES.unit),
    SMALL_GROUP,
    flag("named_in_report", Text("报告正文点名", "Named in the report's text")),
)
ORDERS = {
    "value": Text("按数值", "Value"),
    "name": Text("按名称", "Name"),
    "code": Text("按代码", "Code"),
}
LARGEST_FIRST = ("enterprises", "column_share_pct")


def industry_matrix(
    rows: Rows, filters: Filters, by: str, top: int, measure: str, order: str
) -> pl.DataFrame:
    """FIELDS of the `top` divisions in every column that has a row; absent cells count 0.

    by: cluster, province or tier. A cell counts what passes all filters. A column's total leaves
    the industry filter out and a row's total the filters on the columns, so that choosing a cell
    does not change its shares. Enterprises without division or column have their own row and
    column. Rows by `order`, columns in their fixed order.
    """
    own = OWN_KEYS[by]
    cells = _cells(filters.apply(rows), by)
    columns = _cells(filters.without("industry").apply(rows), by)
    lines = _cells(filters.without(*own).apply(rows), by)
    everything = tally(filters.without("industry", *own).apply(rows), [])["n"].item()
    column_total = columns.group_by("column").agg(pl.col("n").sum().alias("column_total"))
    industry_total = lines.group_by("industry_code").agg(pl.col("n").sum().alias("industry_total"))
    shown = _largest(cells, top)
    used = cells.select("column").unique()
    grid = shown.join(used, how="cross").join(cells, on=["industry_code", "column"], how="left")
    filled = grid.with_columns(pl.col("n", "little_giants").fill_null(0)).rename(
        {"n": "enterprises"}
    )
    measured = (
        filled.join(column_total, on="column", how="left")
        .join(industry_total, on="industry_code", how="left")
        .with_columns(
            share("enterprises", "column_total").alias("column_share_pct"),
            share("enterprises", "industry_total").alias("row_share_pct"),
            _quotient(everything),
            share("little_giants", "enterprises").alias("little_giant_share_pct"),
            (pl.col("enterprises") < SMALL).alias("small_group"),
            _named(by).alias("named_in_report"),
        )
    )
    return _ordered(measured, measure, order)


def _quotient(everything: int) -> pl.Expr:
    """(cell / column) / (row / everything); null where any of the three is nothing."""
    expected = pl.col("column_total") * pl.col("industry_total") / max(everything or 0, 1)
    quotient = pl.when(expected > 0).then(pl.col("enterprises") / expected)
    return quotient.alias("location_quotient")


def _cells(selected: Rows, by: str) -> pl.DataFrame:
    """`industry_code`, `column`, `n`, `little_giants`, missing keys under UNREPORTED."""
    column = COLUMN_OF[by]
    no_division, no_column = nw.col("division").is_null(), nw.col(column).is_null()
    parts = [
        tally(selected, ["division", column], LITTLE_GIANT),
        tally(selected.filter(no_division), [column], LITTLE_GIANT),
        tally(selected.filter(no_column), ["division"], LITTLE_GIANT),
        tally(selected.filter(no_division & no_column), [], LITTLE_GIANT),
    ]
    columns = {"division": "industry_code", column: "column"}
    full = [_completed(part.rename(columns, strict=False)) for part in parts]
    counted = pl.concat(full).filter(pl.col("n") > 0)
    if by == "cluster":
        member = {code: cluster.id for cluster in CLUSTERS for code in cluster.provinces}
        member[UNREPORTED] = UNREPORTED
        place = pl.col("column").replace_strict(member, default=OTHER, return_dtype=pl.String)
        counted = counted.with_columns(place.alias("column"))
    return counted.group_by("industry_code", "column").agg(pl.col("n", "little_giants").sum())


def _completed(part: pl.DataFrame) -> pl.DataFrame:
    names = ("industry_code", "column")
    missing = [pl.lit(UNREPORTED).alias(name) for name in names if name not in part.columns]
    numbers = pl.col("n", "little_giants").fill_null(0).cast(pl.Int64)
    return part.with_columns(missing).select(*names, numbers)


def _largest(cells: pl.DataFrame, top: int) -> pl.DataFrame:
    """The `top` divisions by enterprises, ties by code; what has no division comes on top of it."""
    totals = cells.group_by("industry_code").agg(pl.col("n").sum())
    known = totals.filter(pl.col("industry_code") != UNREPORTED)
    first = known.sort("n", "industry_code", descending=[True, False]).head(top)
    missing = totals.filter(pl.col("industry_code") == UNREPORTED)
    return pl.concat([first, missing]).select("industry_code")


def _named(by: str) -> pl.Expr:
    """Whether the report's text names the cell's division as its cluster's own."""
    if by != "cluster":
        return pl.lit(False)
    named = [f"{column}|{code}" for column, codes in GATHERED.items() for code in codes]
    return pl.concat_str("column", "industry_code", separator="|").is_in(named)


def _ordered(frame: pl.DataFrame, measure: str, order: str) -> pl.DataFrame:
    """Rows by code, by name, or by value: the total where cells count, else the largest cell.

    Cells that are small groups decide between rows that no other cell tells apart.
    """
    total, cell = pl.col("enterprises").sum(), pl.col(measure)
    solid = total if measure in LARGEST_FIRST else cell.filter(~pl.col("small_group")).max()
    rank = {code: place for place, code in enumerate(COLUMNS)}
    names = {code: label.zh for code, label in any_industry().names().items()}
    keyed = frame.with_columns(
        solid.over("industry_code").alias("_value"),
        cell.max().over("industry_code").alias("_any"),
        pl.col("industry_code").replace_strict(names).map_elements(
            sorted_as, return_dtype=pl.String
        ).alias("_name"),
        (pl.col("industry_code") == UNREPORTED).alias("_last"),
        pl.col("column").replace_strict(rank, return_dtype=pl.Int64).alias("_rank"),
    )  # fmt: skip
    by = {"value": ["_value", "_any"], "name": ["_name"], "code": []}[order]
    keys = ["_last", *by, "industry_code", "_rank"]
    falling = [key in ("_value", "_any") for key in keys]
    return keyed.sort(keys, descending=falling, nulls_last=True)


@cache
def sorted_as(name: str) -> str:
    """Where a Chinese name stands in an index: its pinyin."""
    return " ".join(lazy_pinyin(name))
