"""A claim on the place of a figure among others, which the frame holds as a rank."""

from dataclasses import dataclass

import polars as pl

from components.claims.cell import Cell
from components.look.words import in_sentence
from data_layer.vocabulary.text import Lang, Text


@dataclass(frozen=True)
class Rank:
    """That a figure comes so many-th among peers: columns `rank` and `peer_values` of its row.

    what: what the figure measures. kind: what the peers are, with the measure word in Chinese.
    """

    what: Text
    figure: Cell
    rank: int
    peers: int
    kind: Text

    def holds(self, frame: pl.DataFrame) -> bool:
        """Whether the figure's own row has that rank among so many."""
        rows = frame.filter(
            pl.col(name).eq_missing(pl.lit(value)) for name, value in self.figure.key
        )
        return self.figure.holds(frame) and rows.select("rank", "peer_values").rows() == [
            (self.rank, self.peers)
        ]

    def words(self, lang: Lang) -> str:
        """Figure, rank, and among how many."""
        figure, name = self.figure.figure(lang), self.figure.name(lang)
        if lang == "zh":
            among = f"在{self.peers:,}{self.kind.zh}中列第{self.rank:,}位"
            return f"{name}{self.what.zh}{figure}，{among}"
        among = f"rank {self.rank:,} of {self.peers:,} {self.kind.en}"
        return f"{in_sentence(self.what.en)} of {name}: {figure}, {among}"
