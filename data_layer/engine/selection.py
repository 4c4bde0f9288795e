"""Which rows of a registry are chosen: a run of them, marks on many, or the places of a few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

FEW = 32
"""Of less than one row in so many the places are listed."""


@dataclass(frozen=True)
class Run:
    """Rows that follow each other: their columns are not copied."""

    first: int
    height: int

    def take(self, column: pl.Series) -> pl.Series:
        """The chosen cells."""
        return column.slice(self.first, self.height)

    def codes(self, codes: np.ndarray) -> np.ndarray:
        """The chosen codes."""
        return codes[self.first : self.first + self.height]

    def within(self, first: int, height: int) -> Selection:
        """Those of a piece of the rows."""
        low, high = max(first, self.first), min(first + height, self.first + self.height)
        return Run(low, max(high - low, 0))

    def places(self) -> pl.Series:
        """Where they are, ascending."""
        return pl.int_range(self.first, self.first + self.height, dtype=pl.UInt32, eager=True)


@dataclass(frozen=True)
class Marked:
    """Rows with a mark: true or false for every row, never null."""

    marks: pl.Series
    height: int

    def take(self, column: pl.Series) -> pl.Series:
        """The chosen cells."""
        return column.filter(self.marks)

    def codes(self, codes: np.ndarray) -> np.ndarray:
        """The chosen codes."""
        return pl.Series(codes).filter(self.marks).to_numpy()

    def within(self, first: int, height: int) -> Selection:
        """Those of a piece of the rows."""
        return Listed(self.marks.slice(first, height).arg_true() + first)

    def places(self) -> pl.Series:
        """Where they are, ascending."""
        return self.marks.arg_true()


@dataclass(frozen=True)
class Listed:
    """Rows by place, ascending."""

    rows: pl.Series

    @property
    def height(self) -> int:
        return self.rows.len()

    def take(self, column: pl.Series) -> pl.Series:
        """The chosen cells."""
        return column[self.rows]

    def codes(self, codes: np.ndarray) -> np.ndarray:
        """The chosen codes."""
        return codes[self.rows.to_numpy()]

    def within(self, first: int, height: int) -> Selection:
        """Those of a piece of the rows."""
        low, high = self.rows.search_sorted(pl.Series([first, first + height])).to_list()
        return Listed(self.rows.slice(low, high - low))

    def places(self) -> pl.Series:
        """Where they are, ascending."""
        return self.rows


Selection = Run | Marked | Listed


def chosen(marks: pl.Series) -> Selection:
    """The marked rows, in the form that is quickest for so many."""
    height = int(marks.sum())
    first = marks.arg_max() or 0
    if marks.slice(first, height).all():
        return Run(first if height else 0, height)
    if height * FEW < marks.len():
        return Listed(marks.arg_true())
    return Marked(marks, height)


def listed(places: pl.Series, among: int) -> Selection:
    """Rows by place, ascending, of so many, in the form that is quickest."""
    if places.len() * FEW < among:
        return Listed(places)
    marks = np.zeros(among, dtype=bool)
    marks[places.to_numpy()] = True
    return chosen(pl.Series(marks))


def composed(outer: Selection, inner: Selection, among: int) -> Selection:
    """Some of the chosen rows, as a selection of the `among` rows that these are from."""
    if isinstance(outer, Run) and isinstance(inner, Run):
        return Run(outer.first + inner.first, inner.height)
    return listed(inner.take(outer.places()), among)


def pieces(selection: Selection, height: int, step: int) -> Iterator[Selection]:
    """The chosen rows of every `step` rows that hold some."""
    for first in range(0, height, step):
        part = selection.within(first, min(step, height - first))
        if part.height:
            yield part
