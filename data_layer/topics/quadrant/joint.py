"""The insured employees and the patents of each enterprise, counted together.

The registry is grouped once by both numbers; the rest works on the pairs that occur, in NumPy.
Density of 167,372 rows, of 13 % and of 0.06 % of them: 18, 4.1 and 1.1 ms of CPU instead of 28, 5.3
and 1.6 in plain Polars (`search_sorted` of both and two groupings); margins and thresholds of the
other cards then cost next to nothing.
"""

from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally

Ints = np.ndarray
_SHIFT = 2**32
"""Above every 32-bit number: a pair of them as one whole number."""


class Side(NamedTuple):
    """codes: one a pair. values: whole numbers, ascending."""

    codes: Ints
    values: Ints


class Joint(NamedTuple):
    """Pairs that occur; n: how many enterprises each is."""

    insured: Side
    patents: Side
    n: Ints

    def counted(self, insured: Ints, patents: Ints, shape: tuple[int, int]) -> Ints:
        """Enterprises whose two numbers are known, in cells of a table.

        insured, patents: the row and the column of each value, within `shape`.
        """
        cells = insured[self.insured.codes] * shape[1] + patents[self.patents.codes]
        return np.bincount(cells, self.n, shape[0] * shape[1]).astype(np.int64).reshape(shape)

    def margins(self) -> tuple[Ints, Ints]:
        """Enterprises by each value of the one number, and of the other, where both are known."""
        sides = (self.insured, self.patents)
        first, second = (np.bincount(side.codes, self.n, side.values.size) for side in sides)
        return first.astype(np.int64), second.astype(np.int64)

    def within(self, insured: Ints, patents: Ints, wanted: np.ndarray) -> pl.DataFrame:
        """`insured`, `patents`, `n` of each pair that lies in a wanted cell of a table, sorted."""
        chosen = wanted[insured[self.insured.codes], patents[self.patents.codes]]
        numbers = (side.values[side.codes[chosen]] for side in (self.insured, self.patents))
        columns = dict(zip(("insured", "patents"), numbers, strict=True))
        return pl.DataFrame({**columns, "n": self.n[chosen]}).sort("insured", "patents")


@per_rows
def joint(rows: Rows) -> Joint:
    """The two numbers of the rows, as pairs that occur."""
    return of_pairs(pairs(rows))


def of_pairs(paired: pl.DataFrame) -> Joint:
    """The same from `insured`, `patents`, `n` of each pair that occurs."""
    insured, i = np.unique(paired["insured"].to_numpy(), return_inverse=True)
    patents, j = np.unique(paired["patents"].to_numpy(), return_inverse=True)
    return Joint(Side(i, insured), Side(j, patents), paired["n"].to_numpy())


def pairs(rows: Rows) -> pl.DataFrame:
    """How many enterprises have each pair of numbers: `insured`, `patents`, `n`, sorted.

    Both numbers go into one key, which groups three times as fast as two.
    """
    pair = pl.col("insured").cast(pl.Int64) * _SHIFT + pl.col("patents").cast(pl.Int64)
    counted = tally(rows.with_columns(pair=pair), ["pair"])
    numbers = [
        (pl.col("pair") // _SHIFT).alias("insured"),
        (pl.col("pair") % _SHIFT).alias("patents"),
    ]
    return counted.select(*numbers, "n")
