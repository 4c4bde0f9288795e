"""Divisions: twelve as printed (e20), the rest as the listed technology enterprises are spread.

Rule for the rest: divisions weigh as the listed enterprises that call themselves high-tech or SRDI,
by the power `EVENED`, since those that are listed gather in fewer industries; none reaches the
smallest printed share, for e20 prints the twelve largest. Little-giant shares lean as the listed
that call themselves little giants do, by the root.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from data_layer.demo.proportions import by
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.tables import fact_value, table
from data_layer.vocabulary.industries import of_level

EVENED = 0.7
LISTED, A_CLASS = 0.1, 0.03
"""What any listed enterprise, and a class of the standard, count beside one of technology."""
HARDLY_ANY, HARDLY = ("H", "J", "K", "O", "P", "Q", "R", "S", "T"), 0.1
"""Hotels, finance, property, public and personal services: a tenth of what they would weigh."""
BELOW_SMALLEST = 0.95
"""The largest that is not printed, as a part of the smallest printed share."""
EACH_LESS = 0.96
"""How the limit falls from one that it holds back to the next."""
FEW = 25
"""Listed technology enterprises of the usual kind that are added to a division."""
SERVICES = 0.6
"""Little-giant share outside industry, software and research, beside theirs."""
OF_TECHNOLOGY = ("B", "C", "D", "I", "M")


@cache
def printed_divisions() -> Mapping[str, float]:
    """Shares of the twelve largest, in per cent."""
    rows = table("e20_industries_top12").iter_rows(named=True)
    return {str(industry_code(row["industry"])): row["share_pct"] for row in rows}


@cache
def present_groups() -> tuple[str, ...]:
    """Codes of as many groups as the report counts: those of the least likely divisions lack."""
    groups = [(str(group.parent), group.code) for group in of_level("group")]
    likely = sorted(groups, key=lambda pair: (-_weight(pair[0]), pair[0][0] != "C", pair[1]))
    return tuple(sorted(code for _, code in likely[: int(fact_value("f_mid_n"))]))


def division_shares(present: Iterable[str]) -> dict[str, float]:
    """Share of all enterprises by division, in per cent; they add up to 100."""
    printed = printed_divisions()
    limit = BELOW_SMALLEST * min(printed.values())
    weights = {code: _weight(code) ** EVENED for code in present if code not in printed}
    shares, left = dict(printed), 100 - sum(printed.values())
    for code in sorted(weights, key=lambda code: -weights[code]):
        share = left * weights[code] / sum(w for c, w in weights.items() if c not in shares)
        shares[code] = min(share, limit)
        limit *= EACH_LESS if share > limit else 1
        left -= shares[code]
    return shares


def leaning(division: str) -> float:
    """How a division's little-giant share stands to the usual one."""
    giants, all_of_them = (
        by("little_giants_stated", "division"),
        by("technology_stated", "division"),
    )
    usual = sum(giants.values()) / sum(all_of_them.values())
    rate = (giants.get(division, 0) + usual * FEW) / (all_of_them.get(division, 0) + FEW)
    return (rate / usual) ** 0.5 * (1 if division[0] in OF_TECHNOLOGY else SERVICES)


def _weight(division: str) -> float:
    if division in printed_divisions():
        return 1000.0
    stated = by("technology_stated", "division").get(division, 0)
    listed = by("listed_by_division", "division").get(division, 0)
    size = stated + LISTED * listed + A_CLASS * _classes()[division]
    return size * (HARDLY if division[0] in HARDLY_ANY else 1)


@cache
def _classes() -> Counter[str]:
    return Counter(entry.code[:3] for entry in of_level("class"))
