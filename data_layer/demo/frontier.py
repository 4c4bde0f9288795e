"""Frontier fields (s2): 1,904 enterprises of the registry, 351 of them national.

The six fields keep the proportions of all 7,455 small and medium-sized enterprises in them
(f_frontier_1 to f_frontier_6); which enterprises are in one is a matter of their industry and of
chance, with potential such that the 351 have the printed mean of grants (f_frontier_grants).
"""

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.spread import Floats, Ints, apportion
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.terms import FRONTIER_FIELDS

INDUSTRIES = ("C26", "C27", "C35", "C38", "C39", "C40", "I65", "M73", "M75")


def frontier(cohort: Cohort, grants: Floats, rng: np.random.Generator) -> Ints:
    """Position in FRONTIER_FIELDS, or -1."""
    weights = [fact_value(f"f_frontier_{place}") for place in range(1, len(FRONTIER_FIELDS) + 1)]
    giants, all_of_them = fact_value("f_frontier_lg"), fact_value("f_frontier_srdi")
    counts = round(giants * cohort.scale), round((all_of_them - giants) * cohort.scale)
    divisions = np.array([code[:3] for code in cohort.group_codes])
    near = np.isin(divisions, INDUSTRIES)[cohort.group]
    field = np.full(cohort.rows, -1)
    for tier, count in zip(cohort.tiers, counts, strict=True):
        members = rng.permutation(np.flatnonzero(tier & near))[:count]
        if tier is cohort.national:
            members = _with_mean(members, np.flatnonzero(tier & near), grants)
        field[members] = rng.permutation(
            np.repeat(np.arange(len(weights)), apportion(members.size, weights))
        )
    return field


def _with_mean(members: Ints, pool: Ints, grants: Floats) -> Ints:
    """Exchange members, one by one, until the sum of their grants is the printed mean of all."""
    wanted = fact_value("f_frontier_grants") * members.size
    outside = np.setdiff1d(pool, members)
    chosen = members.copy()
    for place in range(chosen.size if outside.size else 0):
        missing = wanted - grants[chosen].sum()
        nearest = np.abs(grants[outside] - grants[chosen[place]] - missing).argmin()
        chosen[place], outside[nearest] = outside[nearest], chosen[place]
        if abs(wanted - grants[chosen].sum()) < 1:
            break
    return chosen
