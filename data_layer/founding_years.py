"""When the enterprises were founded, by tier."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from data_layer.fields import ENTERPRISES, Field, count, per_cent
from data_layer.filters import Filters
from data_layer.measures import tally
from data_layer.text import Text
from data_layer.tier_pairs import PAIR, of_tiers
from data_layer.tier_pairs import per_cent as part_of

Rows = nw.LazyFrame[Any]

FIRST = 1990
"""Years before this one share a band."""
UNDISCLOSED = "未披露"

FIELDS: tuple[Field, ...] = (
    Field("founded", Text("成立年份", "Year founded"), domain="words", key=True),
    per_cent("national_pct", Text("国家级占比", "National, share")),
    per_cent("provincial_pct", Text("省级占比", "Provincial, share")),
    count("national", Text("国家级企业数", "National, number"), ENTERPRISES.unit),
    count("provincial", Text("省级企业数", "Provincial, number"), ENTERPRISES.unit),
)


def founding_years(rows: Rows, filters: Filters, width: int) -> pl.DataFrame:
    """FIELDS of bands of `width` years, the earliest first, then those that report no year.

    Shares are of all enterprises of the tier that pass the filters.
    """
    selected = of_tiers(filters.apply(rows))
    years = tally(selected, ["tier", "founded_year"])
    without = tally(selected.filter(nw.col("founded_year").is_null()), ["tier"])
    opened = FIRST + (pl.col("founded_year") - FIRST) // width * width
    banded = years.with_columns(
        pl.when(pl.col("founded_year") < FIRST).then(FIRST - 1).otherwise(opened).alias("opened")
    )
    missing = without.with_columns(pl.lit(None, dtype=pl.Int64).alias("opened"))
    both = pl.concat([banded.select("tier", "opened", "n"), missing.select("tier", "opened", "n")])
    number = [pl.col("n").filter(pl.col("tier") == tier).sum().alias(tier) for tier in PAIR]
    counted = both.group_by("opened").agg(number).sort("opened", nulls_last=True)
    total = {tier: int(counted[tier].sum()) for tier in PAIR}
    records = [
        (_name(start, width), *[part_of(n, total[t]) for n, t in zip(ns, PAIR, strict=True)], *ns)
        for start, *ns in counted.iter_rows()
    ]
    schema = {"founded": pl.String, "national_pct": pl.Float64, "provincial_pct": pl.Float64}
    return pl.DataFrame(records, schema=schema | dict.fromkeys(PAIR, pl.Int64), orient="row")


def _name(start: int | None, width: int) -> str:
    if start is None:
        return UNDISCLOSED
    if start < FIRST:
        return f"{FIRST}年以前"
    return str(start) if width == 1 else f"{start}–{start + width - 1}"


def years_of(band: str) -> str | None:
    """The range of the filter `founded` that a band stands for; None for what has no year."""
    if band == UNDISCLOSED:
        return None
    if band.endswith("以前"):
        return f"..{FIRST - 1}"
    start, _, end = band.partition("–")
    return f"{start}..{end or start}"
