"""Which thresholds reproduce the shares that e14 prints: an exact search over all pairs."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from data_layer.topics.quadrant.cells import CELLS, MOST, Thresholds
from data_layer.topics.quadrant.joint import Joint

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def fit(both: Joint, wanted: Mapping[str, float]) -> Thresholds | None:
    """The thresholds whose four shares lie nearest to `wanted` (per cent), None without rows.

    Distance is the sum of the four absolute differences; ties go to the smaller thresholds. Only
    a value that occurs can change a share, and a threshold whose own margin is further off than the
    best distance known cannot win, so that the search looks at few candidates and misses none.
    """
    by_insured, by_patents = both.margins()
    total = float(by_insured.sum())
    if not total:
        return None
    persons_at, large = _margin(both.insured.values, by_insured, total)
    patents_at, many = _margin(both.patents.values, by_patents, total)
    if not persons_at.size or not patents_at.size:
        return None
    shares = {cell: wanted[id] for id, cell in CELLS.items()}
    want_large = sum(share for cell, share in shares.items() if cell.large)
    want_many = sum(share for cell, share in shares.items() if cell.innovative)
    i = int(np.abs(large - want_large).argmin())
    j = int(np.abs(many - want_many).argmin())
    nearest = _joint(both, persons_at[[i]], patents_at[[j]]) / total * 100
    bound = _distance(nearest, large[[i]], many[[j]], wanted=wanted).item() + 1e-9
    rows = np.flatnonzero(np.abs(large - want_large) <= bound)
    columns = np.flatnonzero(np.abs(many - want_many) <= bound)
    joint = _joint(both, persons_at[rows], patents_at[columns]) / total * 100
    gaps = _distance(joint, large[rows], many[columns], wanted=wanted)
    best = np.unravel_index(int((gaps > gaps.min() + 1e-9).argmin()), gaps.shape)
    return Thresholds(int(persons_at[rows][best[0]]), int(patents_at[columns][best[1]]))


def distance(shares: Mapping[str, float], wanted: Mapping[str, float]) -> float:
    """Sum of the absolute differences of the four shares, in percentage points."""
    return sum(abs(shares[id] - wanted[id]) for id in CELLS)


def _margin(values: Ints, n: Ints, total: float) -> tuple[Ints, Floats]:
    """Candidate thresholds, ascending, and the per cent of enterprises above each.

    Candidates are one less than the smallest value (all lie above it) and the values themselves.
    """
    counted = np.bincount(np.minimum(values, MOST + 1), weights=n, minlength=MOST + 2)
    above = (total - np.cumsum(counted)) / total * 100
    places = np.flatnonzero(counted)
    at = np.concatenate([[places[0] - 1], places])
    at = at[(at >= 0) & (at <= MOST)]
    return at, above[at]


def _joint(both: Joint, persons_at: Ints, patents_at: Ints) -> Ints:
    """Enterprises above both thresholds of each candidate pair: a summed-area table."""
    above_i = np.searchsorted(persons_at, both.insured.values, side="left")
    above_j = np.searchsorted(patents_at, both.patents.values, side="left")
    table = both.counted(above_i, above_j, (persons_at.size + 1, patents_at.size + 1))
    return table[::-1, ::-1].cumsum(0).cumsum(1)[::-1, ::-1][1:, 1:]


def _distance(joint: Floats, large: Floats, many: Floats, wanted: Mapping[str, float]) -> Floats:
    """The distance of each candidate pair, from its joint and marginal shares in per cent."""
    shares = {
        "leading": joint,
        "tech_startup": many[None, :] - joint,
        "scale": large[:, None] - joint,
        "nurturing": 100 - large[:, None] - many[None, :] + joint,
    }
    return np.sum([np.abs(shares[id] - wanted[id]) for id in CELLS], axis=0)
