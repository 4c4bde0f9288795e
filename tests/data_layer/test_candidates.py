"""Distance to the national tier, by hand: thresholds of r01 are 5000, 1200, 3, 4, 10 or 3rd, 60."""

from typing import Any

import polars as pl
import pytest

from data_layer import demo
from data_layer.policy.assessment import criteria_results
from data_layer.policy.candidates import (
    ALMOST,
    attained,
    measured,
    national,
    short,
    with_attainments,
)
from tests.components.small import small_registry

GOOD: dict[str, Any] = {
    "revenue": 5000.0,
    "rd_expense": 700.0,
    "rd_expense_previous": 500.0,
    "rd_ratio": 3.0,
    "rd_ratio_previous": 9.0,
    "class1_ip": 4,
    "niche_share": 10.0,
    "niche_rank": 50,
    "quality_score": 60.0,
}


def gaps(**changed: Any) -> dict[str, Any]:
    rows = small_registry([GOOD | changed])
    return with_attainments(measured(rows)).collect().row(0, named=True)


def test_values_on_the_thresholds_meet_them() -> None:
    found = gaps()
    assert (found["open"], found["unmet"], found["unknown"], found["shortfall"]) == (0, 0, 0, 0)
    assert [found[attained(name)] for name in national()] == [100] * 6


@pytest.mark.parametrize(
    ("changed", "criterion", "shortfall"),
    [
        ({"revenue": 4000.0}, "revenue_last_year", 0.2),  # (5000 - 4000) / 5000
        ({"rd_expense": 400.0}, "rd_expense_sum_2y", 0.25),  # (1200 - 900) / 1200
        ({"rd_ratio": 2.4}, "rd_ratio_each_of_2y", 0.2),  # the lower year: (3 - 2.4) / 3
        ({"class1_ip": 1}, "class1_ip", 0.75),
        ({"niche_share": 8.0, "niche_rank": 4}, "niche_share_pct", 0.2),  # rank: (4 - 3) / 4
        ({"niche_share": 5.0, "niche_rank": 4}, "niche_share_pct", 0.25),  # share: 0.5
        ({"quality_score": 45.0}, "quality_score", 0.25),
    ],
)
def test_one_gap(changed: dict[str, Any], criterion: str, shortfall: float) -> None:
    found = gaps(**changed)
    assert (found["open"], found["unmet"], found["unknown"]) == (1, 1, 0)
    assert found["shortfall"] == pytest.approx(shortfall)
    assert found[short(criterion)] == pytest.approx(shortfall)
    assert found[attained(criterion)] == pytest.approx(100 * (1 - shortfall))


@pytest.mark.parametrize(
    "changed",
    [
        {"revenue": None},
        {"rd_expense_previous": None},  # 700 alone is below 1200, but the other year is open
        {"rd_ratio_previous": None},  # 3 in one year says nothing of the other
        {"niche_share": 8.0, "niche_rank": None},
    ],
)
def test_a_missing_value_is_open_with_a_full_shortfall(changed: dict[str, Any]) -> None:
    found = gaps(**changed)
    assert (found["open"], found["unmet"], found["unknown"], found["shortfall"]) == (1, 0, 1, 1)


def test_one_bad_year_is_unmet_and_one_good_way_is_met_whatever_is_missing() -> None:
    assert gaps(rd_ratio=1.5, rd_ratio_previous=None)["unmet"] == 1
    assert gaps(niche_share=None, niche_rank=3)["open"] == 0
    assert gaps(niche_share=10.0, niche_rank=None)["open"] == 0


def test_a_national_award_stands_for_class_one_ip() -> None:
    assert gaps(class1_ip=1, national_award=True)["open"] == 0
    assert gaps(class1_ip=None, national_award=True)["open"] == 0
    assert gaps(class1_ip=1, national_award=False)["unmet"] == 1


def test_a_near_miss_is_never_shown_as_met() -> None:
    assert gaps(revenue=4999.99)[attained("revenue_last_year")] == ALMOST


def test_agrees_with_the_assessment_of_every_enterprise() -> None:
    rows = demo.build(rows=600, seed=11)
    mine = measured(rows.lazy()).select("id", "unmet", "unknown")
    statuses = (
        criteria_results(rows)
        .filter(pl.col("tier") == "national")
        .group_by("row")
        .agg(
            (pl.col("status") == "unmet").sum().alias("unmet"),
            (pl.col("status") == "unknown").sum().alias("unknown"),
        )
        .sort("row")
    )
    found = mine.collect()
    assert found["unmet"].to_list() == statuses["unmet"].to_list()
    assert found["unknown"].to_list() == statuses["unknown"].to_list()
