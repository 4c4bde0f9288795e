"""Which recognition criteria of 2026 an enterprise meets (exhibit file r01, report section 1.3).

Thresholds, old and new rules and exemptions are read from r01. Each tier's list stands alone, as
the measures print it: the national list states no years in the niche and sums R&D expense over
two years, so an enterprise can meet it without meeting the provincial one, and both are shown.

A criterion is `met`, `unmet`, `exempt`, `unknown` (a value that decides it is missing) or
`to_judge` (only a person can say). What must hold "in each year" is unmet as soon as one year
fails, and what may hold either way is met as soon as one does, whatever else is missing. An
exemption or financing that is not stated is taken as not claimed, unless it follows from another
column.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal

import polars as pl

from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.text import Text

TierId = Literal["national", "provincial"]

INPUTS: Final[Mapping[str, pl.DataType]] = {
    "name": pl.String(),
    "years_in_niche": pl.Float64(),
    "revenue": pl.Float64(),
    "financing": pl.Float64(),
    "rd_expense": pl.Float64(),
    "rd_expense_previous": pl.Float64(),
    "rd_ratio": pl.Float64(),
    "rd_ratio_previous": pl.Float64(),
    "class1_ip": pl.Float64(),
    "niche_share": pl.Float64(),
    "niche_rank": pl.Float64(),
    "quality_score": pl.Float64(),
    "exempt_provincial": pl.Boolean(),
    "exempt_national": pl.Boolean(),
    "provincial_award": pl.Boolean(),
    "rd_institution": pl.Boolean(),
    "engineering_centre": pl.Boolean(),
    "national_award": pl.Boolean(),
}
"""What an assessment reads."""
EXEMPTING: Final[Mapping[TierId, tuple[str, ...]]] = {
    "provincial": ("provincial_award", "rd_institution", "engineering_centre", "national_award"),
    "national": ("national_award",),
}
"""Columns that exempt from a tier's criterion on class I intellectual property (r01).

An engineering research centre is a provincial R&D institution (r05), and a national award is one of
those that r01 calls provincial or higher.
"""
TIER_IDS: Final[Mapping[str, TierId]] = {
    "专精特新中小企业": "provincial",
    "专精特新“小巨人”": "national",
}
LABELS_EN: Final[Mapping[str, str]] = {
    "years_in_niche": "Years in the niche",
    "revenue_last_year": "Revenue of last year",
    "rd_expense_each_of_2y": "R&D expense in each of two years",
    "rd_expense_sum_2y": "R&D expense of two years",
    "rd_ratio_each_of_2y": "R&D intensity in each of two years",
    "class1_ip": "Class I intellectual property",
    "niche_share_rank": "Standing in the niche market",
    "niche_share_pct": "Niche market share or rank",
    "quality_score": "Quality score",
    "industry_chain": "Position in the industry chain",
}
NUMERALS: Final = "一二三四五六七八九"


@dataclass(frozen=True)
class Criterion:
    """One row of r01. `threshold` is None where a person must judge.

    `alternative` is the bound of the other way to meet it: financing (万元) in place of revenue,
    a rank in place of a share. `unit` is the printed one.
    """

    tier: TierId
    indicator: str
    label: Text
    threshold: float | None
    alternative: float | None
    unit: str
    old_rule: str
    new_rule: str
    exemption: str

    @cached_property
    def key(self) -> str:
        """The column that holds whether it is met."""
        return f"{self.tier}:{self.indicator}"


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the order of r01: the provincial tier's, then the national tier's."""
    rows = reference.table("r01_criteria_2026").with_columns(pl.all().cast(pl.String).fill_null(""))
    return tuple(
        Criterion(
            tier=TIER_IDS[row["tier"]],
            indicator=row["indicator"],
            label=Text(row["criterion"], LABELS_EN[row["indicator"]]),
            threshold=float(row["threshold"]) if row["threshold"] else None,
            alternative=_alternative(row["exemption"]),
            unit=row["unit"],
            old_rule=row["old_rule"],
            new_rule=row["new_rule"],
            exemption=row["exemption"],
        )
        for row in rows.iter_rows(named=True)
    )


def _alternative(exemption: str) -> float | None:
    """The number in 融资2000万元以上可替代 or 或国内排名前三; None where there is none."""
    if financing := re.fullmatch(r"融资(\d+)万元以上可替代", exemption):
        return float(financing.group(1))
    if rank := re.fullmatch(r"或国内排名前(.)", exemption):
        return float(NUMERALS.index(rank.group(1)) + 1)
    return None
