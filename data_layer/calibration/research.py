"""Targets of R&D intensity (e11b, e12, e27, e28)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data_layer.calibration.target import (
    ENTERPRISES,
    NATIONAL,
    TIER_NAMES,
    Target,
    by_tier,
    fact,
    mean,
    median,
    percentage,
)
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.terms import PER_CENT, PIECES
from data_layer.vocabulary.text import Text

RATIO = pl.col("rd_ratio")
CEILING = 30
UP_TO_CEILING = RATIO <= CEILING
LIMITED = Text("披露值在0—30%之内的企业", "Enterprises that disclose 0-30%")
LISTED = Text("披露研发占比的上市企业", "Listed enterprises that disclose it")
NO_YEAR = Text("企业库只有最近两年的研发占比", "The registry has R&D intensity of two years only")
COLUMN_OF_YEAR = {2023: "rd_ratio_previous", 2024: "rd_ratio"}


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _years()
    yield from _percentiles()
    yield from _levels()
    yield from _bands()


def _years() -> Iterator[Target]:
    for row in table("e11b_rd_ratio_by_year").iter_rows(named=True):
        year, printed = row["year"], (row["national_mean_pct"], row["provincial_mean_pct"])
        id, label = (
            f"e11b.rd_mean.{year}",
            Text(f"{year}年研发占比均值", f"Mean R&D intensity {year}"),
        )
        if year not in COLUMN_OF_YEAR:
            for tier, name, value in zip(
                ("national", "provincial"), TIER_NAMES, printed, strict=True
            ):
                words = Text(name.zh + label.zh, f"{label.en}, {name.en}")
                yield Target(
                    f"{id}.{tier}",
                    "e11b",
                    words,
                    unit=PER_CENT,
                    published=value,
                    kind="mean",
                    measure=None,
                    errata=("x02",),
                    reason=NO_YEAR,
                )
            continue
        column = COLUMN_OF_YEAR[year]
        yield from by_tier(
            id,
            label,
            PER_CENT,
            kind="mean",
            measure=lambda rows, column=column: mean(column)(rows & pl.col("listed")),
            printed=printed,
            gap=row["gap_pp"],
            errata=("x02",),
            reason=LISTED,
        )
        if row["national_n"] is None:
            continue
        yield from by_tier(
            f"e11b.n.{year}",
            Text(f"{year}年样本量", f"Enterprises {year}"),
            ENTERPRISES,
            kind="count",
            measure=lambda rows, column=column: (
                pl.col(column).filter(rows & pl.col("listed")).count()
            ),
            printed=(row["national_n"], row["provincial_n"]),
            errata=("x29",),
            reason=LISTED,
        )


def _percentile(percent: int, rows: pl.Expr) -> pl.Expr:
    return RATIO.filter(rows & UP_TO_CEILING).quantile(percent / 100, "linear")


def _percentiles() -> Iterator[Target]:
    for row in table("e12_rd_benchmarks").iter_rows(named=True):
        percent = row["percentile"]
        yield from by_tier(
            f"e12.p{percent}",
            Text(f"研发占比P{percent}", f"R&D intensity P{percent}"),
            PER_CENT,
            kind="median",
            measure=lambda rows, percent=percent: _percentile(percent, rows),
            printed=(row["national_pct"], row["provincial_pct"]),
            gap=row["gap_pp"],
            errata=("x11",),
            reason=LIMITED,
        )


def _levels() -> Iterator[Target]:
    national, provincial = table("e27_rd_levels").rows(named=True)
    yield from by_tier(
        "e27.mean",
        Text("研发占比均值", "Mean R&D intensity"),
        PER_CENT,
        kind="mean",
        measure=lambda rows: RATIO.filter(rows & UP_TO_CEILING).mean(),
        printed=(national["mean_pct"], provincial["mean_pct"]),
        errata=("x11",),
        reason=LIMITED,
    )
    for percent in (50, 75, 90):
        column = f"p{percent}_pct"
        yield from by_tier(
            f"e27.p{percent}",
            Text(f"研发占比P{percent}", f"R&D intensity P{percent}"),
            PER_CENT,
            kind="median",
            measure=lambda rows, percent=percent: _percentile(percent, rows),
            printed=(national[column], provincial[column]),
            errata=("x11",),
            reason=LIMITED,
        )


def _bands() -> Iterator[Target]:
    disclosed = RATIO.is_not_null()
    for row in table("e28_rd_bands").iter_rows(named=True):
        low, high, words = row["low_pct"], row["high_pct"], row["band"]
        band = low <= RATIO if high is None else (low <= RATIO) & (high > RATIO)
        name = f"R&D intensity from {low}%" + ("" if high is None else f" to below {high}%")

        def one(
            id: str,
            zh: str,
            en: str,
            measure: pl.Expr,
            value: float,
            low: int = low,
            words: str = words,
            name: str = name,
        ) -> Target:
            is_share = id.endswith("share")
            return Target(
                f"e28.{id}.{low}",
                "e28",
                Text(words + zh, f"{en}, {name}"),
                unit=PER_CENT if is_share else PIECES,
                published=value,
                kind="share" if is_share else "median",
                measure=measure,
                errata=("x11",) if is_share else (),
            )

        giants = percentage(NATIONAL)(band)
        patents, grants = median("patents")(band), median("invention_grants")(band)
        yield one(
            "share",
            "企业占比",
            "Share",
            measure=band.sum() / disclosed.sum() * 100,
            value=row["share_pct"],
        )
        yield one(
            "patents",
            "专利总量中位数",
            "Median patents",
            measure=patents,
            value=row["patents_median"],
        )
        yield one(
            "grants", "发明授权中位数", "Median grants", measure=grants, value=row["grants_median"]
        )
        yield one(
            "national_share",
            "国家级占比",
            "National share",
            measure=giants,
            value=row["national_share_pct"],
        )
    yield fact(
        "f_rd_sample",
        "Enterprises that disclose R&D",
        disclosed.sum(),
        kind="over",
        errata=("x29",),
    )
    patents = median("patents")
    multiple = patents(RATIO >= 25) / patents(RATIO < 15)
    yield fact(
        "f_rd_multiple", "Median patents, high over low R&D intensity", multiple, kind="ratio"
    )
