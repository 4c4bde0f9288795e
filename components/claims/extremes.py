"""Claims on extremes: who leads a column, and where two columns are furthest apart."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from components.claims.cell import Cell
from components.claims.wording import and_joined
from components.look.words import in_sentence
from data_layer.vocabulary.text import Lang, Text

Scope = tuple[tuple[str, tuple[object, ...]], ...]
"""Columns that narrow the rows to compare, with the values that count."""


def compared(frame: pl.DataFrame, column: str, scope: Scope, large_only: bool) -> pl.DataFrame:
    """The rows that are compared in a column."""
    within = [pl.col(name).is_in(list(values)) for name, values in scope]
    if large_only:
        within.append(pl.col("small_group").not_())
    return (frame.filter(within) if within else frame).drop_nulls(column)


@dataclass(frozen=True)
class Leader:
    """The rows with the largest value of a column; a tie names them all.

    what: what the column holds. among: how many rows have a value. scope: key columns that narrow
    the rows that are compared, with the values that count. least: the smallest value instead.
    absolute: sizes are compared, whatever their sign. large_only: groups of fewer than ten are left
    out, which is said.
    """

    what: Text
    cells: tuple[Cell, ...]
    among: int
    scope: Scope = ()
    least: bool = False
    absolute: bool = False
    large_only: bool = False

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether exactly these rows have the extreme value, among so many."""
        column = self.cells[0].column
        known = compared(frame, column, self.scope, self.large_only)
        sizes = pl.col(column).abs() if self.absolute else pl.col(column)
        extreme = sizes.min() if self.least else sizes.max()
        return (
            known.height == self.among
            and known.filter(sizes == extreme).height == len(self.cells)
            and all(cell.holds(known.filter(sizes == extreme)) for cell in self.cells)
        )

    def words(self, lang: Lang) -> str:
        """Who is first (or last) of how many, and with what figure."""
        return self._chinese() if lang == "zh" else self._english()

    def _chinese(self) -> str:
        names, figure = self._names("zh"), self.cells[0].figure("zh")
        what, tied = self.what.zh, len(self.cells)
        of = f"{self.among:,}项" + ("（不计不足10家的）" if self.large_only else "")
        if self.among == 1:
            return f"只有{names}：{what}{figure}"
        if tied == self.among:
            return f"{of}的{what}均为{figure}"
        end = "最低" if self.least else "最高"
        if tied > 1:
            return f"{what}并列{end}的是{names}，均为{figure}；共{of}"
        return f"{what}{end}的是{names}，为{figure}；共{of}"

    def _english(self) -> str:
        names, figure = self._names("en"), self.cells[0].figure("en")
        what, tied = in_sentence(self.what.en), len(self.cells)
        of = f"{self.among:,}" + (" with 10 or more enterprises" if self.large_only else "")
        if self.among == 1:
            return f"{names} alone: {what} {figure}"
        if tied == self.among:
            return f"{self.what.en}: {figure} for all {of}"
        end = "last" if self.least else "first"
        if tied > 1:
            return f"{names} tie as {end} of {of} in {what}, with {figure} each"
        return f"{names} ranks {end} of {of} in {what}, with {figure}"

    def _names(self, lang: Lang) -> str:
        return and_joined([cell.name(lang) for cell in self.cells], lang)


@dataclass(frozen=True)
class Gap:
    """In which row two columns are furthest apart; a tie names all rows.

    what: what is compared. sides: names of the two columns. pairs: the figures of each named row.
    """

    what: Text
    pairs: tuple[tuple[Cell, Cell], ...]
    among: int

    @staticmethod
    def size(pair: tuple[Cell, Cell]) -> float:
        """How far the two figures of a row are apart."""
        return round(abs(pair[0].value - pair[1].value), 9)

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether exactly these rows are furthest apart, among so many that have both figures."""
        one, two = (cell.column for cell in self.pairs[0])
        apart = (pl.col(one) - pl.col(two)).abs().round(9)
        known = frame.drop_nulls([one, two])
        widest = known.filter(apart == apart.max())
        figures = [cell for pair in self.pairs for cell in pair]
        return (
            known.height == self.among
            and widest.height == len(self.pairs)
            and all(cell.holds(widest) for cell in figures)
        )

    def words(self, lang: Lang) -> str:
        """The rows, and both figures of the first."""
        names = and_joined([pair[0].name(lang) for pair in self.pairs], lang)
        one, two = (cell.figure(lang) for cell in self.pairs[0])
        if self.among == len(self.pairs) > 1 and self.size(self.pairs[0]) == 0:
            return f"{self.what.zh}没有差距" if lang == "zh" else f"{self.what.en}: no gap"
        tie = len(self.pairs) > 1
        if lang == "zh":
            return f"{self.what.zh}{'并列' if tie else ''}相差最大的是{names}：{one}对{two}"
        where = f"furthest apart in {names}: {one} against {two}"
        return f"{self.what.en} {'tie as' if tie else 'are'} {where}"
