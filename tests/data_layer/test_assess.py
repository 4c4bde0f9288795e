"""Recognition criteria of 2026: every expectation is worked out by hand from report section 1.3."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.cli.assess_input import read_enterprises
from data_layer.importer import UnreadableFileError
from data_layer.policy.assessment import assess, criteria_results
from data_layer.policy.consistency import contradictions
from data_layer.policy.criteria import INPUTS, criteria
from data_layer.policy.rules_2022 import old_criteria

# On every threshold of the national list, and so above every one of the provincial list.
NATIONAL: dict[str, Any] = {
    "name": "甲",
    "years_in_niche": 3,
    "revenue": 5000,
    "rd_expense": 600,
    "rd_expense_previous": 600,
    "rd_ratio": 3,
    "rd_ratio_previous": 3,
    "class1_ip": 4,
    "niche_share": 10,
    "niche_rank": None,
    "quality_score": 60,
    "exempt_provincial": False,
    "exempt_national": False,
}
# On every threshold of the provincial list.
PROVINCIAL = NATIONAL | {
    "revenue": 1500,
    "rd_expense": 100,
    "rd_expense_previous": 100,
    "class1_ip": 1,
    "niche_share": 1,
    "niche_rank": 30,
    "quality_score": 50,
}
TO_JUDGE = "provincial:niche_share_rank;national:industry_chain"


def one(**values: object) -> dict[str, Any]:
    frame = pl.DataFrame([values], schema={name: INPUTS[name] for name in values})
    return assess(frame).row(0, named=True)


def test_the_criteria_are_those_of_r01() -> None:
    bounds = {(it.tier, it.indicator): (it.threshold, it.alternative) for it in criteria()}
    assert bounds == {
        ("provincial", "years_in_niche"): (3, None),
        ("provincial", "revenue_last_year"): (1500, 2000),
        ("provincial", "rd_expense_each_of_2y"): (100, None),
        ("provincial", "rd_ratio_each_of_2y"): (3, None),
        ("provincial", "class1_ip"): (1, None),
        ("provincial", "niche_share_rank"): (None, None),
        ("provincial", "quality_score"): (50, None),
        ("national", "revenue_last_year"): (5000, None),
        ("national", "rd_expense_sum_2y"): (1200, None),
        ("national", "rd_ratio_each_of_2y"): (3, None),
        ("national", "class1_ip"): (4, None),
        ("national", "niche_share_pct"): (10, 3),
        ("national", "quality_score"): (60, None),
        ("national", "industry_chain"): (None, None),
    }
    assert all(it.label.zh and it.label.en and it.new_rule for it in criteria())


def test_the_thresholds_themselves_are_enough() -> None:
    assert one(**NATIONAL) == {
        "name": "甲",
        "tier_met": "national",
        "unmet": "",
        "unknown": "",
        "to_judge": TO_JUDGE,
        "without_provincial": False,
        "tier_met_2022": "national",
        "contradicting": "rd_ratio",  # 600 / 5,000 is 12%, not 3%
        "derived": "",
    }
    provincial = one(**PROVINCIAL)
    assert provincial["tier_met"] == "provincial"
    assert provincial["unmet"] == (
        "national:revenue_last_year;national:rd_expense_sum_2y;national:class1_ip;"
        "national:niche_share_pct;national:quality_score"
    )


@pytest.mark.parametrize(
    ("change", "tier", "unmet", "unknown"),
    [
        ({"revenue": 4999.99}, "provincial", "national:revenue_last_year", ""),
        ({"rd_expense": 599}, "provincial", "national:rd_expense_sum_2y", ""),
        ({"niche_share": 9.9}, "unknown", "", "national:niche_share_pct"),
        ({"niche_share": 9.9, "niche_rank": 4}, "provincial", "national:niche_share_pct", ""),
        ({"niche_share": None, "niche_rank": 3}, "national", "", ""),
        ({"class1_ip": 3}, "provincial", "national:class1_ip", ""),
        ({"class1_ip": 0, "exempt_national": True}, "national", "provincial:class1_ip", ""),
        (
            {"class1_ip": 0, "exempt_provincial": True, "exempt_national": None},
            "provincial",
            "national:class1_ip",
            "",
        ),
        (
            {"class1_ip": None, "exempt_provincial": True, "exempt_national": True},
            "national",
            "",
            "",
        ),
        ({"class1_ip": None}, "unknown", "", "provincial:class1_ip;national:class1_ip"),
        (
            {"rd_ratio_previous": 2.9},
            "none",
            "provincial:rd_ratio_each_of_2y;national:rd_ratio_each_of_2y",
            "",
        ),
        (
            {"rd_ratio": None, "rd_ratio_previous": 2.9},
            "none",
            "provincial:rd_ratio_each_of_2y;national:rd_ratio_each_of_2y",
            "",
        ),
        (
            {"rd_ratio": None},
            "unknown",
            "",
            "provincial:rd_ratio_each_of_2y;national:rd_ratio_each_of_2y",
        ),
        (
            {"rd_expense_previous": None},
            "unknown",
            "",
            "provincial:rd_expense_each_of_2y;national:rd_expense_sum_2y",
        ),
        # The national list states neither years in the niche nor R&D expense of each year.
        ({"years_in_niche": 2}, "national", "provincial:years_in_niche", ""),
        (
            {"rd_expense": 1150, "rd_expense_previous": 50},
            "national",
            "provincial:rd_expense_each_of_2y",
            "",
        ),
        ({"quality_score": 59}, "provincial", "national:quality_score", ""),
        ({"quality_score": 49}, "none", "provincial:quality_score;national:quality_score", ""),
        # Financing can stand for revenue in the provincial list alone.
        (
            {"revenue": 100, "financing": 2000},
            "provincial",
            "national:revenue_last_year",
            "",
        ),
        (
            {"revenue": 100, "financing": 1999},
            "none",
            "provincial:revenue_last_year;national:revenue_last_year",
            "",
        ),
    ],
)
def test_one_change_from_the_national_list(
    change: dict[str, Any], tier: str, unmet: str, unknown: str
) -> None:
    result = one(**NATIONAL | change)
    assert (result["tier_met"], result["unmet"], result["unknown"]) == (tier, unmet, unknown)


def test_a_name_alone_leaves_all_unknown() -> None:
    result = one(name="甲")
    assert (result["tier_met"], result["unmet"], result["to_judge"]) == ("unknown", "", TO_JUDGE)
    assert len(result["unknown"].split(";")) == 12


def test_results_name_value_threshold_and_both_rules() -> None:
    frame = pl.DataFrame([NATIONAL | {"rd_ratio_previous": 2.5}, PROVINCIAL | {"name": "乙"}])
    results = criteria_results(frame)
    assert results.height == 2 * len(criteria())
    ratio = results.row(
        by_predicate=(pl.col("name") == "甲")
        & (pl.col("tier") == "provincial")
        & (pl.col("indicator") == "rd_ratio_each_of_2y"),
        named=True,
    )
    assert (ratio["status"], ratio["value"], ratio["threshold"]) == ("unmet", 2.5, 3.0)
    assert ratio["old_rule"] == "不低于3%"
    assert ratio["new_rule"] == "近两年每年均不低于3%"
    judged = results.filter(pl.col("status") == "to_judge")
    assert judged["value"].null_count() == judged.height == 4


NUMBERS = st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False))
FLAGS = st.one_of(st.none(), st.booleans())


@given(
    st.fixed_dictionaries(
        {
            name: FLAGS if kind == pl.Boolean else NUMBERS
            for name, kind in INPUTS.items()
            if name != "name"
        }
    )
)
def test_tier_and_lists_agree(values: dict[str, Any]) -> None:
    result = one(name="甲", **values)
    lists = {key: set(filter(None, result[key].split(";"))) for key in ("unmet", "unknown")}
    assert not lists["unmet"] & lists["unknown"]
    open_tiers = {
        tier: {kind for kind, keys in lists.items() if any(it.startswith(tier) for it in keys)}
        for tier in ("national", "provincial")
    }
    if not open_tiers["national"]:
        expected = "national"
    elif "unmet" not in open_tiers["national"]:
        expected = "unknown"
    elif not open_tiers["provincial"]:
        expected = "provincial"
    else:
        expected = "none" if "unmet" in open_tiers["provincial"] else "unknown"
    assert result["tier_met"] == expected


def test_a_file_is_read_with_its_own_headings_and_units(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "企业名称,营业收入(元),研发占比,exempt_provincial,国家级豁免,融资额（亿元）,class1_ip\n"
        "甲,50000000,0.9,是,无,0.2,many\n"
        ",1,1,,,,\n",
        encoding="gb18030",
    )
    rows, rejects = read_enterprises(path)
    assert rows.height == 1
    row = rows.row(0, named=True)
    assert (row["revenue"], row["financing"]) == (5000.0, 2000.0)
    assert row["rd_ratio"] == 0.9  # per cent as the schema has it, not guessed from one value
    assert (row["exempt_provincial"], row["exempt_national"]) == (True, False)
    assert rejects.select("row", "column", "value").rows() == [
        (2, "class1_ip", "many"),
        (3, "", ""),
    ]


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有文件"):
        read_enterprises(tmp_path / "absent.csv")


def test_the_national_tier_without_the_provincial_is_said() -> None:
    young = one(**NATIONAL | {"years_in_niche": 2})
    assert (young["tier_met"], young["without_provincial"]) == ("national", True)
    assert young["unmet"] == "provincial:years_in_niche"
    assert not one(**NATIONAL | {"years_in_niche": None})["without_provincial"], "unknown is not no"
    assert not one(**PROVINCIAL)["without_provincial"]


@pytest.mark.parametrize(
    ("change", "tier"),
    [
        # Of 2022: national 3% in both years, 2 patents of class I, 10% of the market.
        ({}, "national"),
        ({"class1_ip": 2}, "national"),
        ({"revenue": 1000, "rd_expense": 100}, "national"),
        ({"class1_ip": 1}, "provincial"),
        ({"class1_ip": 1, "revenue": 999}, "none"),
        ({"niche_share": 9.9}, "provincial"),
        ({"rd_ratio_previous": 2.9}, "provincial"),  # the province asks for last year alone
        ({"rd_ratio": 2.9}, "none"),
        ({"niche_share": None}, "unknown"),
    ],
)
def test_the_tier_by_the_rules_of_2022(change: dict[str, Any], tier: str) -> None:
    assert one(**NATIONAL | change)["tier_met_2022"] == tier


def test_the_rules_of_2022_are_as_the_report_prints_them() -> None:
    """Section 1.3: 1,000 and 100 (万元), 3%; 3% in both years, two, 10%."""
    old = {(it.tier, it.indicator): (it.threshold, it.columns) for it in old_criteria()}
    assert old == {
        ("provincial", "revenue_last_year"): (1000, ("revenue",)),
        ("provincial", "rd_expense_each_of_2y"): (100, ("rd_expense",)),
        ("provincial", "rd_ratio_each_of_2y"): (3, ("rd_ratio",)),
        ("national", "rd_ratio_each_of_2y"): (3, ("rd_ratio", "rd_ratio_previous")),
        ("national", "class1_ip"): (2, ("class1_ip",)),
        ("national", "niche_share_pct"): (10, ("niche_share",)),
    }
    printed = {(str(it.tier), it.indicator): it.old_rule for it in criteria()}
    for it in old_criteria():
        assert f"{it.threshold:g}" in printed[it.tier, it.indicator], it.indicator


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({"revenue": 20_000}, ""),  # 600 / 20,000 is 3%
        ({"revenue": 17_500}, ""),  # 3.43%: as far as rounding and accounts go
        ({"revenue": 5_000}, "rd_ratio"),  # 12%
        ({"revenue": None}, ""),
        ({"revenue": 20_000, "niche_rank": 2, "niche_share": 51}, "niche_share"),
        ({"revenue": 20_000, "niche_rank": 1, "niche_share": 51}, ""),
        ({"niche_rank": 2, "niche_share": 51}, "rd_ratio;niche_share"),
    ],
)
def test_values_that_cannot_all_be_true(change: dict[str, Any], ids: str) -> None:
    row = NATIONAL | change
    assert one(**row)["contradicting"] == ids
    assert ";".join(clash.id for clash in contradictions(row)) == ids


def test_a_contradiction_is_said_with_its_figures() -> None:
    clash = contradictions(NATIONAL)[0].words
    assert clash.zh == "研发费用600万元÷营业收入5,000万元=12.0%，与研发占比3%不符"
    assert clash.en == "R&D expense over revenue is 12.0%, the R&D intensity given is 3%"


def test_an_exemption_follows_from_a_research_centre() -> None:
    # r05: an engineering research centre is the platform of the provincial level.
    centre = {"class1_ip": 0, "exempt_provincial": None, "engineering_centre": True}
    found = one(**PROVINCIAL | centre)
    assert found["tier_met"] == "provincial"
    assert found["derived"] == "provincial:class1_ip=engineering_centre"
    assert one(**PROVINCIAL | centre | {"engineering_centre": None})["tier_met"] == "none"
    met = one(**PROVINCIAL | {"engineering_centre": True})
    assert met["derived"] == "", "it decides nothing where the criterion is met"
    assert "national:class1_ip" in found["unmet"], "a provincial centre exempts from no other tier"


@pytest.mark.parametrize(
    ("column", "provincial", "national"),
    [
        # Section 1.3: 省部级以上科技奖励 or 省部级以上研发机构; 近三年国家级科技奖励（排名前三）,
        # which is 省部级以上 too.
        ("provincial_award", "exempt", "unmet"),
        ("rd_institution", "exempt", "unmet"),
        ("national_award", "exempt", "exempt"),
    ],
)
def test_an_exemption_follows_from_an_award(column: str, provincial: str, national: str) -> None:
    row = NATIONAL | {"class1_ip": 0, "exempt_provincial": None, "exempt_national": None}
    frame = pl.DataFrame([row | {column: True}], schema=dict(INPUTS))
    found = {
        (it["tier"], it["indicator"]): it["status"]
        for it in criteria_results(frame).iter_rows(named=True)
    }
    assert found["provincial", "class1_ip"] == provincial
    assert found["national", "class1_ip"] == national
    tiers = {"provincial": provincial, "national": national}
    derived = [f"{tier}:class1_ip={column}" for tier, it in tiers.items() if it == "exempt"]
    assert one(**row | {column: True})["derived"] == ";".join(derived)
    assert one(**row | {column: False})["derived"] == ""
