"""Values that are kept, but that somebody should look at: they contradict others or sense."""

from collections.abc import Mapping
from datetime import timedelta
from math import log10
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import both
from data_layer.importer.cells.uscc import malformed, wrong_check_digit
from data_layer.importer.rows.rejects import frame_of
from data_layer.registry.clock import now
from data_layer.vocabulary.text import Text, several

LARGEST: Final[Mapping[str, float]] = {
    "registered_capital": 2e8,  # China's largest registered capital is 1.7 trillion yuan
    "revenue": 1e9,
    "rd_expense": 1e8,
    "insured": 2e6,
    "patents": 5e5,
}
"""Beyond these no Chinese enterprise is, in the schema's units."""
TOO_LARGE: Final = Text("大得不合情理", "implausibly large")
CHECK_DIGIT: Final = Text(
    "统一社会信用代码的校验位不对（GB 32100-2015）",
    "the check digit of this social credit code is wrong (GB 32100-2015)",
)
MALFORMED: Final = Text(
    "不是 18 位统一社会信用代码，或含有 I、O、S、V、Z",
    "no social credit code of 18 signs without I, O, S, V and Z",
)
LATE: Final = Text("成立晚于认定", "founded after it was recognised")
FUTURE: Final = Text("成立于未来", "founded in the future")
CLASS_ONE: Final = Text("I类知识产权多于专利总量", "more class-I IP than patents")
GRANTS: Final = Text("发明授权多于专利总量", "more invention grants than patents")
RATIO: Final = Text("与研发费用 ÷ 营业收入不符", "contradicts R&D expense ÷ revenue")
FAR_OFF: Final = Text("与同列其他值相差百倍以上", "a hundred times off the others of its column")
APART: Final = 0.25
POINTS: Final = 1.0
COMPARED: Final = (
    "registered_capital",
    "insured",
    "revenue",
    "rd_expense",
    "rd_expense_previous",
    "rd_ratio",
    "rd_ratio_previous",
    "patents",
    "invention_grants",
)
"""Columns whose numbers are compared with each other."""
FEWEST: Final = 5
QUARTILES: Final = (0.25, 0.5, 0.75)
NEARLY_HUNDRED: Final = 1.7
"""Orders of magnitude: fifty times, as the middle of few numbers is not exact."""
BEYOND: Final = 4 / 1.349
"""Four standard deviations in distances between the quartiles."""


def questions(rows: pl.DataFrame) -> pl.DataFrame:
    """row, column, value, reason (zh / en) of each value to look at. rows: as converted."""
    ids = rows["id"]
    marked = rows.with_columns(
        wrong_check_digit(ids).alias("_wrong"), malformed(ids).alias("_malformed")
    )
    parts = [
        marked.filter(condition.fill_null(False)).select(
            "row",
            pl.lit(column).alias("column"),
            _written(column),
            pl.lit(both(reason)).alias("reason"),
        )
        for column, condition, reason in _rules()
    ]
    return pl.concat(parts).sort("row", maintain_order=True)


def _written(column: str) -> pl.Expr:
    """A value as text; of a whole number its digits alone."""
    return pl.col(column).cast(pl.String).str.replace(r"\.0$", "").alias("value")


def _latest_year() -> int:
    """The year that has begun somewhere on Earth: a date line ahead of UTC by 14 hours."""
    return (now() + timedelta(hours=14)).year


def _rules() -> tuple[tuple[str, pl.Expr, Text], ...]:
    col, this_year = pl.col, _latest_year()
    ratio = col("rd_expense") / col("revenue") * 100
    apart = (ratio - col("rd_ratio")).abs() > pl.max_horizontal(
        pl.lit(POINTS), APART * col("rd_ratio")
    )
    large = tuple((name, col(name) > most, TOO_LARGE) for name, most in LARGEST.items())
    rules = (
        ("id", col("given_id") & col("_wrong"), CHECK_DIGIT),
        ("id", col("given_id") & col("_malformed"), MALFORMED),
        ("founded_year", col("founded_year") > col("recognised_year"), LATE),
        ("founded_year", col("founded_year") > this_year, FUTURE),
        ("class1_ip", col("class1_ip") > col("patents"), CLASS_ONE),
        ("invention_grants", col("invention_grants") > col("patents"), GRANTS),
        ("rd_ratio", (col("revenue") > 0) & apart, RATIO),
    )
    return (*large, *rules)


def far_off(rows: pl.LazyFrame) -> pl.DataFrame:
    """The same for each number that is a hundred times off its column, or further where a column's
    numbers lie far apart: beyond four standard deviations from the middle, by the quartiles of
    their orders of magnitude. rows: all of a file."""
    positive = {column: pl.col(column).filter(pl.col(column) > 0) for column in COMPARED}
    counts = [values.len().alias(f"{column} n") for column, values in positive.items()]
    points = [
        values.quantile(at).alias(f"{column} {at}")
        for column, values in positive.items()
        for at in QUARTILES
    ]
    spread = rows.select(*counts, *points).collect().row(0, named=True)
    parts = [
        _listed(rows, column, middle, most=max(NEARLY_HUNDRED, BEYOND * (high - low)))
        for column in COMPARED
        if spread[f"{column} n"] >= FEWEST
        for low, middle, high in [[log10(spread[f"{column} {at}"]) for at in QUARTILES]]
    ]
    listed = pl.collect_all(parts)
    return pl.concat([frame_of(()), *listed]).sort("row", maintain_order=True)


def _listed(rows: pl.LazyFrame, column: str, middle: float, most: float) -> pl.LazyFrame:
    """The values of a column that are further from the middle than so many orders of magnitude."""
    value = pl.col(column)
    off = (value > 10 ** (middle + most)) | (value < 10 ** (middle - most))
    return rows.filter((value > 0) & off).select(
        "row",
        pl.lit(column).alias("column"),
        _written(column),
        pl.lit(both(FAR_OFF)).alias("reason"),
    )


def note(asked: pl.DataFrame) -> tuple[Text, ...]:
    """How many values somebody should look at, by reason, in a sentence; none for none."""
    if asked.is_empty():
        return ()
    counts = asked.group_by("reason").len().sort("len", "reason", descending=[True, False])
    parts = [(*reason.split(" / "), n) for reason, n in counts.iter_rows()]
    return (
        Text(
            f"{asked.height:,} 个值已保留，但请核对："
            + "、".join(f"{zh} {n:,}" for zh, _, n in parts),
            f"{several(asked.height, 'value is', 'values are')} kept but should be looked at: "
            + ", ".join(f"{en} {n:,}" for _, en, n in parts),
        ),
    )
