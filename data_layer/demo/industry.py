"""What the enterprises do: groups as printed, the rest by rule. Divisions are in `divisions.py`.

Printed: little-giant shares of five groups and two counts (e22, f_devices, f_design), 927 national
enterprises in core electronics (f_core_elec), 416 groups present (f_mid_n), the 20 largest with
45.6% (f_mid_top20). Core electronics is C397, C398 and, as the text says, C3824.
Rule for the rest: the groups of a division fall as 1 / rank^s, groups that the report names first,
then those with more classes, with the one s that gives the 20 largest their share; little-giant
shares lean as their division does, and by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np

from data_layer.demo.divisions import division_shares, leaning, present_groups
from data_layer.demo.printed import cell, published_total
from data_layer.demo.spread import Ints, apportion, fill
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.tables import fact_value, table
from data_layer.vocabulary.industries import of_level

DEVICES, ELECTRONIC_PARTS, DESIGN = "C397", "C398", "M749"
POWER_ELECTRONICS, POWER_ELECTRONICS_SIZE = "C3824", 398
"""A class of C382: its number is a rule."""
LARGEST = 20
FLOOR = 8
"""Enterprises of the smallest group, so that its classes have any."""
CHANCE, CHANCE_SEED = 0.12, 4754
"""How much little-giant shares of groups vary by themselves, in the logarithm."""

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
    members: dict[str, list[str]] = defaultdict(list)
    named, classes = _named_groups(), Counter(entry.parent for entry in of_level("class"))
    for code in sorted(present_groups(), key=lambda g: (g not in named, -classes[g], g)):
        members[code[:3]].append(code)
    shares = division_shares(members)
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
        for code, share in printed_classes().items()
        if code in sizes and code not in giants
    }
    giants_of = {
        code: round(sizes[code] * total / 100 * share / 100) for code, share in giants.items()
    }
    giants_of[ELECTRONIC_PARTS] = _parts_giants()
    rest = [code for code in sizes if code not in giants_of]
    chance = np.random.default_rng(CHANCE_SEED).standard_normal(len(rest))
    leaned = {
        code: sizes[code] * leaning(code[:3]) * float(np.exp(CHANCE * by_chance))
        for code, by_chance in zip(rest, chance, strict=True)
    }
    rate = (fact_value("f_national") - sum(giants_of.values())) / sum(leaned.values())
    counts = {code: giants_of.get(code, rate * leaned.get(code, 0)) for code in sizes}
    return {code: count / total * 100 for code, count in counts.items()}


def industries_of(national: int, others: int) -> tuple[list[str], Ints]:
    """Group codes present, and the position in them of each enterprise, national ones first."""
    sizes, giants = group_sizes(), group_giants()
    codes = list(sizes)
    totals = apportion(national + others, list(sizes.values()))
    cells = fill(national, [giants[code] for code in codes], totals)
    return codes, np.concatenate(
        [np.repeat(np.arange(len(codes)), n) for n in (cells, totals - cells)]
    )


def printed_classes() -> dict[str, float]:
    """Printed little-giant shares of e23 by code; some of its rows are whole groups."""
    rows = table("e23_strategic_subclasses").iter_rows(named=True)
    coded = ((industry_code(row["industry"]), row["little_giant_share_pct"]) for row in rows)
    return {code: share for code, share in coded if code is not None}


def _named_groups() -> frozenset[str]:
    names = ("e22_mid_industries", "e23_strategic_subclasses", "e33_sector_levels")
    codes = (industry_code(row) for name in names for row in table(name)["industry"])
    return frozenset(code[:4] for code in codes if code is not None)


def _falling(
    members: Mapping[str, list[str]], shares: Mapping[str, float], steepness: float
) -> dict[str, float]:
    """Shares of groups inside their divisions, with the printed sizes of three groups."""
    total = published_total()
    counts = {
        DEVICES: fact_value("f_devices"),
        ELECTRONIC_PARTS: round(_parts_giants() / _giant_share(ELECTRONIC_PARTS)),
        DESIGN: fact_value("f_design"),
    }
    fixed = {code: count / total * 100 for code, count in counts.items()}
    sizes: dict[str, float] = {}
    for division, groups in members.items():
        inside = {code: fixed[code] for code in groups if code in fixed}
        others = [code for code in groups if code not in fixed]
        left = shares[division] - sum(inside.values())
        floor = min(FLOOR / total * 100, left / len(others) / 2)
        falling = np.arange(1, len(others) + 1) ** -steepness
        each = floor + (left - floor * len(others)) * falling / falling.sum()
        sizes |= inside | dict(zip(others, each.tolist(), strict=True))
    return sizes


def _parts_giants() -> int:
    """What 927 national enterprises leave to electronic components."""
    devices = round(fact_value("f_devices") * _giant_share(DEVICES))
    power = round(POWER_ELECTRONICS_SIZE * printed_classes()[POWER_ELECTRONICS] / 100)
    return int(fact_value("f_core_elec")) - devices - power


def _giant_share(group: str) -> float:
    names = {DEVICES: "电子器件制造", ELECTRONIC_PARTS: "电子元件及电子专用材料制造"}
    share = cell("e22_mid_industries", "industry", names[group], column="little_giant_share_pct")
    return share / 100
