"""Standards: who takes part in any, and what goes with it (e07, e08)."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from data_layer import reference
from data_layer.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.filters import Filters
from data_layer.measures import SMALL_GROUP as SMALL
from data_layer.measures import means, medians, share, tally
from data_layer.schema import COUNT, PIECES, TIERS
from data_layer.text import Text
from data_layer.tier_pairs import NAMES, PAIR, of_tiers

Rows = nw.LazyFrame[Any]

ALL = "all"
GROUPS = {tier: TIERS[tier] for tier in PAIR} | {ALL: Text("总体", "All")}
HOLDING_FIELDS: tuple[Field, ...] = (
    Field("group", Text("层级", "Tier"), key=True, labels=GROUPS),
    per_cent("holding_pct", Text("标准持有率", "Taking part in standards")),
    decimal(
        "mean_standards", Text("持有者平均标准数", "Mean standards of holders"), COUNT, digits=1
    ),
    count("holders", Text("持有企业数", "Holders"), ENTERPRISES.unit),
    count("values", Text("填报标准数的企业", "With a number of standards"), ENTERPRISES.unit),
    count("missing", Text("未填报", "Not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)
INDICATORS = {
    "patents": Text("专利总量中位数", "Median patents"),
    "invention_grants": Text("发明授权中位数", "Median invention grants"),
    "combined": Text("综合成果中位数", "Median patents and copyrights"),
}
OUTPUT_FIELDS: tuple[Field, ...] = (
    Field("tier", Text("层级", "Tier"), domain="tier", key=True),
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    decimal("with_standards", Text("有标准", "With standards"), PIECES, digits=1),
    decimal("without_standards", Text("无标准", "Without standards"), PIECES, digits=1),
    decimal("uplift_pct", Text("有标准高出", "Higher by"), Text("%", "%"), digits=0),
    count("with_values", Text("有标准企业数", "With standards, values"), ENTERPRISES.unit),
    count("without_values", Text("无标准企业数", "Without standards, values"), ENTERPRISES.unit),
    SMALL_GROUP,
)
UPLIFTS = {"national": "f_std_uplift_nat", "provincial": "f_std_uplift_prov"}
"""Facts that print how far patents are higher with standards than without."""


def standards_holding(rows: Rows, filters: Filters) -> pl.DataFrame:
    """HOLDING_FIELDS of the two tiers and of all enterprises.

    The share is of enterprises that report a number of standards, 0 included; the mean is over
    those that take part in one at least.
    """
    selected = filters.apply(rows)
    holding = nw.col("standards") > 0
    flags = {"holders": holding, "values": ~nw.col("standards").is_null()}
    whole = tally(selected, [], flags).select(pl.lit(ALL).alias("tier"), pl.all())
    counted = pl.concat([tally(selected, ["tier"], flags), whole.filter(pl.col("n") > 0)])
    some = selected.filter(holding)
    each = means(some, ["tier"], ["standards"]).select("tier", "standards_mean")
    every = means(some, [], ["standards"]).select(pl.lit(ALL).alias("tier"), "standards_mean")
    return (
        counted.filter(pl.col("tier").is_in(list(GROUPS)))
        .join(pl.concat([each, every]), on="tier", how="left")
        .with_columns(
            share("holders", "values").alias("holding_pct"),
            (pl.col("n") - pl.col("values")).alias("missing"),
            (pl.col("values") < SMALL).alias("small_group"),
        )
        .rename({"tier": "group", "standards_mean": "mean_standards"})
        .sort(pl.col("group").replace_strict({g: i for i, g in enumerate(GROUPS)}))
    )


def printed_holding() -> pl.DataFrame:
    """e07."""
    return reference.table("e07_standards_holding").select(
        pl.col("group").replace_strict(NAMES),
        "holding_pct",
        pl.col("mean_standards_estimate").alias("mean_standards"),
    )


def standards_output(rows: Rows, filters: Filters) -> pl.DataFrame:
    """OUTPUT_FIELDS: medians of each tier with and without standards.

    The combined output is patents and software copyrights together.
    """
    selected = of_tiers(filters.apply(rows))
    both = nw.col("patents") + nw.col("software_copyrights")
    held = nw.when(nw.col("standards") > 0).then(nw.lit(1)).otherwise(nw.lit(0))
    known = selected.filter(~nw.col("standards").is_null()).with_columns(combined=both, held=held)
    parts = []
    for indicator in INDICATORS:
        middle = medians(known, ["tier", "held"], indicator)
        sides = [
            pl.col(column).filter(pl.col("held") == flag).first().alias(f"{side}_{name}")
            for flag, side in ((1, "with"), (0, "without"))
            for column, name in (("median", "standards"), ("values", "values"))
        ]
        label = pl.lit(indicator).alias("indicator")
        parts.append(middle.group_by("tier").agg(sides).with_columns(label))
    few = pl.min_horizontal(pl.col("with_values", "without_values").fill_null(0)) < SMALL
    ranks = {name: place for place, name in enumerate((*PAIR, *INDICATORS))}
    order = [pl.col(c).replace_strict(ranks, return_dtype=pl.Int64) for c in ("tier", "indicator")]
    return (
        pl.concat(parts)
        .with_columns(uplift().alias("uplift_pct"), few.alias("small_group"))
        .sort(order)
    )


def uplift() -> pl.Expr:
    """By how many per cent enterprises with standards are ahead; null without a base."""
    base = pl.col("without_standards")
    return pl.when(base > 0).then((pl.col("with_standards") / base - 1) * 100)


def printed_output() -> pl.DataFrame:
    """e08, and the uplift of patents that the text prints."""
    names = {label.zh: id for id, label in INDICATORS.items()}
    table = reference.table("e08_standards_by_tier")
    parts = [
        table.select(
            pl.lit(tier).alias("tier"),
            pl.col("indicator").replace_strict(names),
            pl.col(f"{tier}_with").alias("with_standards"),
            pl.col(f"{tier}_without").alias("without_standards"),
            pl.when(pl.col("indicator") == INDICATORS["patents"].zh)
            .then(pl.lit(reference.fact_value(UPLIFTS[tier])))
            .alias("uplift_pct"),
        )
        for tier in PAIR
    ]
    return pl.concat(parts)
