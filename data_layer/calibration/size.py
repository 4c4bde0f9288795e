"""Targets of tiers, capital, employees, medians and growth (e03, e04, e05, e11a, e26, e30)."""

from collections.abc import Iterator, Mapping

import polars as pl

from data_layer.calibration.target import (
    NATIONAL,
    PROVINCIAL,
    UNITS,
    Target,
    by_tier,
    mean,
    median,
    percentage,
    printed_share,
)
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import PER_CENT
from data_layer.vocabulary.text import Text

COLUMN_OF: Mapping[str, str] = {
    "注册资本": "registered_capital",
    "参保人数": "insured",
    "专利总量": "patents",
    "发明申请数量": "invention_applications",
    "发明授权数量": "invention_grants",
    "软件著作权总数": "software_copyrights",
}
BASIS_OF: Mapping[str, str] = {
    "专利总量": "patents",
    "发明授权": "invention_grants",
    "参保人数": "insured",
    "注册资本": "registered_capital",
    "软著": "software_copyrights",
}
LISTED = Text("上市企业", "Listed enterprises")
BOTH = Text("占国家级与省级企业之和", "Of national and provincial enterprises together")
HUNDRED_MILLION = 10_000


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _tiers()
    yield from _capital()
    yield from _insured()
    yield from _medians()
    yield from _scores()
    yield from _growth()


def _tiers() -> Iterator[Target]:
    for row, rows in zip(
        table("e03_tiers").iter_rows(named=True), (NATIONAL, PROVINCIAL), strict=True
    ):
        id = "national" if rows is NATIONAL else "provincial"
        label = Text(f"{row['tier']}占比", f"Share of the {id} tier")
        measure = percentage(rows)(NATIONAL | PROVINCIAL)
        yield printed_share(
            f"e03.share.{id}", label, published=row["share_pct"], measure=measure, reason=BOTH
        )


def _capital() -> Iterator[Target]:
    large = pl.col("registered_capital") >= HUNDRED_MILLION
    rows = table("e04_registered_capital").rows(named=True)
    kinds = ("median", "mean", "share")
    measures = (median("registered_capital"), mean("registered_capital"), percentage(large))
    names = ("Median capital", "Mean capital", "Share with capital of CNY 100 million and more")
    for row, kind, measure, name in zip(rows, kinds, measures, names, strict=True):
        is_gap = row["ratio_kind"] == "百分点"
        yield from by_tier(
            f"e04.capital_{kind}",
            Text(row["indicator"], name),
            UNITS[row["unit"]],
            kind="share" if kind == "share" else "median" if kind == "median" else "mean",
            measure=measure,
            printed=(row["national"], row["provincial"]),
            gap=row["ratio_or_gap"] if is_gap else None,
            ratio=None if is_gap else row["ratio_or_gap"],
        )


def _insured() -> Iterator[Target]:
    for row in table("e05_insured_bands").iter_rows(named=True):
        insured = pl.col("insured")
        inside = insured >= row["low"]
        if row["high"] is not None:
            inside &= insured <= row["high"]
        low, high = row["low"], row["high"]
        yield from by_tier(
            f"e05.insured.{low}",
            Text(
                f"参保{row['band']}占比",
                f"Share with {low} to {high or 'more'} employees with social insurance",
            ),
            PER_CENT,
            kind="share",
            measure=percentage(inside.fill_null(value=False)),
            printed=(row["national_pct"], row["provincial_pct"]),
            gap=row["gap_pp"],
            errata=("x23",),
            reason=Text("占全部企业（含未披露）", "Of all enterprises, unreported ones included"),
        )


def _medians() -> Iterator[Target]:
    for row in table("e26_core_medians").iter_rows(named=True):
        column = COLUMN_OF[row["indicator"]]
        yield from by_tier(
            f"e26.{column}",
            Text(f"{row['indicator']}中位数", f"Median of {columns()[column].label.en.lower()}"),
            UNITS[row["unit"]],
            kind="median",
            measure=median(column),
            printed=(row["national_median"], row["provincial_median"]),
            ratio=row["ratio"],
        )


def _scores() -> Iterator[Target]:
    for row in table("e30_dimension_scores").iter_rows(named=True):
        column = BASIS_OF[row["basis"]]
        score = median(column)(PROVINCIAL) / median(column)(NATIONAL) * 100
        name = columns()[column].label.en.lower()
        label = Text(f"省级{row['dimension']}得分", f"Provincial score, {name}")
        yield Target(
            f"e30.score.{column}",
            "e30",
            label,
            unit=PER_CENT,
            published=row["provincial_score"],
            kind="ratio",
            measure=score,
        )
        label = Text(f"{row['dimension']}差距率", f"Gap, {name}")
        yield Target(
            f"e30.gap.{column}",
            "e30",
            label,
            unit=PER_CENT,
            published=row["gap_pct"],
            kind="ratio",
            measure=100 - score,
        )


def _growth() -> Iterator[Target]:
    for row in table("e11a_revenue_growth").iter_rows(named=True):
        year = row["year"]
        yield from by_tier(
            f"e11a.growth.{year}",
            Text(f"{year}年营收增速中位数", f"Median revenue growth {year}"),
            PER_CENT,
            kind="median",
            measure=lambda rows, year=year: median(f"revenue_growth_{year}")(
                rows & pl.col("listed")
            ),
            printed=(row["national_median_pct"], row["provincial_median_pct"]),
            gap=row["gap_pp"],
            reason=LISTED,
        )
