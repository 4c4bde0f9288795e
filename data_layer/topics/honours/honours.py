"""Who holds which honour, by tier (e06, e37), and what an honour is worth (e39)."""

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.measures.tiers import of_tiers
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
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, per_cent, text
from data_layer.vocabulary.terms import HONOURS, PAIR
from data_layer.vocabulary.text import Text

POINTS = Text("分", "points")
_UNIT = ENTERPRISES.unit
_HONOUR = Field("honour", Text("荣誉资质", "Title or accreditation"), domain="honour", key=True)
_RATES = (
    per_cent("national_pct", Text("国家级持有率", "National, holding")),
    per_cent("provincial_pct", Text("省级持有率", "Provincial, holding")),
)
_UNREPORTED = count("unreported", Text("未披露企业", "Enterprises unreported"), _UNIT)
HOLDING_FIELDS = (
    _HONOUR,
    *_RATES,
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS),
    count("national_holders", Text("国家级持有企业", "National, holders"), _UNIT),
    count("provincial_holders", Text("省级持有企业", "Provincial, holders"), _UNIT),
    *COUNTS,
    _UNREPORTED,
)
RATIO_FIELDS = (
    _HONOUR,
    *_RATES,
    decimal("ratio", Text("差距倍数", "Ratio"), TIMES, digits=1),
    *COUNTS,
    _UNREPORTED,
)
MATRIX_FIELDS = (
    _HONOUR,
    text("quadrant", Text("品牌力象限", "Quadrant of the matrix")),
    per_cent("holding_pct", Text("持有率", "Holding")),
    per_cent("holding_low_pct", Text("持有率下限", "Holding, low end"), digits=1),
    per_cent("holding_high_pct", Text("持有率上限", "Holding, high end"), digits=1),
    count("value_low", Text("价值分下限", "Value, low end"), POINTS),
    count("value_high", Text("价值分上限", "Value, high end"), POINTS),
    count("holders", Text("持有企业", "Holders"), _UNIT),
    count("values", Text("已披露企业", "Enterprises reported"), _UNIT),
    _UNREPORTED,
    Field("small_group", Text("样本少于10", "Fewer than 10"), domain="flag"),
)


def honour_id(printed: str) -> str:
    """The id of an honour by its printed name; LookupError if the schema has none of that name."""
    for id, name in HONOURS.items():
        if name.zh == printed:
            return id
    raise LookupError(printed)


def _with_ids(name: str) -> pl.DataFrame:
    table = reference.table(name)
    return table.with_columns(pl.Series("honour", [honour_id(n) for n in table["honour"]]))


def printed_holding() -> pl.DataFrame:
    """e06 by honour id."""
    return _with_ids("e06_honours")


def printed_ratios() -> pl.DataFrame:
    """e37 by honour id."""
    return _with_ids("e37_honour_ratios")


def printed_matrix() -> pl.DataFrame:
    """e39 by honour id; `holding_pct` where a point is printed, not a range."""
    point = pl.col("holding_low_pct") == pl.col("holding_high_pct")
    return _with_ids("e39_honour_matrix").with_columns(
        pl.when(point).then("holding_low_pct").alias("holding_pct")
    )


def holding(rows: Rows, filters: Filters) -> pl.DataFrame:
    """A row an honour, in the order of the schema: rates of either tier, gap, ratio, counts.

    Rates are of the tier's enterprises of which it is known whether they hold the honour; those of
    which it is not are counted as `unreported`. An honour that nobody reports has no numbers.
    """
    passed = of_tiers(filters.apply(rows))
    flags = {honour: pl.col(honour) for honour in HONOURS}
    flags |= {f"{honour}_known": ~pl.col(honour).is_null() for honour in HONOURS}
    counted = flags_by_tier(passed, flags)
    records: list[tuple[Any, ...]] = []
    total = sum(counted[tier]["n"] for tier in PAIR)
    for honour in HONOURS:
        reported = [counted[tier][f"{honour}_known"] for tier in PAIR]
        holders = [
            counted[tier][honour] if n else None for tier, n in zip(PAIR, reported, strict=True)
        ]
        rates = [part_of(h or 0, k) for h, k in zip(holders, reported, strict=True)]
        missing = total - sum(reported)
        if total:
            records.append(
                (honour, *rates, gap(*rates), ratio(*rates), *holders, *reported, missing)
            )
    rates = ("national_pct", "provincial_pct", "gap_pp", "ratio")
    numbers = [f"{tier}_{name}" for name in ("holders", "values") for tier in PAIR]
    floats = {"honour": pl.String} | dict.fromkeys(rates, pl.Float64)
    whole = dict.fromkeys((*numbers, "unreported"), pl.Int64)
    frame = pl.DataFrame(records, schema=floats | whole, orient="row")
    return frame.with_columns(small_group())


def matrix(rows: Rows, filters: Filters) -> pl.DataFrame:
    """MATRIX_FIELDS: the holding rates of the honours of e39, in its order.

    What an honour is worth is the report's judgement: a registry cannot compute it, and those
    columns are empty.
    """
    passed = filters.apply(rows)
    flags = {honour: pl.col(honour) for honour in HONOURS}
    flags |= {f"{honour}_known": ~pl.col(honour).is_null() for honour in HONOURS}
    counted = tally(passed, [], flags).row(0, named=True)
    if not counted["n"]:
        return pl.DataFrame(schema={field.name: pl.Int64 for field in MATRIX_FIELDS})
    honours = printed_matrix()["honour"]
    reported = [counted[f"{honour}_known"] for honour in honours]
    holders = [counted[honour] if n else None for honour, n in zip(honours, reported, strict=True)]
    rates = [part_of(h or 0, k) for h, k in zip(holders, reported, strict=True)]
    frame = pl.DataFrame(
        {
            "honour": honours,
            "holding_pct": pl.Series(rates, dtype=pl.Float64),
            "holders": pl.Series(holders, dtype=pl.Int64),
            "values": reported,
            "unreported": [counted["n"] - k for k in reported],
            "small_group": [k < SMALL for k in reported],
        }
    )
    left = [field.name for field in MATRIX_FIELDS if field.name not in frame.columns]
    return frame.with_columns(pl.lit(None).alias(c) for c in left)
