"""Classes of each group: little-giant shares as printed (e23), the rest by rule.

Printed: 1,155 classes present (f_sub_n), the little-giant shares of eleven of them, of which the
text says that each has 300 enterprises at least.
Rule for the rest: the classes of a group fall as 1 / rank^0.8, printed ones first; those present
are the first of the standard; little-giant shares differ by chance.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np

from data_layer.demo.industry import (
    POWER_ELECTRONICS,
    POWER_ELECTRONICS_SIZE,
    group_sizes,
    printed_classes,
)
from data_layer.demo.printed import published_total
from data_layer.demo.spread import apportion, fill
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.industries import of_level

STEEPNESS = 0.8
CHANCE = 0.12
BOUNDS = (310, 600)
"""Enterprises of a class with a printed share: 300 at least, as the text says, and not so many
that its share, which is above the group's, would leave the other classes none."""
NARROW = 0.03
"""How near a class comes to its printed little-giant share, in percentage points."""


def classes_of(
    group: str, national: int, others: int, rng: np.random.Generator
) -> dict[str, tuple[int, int]]:
    """National and other enterprises by class of a group; empty if it has no classes."""
    codes = _present().get(group, ())
    if not codes:
        return {}
    total, printed = national + others, printed_classes()
    sizes = _sizes(codes, total)
    printed_sizes = {
        code: round(sizes[code] * printed[code] / 100) for code in codes if code in printed
    }
    free = [0 if code in printed_sizes else sizes[code] for code in codes]
    left = min(max(0, national - sum(printed_sizes.values())), sum(free))
    weights = np.array(free) * np.exp(CHANCE * rng.standard_normal(len(codes)))
    spread = fill(left, weights, free).tolist() if left else [0] * len(codes)
    giants = {code: printed_sizes.get(code, n) for code, n in zip(codes, spread, strict=True)}
    return {code: (giants[code], sizes[code] - giants[code]) for code in codes}


def _sizes(codes: tuple[str, ...], total: int) -> dict[str, int]:
    """Enterprises by class, one at least where there are as many as classes."""
    printed = printed_classes()
    order = sorted(codes, key=lambda code: (code not in printed, code))
    weights = dict(zip(order, np.arange(1, len(order) + 1) ** -STEEPNESS, strict=True))
    least = 1 if total >= len(codes) else 0
    shares = [weights[code] for code in codes]
    even = (least + apportion(total - least * len(codes), shares)).tolist()
    low, high = BOUNDS
    scale = total / (group_sizes()[codes[0][:4]] / 100 * published_total())
    fitted = {
        code: _fitting(round(min(max(n, low * scale), high * scale)), printed[code])
        for code, n in zip(codes, even, strict=True)
        if code in printed
    }
    if POWER_ELECTRONICS in fitted:
        fitted[POWER_ELECTRONICS] = round(POWER_ELECTRONICS_SIZE * scale)
    rest = [code for code in codes if code not in fitted]
    left = total - sum(fitted.values())
    if not rest or left < len(rest):
        return dict(zip(codes, even, strict=True))
    each = least + apportion(left - least * len(rest), [weights[code] for code in rest])
    return fitted | dict(zip(rest, each.tolist(), strict=True))


def _fitting(size: int, share: float) -> int:
    """The size nearest to `size` in which a whole number of enterprises makes up `share` %."""
    nearby = sorted(range(max(1, size * 3 // 4), size * 5 // 4 + 1), key=lambda n: abs(n - size))
    errors = {n: abs(round(n * share / 100) / n * 100 - share) for n in nearby}
    return next(
        (n for n in nearby if errors[n] < NARROW),
        min(errors, key=lambda n: errors[n], default=size),
    )


@cache
def _present() -> Mapping[str, tuple[str, ...]]:
    """Classes present by group: those with printed figures, then the first of the standard."""
    printed = printed_classes()
    room = {code: share / 100 * published_total() for code, share in group_sizes().items()}
    entries = [
        entry
        for entry in of_level("class")
        if _place(entry.code)[0] <= room.get(str(entry.parent), 0)
    ]
    order = sorted(entries, key=lambda entry: (entry.code not in printed, _place(entry.code)))
    members: dict[str, list[str]] = defaultdict(list)
    for entry in order[: int(fact_value("f_sub_n"))]:
        members[str(entry.parent)].append(entry.code)
    return {group: tuple(sorted(codes)) for group, codes in members.items()}


def _place(code: str) -> tuple[int, str]:
    """First classes of all groups come before second ones, so that no group is left empty."""
    return int(code[-1]) or 1, code
