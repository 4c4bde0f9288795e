"""Measures of places: how many, how many little giants, how specialised, how inventive."""

from typing import NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.memo import per_rows
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import location_quotient, tally
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    key,
    per_cent,
)
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

PLACE_KEYS = ("cluster", "province", "city")

MEASURES: tuple[Field, ...] = (
    ENTERPRISES,
    per_cent("share_pct", Text("占全国比重", "Share of the country")),
    *little_giants.FIELDS,
    decimal("location_quotient", Text("区位商", "Location quotient")),
    decimal("patents_median", Text("专利总量中位数", "Median patents"), PIECES, digits=1),
    count("patents_values", Text("有专利数的企业", "With a number of patents"), ENTERPRISES.unit),
    count("place_missing", Text("全国地域未填报", "Place not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)

METRICS = {
    field.name: field.label
    for field in MEASURES
    if field.digits is not None
    and field.name not in ("little_giants", "tier_missing", "patents_values", "place_missing")
}

SHARES = Text(
    "占全国比重 = 该地企业数 ÷ 全国符合其余筛选（不计地域筛选）且有地域的企业数。"
    + little_giants.RULE.zh,
    "Share of the country = a place's enterprises over all of the country that pass the other "
    f"filters (place filters left out) and have a place. {little_giants.RULE.en}",
)
LOCATION_QUOTIENT = Text(
    f"{SHARES.zh}区位商 = 筛选后企业在该地的占比 ÷ 全部企业在该地的占比（均不计地域筛选）；"
    "大于1表示该地更集中。"
    "未筛选行业、层级等条件时恒为1。",
    f"{SHARES.en} Location quotient = a place's share of the filtered enterprises over its share "
    "of all enterprises (place filters left out of both); above 1 means more concentrated there. "
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

    column: `province_code` or `city_code`. share_pct is of the whole country: of the enterprises
    that pass the filters but those on places, and have a place; `place_missing` have none. Medians
    of patents are exact and empty below three values.
    """
    selected = filters.apply(rows)
    counted = tally(selected, [column], little_giants.FLAGS)
    median = medians(selected, [column], "patents", name="patents_median")
    country = country_of(rows, filters, column)
    return (
        counted.join(median.rename({"values": "patents_values"}), on=column, how="left")
        .join(_quotients(rows, filters, column), on=column, how="left")
        .with_columns(
            *little_giants.little_giants(),
            (pl.col("n") / country.placed * 100).alias("share_pct"),
            pl.lit(country.missing, pl.Int64).alias("place_missing"),
            pl.col("patents_values").fill_null(0),
            little_giants.small_group(),
        )
        .rename({"n": "enterprises"})
        .sort(column)
    )


class Country(NamedTuple):
    """Enterprises of the whole country under some filters: with and without a known place."""

    placed: int
    missing: int


@per_rows
def country_of(rows: Rows, filters: Filters, column: str) -> Country:
    """Those that pass the filters but the ones on places."""
    chosen = filters.without(*PLACE_KEYS).apply(rows)
    counted = tally(chosen, (), {"placed": pl.col(column).is_not_null()}).row(0, named=True)
    placed = int(counted["placed"] or 0)
    return Country(placed, int(counted["n"]) - placed)


@per_rows
def _all_of(rows: Rows, column: str) -> pl.DataFrame:
    return tally(rows, [column]).rename({"n": "whole"})


def _quotients(rows: Rows, filters: Filters, column: str) -> pl.DataFrame:
    chosen = filters.without(*PLACE_KEYS)
    part = tally(chosen.apply(rows), [column]).rename({"n": "part"})
    both = _all_of(rows, column).join(part, on=column, how="left")
    both = both.with_columns(pl.col("part").fill_null(0))
    quotient = location_quotient(
        "part", "whole", int(both["part"].sum()), whole_total=int(both["whole"].sum())
    )
    return both.select(column, quotient.alias("location_quotient"))
