"""What the enterprises do: divisions, groups and classes as printed, the rest by rule.

Printed: twelve divisions (e20), little-giant shares of five groups and two counts (e22, f_devices,
f_design), 927 national enterprises in core electronics (f_core_elec), little-giant shares of
classes (e23), 416 groups present (f_mid_n), the 20 largest with 45.6% (f_mid_top20), 1,155 classes
(f_sub_n). Rule for the rest: divisions of sections weigh 4 : 2 : 0.5 (manufacturing, other
business, the rest); the groups of a division fall as 1 / rank^s, groups that the report names
first, with the one s that gives the 20 largest their share; classes of a group are alike; the
last groups of the classification are the ones not present; one little-giant share holds in all
groups that are not printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np

from data_layer.demo.printed import cell, published_total
from data_layer.demo.spread import Ints, apportion
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.tables import fact_value, table
from data_layer.vocabulary.industries import of_level

DEVICES, ELECTRONIC_PARTS, DESIGN = "C397", "C398", "M749"
SECTION_WEIGHTS: Mapping[str, float] = {"C": 4.0} | dict.fromkeys("DEFGIMN", 2.0)
OTHER_SECTION = 0.5
LARGEST = 20
NARROW = 0.03
"""How near a class comes to its printed little-giant share, in percentage points."""

SECTOR_OF: Mapping[str, str] = {
    "C397": "electronics",
    "C398": "electronics",
    "C382": "power_equipment",
    "C35": "high_end_equipment",
    "C37": "high_end_equipment",
    "C40": "high_end_equipment",
    "C34": "general_equipment",
    "I65": "software",
    "M73": "rd_services",
    "M75": "rd_services",
    "C30": "basic_manufacturing",
    "C33": "basic_manufacturing",
}
"""Sectors of the report (e33, r02) by group or division; other industries belong to none."""


@cache
def group_sizes() -> Mapping[str, float]:
    """Share of all enterprises by group present, in per cent; they add up to 100."""
    present = of_level("group")[: int(fact_value("f_mid_n"))]
    members: dict[str, list[str]] = defaultdict(list)
    named = _named_groups()
    for group in sorted(present, key=lambda group: (group.code not in named, group.code)):
        members[str(group.parent)].append(group.code)
    shares = _division_shares(tuple(members))
    low, high = 0.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        sizes = _falling(members, shares, middle)
        largest = sum(sorted(sizes.values())[-LARGEST:])
        low, high = (middle, high) if largest < fact_value("f_mid_top20") else (low, middle)
    return _falling(members, shares, low)


@cache
def group_giants() -> Mapping[str, float]:
    """National enterprises by group, as a share of all enterprises, in per cent."""
    sizes, total = group_sizes(), published_total()
    giants = {
        str(industry_code(row["industry"])): row["little_giant_share_pct"]
        for row in table("e22_mid_industries").iter_rows(named=True)
    }
    giants |= {
        code: share
        for code, share in _class_giants().items()
        if code in sizes and code not in giants
    }
    known = {code: round(sizes[code] * total / 100 * share / 100) for code, share in giants.items()}
    known[ELECTRONIC_PARTS] = int(fact_value("f_core_elec")) - known[DEVICES]
    rest = [code for code in sizes if code not in known]
    rate = (fact_value("f_national") - sum(known.values())) / sum(sizes[code] for code in rest)
    counts = {code: known.get(code, rate * sizes[code]) for code in sizes}
    return {code: count / total * 100 for code, count in counts.items()}


def industries_of(national: int, provincial: int) -> tuple[list[str], Ints]:
    """Group codes present, and the position in them of each enterprise, national ones first."""
    sizes, giants = group_sizes(), group_giants()
    codes = list(sizes)
    giant = [giants[code] for code in codes]
    other = [sizes[code] - giants[code] for code in codes]
    counts = apportion(national, giant), apportion(provincial, other)
    return codes, np.concatenate([np.repeat(np.arange(len(codes)), n) for n in counts])


def classes_of(group: str, national: int, provincial: int) -> dict[str, tuple[int, int]]:
    """National and provincial enterprises by class of a group; empty if it has no classes."""
    codes = _classes().get(group, ())
    if not codes:
        return {}
    printed = _class_giants()
    even = (national + provincial) // len(codes)
    fitted = {code: _fitting(even, printed[code]) for code in codes if code in printed}
    rest = max(0, national + provincial - sum(fitted.values()))
    if len(fitted) == len(codes) or rest == 0:
        sizes = apportion(national + provincial, np.ones(len(codes))).tolist()
    else:
        spread = apportion(rest, [float(code not in fitted) for code in codes])
        sizes = [fitted.get(code, int(n)) for code, n in zip(codes, spread, strict=True)]
    known = {
        code: round(size * printed[code] / 100)
        for code, size in zip(codes, sizes, strict=True)
        if code in printed
    }
    free = np.array([0 if code in known else n for code, n in zip(codes, sizes, strict=True)])
    left = max(0, national - sum(known.values()))
    spread = apportion(left, free).tolist() if free.any() else [0] * len(codes)
    giants = [known.get(code, n) for code, n in zip(codes, spread, strict=True)]
    return {c: (g, n - g) for c, g, n in zip(codes, giants, sizes, strict=True)}


def _fitting(size: int, share: float) -> int:
    """The size nearest to `size` in which a whole number of enterprises makes up `share` %."""
    nearby = sorted(range(max(1, size * 3 // 4), size * 5 // 4 + 1), key=lambda n: abs(n - size))
    errors = {n: abs(round(n * share / 100) / n * 100 - share) for n in nearby}
    return next(
        (n for n in nearby if errors[n] < NARROW),
        min(errors, key=lambda n: errors[n], default=size),
    )


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    """Classes present by group: those with printed figures, then the first of the standard."""
    groups, printed = group_sizes(), _class_giants()
    room = {code: share / 100 * published_total() for code, share in groups.items()}
    known = [
        entry
        for entry in of_level("class")
        if _place(entry.code)[0] <= room.get(str(entry.parent), 0)
    ]
    order = sorted(known, key=lambda entry: (entry.code not in printed, _place(entry.code)))
    members: dict[str, list[str]] = defaultdict(list)
    for entry in order[: int(fact_value("f_sub_n"))]:
        members[str(entry.parent)].append(entry.code)
    return {group: tuple(sorted(codes)) for group, codes in members.items()}


def _place(code: str) -> tuple[int, str]:
    """First classes of all groups come before second ones, so that no group is left empty."""
    return int(code[-1]) or 1, code


def _class_giants() -> dict[str, float]:
    """Printed little-giant shares of e23 by code; some of its rows are whole groups."""
    rows = table("e23_strategic_subclasses").iter_rows(named=True)
    coded = ((industry_code(row["industry"]), row["little_giant_share_pct"]) for row in rows)
    return {code: share for code, share in coded if code is not None}


def _named_groups() -> frozenset[str]:
    names = ("e22_mid_industries", "e23_strategic_subclasses", "e33_sector_levels")
    codes = (industry_code(row) for name in names for row in table(name)["industry"])
    return frozenset(code[:4] for code in codes if code is not None)


def _division_shares(present: tuple[str, ...]) -> dict[str, float]:
    printed = {
        str(industry_code(row["industry"])): row["share_pct"]
        for row in table("e20_industries_top12").iter_rows(named=True)
    }
    weights = {
        code: SECTION_WEIGHTS.get(code[0], OTHER_SECTION) for code in present if code not in printed
    }
    each = (100 - sum(printed.values())) / sum(weights.values())
    return printed | {code: each * weight for code, weight in weights.items()}


def _falling(
    members: Mapping[str, list[str]], shares: Mapping[str, float], steepness: float
) -> dict[str, float]:
    """Shares of groups inside their divisions, with the printed sizes of three groups."""
    total = published_total()
    parts = (fact_value("f_core_elec") - round(_devices_giants())) / _parts_share()
    counts = {
        DEVICES: fact_value("f_devices"),
        ELECTRONIC_PARTS: round(parts),
        DESIGN: fact_value("f_design"),
    }
    fixed = {code: count / total * 100 for code, count in counts.items()}
    sizes: dict[str, float] = {}
    for division, groups in members.items():
        inside = {code: fixed[code] for code in groups if code in fixed}
        others = [code for code in groups if code not in fixed]
        falling = np.arange(1, len(others) + 1) ** -steepness
        left = (shares[division] - sum(inside.values())) * falling / falling.sum()
        sizes |= inside | dict(zip(others, left.tolist(), strict=True))
    return sizes


def _devices_giants() -> float:
    share = cell("e22_mid_industries", "industry", "电子器件制造", "little_giant_share_pct")
    return fact_value("f_devices") * share / 100


def _parts_share() -> float:
    name = "电子元件及电子专用材料制造"
    return cell("e22_mid_industries", "industry", name, "little_giant_share_pct") / 100
