"""The insured employees and the patents of each enterprise, counted together.

The registry is grouped once by both numbers; the rest works on the pairs that occur, in NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally

Ints = np.ndarray
BLOCK = 2**15
"""Rows that are looked up at a time: what is made of them stays in the processor's cache."""
_SHIFT = 2**32
"""Above every 32-bit number: a pair of them as one whole number."""


class Side(NamedTuple):
    """codes: one a row, the number of values where unknown. values: whole numbers, ascending."""

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
        total = np.zeros((shape[0] + 1) * (shape[1] + 1), dtype=np.int64)
        for block, cells in self._cells(insured, patents, shape):
            total += np.bincount(cells, self.n[block], total.size).astype(np.int64)
        return total.reshape(shape[0] + 1, shape[1] + 1)[:-1, :-1]

    def margins(self) -> tuple[Ints, Ints]:
        """Enterprises by each value of the one number, and of the other, where both are known."""
        i, j = self.insured.values.size, self.patents.values.size
        by_insured = self.counted(np.arange(i), np.zeros(j, dtype=np.intp), (i, 1))
        by_patents = self.counted(np.zeros(i, dtype=np.intp), np.arange(j), (1, j))
        return by_insured[:, 0], by_patents[0]

    def within(self, insured: Ints, patents: Ints, wanted: np.ndarray) -> pl.DataFrame:
        """`insured`, `patents`, `n` of each pair that lies in a wanted cell of a table, sorted."""
        chosen = np.pad(wanted, (0, 1)).ravel()
        found = [
            np.arange(block.start, block.stop)[chosen[cells]]
            for block, cells in self._cells(insured, patents, wanted.shape)
        ]
        rows = np.concatenate(found) if found else np.empty(0, dtype=np.intp)
        keys = self.insured.values[self.insured.codes[rows]] * _SHIFT
        keys += self.patents.values[self.patents.codes[rows]]
        pairs, places = np.unique(keys, return_inverse=True)
        n = np.bincount(places, self.n[rows], pairs.size)
        return pl.DataFrame(
            {"insured": pairs // _SHIFT, "patents": pairs % _SHIFT, "n": n.astype(np.int64)}
        )

    def _cells(
        self, insured: Ints, patents: Ints, shape: tuple[int, ...]
    ) -> Iterator[tuple[slice, Ints]]:
        """The cell of each row of a block; unknown numbers lie beyond the last row or column."""
        of_insured = np.append(insured, shape[0]).astype(np.intp) * (shape[1] + 1)
        of_patents = np.append(patents, shape[1]).astype(np.intp)
        rows = self.insured.codes.size
        for first in range(0, rows, BLOCK):
            block = slice(first, min(first + BLOCK, rows))
            yield (
                block,
                of_insured[self.insured.codes[block]] + of_patents[self.patents.codes[block]],
            )


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
