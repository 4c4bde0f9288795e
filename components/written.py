"""A frame as written cells, for tables in pictures and on slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from components.table import cell, titles
from data_layer.fields import Field, with_names
from data_layer.text import Lang


class Written(NamedTuple):
    """Titles and cells as they are read; right: columns of numbers; total: rows in all."""

    titles: list[str]
    rows: list[list[str]]
    right: list[bool]
    total: int


def written(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, most: int) -> Written:
    """The first `most` rows; columns of codes give way to their names, empty columns are left out.

    The kind of number is kept only where rows differ in it.
    """
    named = with_names(frame.head(most), fields, lang)
    hidden = {f.name for f in fields if f.name_column is not None}
    if frame["kind"].n_unique() <= 1:
        hidden.add("kind")
    shown = [c for c in named.columns if c not in hidden and named[c].null_count() < named.height]
    names, numbers = titles(fields, lang), {f.name for f in fields if f.digits is not None}
    return Written(
        titles=[names.get(c, c) for c in shown],
        rows=[[cell(row[c], lang) for c in shown] for row in named.iter_rows(named=True)],
        right=[c in numbers for c in shown],
        total=frame.height,
    )
