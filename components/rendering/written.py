"""A frame as written cells, for tables in pictures and on slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from components.contract.catalogue import exhibits
from components.rendering.table import cells, titles
from data_layer.vocabulary.fields import Field, with_names
from data_layer.vocabulary.text import Lang, Text


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
    hidden = {f.name if f.name_column else f.english for f in fields}
    if frame["kind"].n_unique() <= 1:
        hidden.add("kind")
    chosen = [c for c in named.columns if c not in hidden and named[c].null_count() < named.height]
    names, numbers = titles(fields, lang), {f.name for f in fields if f.digits is not None}
    links = {f.name for f in fields if f.domain == "exhibit"}
    columns = [
        [_titles_of(ids or "", lang) for ids in named[c]] if c in links else cells(named[c], lang)
        for c in chosen
    ]
    return Written(
        titles=[names.get(c, c) for c in chosen],
        rows=[list(row) for row in zip(*columns, strict=True)],
        right=[c in numbers for c in chosen],
        total=frame.height,
    )


def _titles_of(ids: str, lang: Lang) -> str:
    """Titles of the exhibits whose ids stand in a cell."""
    by_id = exhibits()
    return Text("、", ", ")(lang).join(by_id[id].title(lang) for id in ids.split() if id in by_id)
