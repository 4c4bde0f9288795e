"""Standards: who takes part in any, and what goes with it (e07, e08)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import means, share, tally
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import NAMES, ratio
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import COUNT, PAIR, PIECES, TIERS
from data_layer.vocabulary.text import Text

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
    groups = {tier: of_tiers(selected, (tier,)) for tier in PAIR} | {ALL: selected}
    counted = pl.concat([_counted(own).with_columns(group=pl.lit(g)) for g, own in groups.items()])
    return (counted if counted["n"].sum() else counted.clear()).select(
        "group",
        share("holders", "values").alias("holding_pct"),
        pl.col("standards_mean").alias("mean_standards"),
        pl.when(pl.col("values") > 0).then("holders").alias("holders"),
        "values",
        (pl.col("n") - pl.col("values")).alias("missing"),
        (pl.col("values") < SMALL).alias("small_group"),
    )


def _counted(group: Rows) -> pl.DataFrame:
    """`n` enterprises, `values` that report a number, `holders` of one and more, their mean."""
    number = pl.col("standards")
    flags = {"values": number.is_not_null(), "holders": number > 0}
    mean = means(group.filter(number > 0), (), ["standards"])["standards_mean"]
    return tally(group, (), flags).with_columns(mean)


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
    takes_part = pl.when(pl.col("standards") > 0).then(pl.lit(1)).otherwise(pl.lit(0))
    reporting = selected.filter(~pl.col("standards").is_null())
    reporting = reporting.with_columns(combined=pl.col("patents") + pl.col("software_copyrights"))
    by_side = medians_of(
        reporting.with_columns((takes_part).alias("held")), ["tier", "held"], [*INDICATORS]
    )
    middle = {(row["tier"], row["held"]): row for row in by_side.iter_rows(named=True)}
    records = [
        (tier, indicator, *_sides(middle.get((tier, 1), {}), middle.get((tier, 0), {}), indicator))
        for tier in PAIR
        for indicator in INDICATORS
    ]
    schema = [field.name for field in OUTPUT_FIELDS]
    has_values = any(record[5] or record[6] for record in records)
    return pl.DataFrame(records if has_values else [], schema=schema, orient="row")


def _sides(some: Mapping[str, Any], none: Mapping[str, Any], indicator: str) -> tuple[Any, ...]:
    """OUTPUT_FIELDS but the first two, of those with standards and those without."""
    medians = [side.get(f"{indicator}_median") for side in (some, none)]
    values = [side.get(f"{indicator}_n", 0) for side in (some, none)]
    times = ratio(*medians)
    uplift = None if times is None else (times - 1) * 100
    return *medians, uplift, *values, min(values) < SMALL


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
