"""Years and batches: dates, serial numbers of spreadsheets, Chinese numerals, titles."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import Cell, both, unless
from data_layer.vocabulary.text import Text

YEAR: Final = r"^(\d{4})(?:年.*|q[1-4]|[-/.]\d{1,2}(?:\D.*)?|\.0+|\d{4}|\d{2}|\s*第.+批.*)?$"
YEAR_LAST: Final = (
    r"^(?:\d{1,2}[-/.]\d{1,2}[-/.]|\d{0,2}[\s-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?[\s-]*(?:\d{1,2},?\s)?)((?:19|20)\d{2})(?:\s.*)?$"
)
YEAR_IN_NAME: Final = r"(?:^|\D)((?:19|20)\d{2})\s*年"
YEAR_ALONE: Final = r"[(,、;\s]((?:19|20)\d{2})\s*[),、;]"
SPACED: Final = r"\s*([年月日])\s*"
SERIAL: Final = r"^([2-5]\d{4})(?:\.\d+)?$"
EPOCH: Final = r"^(-?\d{9,10})(?:\d{3})?(?:\.0+)?$"
"""Seconds or milliseconds since 1970, as programs write a time."""
EXCEL_EPOCH: Final = 25_569
"""Days from Excel's day 0 to 1970-01-01."""
ROUGH: Final = r"^(?:约|大约)|(?:年之?[前后]|以[前后]|年代.*|左右|上下)$"
"""What names no one year: 1949年前, 1990年代."""
DAYS: Final = (
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D.*)?$",
    r"^(\d{4})(\d{2})(\d{2})$",
)
MONTHS: Final = (r"^\d{4}\s*[-/.年]\s*0?([1-9]\d?)(?:月.*)?$", r"^(?:19|20)\d{2}(\d{2})$")
NO_DAY: Final = both(Text("日历上没有这一天", "no day of the calendar"))
BATCH: Final = r"(?:第\s*([一二三四五六七八九十\d]+)|(首))\s*批"
DIGITS: Final = "一二三四五六七八九"
NUMERALS: Final = ("〇", "○", "零", *DIGITS)


def year(text: pl.Expr) -> Cell:
    """The year of a year or date."""
    numbers = {sign: str(max(0, at - 2)) for at, sign in enumerate(NUMERALS)}
    western = pl.when(text.str.contains(f"^[{''.join(NUMERALS)}]{{4}}")).then(
        text.str.slice(0, 4).str.replace_many(numbers) + text.str.slice(4)
    )
    plain = pl.coalesce(western, text).str.replace_all(SPACED, "$1").str.strip_prefix("公元")
    days = plain.str.extract(SERIAL, 1).cast(pl.Int32, strict=False) - EXCEL_EPOCH
    moment = plain.str.extract(EPOCH, 1).cast(pl.Int64, strict=False)
    value = pl.coalesce(
        pl.from_epoch(moment, "s").dt.year().cast(pl.Int64),
        days.cast(pl.Date).dt.year().cast(pl.Int64),
        plain.str.extract(YEAR, 1).cast(pl.Int64),
        plain.str.extract(YEAR_LAST, 1).cast(pl.Int64),
        year_in_name(plain).cast(pl.Int64),
    )
    problem = Text("不是年份或日期", "neither a year nor a date")
    rough = Text("是约数，不是确切的年份", "approximate, no one year")
    refused = pl.coalesce(
        pl.when(impossible(plain)).then(pl.lit(NO_DAY)),
        pl.when(plain.str.contains(ROUGH)).then(pl.lit(both(rough))),
    )
    taken = pl.when(refused.is_null()).then(value)
    return Cell(taken, pl.coalesce(refused, unless(value, text, both(problem))))


def impossible(text: pl.Expr) -> pl.Expr:
    """Whether a text has the form of a day or a month that the calendar does not have."""
    wrong = []
    for pattern in DAYS:
        parts = [text.str.extract(pattern, at) for at in (1, 2, 3)]
        day = pl.concat_str(parts, separator="-").str.to_date("%Y-%-m-%-d", strict=False)
        wrong.append(parts[0].is_not_null() & day.is_null())
    for pattern in MONTHS:
        month = text.str.extract(pattern, 1).cast(pl.Int8, strict=False)
        wrong.append(~month.is_between(1, 12).fill_null(True))
    return pl.any_horizontal(wrong)


def year_in_name(text: pl.Expr) -> pl.Expr:
    """The year that stands inside a title, null if none does."""
    years = pl.coalesce(text.str.extract(YEAR_IN_NAME, 1), text.str.extract(YEAR_ALONE, 1))
    return years.cast(pl.Int16)


def batch_in_name(text: pl.Expr) -> pl.Expr:
    """The batch that stands inside a title; null if none or several do."""
    batches = text.str.extract(BATCH, 0)
    one = text.str.count_matches(BATCH) == 1
    return pl.when(one).then(_one_batch(batches)).cast(pl.Int16)


def _one_batch(text: pl.Expr) -> pl.Expr:
    key = text.str.replace_all(r"\s", "")
    return key.replace_strict(_batches(), default=None, return_dtype=pl.Int64)


def batch(text: pl.Expr) -> Cell:
    """The number of a batch: 3, 三, 第三批, 2021年第三批."""
    value = pl.coalesce(_one_batch(text), batch_in_name(text).cast(pl.Int64))
    return Cell(value, unless(value, text, both(Text("不是批次", "not a batch"))))


@cache
def _batches() -> Mapping[str, int]:
    """Batch by the ways to write it: 3, 3.0, 三, 第三批, 第3批, 首批."""
    written = {"首": 1, "首批": 1}
    for number in range(1, 100):
        tens, ones = divmod(number, 10)
        numeral = ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens - 1] + "十") + (
            DIGITS[ones - 1] if ones else ""
        )
        for digits in (str(number), numeral):
            forms = (digits, f"{digits}批", f"第{digits}批", f"batch{digits}", f"第{digits}批次")
            written |= dict.fromkeys(forms, number)
        written |= {f"{number}{end}batch": number for end in ("st", "nd", "rd", "th")}
        written[f"{number}.0"] = number
    return written
