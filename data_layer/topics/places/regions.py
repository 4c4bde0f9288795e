"""Measures of places: how many, how many little giants, how specialised, how inventive."""

from __future__ import annotations

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import location_quotient, share, tally
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    key,
    per_cent,
)
from data_layer.vocabulary.schema import PIECES
from data_layer.vocabulary.text import Text

PLACE_KEYS = ("cluster", "province", "city")

MEASURES: tuple[Field, ...] = (
    ENTERPRISES,
    per_cent("share_pct", Text("占比", "Share of all")),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    decimal("location_quotient", Text("区位商", "Location quotient")),
    decimal("patents_median", Text("专利总量中位数", "Median patents"), PIECES, digits=1),
    SMALL_GROUP,
)

METRICS = {
    field.name: field.label
    for field in MEASURES
    if field.name not in ("small_group", "little_giants")
}

LOCATION_QUOTIENT = Text(
    "区位商 = 筛选后企业在该地的占比 ÷ 全部企业在该地的占比（均不计地域筛选）；"
    "大于1表示该地更集中。"
    "未筛选行业、层级等条件时恒为1。",
    "Location quotient = a place's share of the filtered enterprises over its share of all "
    "enterprises (place filters left out of both); above 1 means more concentrated there. "
    "Without a filter on industry, tier and the like it is 1 everywhere.",
)


def place_key(column: str) -> Field:
    """The key column of a frame of places: `province_code` or `city_code`."""
    if column == "province_code":
        return key(column, Text("省份代码", "Province code"), "province")
    return key(column, Text("城市代码", "City code"), "city")


@per_rows
def region_measures(rows: Rows, filters: Filters, column: str) -> pl.DataFrame:
    """MEASURES of each place that has a row under the filters, sorted by its code.

    column: `province_code` or `city_code`. Shares are of the enterprises that pass the filters and
    have a place; patents medians are exact and empty below three values.
    """
    selected = filters.apply(rows)
    little = {"little_giants": pl.col("tier") == "national"}
    counted = tally(selected, [column], little).rename({"n": "enterprises"})
    median = medians(selected, [column], "patents", "patents_median")
    quotient = _quotients(rows, filters, column)
    return (
        counted.join(median.drop("values"), on=column, how="left")
        .join(quotient, on=column, how="left")
        .with_columns(
            (pl.col("enterprises") / pl.col("enterprises").sum() * 100).alias("share_pct"),
            share("little_giants", "enterprises").alias("little_giant_share_pct"),
            (pl.col("enterprises") < SMALL).alias("small_group"),
        )
        .sort(column)
    )


@per_rows
def _all_of(rows: Rows, column: str) -> pl.DataFrame:
    return tally(rows, [column]).rename({"n": "whole"})


def _quotients(rows: Rows, filters: Filters, column: str) -> pl.DataFrame:
    chosen = filters.without(*PLACE_KEYS)
    part = tally(chosen.apply(rows), [column]).rename({"n": "part"})
    both = _all_of(rows, column).join(part, on=column, how="left")
    both = both.with_columns(pl.col("part").fill_null(0))
    quotient = location_quotient("part", "whole", int(both["part"].sum()), int(both["whole"].sum()))
    return both.select(column, quotient.alias("location_quotient"))
