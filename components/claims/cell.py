"""One figure of a frame, and what a claim is."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
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


NOT_SHOWN = Text("不显示", "not shown")
"""What is said in the place of a number that is withheld: of one or two, under a row rule."""
FEW = Text("有样本不足10家", "a sample of fewer than 10 enterprises")
"""What is said of figures of which one is of a small group."""


@dataclass(frozen=True)
class Cell:
    """One figure of a frame: what its row is called, and the value that stands there.

    key: identifies the row. unit: of the value, as printed beside it. small: whether it is a figure
    of fewer than ten enterprises.
    """

    name: Text
    key: Key
    column: str
    value: float
    unit: Text
    small: bool = False

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the frame has that figure in that one row."""
        rows = frame.filter(pl.col(name).eq_missing(pl.lit(value)) for name, value in self.key)
        return rows[self.column].to_list() == [self.value]

    def figure(self, lang: Lang) -> str:
        """The value with its unit; of what is withheld, that it is not shown."""
        return with_unit(self.value, self.unit(lang), lang) or NOT_SHOWN(lang)


def few(cells: Iterable[Cell], lang: Lang, *more: str) -> str:
    """`more` and, if a group is small, that it is, in brackets; nothing if there is neither."""
    parts = [*more, *([FEW(lang)] if any(map(attrgetter("small"), cells)) else [])]
    return Text("（{}）", " ({})")(lang).format(Text("；", "; ")(lang).join(parts)) if parts else ""
