"""The list as it stood at the ends of two years, as far as who is in it now can say."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.recognition import recognition_year
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import share, tally

METRICS = ("enterprises", "national", "national_pct")
"""What the list of a year is measured by."""
GROWTH_YEARS = (2022, 2023, 2024)
"""Years of which the registry has the growth of revenue."""


def at_dates(rows: Rows, filters: Filters, by: str, years: tuple[int, int]) -> pl.DataFrame:
    """A row a year and group (by: its column) with an enterprise recognised by the end of it.

    `enterprises`, `national`, `national_pct` of those whose tier is known, `tier_missing`;
    `year_missing`: of all groups, who says no year and so is in neither.
    """
    passed = filters.apply(rows).with_columns(recognition_year().alias("given"))
    counts = tally(passed, ["given", by, "tier"], nulls=True)
    missing = int(counts.filter(pl.col("given").is_null())["n"].sum())
    parts = [
        _until(counts.drop_nulls(["given", by]), by, year) for year in dict.fromkeys(sorted(years))
    ]
    with_tier = pl.col("enterprises") - pl.col("tier_missing")
    return (
        pl.concat(parts)
        .with_columns(with_tier.alias("known"), year_missing=pl.lit(missing, pl.Int64))
        .with_columns(
            share("national", "known").alias("national_pct"),
            pl.when(pl.col("known") > 0).then(pl.col("national")).alias("national"),
            (pl.col("enterprises") < SMALL_GROUP).alias("small_group"),
        )
        .sort("year", by)
    )


def _until(counts: pl.DataFrame, by: str, year: int) -> pl.DataFrame:
    national = pl.col("n").filter(pl.col("tier") == "national").sum()
    return (
        counts.filter(pl.col("given") <= year)
        .group_by(by)
        .agg(
            pl.col("n").sum().alias("enterprises"),
            national.alias("national"),
            pl.col("n").filter(pl.col("tier").is_null()).sum().alias("tier_missing"),
        )
        .with_columns(year=pl.lit(year, pl.Int64))
    )


def between(
    rows: Rows, filters: Filters, by: str, metric: str, years: tuple[int, int], top: int
) -> pl.DataFrame:
    """The first `top` groups at the later year, by one of METRICS: each of these at both years
    (`<m>_before`, `<m>_after`), `before_rank`, `after_rank`, and how many `places_up`.

    Ranks are among all groups of the year, equal values by code; for shares groups of fewer than
    ten come last. A group that had nobody at the earlier year has no number of it.
    """
    at_both = at_dates(rows, filters, by, years=years)
    last = ["small_group"] if metric == "national_pct" else []
    falling = [False] * (1 + len(last)) + [True, False]
    ordered = at_both.drop_nulls(metric).sort(["year", *last, metric, by], descending=falling)
    rank = pl.int_range(1, pl.len() + 1).over("year").cast(pl.Int64)
    ranked = ordered.with_columns(rank.alias("rank"))
    sides = [
        ranked.filter(pl.col("year") == year).select(
            by,
            pl.col("rank").alias(f"{name}_rank"),
            *(pl.col(metric_name).alias(f"{metric_name}_{name}") for metric_name in METRICS),
        )
        for name, year in (("after", max(years)), ("before", min(years)))
    ]
    both = sides[0].join(sides[1], on=by, how="left").sort("after_rank").head(top)
    return both.with_columns(
        (pl.col("before_rank") - pl.col("after_rank")).alias("places_up"),
        (pl.col("enterprises_after") < SMALL_GROUP).alias("small_group"),
        year_missing=pl.lit(at_both["year_missing"].max(), pl.Int64),
    ).rename({by: "group"})


def growth_medians(rows: Rows, filters: Filters, by: str) -> pl.DataFrame:
    """A row a group (by: its column) with the median growth of revenue of each year, and how many
    report it: `growth_<year>`, `values_<year>`. Groups of which no year has three values are left
    out."""
    passed = filters.apply(rows)
    joined: pl.DataFrame | None = None
    for year in GROWTH_YEARS:
        column = f"revenue_growth_{year}"
        of_year = medians(passed, [by], column, name=f"growth_{year}")
        of_year = of_year.rename({"values": f"values_{year}"}).drop_nulls(by)
        joined = (
            of_year if joined is None else joined.join(of_year, on=by, how="full", coalesce=True)
        )
    assert joined is not None
    values = [f"values_{year}" for year in GROWTH_YEARS]
    growth = [pl.col(f"growth_{year}") for year in GROWTH_YEARS]
    return (
        joined.filter(pl.any_horizontal(rate.is_not_null() for rate in growth))
        .with_columns(pl.col(values).fill_null(0))
        .with_columns((pl.min_horizontal(values) < SMALL_GROUP).alias("small_group"))
        .rename({by: "group"})
        .sort("group")
    )
