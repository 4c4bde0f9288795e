"""Which criteria of 2026 and of 2022 an enterprise meets, from the text of section 1.3."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from tests.oracle.rows import NAN, Asked, table

CRITERIA: dict[tuple[str, str], tuple[float, str] | None] = {
    ("provincial", "years_in_niche"): (3, "years"),
    ("provincial", "revenue_last_year"): (1500, "cny_10k"),
    ("provincial", "rd_expense_each_of_2y"): (100, "cny_10k"),
    ("provincial", "rd_ratio_each_of_2y"): (3, "per_cent"),
    ("provincial", "class1_ip"): (1, "items"),
    ("provincial", "niche_share_rank"): None,
    ("provincial", "quality_score"): (50, "points"),
    ("national", "revenue_last_year"): (5000, "cny_10k"),
    ("national", "rd_expense_sum_2y"): (1200, "cny_10k"),
    ("national", "rd_ratio_each_of_2y"): (3, "per_cent"),
    ("national", "class1_ip"): (4, "items"),
    ("national", "niche_share_pct"): (10, "per_cent"),
    ("national", "quality_score"): (60, "points"),
    ("national", "industry_chain"): None,
}
"""Exhibit file r01: each threshold with its unit; None is for a person to judge."""
GAPS = {"per_cent": "percentage_points"}
"""Between per cents lie percentage points."""
OLD: dict[tuple[str, str], tuple[tuple[str, ...], float]] = {
    ("provincial", "revenue_last_year"): (("revenue",), 1000),
    ("provincial", "rd_expense_each_of_2y"): (("rd_expense",), 100),
    ("provincial", "rd_ratio_each_of_2y"): (("rd_ratio",), 3),
    ("national", "rd_ratio_each_of_2y"): (("rd_ratio", "rd_ratio_previous"), 3),
    ("national", "class1_ip"): (("class1_ip",), 2),
    ("national", "niche_share_pct"): (("niche_share",), 10),
}
"""The thresholds of 2022 that section 1.3 of the report prints."""
READ = (
    *("years_in_niche", "revenue", "financing", "rd_expense", "rd_expense_previous", "rd_ratio"),
    *("rd_ratio_previous", "class1_ip", "niche_share", "niche_rank", "quality_score"),
)
Known = bool | None
"""Met, not met, or not known."""


def _reaches(value: float, bound: float) -> Known:
    return None if pd.isna(value) else bool(value >= bound)


def _all(tests: Iterable[Known]) -> Known:
    """False as soon as one fails, else unknown as soon as one is."""
    given = list(tests)
    return False if False in given else None if None in given else True


def _any(*tests: Known) -> Known:
    return True if True in tests else None if None in tests else False


def _met(values: Mapping[str, float], name: str, bound: float) -> Known:
    if name == "revenue_last_year":
        return _reaches(values["revenue"], bound)
    if name == "rd_expense_each_of_2y":
        return _all(_reaches(values[it], bound) for it in ("rd_expense", "rd_expense_previous"))
    if name == "rd_expense_sum_2y":
        return _reaches(values["rd_expense"] + values["rd_expense_previous"], bound)
    if name == "rd_ratio_each_of_2y":
        return _all(_reaches(values[it], bound) for it in ("rd_ratio", "rd_ratio_previous"))
    if name == "niche_share_pct":
        rank = values["niche_rank"]
        first_three = None if pd.isna(rank) else bool(rank <= 3)
        return _any(_reaches(values["niche_share"], bound), first_three)
    return _reaches(values[name], bound)


def _held_against(values: Mapping[str, float], name: str) -> float:
    """Of two years the lower one that is known, or the sum."""
    pair = pd.Series([values["rd_expense"], values["rd_expense_previous"]], dtype=float)
    ratios = pd.Series([values["rd_ratio"], values["rd_ratio_previous"]], dtype=float)
    figures = {
        "revenue_last_year": values["revenue"],
        "rd_expense_each_of_2y": pair.min(),
        "rd_expense_sum_2y": pair.sum(skipna=False),
        "rd_ratio_each_of_2y": ratios.min(),
        "niche_share_pct": values["niche_share"],
    }
    return float(figures.get(name, values.get(name, NAN)))


def _tier(results: Mapping[tuple[str, str], Known]) -> str:
    """The highest tier of which all is met; unknown where what is missing could decide."""
    for tier in ("national", "provincial"):
        reached = _all(met for (own, _), met in results.items() if own == tier)
        if reached is not False:
            return tier if reached else "unknown"
    return "none"


EXEMPTING = {
    "provincial": ("provincial_award", "rd_institution", "engineering_centre", "national_award"),
    "national": ("national_award",),
}
"""省部级以上科技奖励或省部级以上研发机构; 近三年获得国家级科技奖励（排名前三）."""


def _judged(
    values: Mapping[str, float], exempt: Mapping[str, bool], holds: Collection[str] = ()
) -> pd.DataFrame:
    """A row a criterion. exempt: what is claimed by tier. holds: the exempting columns on file."""
    first = {tier: next(filter(holds.__contains__, EXEMPTING[tier]), None) for tier in EXEMPTING}
    said: dict[tuple[str, str], str] = {}
    for (tier, name), criterion in CRITERIA.items():
        if criterion is None:
            said[tier, name] = "to_judge"
            continue
        met = _met(values, name, criterion[0])
        free = name == "class1_ip" and bool(exempt[tier] or first[tier])
        if (tier, name) == ("provincial", "revenue_last_year"):
            free = values["financing"] >= 2000
        open_ = {True: "met", False: "unmet", None: "unknown"}[met]
        said[tier, name] = "exempt" if free and met is not True else open_
    passed = {
        key: {"met": True, "exempt": True, "unmet": False}.get(status)
        for key, status in said.items()
        if status != "to_judge"
    }
    old = {
        key: _all(_reaches(values[name], bound) for name in names)
        for key, (names, bound) in OLD.items()
    }
    words = {True: "met", False: "unmet", None: "unknown"}
    provincial = _all(met for (tier, _), met in passed.items() if tier == "provincial")
    records = []
    for (tier, name), criterion in CRITERIA.items():
        bound, unit = criterion or (NAN, "")
        value = _held_against(values, name) if criterion else NAN
        status = said[tier, name]
        records.append(
            {
                "tier": tier,
                "indicator": name,
                "status": status,
                **({f"value_{unit}": value} if unit else {}),
                **({f"threshold_{unit}_published": bound} if unit else {}),
                **(
                    {f"shortfall_{GAPS.get(unit, unit)}": bound - value}
                    if status == "unmet"
                    else {}
                ),
                "niche_rank": values["niche_rank"] if name == "niche_share_pct" else NAN,
                "old_status": words[old[tier, name]] if (tier, name) in old else None,
                "highest": _tier(passed),
                "highest_2022": _tier(old),
                "without_provincial": _tier(passed) == "national" and provincial is False,
                "derived": first[tier]
                if name == "class1_ip" and status == "exempt" and not exempt[tier]
                else None,
            }
        )
    return table(records, "tier", "indicator")


def recognition_calculator(asked: Asked) -> pd.DataFrame:
    """Of the values that are entered, whatever the filters."""
    values = {name: float(asked.params.get(name, "nan")) for name in READ}
    exempt = {t: asked.params.get(f"exempt_{t}") == "1" for t in ("national", "provincial")}
    return _judged(values, exempt)


def enterprise_criteria(asked: Asked) -> pd.DataFrame:
    """Of the first of the enterprises that pass."""
    if asked.passed.empty:
        return pd.DataFrame()
    one = asked.passed.sort_values("id").iloc[0]
    values = {name: float(one[name]) if name in one else NAN for name in READ}
    holds = [name for name in EXEMPTING["provincial"] if pd.notna(one[name]) and one[name]]
    return _judged(values, {"national": False, "provincial": False}, holds)


ORACLES = {it.__name__: it for it in (recognition_calculator, enterprise_criteria)}
