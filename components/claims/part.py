"""A claim that a figure is so much of a whole."""

from dataclasses import dataclass

import polars as pl

from components.claims.cell import Cell, few
from data_layer.vocabulary.text import Lang, Text


@dataclass(frozen=True)
class Part:
    """That what a figure's row is called has that share of a whole. whole: what is divided."""

    figure: Cell
    whole: Text

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the share stands in the frame."""
        return self.figure.holds(frame)

    def words(self, lang: Lang) -> str:
        """Part, share and whole."""
        name, share = self.figure.name(lang), self.figure.figure(lang)
        said = (
            f"{name}占{self.whole.zh}{share}"
            if lang == "zh"
            else (f"{name}: {share} of {self.whole.en}")
        )
        return f"{said}{few((self.figure,), lang)}"
