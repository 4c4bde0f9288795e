"""One figure of a frame, and what a claim is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import polars as pl

from components.look.amounts import with_unit
from data_layer.vocabulary.text import Lang, Text

Key = tuple[tuple[str, object], ...]
"""The columns that identify a row of a frame, with their values."""


class Claim(Protocol):
    """Something asserted of a frame."""

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the frame bears it out."""
        ...

    def words(self, lang: Lang) -> str:
        """The claim in words: part of a sentence, without a stop."""
        ...


@dataclass(frozen=True)
class Cell:
    """One figure of a frame: what its row is called, and the value that stands there.

    key: identifies the row. unit: of the value, as printed beside it.
    """

    name: Text
    key: Key
    column: str
    value: float
    unit: Text

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the frame has that figure in that one row."""
        rows = frame.filter(pl.col(name).eq_missing(pl.lit(value)) for name, value in self.key)
        return rows[self.column].to_list() == [self.value]

    def figure(self, lang: Lang) -> str:
        """The value with its unit."""
        return with_unit(self.value, self.unit(lang), lang)
