"""Ways to give many enterprises values so that totals, medians and means come out as printed."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

SMALLEST_GROUP = 30
"""Medians and means of smaller groups are left to chance: they would bend the rest."""

EXCHANGES = 300
"""How often those with too little look for a partner."""

STEEPEST = 4.0
"""The largest power that a tail is raised to."""

MARGIN = 0.2
"""How far a median may lie from a printed whole number, to round to it safely."""


class Target(NamedTuple):
    """A group of enterprises (their positions) and the figure printed for it."""

    members: Ints
    value: float


def target(members: Mask, value: float) -> Target:
    """A group given as a mask over all enterprises."""
    return Target(np.flatnonzero(members), value)


def apportion(total: int, weights: ArrayLike) -> Ints:
    """Whole numbers in proportion to `weights` that add up to `total` (largest remainder)."""
    quotas = np.asarray(weights, float)
    quotas = quotas / quotas.sum() * total
    counts = np.floor(quotas + 1e-9).astype(np.int64)
    missing = total - int(counts.sum())
    counts[np.argsort(counts - quotas, kind="stable")[:missing]] += 1
    return counts


def fill(total: int, weights: ArrayLike, room: ArrayLike) -> Ints:
    """Whole numbers in proportion to `weights` that add up to `total` and fit into `room`."""
    free = np.asarray(room, np.int64)
    counts = np.minimum(apportion(total, np.asarray(weights, float) + 1e-12), free)
    while missing := total - int(counts.sum()):
        left = free - counts
        counts = counts + np.minimum(apportion(missing, left), left)
    return counts


def chosen(score: Floats, count: int) -> Mask:
    """The `count` enterprises with the highest score."""
    mask = np.zeros(score.size, bool)
    if count:
        mask[np.argpartition(-score, count - 1)[:count]] = True
    return mask


def by_rank(score: Floats, ascending: Floats) -> Floats:
    """The given values, the lowest to the lowest score."""
    values = np.empty(score.size)
    values[np.argsort(score)] = ascending
    return values


def at_least(
    values: Floats, least: Floats, tiers: Sequence[Mask], rng: np.random.Generator
) -> Floats:
    """Whoever has too little exchanges values with one of its tier, if that suits both.

    The values of each tier stay the same; who finds no partner keeps its own.
    """
    result = values.copy()
    for tier in tiers:
        members = np.flatnonzero(tier & ~np.isnan(values))
        for _ in range(EXCHANGES):
            short = members[result[members] < least[members]]
            if not short.size:
                break
            partner = rng.choice(members, short.size)
            one, first = np.unique(partner, return_index=True)
            two = short[first]
            suits = (result[one] >= least[two]) & (result[two] >= least[one])
            one, two = one[suits], two[suits]
            result[one], result[two] = result[two], result[one]
    return result


def exchanged(
    values: Floats, least: Floats, group: Target, others: Mask, rng: np.random.Generator
) -> Floats:
    """Members of the group exchange values with others until its mean is the printed one.

    Nobody gives away what it needs at least. All values together stay the same.
    """
    missing = group.value * group.members.size - values[group.members].sum()
    one, two = rng.permutation(group.members), rng.permutation(np.flatnonzero(others))
    one, two = one[: two.size], two[: one.size]
    gain = (values[two] - values[one]) * np.sign(missing)
    suits = (gain > 0) & (values[two] >= least[one]) & (values[one] >= least[two])
    one, two, gain = one[suits], two[suits], gain[suits]
    taken = np.searchsorted(np.cumsum(gain), abs(missing))
    result = values.copy()
    result[one[:taken]], result[two[:taken]] = values[two[:taken]], values[one[:taken]]
    return result


def standard(values: Floats) -> Floats:
    """As standard scores."""
    return (values - values.mean()) / max(float(values.std()), 1e-9)


def centre(logarithms: Floats, targets: Sequence[Target]) -> Floats:
    """Put the median of each group, of any size, on the printed one; groups do not overlap."""
    values = logarithms.copy()
    for group, value in targets:
        if group.size:
            values[group] += np.log(value) - np.median(values[group])
    return values


def rake(logarithms: Floats, targets: Sequence[Target], passes: int = 30) -> Floats:
    """Shift the logarithms of each group until its median rounds to the printed whole number.

    Groups overlap, so that each pass undoes part of the one before by ever less; it ends when no
    group has to move.
    """
    values = logarithms.copy()
    bounds = [
        (group, np.log(value - MARGIN), np.log(value + MARGIN))
        for group, value in targets
        if group.size >= SMALLEST_GROUP
    ]
    for _ in range(passes):
        moved = False
        for group, low, high in bounds:
            inside = values[group]
            median = np.median(inside)
            if not low <= median <= high:
                values[group] = inside + (np.clip(median, low, high) - median)
                moved = True
        if not moved:
            break
    return values


def settle(values: Floats, targets: Sequence[Target], passes: int = 3) -> Floats:
    """Whole numbers in which the median of each group is exactly the printed one.

    Where too many lie on one side of it, those nearest to it are put on it.
    """
    result = np.rint(values)
    for _ in range(passes):
        for group, value in targets:
            if group.size < SMALLEST_GROUP:
                continue
            inside = result[group]
            for side in (1, -1):
                wrong = np.flatnonzero(side * inside < side * value)
                surplus = wrong.size - (inside.size - 1) // 2
                if surplus > 0:
                    nearest = np.argsort(-side * inside[wrong], kind="stable")[:surplus]
                    inside[wrong[nearest]] = value
            result[group] = inside
    return result


def stretch(values: Floats, group: Target, above: float) -> Floats:
    """Scale what exceeds `above` until the group's mean is the printed one.

    Medians below `above` stay. Values are unchanged where nothing exceeds it, and are cut to
    `above` where even that leaves the mean too high.
    """
    members = group.members
    if members.size < SMALLEST_GROUP:
        return values
    inside = values[members]
    excess = np.maximum(inside - above, 0)
    total = excess.sum()
    if total == 0:
        return values
    factor = max(0.0, (group.value * inside.size - (inside - excess).sum()) / total)
    result = values.copy()
    result[members] = inside + excess * (factor - 1)
    return result


def steepen(values: Floats, group: Target, above: float) -> Floats:
    """As `stretch`, by a power of what exceeds `above`: the density has hardly a step there."""
    inside = values[group.members]
    if inside.size < SMALLEST_GROUP or not (inside > above).any():
        return values
    low, high = 0.0, STEEPEST
    raised = inside
    for _ in range(40):
        power = (low + high) / 2
        raised = np.where(inside > above, above * (inside / above) ** power, inside)
        low, high = (power, high) if raised.mean() < group.value else (low, power)
    result = values.copy()
    result[group.members] = raised
    return result
