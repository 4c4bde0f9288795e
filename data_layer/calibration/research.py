"""Targets of R&D intensity (e11b, e12, e27, e28)."""

from collections.abc import Iterator

import polars as pl

from data_layer.calibration.target import (
    ENTERPRISES,
    NATIONAL,
    Target,
    by_tier,
    fact,
    median,
    percentage,
    printed_share,
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
MEDIANS_OF_BANDS = (
    ("patents", "patents", "专利总量中位数", "Median patents"),
    ("grants", "invention_grants", "发明授权中位数", "Median grants"),
)


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _years()
    yield from _percentiles()
    yield from _levels()
    yield from _bands()


def _years() -> Iterator[Target]:
    for row in table("e11b_rd_ratio_by_year").iter_rows(named=True):
        year, column = row["year"], COLUMN_OF_YEAR.get(row["year"])
        yield from by_tier(
            f"e11b.rd_mean.{year}",
            Text(f"{year}年研发占比均值", f"Mean R&D intensity {year}"),
            PER_CENT,
            kind="mean",
            measure=None
            if column is None
            else lambda rows, name=column: _listed(name, rows).mean(),
            printed=(row["national_mean_pct"], row["provincial_mean_pct"]),
            gap=row["gap_pp"],
            errata=("x02",),
            reason=NO_YEAR if column is None else LISTED,
        )
        if column is None or row["national_n"] is None:
            continue
        yield from by_tier(
            f"e11b.n.{year}",
            Text(f"{year}年样本量", f"Enterprises {year}"),
            ENTERPRISES,
            kind="count",
            measure=lambda rows, name=column: _listed(name, rows).count(),
            printed=(row["national_n"], row["provincial_n"]),
            errata=("x29",),
            reason=LISTED,
        )


def _listed(column: str, rows: pl.Expr) -> pl.Expr:
    return pl.col(column).filter(rows & pl.col("listed"))


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
        share = Text(f"{words}企业占比", f"Share, {name}")
        national = Text(f"{words}国家级占比", f"National share, {name}")
        yield printed_share(
            f"e28.share.{low}",
            share,
            published=row["share_pct"],
            measure=band.sum() / disclosed.sum() * 100,
            errata=("x11",),
        )
        for id, column, zh, en in MEDIANS_OF_BANDS:
            yield Target(
                f"e28.{id}.{low}",
                "e28",
                Text(words + zh, f"{en}, {name}"),
                unit=PIECES,
                published=row[f"{id}_median"],
                kind="median",
                measure=median(column)(band),
            )
        yield printed_share(
            f"e28.national_share.{low}",
            national,
            published=row["national_share_pct"],
            measure=percentage(NATIONAL)(band),
            errata=("x11",),
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
