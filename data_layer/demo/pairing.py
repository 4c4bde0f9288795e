"""Which industries stand where: places and divisions paired in real proportions.

Listed enterprises by division and province, evened towards what the margins alone would give, are
fitted to the printed margins (iterative proportional fitting). The text says of each cluster in
which two divisions it stands out (e18: f_hm_yrd, f_hm_prd, f_hm_bth): before the fit they are
`OUT` times as frequent there as in the country at least, and `NOT_OUT` times in the other clusters
at most. Groups of a division are then handed out at random.
"""

import numpy as np

from data_layer.demo.proportions import by_both
from data_layer.demo.spread import Floats, Ints, fill
from data_layer.reference_figures.industries import GATHERED
from data_layer.vocabulary.places import CLUSTERS

ROUNDS = 60
OUT, NOT_OUT = 1.5, 1.1
EVENED, A_FEW = 1.0, 3.0
"""Weight of the margins, and enterprises spread by them, beside those listed in a division."""


def paired(
    groups: Ints, divisions: list[str], provinces: Ints, codes: list[str], rng: np.random.Generator
) -> Ints:
    """The groups of one tier in the order of its enterprises.

    groups: positions of groups, to be handed out. divisions: the division of each of them.
    provinces: positions in `codes` of the provinces of the enterprises.
    """
    names = sorted(set(divisions))
    of_group = np.searchsorted(names, np.array(divisions))[groups]
    sizes = np.bincount(of_group, minlength=len(names))
    room = np.bincount(provinces, minlength=len(codes))
    usual = np.outer(sizes, room / max(room.sum(), 1))
    joint = _fitted(usual * _claimed(_listed(names, codes), names, codes), sizes, room)
    result = np.zeros(groups.size, np.int64)
    seats = [rng.permutation(np.flatnonzero(provinces == place)) for place in range(len(codes))]
    taken = np.zeros(len(codes), np.int64)
    for row in np.argsort(-sizes, kind="stable"):
        counts = fill(int(sizes[row]), joint[row], room - taken)
        here = [
            seat[start : start + n] for seat, start, n in zip(seats, taken, counts, strict=True)
        ]
        result[np.concatenate(here)] = rng.permutation(groups[of_group == row])
        taken += counts
    return result


def _listed(names: list[str], codes: list[str]) -> Floats:
    """How often a division stands in a province, over what the margins alone would give."""
    counts = np.array([[by_both().get((name, code), 0) for code in codes] for name in names], float)
    share = counts.sum(axis=0) / counts.sum()
    whole = counts.sum(axis=1, keepdims=True)
    usual = ((1 + EVENED) * whole + A_FEW) * share
    evened = counts + (EVENED * whole + A_FEW) * share
    return np.divide(evened, usual, out=np.ones_like(usual), where=usual > 0)


def _claimed(quotient: Floats, names: list[str], codes: list[str]) -> Floats:
    """The same with the divisions that the text claims for a cluster."""
    result = quotient.copy()
    inside = {cluster.id: np.isin(codes, cluster.provinces) for cluster in CLUSTERS}
    for id, divisions in GATHERED.items():
        others = np.any([mask for other, mask in inside.items() if other != id], axis=0)
        for row in np.flatnonzero(np.isin(names, divisions)):
            result[row] = np.where(inside[id], np.maximum(result[row], OUT), result[row])
            result[row] = np.where(others, np.minimum(result[row], NOT_OUT), result[row])
    return result


def _fitted(seed: Floats, rows: Ints, columns: Ints) -> Floats:
    """The seed, scaled by rows and columns in turn until it has their sums."""
    joint = seed + 1e-9
    for _ in range(ROUNDS):
        joint *= (rows / np.maximum(joint.sum(axis=1), 1e-12))[:, None]
        joint *= columns / np.maximum(joint.sum(axis=0), 1e-12)
    return joint
