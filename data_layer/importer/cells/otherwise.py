"""Texts that say more, or something else, than the value that is read of them.

Such a cell is stored, but whoever looks at the list is told what was made of it.
"""

from typing import Final

import polars as pl

from data_layer.importer.cells.dates import EPOCH, NUMERALS, SERIAL, YEAR_LAST
from data_layer.importer.cells.money import SIGN
from data_layer.importer.cells.numbers import BOOKED, NUMBER, REMARK
from data_layer.importer.cells.units import measure_of
from data_layer.vocabulary.schema import Column

DATES: Final = r"^[\d\s年月日号底末度第批起止至到自—–~\-/.:tz+]+$"
NUMERAL_DATES: Final = rf"^[{''.join(NUMERALS)}十\s年月日]+$"
BATCHES: Final = r"^\d{4}\s*(?:年度?)?\s*第?[一二三四五六七八九十\d]+批次?$|^\d{4}q[1-4]$"
NO_DATE: Final = f"(?:{SERIAL})|(?:{EPOCH})"
"""Numbers that only a spreadsheet or a program takes for a day."""
TWO_YEARS: Final = r"\d{4}.*\D(?:19|20)\d{2}(?:\D|$)"
REMARKED: Final = r"[(,;、]"


def otherwise(column: Column, text: pl.Expr) -> pl.Expr:
    """Whether a clean text does not plainly say the value that `converter` reads of it."""
    name = column.name
    if column.dated or name in ("founded_year", "recognised_year", "review_year"):
        plain = (DATES, NUMERAL_DATES, BATCHES, YEAR_LAST)
        said = pl.any_horizontal(text.str.contains(pattern) for pattern in plain)
        twice = pl.lit(not column.dated) & text.str.contains(TWO_YEARS)
        return ~said | text.str.contains(NO_DATE) | twice
    if name == "batch" or column.dtype == pl.Boolean or name == "review":
        return text.str.contains(REMARKED)
    if not column.numeric:
        return pl.lit(False)
    odd = text.str.contains(REMARK) | text.str.contains(BOOKED)
    if measure_of(column) == "amount":
        unitless = text.str.extract_groups(NUMBER).struct[1].fill_null("") == ""
        odd = odd | (text.str.contains(SIGN) & unitless)
    return odd
