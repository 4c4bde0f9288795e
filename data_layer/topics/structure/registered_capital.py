"""Registered capital of the two tiers (e04)."""

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import means
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import (
    COUNTS,
    PERCENTAGE_POINTS,
    TIMES,
    flags_by_tier,
    gap,
    ratio,
    small_group,
)
from data_layer.topics.tiers.pairs import per_cent as part_of
from data_layer.vocabulary.fields import Field, decimal
from data_layer.vocabulary.terms import PAIR, TIERS
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units

HUNDRED_MILLION = 10_000
"""1亿元 in 万元."""

INDICATORS = {
    "capital_median": Text("注册资本中位数", "Median capital"),
    "capital_mean": Text("平均注册资本", "Mean capital"),
    "large_share": Text("注册资本≥1亿元占比", "Share with CNY 100 million or more"),
}
UNITS = {"capital_median": "cny_10k", "capital_mean": "cny_10k", "large_share": "per_cent"}
"""The code of the unit of each indicator."""
FIELDS: tuple[Field, ...] = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    *in_units(decimal("national", TIERS["national"]), UNITS.values()),
    *in_units(decimal("provincial", TIERS["provincial"]), UNITS.values()),
    decimal("ratio", Text("国家级为省级的倍数", "National over provincial"), TIMES),
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS, digits=1),
    *COUNTS,
)
PRINTED_AS = {
    "注册资本中位数": "capital_median",
    "平均注册资本": "capital_mean",
    "注册资本≥1亿元占比": "large_share",
}


def registered_capital(rows: Rows, filters: Filters) -> pl.DataFrame:
    """FIELDS, one row an indicator; over enterprises that report their capital."""
    selected = filters.apply(rows)
    column = "registered_capital"
    large = {"large": pl.col(column) >= HUNDRED_MILLION, "known": ~pl.col(column).is_null()}
    counted = flags_by_tier(selected, large)
    if not any(counted[tier]["n"] for tier in PAIR):
        return _table([])
    middle = _by_tier(medians(selected, ["tier"], column), "median")
    mean = _by_tier(means(selected, ["tier"], [column]), f"{column}_mean")
    share = {tier: part_of(counted[tier]["large"], counted[tier]["known"]) for tier in PAIR}
    with_capital = [counted[tier]["known"] for tier in PAIR]
    return _table(
        [
            ("capital_median", "cny_10k", *_two(middle), ratio(*_two(middle)), None, *with_capital),
            ("capital_mean", "cny_10k", *_two(mean), ratio(*_two(mean)), None, *with_capital),
            ("large_share", "per_cent", *_two(share), None, gap(*_two(share)), *with_capital),
        ]
    )


def _table(records: list[tuple[Any, ...]]) -> pl.DataFrame:
    numbers = ("national", "provincial", "ratio", "gap_pp")
    schema = (
        {"indicator": pl.String, "unit": pl.String}
        | dict.fromkeys(numbers, pl.Float64)
        | {f"{tier}_values": pl.Int64 for tier in PAIR}
    )
    frame = pl.DataFrame(records, schema=schema, orient="row")
    return by_unit(frame, FIELDS).with_columns(small_group())


def _by_tier(frame: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(frame.select("tier", column).iter_rows())


def _two(values: dict[str, float | None]) -> tuple[float | None, float | None]:
    return values.get("national"), values.get("provincial")


def printed_capital() -> pl.DataFrame:
    """e04."""
    multiple = pl.col("ratio_kind") == "倍数"
    table = reference.table("e04_registered_capital").select(
        pl.col("indicator").replace_strict(PRINTED_AS),
        pl.when(multiple).then(pl.lit("cny_10k")).otherwise(pl.lit("per_cent")).alias("unit"),
        "national",
        "provincial",
        pl.when(multiple).then("ratio_or_gap").alias("ratio"),
        pl.when(~multiple).then("ratio_or_gap").alias("gap_pp"),
    )
    return by_unit(table, FIELDS)
