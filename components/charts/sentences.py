"""Sentences from what a view shows: helpers that make claims of its rows.

Rows are those of `view.frame`, with codes; a claim carries their names in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from components.claims.cell import Cell, Claim
from components.claims.extremes import Gap, Leader, compared
from components.claims.sentence import Said, Sentence
from components.contract.exhibit import View
from data_layer.vocabulary.text import Text, same

UNSAID = ""
"""Nothing to say: `components.rendering.headline` says why."""


def sentence(view: View, *parts: str | Claim) -> Sentence:
    """One sentence in the language of the view."""
    return Sentence(view.lang, parts)


def cell(
    view: View,
    row: Mapping[str, Any],
    column: str,
    name: Text | None = None,
    unit: Text | None = None,
) -> Cell:
    """One figure of a row. name: what to call it, by default the name of the row's first key."""
    keys = [field.name for field in view.fields if field.key]
    called = named(view, keys[0], row[keys[0]]) if name is None else name
    own = view.field(column).unit if unit is None else unit
    return Cell(called, tuple((key, row[key]) for key in keys), column, row[column], own)


def named(view: View, column: str, value: object) -> Text:
    """What a value of a column is called."""
    plain = str(value).replace("<", "&lt;")
    found = view.field(column).names().get(str(value))
    return same(plain) if found is None else Text(*(words.replace("<", "&lt;") for words in found))


def code_column(view: View, label: str) -> str:
    """The column of the frame whose codes are named in `label`: province_code for province."""
    return next(field.name for field in view.fields if label in (field.name, field.name_column))


def first_row(frame: pl.DataFrame) -> dict[str, Any]:
    """The first row by column."""
    return frame.row(0, named=True)


def leaders(
    view: View,
    label: str,
    value: str,
    *,
    least: bool = False,
    absolute: bool = False,
    what: Text | None = None,
    scope: Mapping[str, Sequence[object]] | None = None,
) -> Leader | None:
    """Which rows have the largest value of a column, a tie with all of its names.

    Where a row of fewer than ten enterprises would lead, those of ten and more are compared. label:
    the column
    that names rows, or the one beside its codes. scope: the rows to compare, by values of columns.
    """
    within = tuple((name, tuple(values)) for name, values in (scope or {}).items())
    known = compared(view.frame, value, within, False)
    if known.is_empty():
        return None
    best, large_only = _best(known, value, least, absolute), False
    if "small_group" in known.columns and best.height < known.height and best["small_group"].any():
        large = compared(view.frame, value, within, True)
        if not large.is_empty():
            best, known, large_only = _best(large, value, least, absolute), large, True
    field, code = view.field(value), code_column(view, label)
    cells = tuple(
        cell(view, row, value, named(view, code, row[code])) for row in best.iter_rows(named=True)
    )
    said = field.label if what is None else what
    return Leader(said, cells, known.height, within, least, absolute, large_only)


def _best(known: pl.DataFrame, value: str, least: bool, absolute: bool) -> pl.DataFrame:
    size = pl.col(value).abs() if absolute else pl.col(value)
    return known.filter(size == (size.min() if least else size.max()))


def leader(view: View, label: str, value: str, **how: Any) -> Said:
    """The same as a sentence."""
    found = leaders(view, label, value, **how)
    return UNSAID if found is None else sentence(view, found)


def widest(view: View, label: str, columns: tuple[str, str], what: Text) -> Gap | None:
    """In which rows two columns are furthest apart."""
    one, two = columns
    code = code_column(view, label)
    known = view.frame.drop_nulls(list(columns))
    if known.is_empty():
        return None
    apart = (pl.col(one) - pl.col(two)).abs().round(9)
    pairs = tuple(
        (
            cell(view, row, one, named(view, code, row[code])),
            cell(view, row, two, named(view, code, row[code])),
        )
        for row in known.filter(apart == apart.max()).iter_rows(named=True)
    )
    return Gap(what, pairs, known.height)
