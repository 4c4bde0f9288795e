"""Median growth of revenue by year and tier (e11a)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import Rows
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import COUNTS, PERCENTAGE_POINTS, gap, small_group
from data_layer.vocabulary.fields import Field, decimal, key
from data_layer.vocabulary.terms import PAIR, PER_CENT
from data_layer.vocabulary.text import Text

YEARS = ("2022", "2023", "2024")
FIELDS: tuple[Field, ...] = (
    key("year", Text("年份", "Year")),
    decimal("national_median_pct", Text("国家级中位数", "National, median"), PER_CENT),
    decimal("provincial_median_pct", Text("省级中位数", "Provincial, median"), PER_CENT),
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS),
    *COUNTS,
)


def revenue_growth(rows: Rows, filters: Filters, of: str) -> pl.DataFrame:
    """FIELDS of each year. of: `listed` enterprises, as in the report, or `all` that report."""
    selected = filters.apply(rows)
    if of == "listed":
        selected = selected.filter(pl.col("listed"))
    records = []
    for year in YEARS:
        growth = medians(selected, ["tier"], f"revenue_growth_{year}")
        by_tier = {row["tier"]: row for row in growth.iter_rows(named=True)}
        middle = [by_tier.get(tier, {}).get("median") for tier in PAIR]
        values = [by_tier.get(tier, {}).get("values", 0) for tier in PAIR]
        if any(values):
            records.append((year, *middle, gap(*middle), *values))
    numbers = ("national_median_pct", "provincial_median_pct", "gap_pp")
    schema = (
        {"year": pl.String}
        | dict.fromkeys(numbers, pl.Float64)
        | {f"{tier}_values": pl.Int64 for tier in PAIR}
    )
    return pl.DataFrame(records, schema=schema, orient="row").with_columns(small_group())


def printed_growth() -> pl.DataFrame:
    """e11a."""
    return reference.table("e11a_revenue_growth").with_columns(pl.col("year").cast(pl.String))
