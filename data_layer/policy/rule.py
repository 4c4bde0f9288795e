"""A rule of national recognition: thresholds that may be moved, and what it says of enterprises.

The rule of 2022, the rule in force and a reader's own are values of one type, so that all three are
judged by the same expressions. A criterion with a threshold of 0 is not asked. Each criterion is
true, false, or null where a missing value decides it, and so is the verdict: an enterprise meets a
rule if it meets every criterion, fails it if it fails one, and is unknown otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, each, evaluated
from data_layer.policy import compared
from data_layer.policy.candidates import national
from data_layer.policy.rules_2022 import old_criteria

NOBODY = "none"
AWARD = "national_award"
"""What the rule of 2026 lets stand for class I intellectual property."""
EXEMPTING = (AWARD, "engineering_centre", "tech_centre", "single_champion")
"""Columns that a rule may let stand for it."""
INDICATORS: Mapping[str, str] = {
    "revenue": "revenue_last_year",
    "rd_expense": "rd_expense_sum_2y",
    "rd_ratio": "rd_ratio_each_of_2y",
    "class1_ip": "class1_ip",
    "niche_share": "niche_share_pct",
    "quality_score": "quality_score",
}
"""Threshold of a rule to the criterion of r01; `niche_rank` is the other way to meet the share."""
VALUES: Mapping[str, str] = {name: compared.VALUES[id] for name, id in INDICATORS.items()}
"""Threshold of a rule to the column with the value that is held against it."""
ENTERPRISE_COLUMNS = ("id", "name", "tier", "province_code", "city_code", "division", "insured")
READ = (
    *ENTERPRISE_COLUMNS,
    "revenue",
    "rd_expense",
    "rd_expense_previous",
    "rd_ratio",
    "rd_ratio_previous",
    "class1_ip",
    "niche_share",
    "niche_rank",
    "quality_score",
    *EXEMPTING,
)


@dataclass(frozen=True)
class Rule:
    """Thresholds in the units of r01: 万元, 万元 of two years, % of each year, items, %, points.

    niche_rank: the worst rank that stands for the share; 0 lets none. exempt: the column that
    stands for class I intellectual property, or `none`.
    """

    revenue: float
    rd_expense: float
    rd_ratio: float
    class1_ip: float
    niche_share: float
    niche_rank: float
    quality_score: float
    exempt: str = NOBODY

    def threshold(self, name: str) -> float:
        """One of its thresholds."""
        return float(getattr(self, name))


THRESHOLDS = tuple(field.name for field in fields(Rule) if field.name != "exempt")


@cache
def in_force() -> Rule:
    """The rule of 2026 as r01 prints it."""
    bounds = {
        name: float(national()[indicator].threshold or 0) for name, indicator in INDICATORS.items()
    }
    return _rule(bounds, float(national()["niche_share_pct"].alternative or 0), AWARD)


@cache
def of_2022() -> Rule:
    """The rule before, as far as the report prints thresholds; the rest is not asked."""
    printed = {
        criterion.indicator: criterion.threshold
        for criterion in old_criteria()
        if criterion.tier == "national"
    }
    bounds = {name: printed.get(indicator, 0.0) for name, indicator in INDICATORS.items()}
    return _rule(bounds, 0.0, NOBODY)


def _rule(bounds: Mapping[str, float], rank: float, exempt: str) -> Rule:
    return Rule(
        revenue=bounds["revenue"],
        rd_expense=bounds["rd_expense"],
        rd_ratio=bounds["rd_ratio"],
        class1_ip=bounds["class1_ip"],
        niche_share=bounds["niche_share"],
        niche_rank=rank,
        quality_score=bounds["quality_score"],
        exempt=exempt,
    )


def passes(rule: Rule, name: str) -> pl.Expr:
    """Whether a criterion is met, of `rule_rows`: true, false or null."""
    bound = rule.threshold(name)
    if bound <= 0:
        return pl.lit(value=True)
    if name == "rd_ratio":
        return (pl.col("rd_ratio") >= bound) & (pl.col("rd_ratio_previous") >= bound)
    met = pl.col(VALUES[name]) >= bound
    if name == "niche_share" and rule.niche_rank > 0:
        return met | (pl.col("niche_rank") <= rule.niche_rank)
    if name == "class1_ip" and rule.exempt != NOBODY:
        return met | pl.col(rule.exempt)
    return met


def verdict(rule: Rule) -> pl.Expr:
    """Whether every criterion is met: true; false if one is not; null where it is not known."""
    return pl.all_horizontal(passes(rule, name) for name in INDICATORS)


def compared_values() -> dict[str, pl.Expr]:
    """What rules compare and the registry has not as such: sum and least of two years, and the
    award, which is taken as not claimed where it is not stated, as in `criteria`."""
    return {AWARD: pl.col(AWARD).fill_null(value=False), **compared.TWO_YEARS}


@per_rows
def rule_rows(rows: Rows) -> Rows:
    """READ of each enterprise, the values that rules compare, and the verdicts `old` and `now`."""
    values = each(rows).select(*READ).with_columns(**compared_values())
    return evaluated(
        values.with_columns(verdict(of_2022()).alias("old"), verdict(in_force()).alias("now"))
    )


@per_rows
def judged(rows: Rows, rule: Rule) -> Rows:
    """`rule_rows` with a column a criterion, `passes_<name>`, and the verdict `own` of a rule."""
    columns = {f"passes_{name}": passes(rule, name) for name in INDICATORS}
    own = pl.all_horizontal(f"passes_{name}" for name in INDICATORS)
    return evaluated(rule_rows(rows).with_columns(**columns).with_columns(own.alias("own")))


MOVES: Mapping[str, tuple[bool | None, bool | None]] = {
    "enters": (False, True),
    "leaves": (True, False),
    "settled": (None, True),
    "unsettled": (True, None),
}
"""What becomes of an enterprise: its verdict by the rule in force, and by another."""


def moved(move: str, other: str = "own") -> pl.Expr:
    """Whether an enterprise makes a move from the rule in force to another; never null."""
    before, after = MOVES[move]
    return pl.col("now").eq_missing(pl.lit(before)) & pl.col(other).eq_missing(pl.lit(after))


def rule_of(spec: str) -> Rule:
    """The rule that an address spells: of a year, or seven thresholds and what exempts."""
    if spec in ("2022", "2026"):
        return of_2022() if spec == "2022" else in_force()
    *numbers, exempt = spec.split("-")
    return Rule(**dict(zip(THRESHOLDS, map(float, numbers), strict=True)), exempt=exempt)


def spec_of(rule: Rule) -> str:
    """The rule as an address spells it: `rule_of` gives it back."""
    if rule in (of_2022(), in_force()):
        return "2022" if rule == of_2022() else "2026"
    return "-".join([*(f"{rule.threshold(name):g}" for name in THRESHOLDS), rule.exempt])
