"""Claims on two figures: which is larger, what became of one, how many times one is of another."""

import math
from dataclasses import dataclass
from typing import Literal

import polars as pl

from components.claims.cell import Cell, few
from components.look.amounts import number
from components.look.words import in_sentence
from data_layer.vocabulary.fields import ENTERPRISES
from data_layer.vocabulary.text import Lang, Text


@dataclass(frozen=True)
class Order:
    """Which of two figures is larger, or that they are equal. what: what both measure."""

    what: Text
    first: Cell
    second: Cell

    @property
    def relation(self) -> Literal["above", "below", "equal"]:
        """How the first stands to the second."""
        if self.first.value == self.second.value:
            return "equal"
        return "above" if self.first.value > self.second.value else "below"

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether both figures stand in the frame; their order follows from them."""
        return self.first.holds(frame) and self.second.holds(frame)

    def words(self, lang: Lang) -> str:
        """Both figures, and how they compare."""
        one, two = self.first, self.second
        if lang == "zh":
            how = {"above": "高于", "below": "低于", "equal": "等于"}[self.relation]
            return (
                f"{self.what.zh}：{one.name.zh}{one.figure(lang)}，"
                f"{how}{two.name.zh}的{two.figure(lang)}{few((one, two), lang)}"
            )
        how = {"above": "above", "below": "below", "equal": "equal to"}[self.relation]
        return (
            f"{in_sentence(self.what.en)}: {one.figure(lang)} for {one.name.en}, "
            f"{how} {two.figure(lang)} for {two.name.en}{few((one, two), lang)}"
        )


@dataclass(frozen=True)
class Change:
    """A figure that was one thing and is another: it grew, fell or stayed. what: the figure."""

    what: Text
    first: Cell
    last: Cell

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether both figures stand in the frame."""
        return self.first.holds(frame) and self.last.holds(frame)

    def words(self, lang: Lang) -> str:
        """From what to what."""
        start, end = self.first, self.last
        if start.value == end.value:
            return (
                f"{self.what.zh}{start.name.zh}与{end.name.zh}同为{end.figure(lang)}"
                if lang == "zh"
                else f"{in_sentence(self.what.en)}: {end.figure(lang)} in {start.name.en} and in "
                f"{end.name.en}"
            )
        grew = end.value > start.value
        if lang == "zh":
            verb = "增至" if grew else "减至"
            return (
                f"{self.what.zh}从{start.name.zh}的{start.figure(lang)}{verb}"
                f"{end.name.zh}的{end.figure(lang)}"
            )
        verb = "rose" if grew else "fell"
        return (
            f"{in_sentence(self.what.en)} {verb} from {start.figure(lang)} in {start.name.en} to "
            f"{end.figure(lang)} in {end.name.en}"
        )


@dataclass(frozen=True)
class Multiple:
    """How many times one figure is of another. what: what both measure."""

    what: Text
    of: Cell
    over: Cell

    @property
    def times(self) -> float:
        """The quotient of both figures."""
        return self.of.value / self.over.value

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether both figures stand in the frame and the quotient is a number."""
        return self.of.holds(frame) and self.over.holds(frame) and math.isfinite(self.times)

    def words(self, lang: Lang) -> str:
        """Both figures and their quotient."""
        of, over, times = self.of, self.over, number(self.times)
        if lang == "zh":
            return (
                f"{self.what.zh}：{of.name.zh}{of.figure(lang)}，"
                f"为{over.name.zh}（{over.figure(lang)}）的{times}倍{few((of, over), lang)}"
            )
        return (
            f"{in_sentence(self.what.en)}: {of.figure(lang)} for {of.name.en}, {times} times the "
            f"{over.figure(lang)} of {over.name.en}{few((of, over), lang)}"
        )


@dataclass(frozen=True)
class Listing:
    """Figures beside each other, without saying which is larger."""

    what: Text
    cells: tuple[Cell, ...]

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether each stands in the frame."""
        return all(cell.holds(frame) for cell in self.cells)

    def words(self, lang: Lang) -> str:
        """Name and figure of each; those of which there is no enterprise stand together."""
        nobody = [cell for cell in self.cells if _is_nobody(cell)]
        colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
        named = [
            _nobody(nobody, lang) if cell in nobody else _told(cell, lang)
            for cell in self.cells
            if cell not in nobody[1:]
        ]
        what = in_sentence(self.what.en) if lang == "en" else self.what.zh
        return f"{what}{colon}{comma.join(named)}{few(self.cells, lang)}"


def _is_nobody(cell: Cell) -> bool:
    return cell.value == 0 and cell.unit == ENTERPRISES.unit


def _nobody(cells: list[Cell], lang: Lang) -> str:
    """That there is no enterprise, said once and in words."""
    names = [cell.name(lang) for cell in cells]
    if lang == "zh":
        return f"{'、'.join(names)}{'均' if len(names) > 1 else ''}为零"
    *first, last = names
    colon = ":" if first or last[-1:].isdigit() else ""
    return f"{', '.join(first)}{' and ' if first else ''}{last}{colon} none"


def _told(cell: Cell, lang: Lang) -> str:
    """Name and figure of a cell."""
    if lang == "zh":
        return f"{cell.name.zh}{cell.figure(lang)}"
    return f"{cell.name.en}{':' if cell.name.en[-1:].isdigit() else ''} {cell.figure(lang)}"
