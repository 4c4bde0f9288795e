"""Days: of recognition, and the last one on which a title holds."""

from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import Cell, both, unless
from data_layer.importer.cells.dates import EXCEL_EPOCH, NO_DAY, SERIAL, impossible
from data_layer.vocabulary.text import Text

BEFORE, AFTER = r"^(?:.*\D)?", r"(?:\D.*)?$"
YEAR, MONTH, DAY = r"((?:19|20)\d{2})", r"(\d{1,2})", r"(\d{1,2})"
PART, DAYLESS = r"\s*[-/.年]\s*", r"\s*[-/.月]\s*"
FULL: Final = f"{BEFORE}{YEAR}{PART}{MONTH}{DAYLESS}{DAY}{AFTER}"
COMPACT: Final = rf"{BEFORE}{YEAR}(\d{{2}})(\d{{2}}){AFTER}"
OF_MONTH: Final = f"{BEFORE}{YEAR}{PART}{MONTH}{AFTER}"
OF_YEAR: Final = r"^(?:.*\D)?((?:19|20)\d{2})\s*(?:年度?|年底|年末)?$"
THREE_YEARS: Final = r"^[三3]\s*年$"
"""What each title's validity is, so that a list that says it says no more than the rule."""
PERIOD: Final = r"\d\s*日?\s*(?:(?:至|到|—|–|~|～| - |--)\s*(?:20|19)\d|-(?:20|19)\d{2}[-./年]\d)"
"""A text that names two days."""


def day(text: pl.Expr) -> Cell:
    """The day that a text names; none where it names a month, a year or a period."""
    value = pl.when(~text.str.contains(PERIOD)).then(_last_day(text))
    problem = Text("没有具体日期", "names no day")
    return _of_calendar(text, Cell(value, unless(value, text, both(problem))))


def last_day(text: pl.Expr) -> Cell:
    """The last day of what a text names: a day, a period, a month or a year."""
    month = _date(text, OF_MONTH, 2).dt.month_end()
    year = pl.date(text.str.extract(OF_YEAR, 1).cast(pl.Int32, strict=False), 12, 31)
    names_year = text.str.contains(OF_YEAR)
    value = pl.coalesce(_last_day(text), month, pl.when(names_year).then(year))
    text = pl.when(~text.str.contains(THREE_YEARS)).then(text)
    problem = Text("不是日期、年月或起止日期", "no date, month or period")
    return _of_calendar(text, Cell(value, unless(value, text, both(problem))))


def _of_calendar(text: pl.Expr, cell: Cell) -> Cell:
    """The cell without a value where the text is no day of the calendar."""
    refused = pl.when(impossible(text)).then(pl.lit(NO_DAY))
    return Cell(pl.when(refused.is_null()).then(cell.value), pl.coalesce(refused, cell.reason))


def _last_day(text: pl.Expr) -> pl.Expr:
    """The last of the days that a text writes out; null if it writes none."""
    serial = text.str.extract(SERIAL, 1).cast(pl.Int32, strict=False) - EXCEL_EPOCH
    return pl.coalesce(_date(text, FULL, 3), serial.cast(pl.Date), _date(text, COMPACT, 3))


def _date(text: pl.Expr, pattern: str, parts: int) -> pl.Expr:
    """The date of a pattern's groups: year, month and, of three, day; else the first."""
    year, month = text.str.extract(pattern, 1), text.str.extract(pattern, 2)
    of_month = text.str.extract(pattern, 3) if parts == 3 else pl.lit("1")
    return pl.concat_str([year, month, of_month], separator="-").str.to_date(
        "%Y-%-m-%-d", strict=False
    )
