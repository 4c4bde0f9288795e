"""Which industries gather in which cluster: the text's reading of a figure without numbers (e18).

Facts f_hm_yrd, f_hm_prd and f_hm_bth name two divisions a cluster. Enterprises of the same tier
exchange their industries until each division is `FACTOR` times as frequent in its cluster as in
the country; all other margins stay as they are.
"""

from __future__ import annotations

import numpy as np

from data_layer.demo.spread import Ints, Mask
from data_layer.reference_figures.industries import GATHERED
from data_layer.vocabulary.places import CLUSTERS

FACTOR = 1.5


def gather(
    groups: Ints,
    codes: list[str],
    provinces: Ints,
    province_codes: list[str],
    national: Mask,
    rng: np.random.Generator,
) -> Ints:
    """Positions of industry groups after the exchanges. `provinces` are positions too."""
    division = np.array([code[:3] for code in codes])
    claimed = np.isin(division, [code for codes in GATHERED.values() for code in codes])
    result = groups.copy()
    for cluster in CLUSTERS:
        inside = np.isin(np.array(province_codes), cluster.provinces)[provinces]
        for wanted in GATHERED[cluster.id]:
            for tier in (national, ~national):
                _exchange(result, division == wanted, claimed, inside, tier, rng)
    return result


def _exchange(
    groups: Ints, wanted: Mask, claimed: Mask, inside: Mask, tier: Mask, rng: np.random.Generator
) -> None:
    """Swap unclaimed industries inside for wanted ones outside, in place."""
    is_wanted, is_claimed = wanted[groups], claimed[groups]
    expected = (is_wanted & tier).sum() * (inside & tier).sum() / max(tier.sum(), 1)
    incoming = np.flatnonzero(tier & ~inside & is_wanted)
    outgoing = np.flatnonzero(tier & inside & ~is_claimed)
    missing = round(expected * FACTOR) - int((is_wanted & inside & tier).sum())
    count = max(0, min(missing, incoming.size, outgoing.size))
    here, there = rng.permutation(outgoing)[:count], rng.permutation(incoming)[:count]
    groups[here], groups[there] = groups[there], groups[here]
