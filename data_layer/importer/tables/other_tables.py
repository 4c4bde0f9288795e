"""A second table below the first one of a sheet: its headings say that its columns are others."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import squeezed
from data_layer.importer.headings.meaning import heading_key, heading_words, meaning
from data_layer.importer.tables.source import LOOKED_AT
from data_layer.vocabulary.text import Text

NUMBERS: Final = ("序号", "编号", "no", "no.", "#")
"""Headings of columns that hold the numbers of rows."""


def begins_another(rows: pl.DataFrame, at: int, header: Sequence[str]) -> int | None:
    """The number of the first row that holds the headings of another table, or None.

    at: the position of the names. Only rows that have a heading there are looked at.
    """
    some = rows.filter(~rows[str(at)].fill_null("").str.ends_with("公司"))
    keys = squeezed(some[str(at)].fill_null(""))
    for number, *cells in some.filter(keys.is_in([*heading_words(), *NUMBERS])).iter_rows():
        if is_another(cells[: len(header)], header):
            return int(number)
    return None


def is_another(cells: Sequence[str | None], header: Sequence[str]) -> bool:
    """Whether cells are headings, one of them for the names, and one at least means another column
    than the heading above it."""
    filled = [cell for cell in cells if cell and cell.strip() and heading_key(cell) not in NUMBERS]
    meant = [of_heading.column for cell in filled if (of_heading := meaning(cell)) is not None]
    if len(meant) < 2 or 2 * len(meant) < len(filled) or "name" not in meant:
        return False
    if sum(1 for own in header if meaning(own) is not None) < 2:
        return False  # headings that a mapping alone knows
    pairs = ((meaning(cell or ""), meaning(own)) for cell, own in zip(cells, header, strict=True))
    return any(of_cell and of_cell.column != (own and own.column) for of_cell, own in pairs)


def other_table(row: int) -> Text:
    """Why the rows from there on are not read, and what reads them."""
    if row > LOOKED_AT:
        return Text(
            f"第 {row} 行起是另一张表（列名不同），没有读入；请把它移到另一个工作表",
            f"another table, with other headings, begins in row {row} and is not read; move it to "
            "a sheet of its own",
        )
    return Text(
        f"第 {row} 行起是另一张表（列名不同），没有读入；要读它，把列名行设为第 {row} 行",
        f"another table, with other headings, begins in row {row} and is not read; choose row "
        f"{row} as the row of headings to read it",
    )
