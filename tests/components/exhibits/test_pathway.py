"""The exhibits of /pathway against hand-computed numbers and reference rows."""

from typing import Any

import polars as pl
import pytest

from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.exhibit import View
from components.rendering.written import MOST_COLUMNS, written
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

GOOD: dict[str, Any] = {
    "tier": "provincial",
    "province_code": "320000",
    "sector": "electronics",
    "years_in_niche": 5.0,
    "revenue": 6000.0,
    "rd_expense": 700.0,
    "rd_expense_previous": 600.0,
    "rd_ratio": 20.0,
    "rd_ratio_previous": 18.0,
    "class1_ip": 5,
    "niche_share": 12.0,
    "niche_rank": 9,
    "quality_score": 70.0,
    "patents": 30,
    "invention_grants": 9,
}


def run(id: str, rows: list[dict], query: str = "", **given: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    lazy = small_registry(rows)
    found = exhibit.query(lazy, Filters.from_query(query), exhibit.settings(given))
    return conform(found, exhibit.fields)


def test_stages_hold_targets_and_the_registry() -> None:
    rows = [GOOD | {"patents": n, "rd_ratio": rd} for n, rd in ((10, 5.0), (20, 10.0), (60, 99.0))]
    rows += [{"tier": "national", "patents": 100}]
    found = run("pathway_stages", rows)
    assert found["tier"].to_list() == ["innovative", "provincial", "national", "champion"]
    assert found["patents_target"].to_list() == ["<30件", None, None, ">200件"]
    growth = found.row(1, named=True)
    assert (growth["enterprises"], growth["patents_median"]) == (3, 20)
    assert growth["rd_ratio_median"] is None  # two values within 0-30%: too few to show
    assert found["enterprises"].to_list() == [0, 3, 1, 0]
    assert found["patents_median"][2] is None


def test_stages_published_beside() -> None:
    declared = exhibits()["pathway_stages"].published
    printed = declared({}) if declared else None
    assert printed is not None
    assert printed["patents_median"].to_list() == [None, 34, 116, None]  # e26
    assert printed["rd_ratio_median"].to_list() == [None, 18.2, 20.1, None]  # e27


@pytest.mark.parametrize(
    ("id", "table"),
    [
        ("policy_stages", "e01_policy_stages"),
        ("measures_2026", "e02_new_measures_2026"),
        ("stage_targets", "r04_stage_targets"),
        ("key_giant_path", "e49_key_little_giant_path"),
        ("patent_strategy", "e51_patent_strategy"),
        ("talent_strategy", "e52_talent_strategy"),
        ("platform_ladder", "r05_rd_platform_ladder"),
    ],
)
def test_printed_tables_are_the_reference(id: str, table: str) -> None:
    printed = reference.table(table)
    shared = [c for c in run(id, []).columns if c in printed.columns]
    assert len(shared) >= 2
    found = run(id, []).select(shared)
    assert found.to_dicts() == printed.select(shared).to_dicts()


def test_policy_stages_count_the_little_giants_of_the_second() -> None:
    assert run("policy_stages", [])["little_giants"].to_list() == [None, 8997, None]


def test_candidates_are_ordered_by_open_criteria_then_shortfall() -> None:
    rows = [
        GOOD | {"id": "ready"},
        GOOD | {"id": "far", "revenue": 1000.0},  # one open, 0.8
        GOOD | {"id": "near", "quality_score": 57.0},  # one open, 0.05
        GOOD | {"id": "two", "quality_score": 57.0, "revenue": 4500.0},  # two open, 0.15
        GOOD | {"id": "blank", "revenue": None},  # one open and unknown: 1
        GOOD | {"id": "giant", "tier": "national", "quality_score": 1.0},
    ]
    near = run("candidates", rows)
    assert near["id"].to_list() == ["near", "far", "blank", "two"]
    assert near["rank"].to_list() == [1, 2, 3, 4]
    assert near["shortfall"].to_list() == [0.05, 0.8, 1.0, 0.15]
    assert near["unknown"].to_list() == [0, 0, 1, 0]
    assert run("candidates", rows, show="ready")["id"].to_list() == ["ready"]
    assert run("candidates", rows, show="all", top="5")["id"][0] == "ready"


def test_candidates_follow_the_filters_and_name_sector_gaps() -> None:
    rows = [
        GOOD | {"id": "a", "revenue": 4000.0},
        GOOD | {"id": "b", "revenue": 4500.0, "province_code": "330000"},
    ]
    only = run("candidates", rows, "province=320000")
    assert only["id"].to_list() == ["a"]
    row = only.row(0, named=True)
    # Electronics in r02: 15 inventions, 80 patents, 30% of R&D; r03 advises 22%.
    assert (row["invention_grants_below"], row["patents_below"]) == (6, 50)
    assert (row["rd_ratio_below"], row["rd_advice_below"]) == (10, 2)
    assert row["software_copyrights_below"] is None
    assert row["revenue_last_year_attained"] == 80


def test_criteria_met_counts_every_enterprise_of_the_tier_once() -> None:
    rows = [GOOD, GOOD | {"revenue": 1.0}, GOOD | {"revenue": None}, {"tier": "national"}]
    found = {row["indicator"]: row for row in run("criteria_met", rows).iter_rows(named=True)}
    revenue = found["revenue_last_year"]
    assert (revenue["met"], revenue["unmet"], revenue["unknown"]) == (1, 1, 1)
    assert (revenue["met_pct"], revenue["unmet_pct"]) == (50, 50)  # of the two that have it
    assert found["quality_score"]["met"] == 3
    national = run("criteria_met", rows, tier="national")
    filtered = run("criteria_met", rows, "tier=national")
    assert filtered.equals(national)  # a filter goes before the switch of the card
    assert national["unknown"].to_list() == [1] * 6


def statuses(found: pl.DataFrame, tier: str) -> dict[str, str]:
    mine = found.filter(pl.col("tier") == tier)
    return dict(mine.select("indicator", "status").iter_rows())


def test_calculator_without_values_knows_nothing() -> None:
    found = run("recognition_calculator", [GOOD])
    assert set(found["status"]) == {"unknown", "to_judge"}
    assert set(found["highest"]) == {"unknown"}


def test_calculator_takes_what_is_entered_before_what_is_on_file() -> None:
    rows = [GOOD | {"id": "a", "name": "甲"}]
    held = run("recognition_calculator", rows, enterprise="a")
    assert set(held["highest"]) == {"national"}
    assert set(held["name"]) == {"甲"}
    changed = run("recognition_calculator", rows, enterprise="a", revenue="4000")
    assert statuses(changed, "national")["revenue_last_year"] == "unmet"
    assert statuses(changed, "provincial")["revenue_last_year"] == "met"
    assert set(changed["highest"]) == {"provincial"}
    gap = changed.filter(tier="national", indicator="revenue_last_year").row(0, named=True)
    assert [gap[f"{it}_cny_10k"] for it in ("value", "threshold", "shortfall")] == [
        4000,
        5000,
        1000,
    ]
    assert (gap["old_rule"], gap["new_rule"]) == ("可由融资替代，无明确下限", "5000万元以上")


def test_calculator_exemption_and_funding() -> None:
    rows = [GOOD | {"id": "a", "class1_ip": 0, "revenue": 1400.0}]
    plain = statuses(run("recognition_calculator", rows, enterprise="a"), "provincial")
    assert (plain["class1_ip"], plain["revenue_last_year"]) == ("unmet", "unmet")
    given = {"enterprise": "a", "exempt_provincial": "1", "financing": "2000"}
    claimed = statuses(run("recognition_calculator", rows, **given), "provincial")
    assert (claimed["class1_ip"], claimed["revenue_last_year"]) == ("exempt", "exempt")


def test_calculator_says_what_a_reader_would_miss() -> None:
    """A tier skipped, values that clash, an exemption from another column, the rules before."""
    rows = [GOOD | {"id": "a", "years_in_niche": 2, "revenue": 6000.0, "rd_expense": 700.0}]
    rows[0] |= {"rd_ratio": 5.0, "class1_ip": 4}  # 700 / 6,000 is 11.7%
    exhibit = exhibits()["recognition_calculator"]
    frame = run("recognition_calculator", rows, enterprise="a")
    assert frame["without_provincial"].all()
    assert set(frame["highest_2022"]) == {"national"}
    view = View(frame, exhibit.fields, None, "computed", Filters(), exhibit.settings({}))
    assert exhibit.body is not None
    said = markup(exhibit.body(view))
    assert "国家级的可量化条件均已达到，而省级条件未达到：细分市场从事年限。" in said
    assert "研发费用700万元÷营业收入6,000万元=11.7%，与研发占比5%不符" in said
    assert "按2022年规定：国家级" in said
    centre = [GOOD | {"id": "a", "class1_ip": 0, "engineering_centre": True}]
    found = run("recognition_calculator", centre, enterprise="a")
    assert statuses(found, "provincial")["class1_ip"] == "exempt"
    assert statuses(found, "national")["class1_ip"] == "unmet"
    assert found["derived"].drop_nulls().to_list() == ["engineering_centre"]


def test_calculator_of_an_unknown_enterprise_says_nothing() -> None:
    assert run("recognition_calculator", [GOOD], enterprise="nobody").is_empty()


def test_calculator_does_not_heed_filters() -> None:
    rows = [GOOD | {"id": "a"}]
    assert not run("recognition_calculator", rows, "province=110000", enterprise="a").is_empty()


@pytest.mark.parametrize("value", ["-1", "nan", "1e9", "abc"])
def test_calculator_refuses_what_is_no_amount(value: str) -> None:
    param = next(p for p in exhibits()["recognition_calculator"].params if p.name == "revenue")
    assert param.problem("") is None
    assert param.problem("1200.5") is None
    assert param.problem(value) is not None


def test_bottlenecks_have_four_supports_with_three_measures_each() -> None:
    found = run("bottleneck_matrix", [])
    assert found.group_by("support").len()["len"].to_list() == [3, 3, 3, 3]
    tied = found.filter(pl.col("bottleneck") != "general")
    assert set(tied["support"]) == {"technology", "talent"}
    assert set(found["section"]) == {"4.2.1", "4.2.2", "4.2.3", "4.2.4"}


def test_a_long_name_of_a_candidate_is_cut_before_it_is_escaped() -> None:
    name = "甲" * 20 + "<乙丙"  # 23 letters: the 21 that stay end with the `<`
    exhibit = exhibits()["candidates"]
    frame = run("candidates", [GOOD | {"name": name, "revenue": 100.0}], show="all")
    assert exhibit.figure is not None
    view = View(frame, exhibit.fields, None, "computed", Filters(), exhibit.settings({}))
    assert exhibit.figure(view)["data"][0]["y"] == ["1 " + "甲" * 20 + "&lt;…"]


def test_a_slide_of_the_edge_has_room_for_what_decides() -> None:
    met = {"revenue": 9000.0, "rd_expense": 900.0, "rd_expense_previous": 900.0, "class1_ip": 9}
    met |= {"niche_share": 30.0, "quality_score": 90.0, "rd_ratio_previous": 9.0}
    ratios = {"a": 2.9988, "b": 2.97, "c": 3.0}
    rows = [met | {"id": id, "name": id, "rd_ratio": ratio} for id, ratio in ratios.items()]
    frame = run("rule_edge", rows).with_columns(kind=pl.lit("computed"))
    told = written(frame, exhibits()["rule_edge"].fields, "zh", 40)
    shown = [dict(zip(told.titles[:MOST_COLUMNS], row, strict=False)) for row in told.rows]
    # (2.9988 - 3) / 3 = -0.04%, (2.97 - 3) / 3 = -1%; c is at the threshold.
    assert [(row["企业名称"], row["最小余量（%）"], row["企业的值（%）"]) for row in shown] == [
        ("a", "-0.04", "2.9988"),
        ("b", "-1", "2.97"),
        ("c", "0", "3"),
    ]
    decides = {"变化", "在边缘", "决定的条件", "自拟门槛（%）"}
    assert all(words in shown[0] or words in " ".join(told.aside) for words in decides)
