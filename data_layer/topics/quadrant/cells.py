"""Insured employees by patents, cut by two thresholds into the four cells of e13 and e14.

High means above the threshold, as e14 prints it (参保>100人, 专利>50件). Enterprises of which
either number is unknown are in no cell.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.topics.quadrant.joint import Joint
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.text import Text

MOST = 10_000
"""The largest threshold that can be chosen, in persons or patents."""
UNREPORTED = "unreported"


class Thresholds(NamedTuple):
    """Whole numbers; a value equal to its threshold is low."""

    persons: int
    patents: int


class Cell(NamedTuple):
    """Which side of the two thresholds a cell lies on."""

    large: bool
    innovative: bool


REPORT = Thresholds(100, 50)
"""The thresholds that e14 names in its feature column."""

CELLS: Mapping[str, Cell] = {
    "leading": Cell(True, True),
    "tech_startup": Cell(False, True),
    "scale": Cell(True, False),
    "nurturing": Cell(False, False),
}


@cache
def printed() -> pl.DataFrame:
    """e14 with the id of each cell: `cell` and the printed columns."""
    levels = {
        ("高" if c.large else "低", "高" if c.innovative else "低"): k for k, c in CELLS.items()
    }
    table = reference.table("e14_quadrants")
    ids = [levels[pair] for pair in table.select("scale", "innovation").iter_rows()]
    return table.with_columns(pl.Series("cell", ids))


@cache
def printed_shares() -> Mapping[str, float]:
    """Per cent of all enterprises in each cell, as e14 prints them."""
    return dict(printed().select("cell", "share_pct").iter_rows())


@cache
def cell_names() -> Mapping[str, Text]:
    """What e14 calls each cell."""
    return {cell: words()[name] for cell, name in printed().select("cell", "quadrant").iter_rows()}


def conditions(thresholds: Thresholds) -> dict[str, pl.Expr]:
    """For each cell, the condition that puts a row into it; false where a number is unknown."""
    large = pl.col("insured") > thresholds.persons
    small = pl.col("insured") <= thresholds.persons
    many = pl.col("patents") > thresholds.patents
    few = pl.col("patents") <= thresholds.patents
    return {
        id: (large if cell.large else small) & (many if cell.innovative else few)
        for id, cell in CELLS.items()
    }


def unreported(rows: Rows) -> int:
    """Enterprises of which either number is unknown."""
    unknown = pl.col("insured").is_null() | pl.col("patents").is_null()
    return int(tally(rows, [], {UNREPORTED: unknown}).row(0, named=True)[UNREPORTED] or 0)


def counts(both: Joint, thresholds: Thresholds) -> dict[str, int]:
    """Enterprises in each cell, of a selection."""
    table = both.counted(
        (both.insured.values > thresholds.persons).astype(np.intp),
        (both.patents.values > thresholds.patents).astype(np.intp),
        (2, 2),
    )
    return {id: int(table[int(c.large), int(c.innovative)]) for id, c in CELLS.items()}
