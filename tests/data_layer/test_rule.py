"""Rules of recognition: each threshold at its boundary by hand, and what moving one can do."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.filters.filters import Filters
from data_layer.policy.assessment import assess
from data_layer.policy.rule import MOVES, THRESHOLDS, Rule, in_force, judged, of_2022
from data_layer.registry.store import Store
from data_layer.topics.pathway.rule_changes import changes
from data_layer.topics.pathway.rule_edge import edge
from data_layer.topics.pathway.sensitivity import levels, sensitivity
from data_layer.topics.pathway.verdicts import binding, verdicts
from tests.components.small import small_registry

ALL = Filters()
BARELY: dict[str, Any] = {
    "revenue": 5000.0,
    "rd_expense": 700.0,
    "rd_expense_previous": 500.0,
    "rd_ratio": 3.0,
    "rd_ratio_previous": 3.0,
    "class1_ip": 4,
    "niche_share": 10.0,
    "niche_rank": 9,
    "quality_score": 60.0,
}
"""Every value at the threshold of 2026 (r01): 5000万元, 1200万元, 3%, 4, 10%, 60."""


def verdict(row: dict[str, Any], rule: Rule | None = None) -> bool | None:
    frame = judged(small_registry([row]), rule or in_force()).collect()
    return frame["own"].item()


def test_the_rule_in_force_is_what_r01_prints() -> None:
    # r01: a national science award of the last three years exempts from class I IP.
    assert in_force() == Rule(5000, 1200, 3, 4, 10, 3, 60, exempt="national_award")
    # Section 1.3: R&D intensity 3% in both years, two items of class I IP, a share of 10%.
    assert of_2022() == Rule(0, 0, 3, 2, 10, 0, 0)


@pytest.mark.parametrize(
    "below",
    [
        {"revenue": 4999.9},
        {"rd_expense": 699.0},
        {"rd_ratio": 2.99},
        {"rd_ratio_previous": 2.99},
        {"class1_ip": 3},
        {"niche_share": 9.9},
        {"quality_score": 59.9},
    ],
    ids=lambda it: next(iter(it)),
)
def test_a_threshold_is_met_at_it_and_not_below(below: dict[str, Any]) -> None:
    assert verdict(BARELY) is True
    assert verdict(BARELY | below) is False
    missing = BARELY | dict.fromkeys(below)
    if "niche_share" in below:
        missing |= {"niche_rank": None}
    assert verdict(missing) is None


def test_share_or_rank() -> None:
    low = BARELY | {"niche_share": 9.0}
    assert verdict(low | {"niche_rank": 3}) is True
    assert verdict(low | {"niche_rank": 4}) is False
    assert verdict(low | {"niche_rank": None}) is None
    assert verdict(low | {"niche_share": None, "niche_rank": 4}) is None
    by_share = replace(in_force(), niche_rank=0)
    assert verdict(low | {"niche_rank": 1}, by_share) is False
    assert verdict(low | {"niche_rank": None}, by_share) is False


def test_one_failing_year_fails_whatever_the_other_is() -> None:
    assert verdict(BARELY | {"rd_ratio": 1.0, "rd_ratio_previous": None}) is False
    assert verdict(BARELY | {"rd_ratio": 9.0, "rd_ratio_previous": None}) is None


def test_one_failure_decides_and_unknown_is_no_failure() -> None:
    assert verdict(BARELY | {"quality_score": 1.0, "revenue": None}) is False
    assert verdict(BARELY | {"revenue": None}) is None
    asks_nothing = replace(in_force(), revenue=0)
    assert verdict(BARELY | {"revenue": None}, asks_nothing) is True


def test_an_honour_may_stand_for_class_one_ip() -> None:
    rule = replace(in_force(), exempt="engineering_centre")
    few = BARELY | {"class1_ip": 0}
    assert verdict(few | {"engineering_centre": True}, rule) is True
    assert verdict(few | {"engineering_centre": False}, rule) is False
    assert verdict(few | {"engineering_centre": None}, rule) is None
    assert verdict(few | {"engineering_centre": True}) is False
    assert verdict(few | {"national_award": True}) is True, "r01: a national award exempts"
    assert verdict(few | {"national_award": None}) is False, "what is not said is not claimed"
    assert verdict(few | {"national_award": True}, of_2022()) is False


def test_verdicts_are_those_of_the_calculator(demo_home: Path) -> None:
    """Both are three-valued readings of r01, written apart."""
    registry = Store(demo_home).current()
    assert registry is not None
    rows = registry.rows
    now = judged(rows, in_force()).select("id", "now").collect().sort("id")
    frame = rows.collect().sort("id")
    tiers = assess(frame)["tier_met"]
    unmet = assess(frame)["unmet"].str.contains("national:")
    said = [
        True if tier == "national" else False if fails else None
        for tier, fails in zip(tiers, unmet, strict=True)
    ]
    assert now["now"].to_list() == said
    assert {True, False, None} == set(said)


def number(low: float, high: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.integers(round(low * 2), round(high * 2)).map(lambda it: it / 2)


WHOLE = st.none() | st.integers(1, 9)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "revenue": number(4000, 6000),
            "rd_expense": number(400, 800),
            "rd_expense_previous": number(400, 800),
            "rd_ratio": number(1, 6),
            "rd_ratio_previous": number(1, 6),
            "class1_ip": WHOLE,
            "niche_share": number(5, 15),
            "niche_rank": WHOLE,
            "quality_score": number(50, 70),
            "tech_centre": st.none() | st.booleans(),
            "province_code": st.sampled_from([None, "420000", "320000"]),
        }
    ),
    min_size=1,
    max_size=12,
)
RULES = st.builds(
    Rule,
    revenue=st.sampled_from([0, 4600, 5000]),
    rd_expense=st.sampled_from([0, 1000, 1200]),
    rd_ratio=st.sampled_from([0, 3, 4]),
    class1_ip=st.sampled_from([0, 2, 4]),
    niche_share=st.sampled_from([0, 8, 10]),
    niche_rank=st.sampled_from([0, 2, 3]),
    quality_score=st.sampled_from([0, 55, 60]),
    exempt=st.sampled_from(["none", "tech_centre"]),
)
Drawn = Sequence[dict[str, Any]]


def ids(rows: pl.LazyFrame, rule: Rule, said: bool | None) -> set[str]:
    frame = judged(rows, rule).collect()
    return set(frame.filter(pl.col("own").eq_missing(pl.lit(said)))["id"])


@given(ROWS, RULES, st.sampled_from(THRESHOLDS), st.sampled_from([0.5, 1, 3, 400]))
def test_raising_a_threshold_never_lets_anyone_in(
    drawn: Drawn, rule: Rule, name: str, more: float
) -> None:
    """A rank is raised by allowing fewer; 0 allows none."""
    at = rule.threshold(name)
    stricter = replace(rule, **{name: max(0.0, at - more) if name == "niche_rank" else at + more})
    rows = small_registry(drawn)
    assert ids(rows, stricter, True) <= ids(rows, rule, True)
    assert ids(rows, rule, False) <= ids(rows, stricter, False)


@given(ROWS, RULES)
def test_every_enterprise_is_counted_once(drawn: Drawn, rule: Rule) -> None:
    rows = small_registry(drawn)
    found = {row["rule"]: row for row in verdicts(rows, ALL, rule).iter_rows(named=True)}
    for row in found.values():
        assert row["meets"] + row["fails"] + row["unknown"] == len(drawn)
        gained = row["enters"] + row["settled"] - row["leaves"] - row["unsettled"]
        assert row["meets"] == found["now"]["meets"] + gained
    own = found["own"]
    for by in ("province", "size"):
        groups = changes(rows, ALL, rule, by)
        assert groups["enterprises"].sum() == len(drawn)
        assert {m: groups[m].sum() for m in MOVES} == {m: own[m] for m in MOVES}
        assert groups["meets"].sum() == own["meets"]
    moved = edge(rows, ALL, rule, "both", 0.0).filter(pl.col("change").is_in(list(MOVES)))
    assert moved.height == sum(own[m] for m in MOVES)


@given(ROWS, RULES, st.sampled_from(THRESHOLDS), st.data())
def test_a_curve_says_what_the_moved_rule_says(
    drawn: Drawn, rule: Rule, name: str, data: st.DataObject
) -> None:
    rows = small_registry(drawn)
    bound = data.draw(st.sampled_from(levels(name)))
    curve = sensitivity(rows, ALL, rule).filter(criterion=name, threshold=bound)
    moved = verdicts(rows, ALL, replace(rule, **{name: bound})).filter(rule="own")
    for count in ("meets", "fails", "unknown", "enters", "leaves"):
        assert curve[count].item() == moved[count].item(), (count, bound)


def test_what_binds_and_who_stands_at_the_edge() -> None:
    rows = small_registry(
        [
            BARELY | {"id": "far", "revenue": 9000.0, "quality_score": 90.0, "rd_ratio": 9.0},
            BARELY | {"id": "ip", "class1_ip": 3, "rd_ratio": 9.0, "rd_ratio_previous": 9.0},
            BARELY | {"id": "two", "class1_ip": 3, "quality_score": 59.0},
            BARELY | {"id": "near", "rd_ratio": 3.9, "rd_ratio_previous": 4.5},
            BARELY | {"id": "open", "revenue": None},
        ]
    )
    rule = replace(in_force(), rd_ratio=4)
    by = {row["indicator"]: row for row in binding(rows, ALL, rule).iter_rows(named=True)}
    assert (by["class1_ip"]["alone_now"], by["class1_ip"]["alone"]) == (1, 1)
    # far (3% in the year before) and near (3.9%) meet all but the new 4%.
    assert (by["rd_ratio_each_of_2y"]["alone_now"], by["rd_ratio_each_of_2y"]["alone"]) == (0, 2)
    assert by["revenue_last_year"]["unknown"] == 1
    found = edge(rows, ALL, rule, "both", 5.0)
    listed = dict(found.select("id", "change").iter_rows())
    assert listed == {"far": "leaves", "near": "leaves"}
    near = found.row(0, named=True)
    # (3.9 - 4) / 4 = -2.5%: at the edge; (3 - 4) / 4 = -25%: not.
    assert (near["id"], near["margin_pct"], near["at_edge"]) == ("near", -2.5, True)
    assert (near["value"], near["threshold"]) == (3.9, 4.0)
    far = found.row(1, named=True)
    assert (far["margin_pct"], far["at_edge"]) == (-25.0, False)
    # (3 - 4) / 4 of class I IP: 25% short, and no second criterion unmet.
    outside = edge(rows, ALL, in_force(), "outside", 25.0)
    assert outside["id"].to_list() == ["ip"]
    inside = edge(rows, ALL, in_force(), "inside", 0.0)
    assert inside["id"].to_list() == ["far", "near"]


def test_a_value_that_is_missing_leaves_the_rule_open_and_is_listed_so() -> None:
    rows = small_registry([BARELY | {"id": "open", "revenue": None}])
    found = edge(rows, ALL, in_force(), "open", 5.0).row(0, named=True)
    assert (found["id"], found["missing"], found["verdict_own"]) == ("open", 1, "unknown")
