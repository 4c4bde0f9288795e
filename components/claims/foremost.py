"""Claims of a figure that stands first in its sentence, and of the place that is first in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from components.claims.cell import Cell
from data_layer.topics.tiers.overview import LARGEST, LEADING
from data_layer.vocabulary.text import Lang, Text


@dataclass(frozen=True)
class Measured:
    """A figure and what it is: 39.43% of the enterprises are in ... said: what follows it."""

    figure: Cell
    said: Text

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the figure stands in the frame."""
        return self.figure.holds(frame)

    def phrase(self, lang: Lang) -> str:
        """What follows the figure."""
        return self.said(lang)

    def words(self, lang: Lang) -> str:
        """The figure and what it is."""
        return f"{self.figure.figure(lang)} {self.phrase(lang)}".replace(" 的", "的")


@dataclass(frozen=True)
class Foremost:
    """A figure of the first among provinces: columns `province_code`, `compared`, `tied`.

    sort: `sum`, the share of the largest together; `highest`, the highest share of any. code and
    place: the first of those that tie. compared: how many provinces stand against each other.
    """

    figure: Cell
    said: Text
    sort: Literal["sum", "highest"]
    code: str
    place: Text
    compared: int
    tied: int

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the figure's own row names that province, among so many, of so many that tie."""
        rows = frame.filter(
            pl.col(name).eq_missing(pl.lit(value)) for name, value in self.figure.key
        )
        given = rows.select("province_code", "compared", "tied").rows()
        return self.figure.holds(frame) and given == [(self.code, self.compared, self.tied)]

    def words(self, lang: Lang) -> str:
        """The figure, what it is, and which province it belongs to."""
        return f"{self.figure.figure(lang)} {self.phrase(lang)}".replace(" 的", "的")

    def phrase(self, lang: Lang) -> str:
        """What follows the figure: as many provinces as there are, a tie as a tie."""
        if self.sort == "sum":
            return self._sum(lang)
        said, place = self.said(lang), self._places(lang)
        if self.compared == 1:
            return said + Text(f"：只有{place}", f": {place} alone")(lang)
        zh, en = f"{self.compared}省中", f"{self.compared} provinces"
        if self.compared == LARGEST:
            zh, en = f"企业最多的{zh}", f"the {self.compared} provinces with most enterprises"
        end = f", {place} for the highest" if self.tied > 1 else f" of {place}, the highest"
        return said + Text(f"，{zh}{place}最高", f"{end} of {en}")(lang)

    def _sum(self, lang: Lang) -> str:
        place = self._places(lang)
        if self.compared == 1:
            return Text(f"的企业在{place}：只有这一省", f"of the enterprises are in {place} alone")(
                lang
            )
        many, said = min(self.compared, LEADING), self.said(lang)
        if self.compared <= LEADING:
            said = Text(f"的企业在仅有的{many}省", f"of the enterprises are in {many} provinces")(
                lang
            )
        first = f", {place} first" if self.tied == 1 else f", where {place} for first"
        return said + Text(f"，{place}居首", first)(lang)

    def _places(self, lang: Lang) -> str:
        if self.tied == 1:
            return self.place(lang)
        more = self.tied - 1
        return Text(f"{self.place.zh}等{self.tied}省并列", f"{self.place.en} and {more} more tie")(
            lang
        )
