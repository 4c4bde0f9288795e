"""R&D intensity of the enterprises that disclose it: levels, years, distribution and bands.

Of one tier beside the other, as e11b, e12 and e27 print it. The report keeps values up to CEILING.
"""

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import quantiles
from data_layer.measures.rows import MEDIAN_MINIMUM, Rows
from data_layer.measures.tallies import histogram
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import COUNTS, PERCENTAGE_POINTS, flags_by_tier, gap, small_group
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, per_cent, text
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

CEILING = 30.0
"""Per cent; e12 and e27 keep values within 0-30%."""
PROBABILITIES = {"p50": 0.5, "p75": 0.75, "p90": 0.9}
LEVELS = {
    **{name: Text(name.upper(), name.upper()) for name in PROBABILITIES},
    "mean": Text("均值", "Mean"),
}
YEARS = {"2022": None, "2023": "rd_ratio_previous", "2024": "rd_ratio"}
"""Printed years and the registry column that is compared with them."""

_TIERS = (
    per_cent("national_pct", Text("国家级", "National")),
    per_cent("provincial_pct", Text("省级", "Provincial")),
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS, digits=1),
)
_UNIT = ENTERPRISES.unit
_LEFT_OUT = (
    count("national_above", Text("国家级超过上限", "National, above the limit"), _UNIT),
    count("provincial_above", Text("省级超过上限", "Provincial, above the limit"), _UNIT),
    count("national_unreported", Text("国家级未披露", "National, unreported"), _UNIT),
    count("provincial_unreported", Text("省级未披露", "Provincial, unreported"), _UNIT),
)
LEVEL_FIELDS = (
    Field("level", Text("水平", "Level"), key=True, labels=LEVELS),
    *_TIERS,
    text("policy_line", Text("政策线", "Policy line")),
    per_cent("policy_threshold_pct", Text("政策线门槛", "Policy threshold"), digits=0),
    *COUNTS,
    *_LEFT_OUT,
)
YEAR_FIELDS = (
    Field("year", Text("年份", "Year"), key=True),
    *_TIERS,
    text("printed_n", Text("样本量（原文）", "Sample, as printed")),
    *COUNTS,
)


def levels(rows: Rows, filters: Filters, ceiling: float | None) -> pl.DataFrame:
    """LEVEL_FIELDS but the policy lines: percentiles and mean of each tier.

    ceiling: values above it are left out and counted; None keeps all.
    """
    passed = of_tiers(filters.apply(rows))
    limit = 100.0 if ceiling is None else ceiling
    value = pl.col("rd_ratio")
    disclosing = flags_by_tier(
        passed,
        {"values": value <= limit, "above": value > limit, "unreported": value.is_null()},
    )
    if not any(counted["n"] for counted in disclosing.values()):
        return pl.DataFrame(schema={field.name: pl.Int64 for field in LEVEL_FIELDS})
    hist = histogram(passed.filter(value <= limit), ["tier"], "rd_ratio")
    figures = quantiles(hist, ["tier"], PROBABILITIES).join(_means(hist), on="tier")
    by_tier = {row["tier"]: row for row in figures.iter_rows(named=True)}
    measured = {level: [by_tier.get(tier, {}).get(level) for tier in PAIR] for level in LEVELS}
    frame = pl.DataFrame(
        [(level, *pair, gap(*pair)) for level, pair in measured.items()],
        schema=["level", "national_pct", "provincial_pct", "gap_pp"],
        orient="row",
    )
    sizes = [
        pl.lit(disclosing[tier][name], dtype=pl.Int64).alias(f"{tier}_{name}")
        for tier in PAIR
        for name in ("values", "above", "unreported")
    ]
    nothing = [pl.lit(None).alias(name) for name in ("policy_line", "policy_threshold_pct")]
    return frame.with_columns(*sizes, *nothing).with_columns(small_group())


def _means(hist: pl.DataFrame) -> pl.DataFrame:
    """`tier` and the mean of its values; null for fewer than MEDIAN_MINIMUM."""
    total = pl.col("n").sum()
    mean = (pl.col("value") * pl.col("n")).sum() / total
    return hist.group_by("tier").agg(pl.when(total >= MEDIAN_MINIMUM).then(mean).alias("mean"))


def printed_levels() -> pl.DataFrame:
    """e12 with its policy lines, and the means of e27."""
    benchmarks = reference.table("e12_rd_benchmarks").select(
        pl.col("level").str.to_lowercase(),
        "national_pct",
        "provincial_pct",
        "gap_pp",
        "policy_line",
        "policy_threshold_pct",
    )
    means = dict(reference.table("e27_rd_levels").select("group", "mean_pct").iter_rows())
    row = {"level": ["mean"], "national_pct": [means["国家级"]], "provincial_pct": [means["省级"]]}
    return pl.concat([benchmarks, pl.DataFrame(row)], how="diagonal")


def years(rows: Rows, filters: Filters, listed: bool) -> pl.DataFrame:
    """YEAR_FIELDS but the printed sample: means of the enterprises of one sample in each year.

    The sample is those whose last value lies within CEILING, the listed alone if wanted; its value
    of the year before counts as it is. The registry knows no third year: its row is empty.
    """
    passed = of_tiers(filters.apply(rows)).filter(pl.col("rd_ratio") <= CEILING)
    sample = passed.filter(pl.col("listed")) if listed else passed
    records: list[tuple[Any, ...]] = []
    for year, column in YEARS.items():
        hist = None if column is None else histogram(sample, ["tier"], column)
        means = {} if hist is None else dict(_means(hist).iter_rows())
        sizes = {} if hist is None else dict(hist.group_by("tier").agg(pl.sum("n")).iter_rows())
        pair = [means.get(tier) for tier in PAIR]
        records.append((year, *pair, gap(*pair), *[sizes.get(tier) for tier in PAIR]))
    frame = pl.DataFrame(
        records,
        schema={
            "year": pl.String,
            "national_pct": pl.Float64,
            "provincial_pct": pl.Float64,
            "gap_pp": pl.Float64,
            "national_values": pl.Int64,
            "provincial_values": pl.Int64,
        },
        orient="row",
    )
    if not frame["national_values"].count() and not frame["provincial_values"].count():
        return frame.clear().with_columns(small_group(), pl.lit(None).alias("printed_n"))
    return frame.with_columns(
        pl.when(pl.col("year") != next(iter(YEARS))).then(small_group()).alias("small_group"),
        pl.lit(None).alias("printed_n"),
    )


def printed_years() -> pl.DataFrame:
    """e11b with the sample as printed."""
    return reference.table("e11b_rd_ratio_by_year").select(
        pl.col("year").cast(pl.String),
        pl.col("national_mean_pct").alias("national_pct"),
        pl.col("provincial_mean_pct").alias("provincial_pct"),
        "gap_pp",
        pl.col("n_as_printed").cast(pl.String).alias("printed_n"),
    )
