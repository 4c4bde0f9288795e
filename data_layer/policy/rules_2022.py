"""The rules of 2022, as far as section 1.3 of the report prints them, beside those of 2026.

`data/criteria_2022.csv` holds their thresholds: what the report calls free of a clear requirement
has no row. What the rules leave to a person, or to the provinces, is not counted.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from data_layer.policy.verdict import highest

FILE = Path(__file__).parents[1] / "data" / "criteria_2022.csv"


@dataclass(frozen=True)
class OldCriterion:
    """One threshold of 2022. indicator: its name in the rules of 2026. columns: all must reach it.

    words: as the report prints it.
    """

    tier: str
    indicator: str
    columns: tuple[str, ...]
    threshold: float
    unit: str
    words: str

    @property
    def status(self) -> pl.Expr:
        """`met`, `unmet`, or `unknown` where a missing value decides it."""
        met = pl.all_horizontal([pl.col(name) >= self.threshold for name in self.columns])
        return (
            pl.when(met)
            .then(pl.lit("met"))
            .when(met.is_null())
            .then(pl.lit("unknown"))
            .otherwise(pl.lit("unmet"))
        )


@cache
def old_criteria() -> tuple[OldCriterion, ...]:
    """Every threshold of 2022."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            OldCriterion(
                row["tier"],
                row["indicator"],
                tuple(row["columns"].split()),
                threshold=float(row["threshold"]),
                unit=row["unit"],
                words=row["words"],
            )
            for row in csv.DictReader(lines)
        )


def old_statuses(frame: pl.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The status of each threshold of 2022 by tier and indicator, in the order of the rows."""
    return {
        (criterion.tier, criterion.indicator): frame.select(status=criterion.status)[
            "status"
        ].to_list()
        for criterion in old_criteria()
    }


def old_tier() -> pl.Expr:
    """The highest tier whose thresholds of 2022 are all met, none, or unknown."""
    return highest(_has)


def _has(tier: str) -> pl.Expr:
    return pl.all_horizontal(
        pl.col(name) >= criterion.threshold
        for criterion in old_criteria()
        if criterion.tier == tier
        for name in criterion.columns
    )
