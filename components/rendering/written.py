"""A frame as written cells, for tables in pictures and on slides."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from components.contract.catalogue import exhibits
from components.contract.quantity import decimals, own_decimals
from components.look.amounts import DIGITS, with_unit
from components.rendering.table import cells, titles
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

MOST_COLUMNS: Final = 9
"""Columns that can be read beside each other in a picture or on a slide."""
FEW_ROWS: Final = 2
"""A frame of so few rows and more columns than that is read downwards."""
DOWN: Final = Text("项目", "Item")


class Written(NamedTuple):
    """Titles and cells as they are read; right: columns of numbers; total: rows in all."""

    titles: list[str]
    rows: list[list[str]]
    right: list[bool]
    total: int


class _Column(NamedTuple):
    title: str
    cells: list[str]
    right: bool = False


def written(
    frame: pl.DataFrame,
    fields: Sequence[Field],
    lang: Lang,
    most: int,
    *,
    downwards: bool = True,
) -> Written:
    """The first `most` rows; columns of codes give way to their names, empty columns are left out.

    The columns of one quantity, one for each unit, are one again, each number with its unit. The
    kind of number is kept only where rows differ in it. A row or two of many columns lie on their
    side, if they may be read `downwards`.
    """
    columns = _columns(frame.head(most), fields, lang)
    if downwards and frame.height <= FEW_ROWS and len(columns) > MOST_COLUMNS:
        return _on_its_side(columns, frame.height, lang)
    return Written(
        titles=[column.title for column in columns],
        rows=[list(row) for row in zip(*(column.cells for column in columns), strict=True)],
        right=[column.right for column in columns],
        total=frame.height,
    )


def _columns(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> list[_Column]:
    named = with_names(frame, fields, lang)
    hidden = {f.name if f.name_column else f.english for f in fields}
    hidden |= {f.name for f in fields if f.said_in is not None}
    if frame["kind"].n_unique() <= 1:
        hidden.add("kind")
    chosen = [c for c in named.columns if c not in hidden and _says_something(named[c])]
    names, numbers = titles(fields, lang), {f.name for f in fields if f.digits is not None}
    links = {f.name for f in fields if f.domain == "exhibit"}
    units = {f.name: f for f in fields if f.quantity is not None and f.digits is not None}
    years = {f.name for f in fields if f.is_year}
    digits = own_decimals(fields)
    columns: dict[str, _Column] = {}
    for name in chosen:
        quantity = units[name].quantity if name in units else None
        of_it = [units[c] for c in chosen if c in units and units[c].quantity == quantity]
        if quantity is None or len(of_it) == 1:
            texts = (
                [_titles_of(ids or "", lang) for ids in named[name]]
                if name in links
                else cells(named[name], lang, digits.get(name, DIGITS), years=name in years)
            )
            columns[name] = _Column(names.get(name, name), texts, name in numbers)
        elif quantity not in columns:
            columns[quantity] = _united(named, of_it, lang)
    return list(columns.values())


def _says_something(column: pl.Series) -> bool:
    """Whether a column has a value in any row, a flag a yes."""
    if column.dtype == pl.Boolean:
        return bool(column.any())
    return column.null_count() < column.len()


def _united(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> _Column:
    """One quantity: each row's number with the unit of the column that holds it."""
    texts = ["—"] * frame.height
    for field in fields:
        for at, value in enumerate(frame[field.name]):
            if value is not None:
                texts[at] = with_unit(value, field.unit(lang), lang, decimals(field))
    return _Column(fields[0].label(lang), texts, right=True)


def _on_its_side(columns: Sequence[_Column], rows: int, lang: Lang) -> Written:
    """What were columns as rows, without those that are empty."""
    heads, *rest = columns
    return Written(
        titles=[heads.title if rows > 1 else DOWN(lang), *heads.cells],
        rows=[[column.title, *column.cells] for column in rest if set(column.cells) != {"—"}],
        right=[False] * (rows + 1),
        total=len(rest),
    )


def _titles_of(ids: str, lang: Lang) -> str:
    """Titles of the exhibits whose ids stand in a cell."""
    by_id = exhibits()
    return Text("、", ", ")(lang).join(by_id[id].title(lang) for id in ids.split() if id in by_id)
