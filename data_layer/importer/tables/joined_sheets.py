"""Sheets with the same headings, read one after another as one list.

A row of a further sheet is numbered from STRIDE times its place among the sheets on, so that every
row of the list has a number of its own; `label` says the sheet and the row as a person finds it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

import polars as pl

from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.tables.source import Batch, Source

STRIDE: Final = 10_000_000
"""More than any sheet has rows."""
ROW_IN_WORDS: Final = re.compile(r"(?<=第 )\d{8,}(?= 行)|(?<=row )\d{8,}")


def joined_sheets(first: Source, others: Iterable[Source]) -> Source:
    """The sheet with the rows of those others whose headings and units are its own."""
    alike = [other for other in others if _goes_on(first, other)]
    names = tuple(source.sheet or "" for source in (first, *alike)) if alike else ()
    rows = [first.batches, *(_rows(first, other, at) for at, other in enumerate(alike, start=1))]
    left = tuple(one for one in first.alike if one.sheet not in names)
    return replace(first, batches=chain.from_iterable(rows), joined=names, alike=left)


def _goes_on(first: Source, other: Source) -> bool:
    same_units = (first.money, first.column_money) == (other.money, other.column_money)
    return same_units and _keys(first) == _keys(other)


def _keys(source: Source) -> list[str]:
    return [key for text in source.header if not (key := heading_key(text)).startswith("#")]


def _rows(first: Source, other: Source, at: int) -> Iterator[Batch]:
    """The rows of a further sheet in the columns of the first."""
    own = {heading_key(text): str(place) for place, text in enumerate(other.header)}
    places = [own.get(heading_key(text)) for text in first.header]
    columns = [
        (pl.lit(None, pl.String) if place is None else pl.col(place)).alias(str(to))
        for to, place in enumerate(places)
    ]
    for batch in other.batches:
        rows = batch.rows.select(pl.col("row") + at * STRIDE, *columns)
        rejects, lost = (
            tuple(one._replace(row=one.row + at * STRIDE) for one in listed)
            for listed in (batch.rejects, batch.lost)
        )
        yield Batch(rows, rejects, lost)


def sheet_by_sheet(
    batches: Iterable[Batch], begin: Callable[[], Callable[[Batch], Batch]]
) -> Iterator[Batch]:
    """Batches as a function makes them that begins anew with every sheet: what a group or a cell
    above says ends with its sheet."""
    sheet, look = 0, begin()
    for batch in batches:
        now = sheet if batch.rows.is_empty() else int(batch.rows["row"][0]) // STRIDE
        look = look if now == sheet else begin()
        sheet = now
        yield look(batch)


def label(row: int, sheets: Sequence[str]) -> str:
    """A row as a person finds it: 5, and of joined sheets 浙江!5."""
    if not sheets or row // STRIDE >= len(sheets):
        return str(row)
    return f"{sheets[row // STRIDE]}!{row % STRIDE}"


def in_words(text: str, sheets: Sequence[str]) -> str:
    """A sentence with its row as `label` says it."""
    return ROW_IN_WORDS.sub(lambda found: label(int(found[0]), sheets), text)
