"""Claims on extremes: who leads a column, and where two columns are furthest apart."""

from dataclasses import dataclass, field

import polars as pl

from components.claims.cell import Cell, few
from components.claims.wording import and_joined
from components.look.amounts import SINGULAR
from components.look.words import in_sentence
from data_layer.vocabulary.text import Lang, Text

COUNTS = ("企业数", "数量", "家数", "专精特新企业")
"""What is said to be many or few in Chinese; other measures are high or low."""


def compared(frame: pl.DataFrame, column: str, where: pl.Expr | None) -> pl.DataFrame:
    """The rows that are compared in a column: those that have a value."""
    return (frame if where is None else frame.filter(where)).drop_nulls(column)


ANY_ROWS = Text("项", "")
"""What rows are called that have no name of their own."""


@dataclass(frozen=True)
class Leader:
    """The rows with the largest value of a column; a tie names them all.

    what: what the column holds. among: how many rows have a value. where: the rows to compare, all
    of them if None. least: the smallest value instead. absolute: sizes are compared, whatever their
    sign. large_only: groups of fewer than ten are left out by `where`, which is said. rows: what
    the compared rows are, with the measure word in Chinese.
    """

    what: Text
    cells: tuple[Cell, ...]
    among: int
    where: pl.Expr | None = field(default=None, compare=False)
    least: bool = False
    absolute: bool = False
    large_only: bool = False
    rows: Text = ANY_ROWS

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether exactly these rows have the extreme value, among so many."""
        column = self.cells[0].column
        rows = compared(frame, column, self.where)
        sizes = pl.col(column).abs() if self.absolute else pl.col(column)
        extreme = sizes.min() if self.least else sizes.max()
        return (
            rows.height == self.among
            and rows.filter(sizes == extreme).height == len(self.cells)
            and all(cell.holds(rows.filter(sizes == extreme)) for cell in self.cells)
        )

    def words(self, lang: Lang) -> str:
        """Who is first (or last) of how many, and with what figure."""
        return self._chinese() if lang == "zh" else self._english()

    @property
    def _many(self) -> bool:
        """Whether the figures are counts, which are many or few; others are high or low."""
        return self.what.zh.endswith(COUNTS)

    @property
    def _counts(self) -> bool:
        """Whether the figures are numbers of things: that there are none is said in words."""
        return self._many or not self.cells[0].unit.zh

    def _chinese(self) -> str:
        none = self.cells[0].value == 0 and self._counts
        names, figure = self._names("zh"), "零" if none else self.cells[0].figure("zh")
        what, tied = self.what.zh, len(self.cells)
        of = f"{self.among:,}{self.rows.zh}" + ("，不计不足10家的" if self.large_only else "")
        if self.among == 1:
            verb = "为" if none else ""
            return f"只有{names}：{what}{verb}{figure}{few(self.cells, 'zh')}"
        if tied == self.among:
            return f"{of}中，{what}均为{figure}{few(self.cells, 'zh')}"
        low, high = ("最少", "最多") if self._many else ("最低", "最高")
        end = low if self.least else high
        if tied > 1:
            return f"{what}并列{end}的是{names}，均为{figure}{few(self.cells, 'zh', f'共{of}')}"
        return f"{what}{end}的是{names}：{figure}{few(self.cells, 'zh', f'共{of}')}"

    def _english(self) -> str:
        none = self.cells[0].value == 0 and self._counts
        names, figure = self._names("en"), "none" if none else self.cells[0].figure("en")
        what, tied = in_sentence(self.what.en), len(self.cells)
        of = " ".join(filter(None, [f"{self.among:,}", self.rows.en]))
        of += " with 10 or more enterprises" if self.large_only else ""
        if self.among == 1:
            return f"{names} alone: {stated(what, figure)}{few(self.cells, 'en')}"
        if tied == self.among:
            comma = "," if none else ""
            return f"{what}: {figure}{comma} for all {of}{few(self.cells, 'en')}"
        low, high = ("fewest", "most") if self._many else ("lowest", "highest")
        each = " each" if tied > 1 else ""
        end = low if self.least else high
        return f"{end} {what}: {names}, {figure}{each}{few(self.cells, 'en', f'of {of}')}"

    def _names(self, lang: Lang) -> str:
        return and_joined([cell.name(lang) for cell in self.cells], lang)


def stated(what: str, figure: str) -> str:
    """A measure with its figure in English, its noun once: enterprises 25, 1 place gained."""
    noun, _, rest = what.partition(" ")
    repeated = figure.endswith((f" {noun}", f" {SINGULAR.get(noun, noun)}"))
    return f"{figure} {rest}".rstrip() if repeated else f"{what} {figure}"


@dataclass(frozen=True)
class Gap:
    """Between which two figures of a row the distance is widest; a tie names all rows.

    what: what is compared. pairs: every pair that is compared.
    """

    what: Text
    pairs: tuple[tuple[Cell, Cell], ...]

    @property
    def widest(self) -> tuple[tuple[Cell, Cell], ...]:
        """The pairs that are furthest apart."""
        gaps = [round(abs(one.value - two.value), 9) for one, two in self.pairs]
        return tuple(p for p, gap in zip(self.pairs, gaps, strict=True) if gap == max(gaps))

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether every figure that is compared stands in the frame."""
        return all(cell.holds(frame) for pair in self.pairs for cell in pair)

    def words(self, lang: Lang) -> str:
        """The rows furthest apart, and both figures of the first of them."""
        names = and_joined([pair[0].name(lang) for pair in self.widest], lang)
        first = self.widest[0]
        one, two = (cell.figure(lang) for cell in first)
        if first[0].value == first[1].value:
            return Text(f"{self.what.zh}没有差距", f"{in_sentence(self.what.en)}: no gap")(lang)
        tie = len(self.widest) > 1
        two += few(first, lang)
        if lang == "zh":
            return f"{self.what.zh}{'并列' if tie else ''}相差最大的是{names}：{one}对{two}"
        where = f"furthest apart in {names}: {one} against {two}"
        return f"{in_sentence(self.what.en)} {'tie as' if tie else 'are'} {where}"


@dataclass(frozen=True)
class Count:
    """How many rows of a frame are of a kind. unit: the measure word of the kind in Chinese."""

    what: Text
    number: int
    where: pl.Expr = field(compare=False)
    unit: str = "个"

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether so many rows are of the kind."""
        return frame.filter(self.where).height == self.number

    def words(self, lang: Lang) -> str:
        """The kind and its number; that there is none in words."""
        n = f"{self.number:,}"
        if not self.number:
            none = f"{self.what.zh}一{self.unit}也没有"
            return Text(none, f"{in_sentence(self.what.en)}: none")(lang)
        return Text(f"{self.what.zh}{n}{self.unit}", f"{in_sentence(self.what.en)}: {n}")(lang)
