"""The density of enterprises on two logarithmic scales: counts in bins, points where few."""

from typing import Final

import numpy as np
import polars as pl

from data_layer.topics.quadrant.joint import Joint, Side

FEW = 4
"""Cells of the density with fewer enterprises than this are shown as points."""
POINTS_BELOW = 500
"""A selection of fewer enterprises than this is shown as points only."""
ZERO_AT = 0.5
"""Where a logarithmic axis shows the value 0."""
_DECADE = (10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82)
EDGES: Final = (*range(10), *(step * 10**power for power in range(6) for step in _DECADE), 10**7)
"""First value of each bin: whole numbers, then twelve bins a decade (IEC 60063 E12)."""
_SCHEMA = ["part", "insured_from", "insured_to", "patents_from", "patents_to", "enterprises"]


def density(both: Joint) -> pl.DataFrame:
    """Rows `part`, `insured_from`, `insured_to`, `patents_from`, `patents_to`, `enterprises`.

    Part `density` is every cell of the grid that holds all enterprises (also those with none);
    part `point` is every pair of numbers in a cell with fewer than FEW enterprises. Below
    POINTS_BELOW enterprises every pair is a point and there is no grid. Bounds are inclusive.
    """
    insured, patents = _bins(both.insured), _bins(both.patents)
    cells = both.counted(insured, patents, (len(EDGES), len(EDGES)))
    if cells.sum() < POINTS_BELOW:
        return _points(both.within(insured, patents, cells > 0))
    return pl.concat([_grid(cells), _points(both.within(insured, patents, _sparse(cells)))])


def _bins(side: Side) -> np.ndarray:
    return np.searchsorted(EDGES, side.values, side="right") - 1


def _sparse(cells: np.ndarray) -> np.ndarray:
    return (cells > 0) & (cells < FEW)


def _grid(cells: np.ndarray) -> pl.DataFrame:
    """Every cell from the first to the last bin in use of either number."""
    across, along = _used(cells.sum(axis=1)), _used(cells.sum(axis=0))
    firsts, lasts = np.array(EDGES), np.append(EDGES[1:], 0) - 1
    i, j = np.repeat(across, along.size), np.tile(along, across.size)
    data = ["density", firsts[i], lasts[i], firsts[j], lasts[j], cells[i, j]]
    return pl.DataFrame(dict(zip(_SCHEMA, data, strict=True)), schema=_SCHEMA)


def _used(counted: np.ndarray) -> np.ndarray:
    places = np.flatnonzero(counted)
    return np.arange(places[0], places[-1] + 1)


def _points(paired: pl.DataFrame) -> pl.DataFrame:
    insured, patents = paired["insured"], paired["patents"]
    data = ["point", insured, insured, patents, patents, paired["n"]]
    return pl.DataFrame(dict(zip(_SCHEMA, data, strict=True)), schema=_SCHEMA)
