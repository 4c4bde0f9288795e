"""Conditions of an address: what they spell, whom they leave, and what they are called."""

from datetime import date

import pytest

from data_layer.filters.condition_words import condition_words
from data_layer.filters.conditions import condition
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.measures.rows import collect
from tests.components.small import small_registry

ROWS = small_registry(
    [
        {"id": "A", "patents": 5, "rd_ratio": 4.0, "high_tech": True, "division": "C39"},
        {"id": "B", "patents": 10, "rd_ratio": None, "high_tech": False, "section": "I"},
        {"id": "C", "patents": None, "rd_ratio": 5.0, "high_tech": None, "tier": "national"},
        {"id": "D", "patents": 20, "rd_ratio": 9.99, "insured": 7, "tier": "national"},
    ]
)


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("patents:known", "ABD"),
        ("patents:missing", "C"),
        ("patents+insured:known", "D"),
        ("patents+insured:missing", "ABC"),
        ("patents:5..10", "AB"),
        ("patents:5..<10", "A"),
        ("patents:5<..", "BD"),
        ("patents:..5", "A"),
        ("high_tech:1", "A"),
        ("high_tech:0", "B"),
        ("high_tech:!1", "BCD"),
        ("industry:C|I65", "A"),
        ("industry:I", "B"),
        ("tier:!national", "AB"),
        ("id:A|D", "AD"),
        ("patents:known,rd_ratio:4..", "AD"),
    ],
)
def test_whom_a_condition_leaves(where: str, left: str) -> None:
    query = f"where={where.replace('+', '%2B')}"
    passed = Filters.from_query(query).apply(ROWS)
    assert "".join(sorted(collect(passed)["id"])) == left


def test_a_percentile_is_among_what_comes_before_it() -> None:
    rows = small_registry(
        [{"id": f"N{n}", "tier": "national", "patents": n} for n in range(1, 5)]
        + [{"id": f"P{n}", "tier": "provincial", "patents": 10 * n} for n in range(1, 5)]
    )
    top = "score@100-0-0-0-0.percentile:75.."
    first = Filters.from_query(f"where=tier:national,{top}").apply(rows)
    # (rank - 0.5) / 4 x 100: 12.5, 37.5, 62.5, 87.5; of all eight N4 has 43.75
    assert collect(first)["id"].to_list() == ["N4"]
    assert collect(Filters.from_query(f"where={top},tier:national").apply(rows)).is_empty()


DATED = small_registry(
    [
        # Of 2026 (r01): 3 years in the niche for a provincial title, which little giants do without
        {"id": "A", "tier": "provincial", "years_in_niche": 3.0, "recognised_year": 2021},
        {"id": "B", "tier": "provincial", "years_in_niche": 2.0, "valid_until": date(2026, 6, 30)},
        {"id": "C", "tier": "provincial", "valid_until": date(2026, 7, 1)},
        # The third batch of little giants is of 2021.
        {"id": "D", "tier": "national", "batch": 3, "years_in_niche": 9.0},
        {"id": "E", "tier": "champion", "batch": 3, "recognised_year": 2023},
    ]
)


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("given:2021..2021", "AD"),
        ("given:..2022", "AD"),
        ("given:missing", "BC"),
        ("valid_until:2026..2026-06", "B"),
        ("valid_until:2026-07-01..", "C"),
        ("stands:none", "E"),
        ("stands:fails", "B"),
        ("stands:unknown", "ACD"),
        ("stands.years_in_niche:met", "A"),
        ("stands.years_in_niche:unmet", "B"),
        ("stands.years_in_niche:unknown", "C"),
        ("stands.class1_ip:unknown", "ABCD"),
    ],
)
def test_whom_conditions_on_days_and_titles_leave(where: str, left: str) -> None:
    passed = Filters.from_query(f"where={where}").apply(DATED)
    assert "".join(sorted(collect(passed)["id"])) == left


@pytest.mark.parametrize(
    "text",
    [
        "patents",
        "given:yes",
        "valid_until:2026-13..",
        "valid_until:5|6",
        "stands:met",
        "stands.shape:met",
        "stands.class1_ip:meets",
        "patents:",
        "patents:..",
        "patents:1|x",
        "nothing:known",
        "name:abc",
        "tier:duke",
        "score:5..",
        "score@e24.mode:5..",
        "rule@2027:meets",
        "rule@2026:met",
        "rule.revenue@2026:meets",
        "rule.shape@2026:met",
        "patents@e24:5..",
        "support@no_measure:qualifies",
        "support@recognition_national:met",
    ],
)
def test_what_is_no_condition_is_named(text: str) -> None:
    assert condition(text) is None
    with pytest.raises(FilterError, match="where"):
        Filters.from_query(f"where={text}")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("standards:missing", "参与标准未填报", "Standards not reported"),
        (
            "insured+patents:missing",
            "参保人数、专利总量至少一项未填报",
            "Employees with social insurance, Patents: one at least not reported",
        ),
        ("rd_ratio:5..<10", "研发占比 5–10 %（不含 10）", "R&D intensity 5 to below 10 %"),
        ("patents:50<..", "专利总量高于 50 件", "Patents above 50"),
        ("high_tech:!1", "高新技术企业：否或未填报", "High-tech enterprise: no, or not reported"),
        ("tier:national", "层级：国家级", "Tier: National (little giant)"),
        (
            "score@e24.median:80..",
            "科创力得分（图表24；对国家级中位数）不低于 80 分",
            "Score (Exhibit 24; Against the national median) at least 80 points",
        ),
        (
            "given:..2021",
            "认定年份（未填报的按批次）不超过 2021",
            "Year recognised (or that of the batch) at most 2021",
        ),
        (
            "valid_until:..2026",
            "有效期至 不晚于 2026-12-31",
            "Valid until 2026-12-31 at the latest",
        ),
        (
            "stands:fails",
            "按本层级2026年条件：有条件未达到",
            "By the criteria of 2026 of the own tier: Fails a criterion",
        ),
        (
            "stands.class1_ip:met",
            "I类知识产权（按本层级2026年条件）：达到",
            "Class I intellectual property (By the criteria of 2026 of the own tier): met",
        ),
        ("rule@2026:meets", "2026年规则：全部达到", "Rule of 2026: meets every criterion"),
        (
            "rule.class1_ip@5000-1000-3-15-10-3-60-tech_centre:alone",
            "I类知识产权（自拟规则（近两年研发费用合计 1000、I类知识产权 15、"
            "企业技术中心可豁免））：只差这一项",
            "Class I IP (Own rule (R&D expense of two years 1000, Class I IP 15, Enterprise "
            "technology centre exempts)): all that is unmet",
        ),
    ],
)
def test_conditions_in_words(text: str, zh: str, en: str) -> None:
    assert (condition_words(text, "zh"), condition_words(text, "en")) == (zh, en)
