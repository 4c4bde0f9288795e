"""Registered capital: smooth through the printed medians and shares, on round numbers.

Printed: medians, means and the share above 1亿元 of either tier (e04), mean of little giants (e40).
Rule: most founders and many investors choose a round number, the nearest to what they need.
"""

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.curves import logarithmic
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.spread import Floats, Mask, at_least, by_rank, exchanged, stretch, target

HUNDRED_MILLION = 10_000.0
"""1亿元 in 万元."""
SMALLEST = (300.0, 20.0)
"""Smallest capital of either tier, in 万元."""
ROUND = np.array([1, 2, 3, 5]) * 10.0 ** np.arange(1, 6)[:, None]
LESS_ROUND = np.array([6, 8, 12, 15, 18, 25, 40]) * 10.0 ** np.arange(1, 5)[:, None]
ON_ROUND = ((0.4, 0.25), (0.6, 0.4))
"""Parts of either tier that stand on the nearest round and less round number."""
REACH = 0.35
"""How far a round number attracts, in the logarithm."""
HALVINGS = 40


def capital(
    cohort: Cohort,
    champion: Mask,
    listed: Mask,
    least: float,
    score: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Capital of each enterprise in 万元; the listed have `least` at least."""
    row = ("e04_registered_capital", "indicator")
    medians, means, large = (
        tier_cells(*row, name) for name in ("注册资本中位数", "平均注册资本", "注册资本≥1亿元占比")
    )
    result = np.zeros(cohort.rows)
    for tier, *printed in zip(cohort.tiers, SMALLEST, medians, large, means, strict=True):
        result[tier] = by_rank(score[tier], _ladder(int(tier.sum()), *printed))
    stands = np.zeros(cohort.rows, bool)
    for tier, median, parts in zip(cohort.tiers, medians, ON_ROUND, strict=True):
        for numbers, part in zip((ROUND, LESS_ROUND), parts, strict=True):
            there = tier & ~stands & (rng.random(cohort.rows) < part)
            result, moved = _rounded(result, there, numbers, median=median)
            stands |= moved
    for tier, mean in zip(cohort.tiers, means, strict=True):
        result = _to_mean(result, tier, stands, mean=mean)
    needed = np.where(listed, least, 0.0)
    result = at_least(result, needed, cohort.tiers, rng=rng)
    mean = cell("e40_little_giant_vs_champion", "indicator", "注册资本", column="little_giant_mean")
    giants = target(cohort.national & ~champion, mean)
    return np.rint(exchanged(result, needed, giants, others=cohort.national & champion, rng=rng))


def _ladder(count: int, smallest: float, median: float, large: float, mean: float) -> Floats:
    """Ascending values with the printed median, share above 1亿元 and, by their end, mean."""
    shares = (0.0, 0.5, 1 - large / 100, 1.0)
    low, high = 1.5 * HUNDRED_MILLION, 1000 * HUNDRED_MILLION
    ladder = np.zeros(count)
    for _ in range(HALVINGS if count else 0):
        most = np.sqrt(low * high)
        ladder = logarithmic((smallest, median, HUNDRED_MILLION, most), shares, count)
        low, high = (most, high) if ladder.mean() < mean else (low, most)
    return ladder


def _rounded(values: Floats, members: Mask, numbers: Floats, median: float) -> tuple[Floats, Mask]:
    """Members on the nearest number, if it is near and on their side of median and 1亿元."""
    numbers, logs = np.unique(numbers), np.log(np.maximum(values, 1))
    middles = (np.log(numbers[1:]) + np.log(numbers[:-1])) / 2
    nearest = numbers[np.searchsorted(middles, logs)]
    fits = np.abs(np.log(nearest) - logs) < REACH
    for mark in (median, HUNDRED_MILLION):
        fits &= ((nearest >= mark) == (values >= mark)) | (nearest == median)
    moved = members & fits
    return np.where(moved, nearest, values), moved


def _to_mean(values: Floats, tier: Mask, stands: Mask, mean: float) -> Floats:
    """What stands on a round number stays there: the others above 1亿元 make up the mean."""
    free = tier & ~stands
    if not free.any():
        return values
    wanted = (mean * tier.sum() - values[tier & stands].sum()) / free.sum()
    return stretch(values, target(free, float(wanted)), above=HUNDRED_MILLION)
