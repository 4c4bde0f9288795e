"""Measures of support: each printed threshold at its boundary by hand, lists against profiles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.filters.filters import Filters
from data_layer.policy.assessment import assess
from data_layer.policy.support.measure import Measure
from data_layer.policy.support.reading import measures_of, printed_measures
from data_layer.registry.settings import Settings, SettingsError
from data_layer.topics.support.counts import by_group, by_measure
from data_layer.topics.support.enterprise import answers
from data_layer.topics.support.listing import LISTS, listed
from data_layer.vocabulary.schema import columns
from tests.components.small import small_registry

ALL = Filters()
EXAMPLE = Path(__file__).parents[2] / "examples" / "support.toml"
EVERY = printed_measures().every
FULL: dict[str, Any] = {
    "tier": "provincial",
    "section": "C",
    "sector": "electronics",
    "listed": False,
    "years_in_niche": 3.0,
    "revenue": 5000.0,
    "rd_expense": 700.0,
    "rd_expense_previous": 500.0,
    "rd_ratio": 10.0,
    "rd_ratio_previous": 9.99,
    "class1_ip": 5,
    "niche_share": 10.0,
    "niche_rank": 9,
    "quality_score": 60.0,
    "patents": 40,
    "invention_applications": 15,
    "invention_grants": 20,
    "software_copyrights": 20,
    "pct_applications": 2,
    "standards": 0,
    "engineering_centre": False,
    "little_giant_title": False,
    "tech_sme": True,
    **dict.fromkeys(("national_award", "provincial_award", "rd_institution"), False),
}
"""At the bounds of r01, r03, e51 and of section 4.1: 20 of 40 patents are inventions, 50%."""
EDGES = [
    ("recognition_national", {}, {"revenue": 4999.9}),
    ("recognition_national", {}, {"rd_expense": 699.9}),
    ("recognition_national", {"rd_ratio": 3.0, "rd_ratio_previous": 3.0}, {"rd_ratio": 2.99}),
    ("recognition_national", {"rd_ratio_previous": 3.0}, {"rd_ratio_previous": 2.99}),
    ("recognition_national", {"class1_ip": 4}, {"class1_ip": 3}),
    ("recognition_national", {}, {"niche_share": 9.99}),
    ("recognition_national", {"niche_share": 9.0, "niche_rank": 3}, {"niche_rank": 4}),
    ("recognition_national", {}, {"quality_score": 59.9}),
    ("recognition_provincial", {"tier": "innovative", "revenue": 1500.0}, {"revenue": 1499.0}),
    ("recognition_provincial", {"tier": "innovative"}, {"years_in_niche": 2.9}),
    ("recognition_provincial", {"tier": "innovative", "rd_expense": 100.0}, {"rd_expense": 99.0}),
    ("recognition_provincial", {"tier": "innovative", "class1_ip": 1}, {"class1_ip": 0}),
    (
        "recognition_provincial",
        {"tier": "innovative", "class1_ip": 0, "engineering_centre": True},
        {"engineering_centre": False},
    ),
    (
        "recognition_provincial",
        {"tier": "innovative", "quality_score": 50.0},
        {"quality_score": 49.0},
    ),
    *(
        ("recognition_provincial", {"tier": "innovative", "class1_ip": 1} | at, below)
        for at, below in (
            ({"rd_ratio": 3.0, "rd_ratio_previous": 3.0}, {"rd_ratio": 2.99}),
            ({"rd_ratio": 3.0, "rd_ratio_previous": 3.0}, {"rd_ratio_previous": 2.99}),
            ({"rd_expense_previous": 100.0}, {"rd_expense_previous": 99.0}),
        )
    ),
    ("rd_deduction_120", {}, {"rd_ratio": 9.99}),
    ("patent_award", {}, {"invention_grants": 19}),
    ("patent_award", {}, {"class1_ip": 4}),
    ("software_subsidy", {"sector": "software"}, {"software_copyrights": 19}),
    ("software_subsidy", {"sector": "software", "invention_grants": 5}, {"invention_grants": 4}),
    ("utility_model_subsidy", {"sector": "basic_manufacturing"}, {"patents": 39}),
    (
        "utility_model_subsidy",
        {"sector": "basic_manufacturing", "invention_grants": 8},
        {"invention_grants": 7},
    ),
    ("inventions_hard_tech", {}, {"invention_applications": 14}),
    (
        "inventions_manufacturing",
        {"sector": "general_equipment", "invention_applications": 8},
        {"invention_applications": 7},
    ),
    ("class1_breakthrough", {"tier": "national", "class1_ip": 4}, {"class1_ip": 3}),
    ("class1_breakthrough", {"tier": "national"}, {"pct_applications": 1}),
    ("rd_sprint_manufacturing", {"rd_ratio": 22.0}, {"rd_ratio": 21.99}),
    ("rd_sprint_software", {"sector": "software", "rd_ratio": 35.0}, {"rd_ratio": 34.99}),
    ("rd_keep_provincial", {"rd_ratio": 15.0}, {"rd_ratio": 14.99}),
    ("rd_entry_manufacturing", {"rd_ratio": 20.0}, {"rd_ratio": 19.99}),
    ("platform_national", {"engineering_centre": True}, {"engineering_centre": False}),
    ("listing_reward", {"listed": True}, {"listed": False}),
]
"""A measure, what qualifies at the bound, and what is just below it."""
FOR_OTHERS = [
    ("recognition_national", {"tier": "national"}),
    ("rd_deduction_120", {"rd_ratio_previous": 10.0}),
    ("rd_deduction_120", {"tier": "national"}),
    ("rd_steps", {"rd_ratio": 6.0}),
    ("rd_first", {"rd_ratio": 12.0}),
    ("standards_entry", {"standards": 1}),
    ("platform_provincial", {"engineering_centre": True}),
    ("listing_reserve", {"listed": True}),
    ("srdi_loan", {"tier": "innovative"}),
    ("patent_award", {"sector": "software"}),
]


def status(measure: str, row: Mapping[str, Any]) -> str:
    enterprise = small_registry([dict(row)]).collect().row(0, named=True)
    return answers(enterprise, EVERY).statuses[measure]


@pytest.mark.parametrize(("measure", "at", "below"), EDGES)
def test_a_bound_is_met_at_it_and_not_below(
    measure: str, at: dict[str, Any], below: dict[str, Any]
) -> None:
    assert status(measure, FULL | at) == "qualifies"
    assert status(measure, FULL | at | below) == "short"
    nothing = FULL | at | dict.fromkeys(below)
    if "niche_share" in below:
        nothing |= {"niche_rank": None}
    assert status(measure, nothing) == "unknown"


def test_every_printed_bound_is_among_those_that_are_tried() -> None:
    """A number that is added to measures.toml has to be tried at it and beside it."""
    tried = {(measure, column) for measure, _, below in EDGES for column in below}
    tried |= {(measure, column) for measure, other in FOR_OTHERS for column in other}
    spent = {("recognition_national", "rd_expense_2y"): ("recognition_national", "rd_expense")}
    spent |= {("patent_award", "invention_share"): ("patent_award", "invention_grants")}
    bounds = {
        (measure.id, part.column)
        for measure in EVERY
        for condition in measure.conditions
        for part in condition.parts
        if part.bound is not None
    }
    assert bounds
    assert {spent.get(bound, bound) for bound in bounds} <= tried


@pytest.mark.parametrize(
    ("measure", "row", "award"),
    [
        ("recognition_national", {}, "national_award"),
        ("recognition_provincial", {"tier": "innovative"}, "national_award"),
        ("recognition_provincial", {"tier": "innovative"}, "provincial_award"),
        ("recognition_provincial", {"tier": "innovative"}, "rd_institution"),
    ],
)
def test_an_award_exempts_and_one_that_is_not_stated_is_none(
    measure: str, row: dict[str, Any], award: str
) -> None:
    """Section 1.3: what exempts from class I intellectual property."""
    few = FULL | row | {"class1_ip": 0, "engineering_centre": False}
    assert status(measure, few | {award: True}) == "qualifies"
    assert status(measure, few | {award: None}) == "short"


@pytest.mark.parametrize(("measure", "other"), FOR_OTHERS)
def test_a_measure_for_others_is_told_apart(measure: str, other: dict[str, Any]) -> None:
    assert status(measure, FULL | other) == "elsewhere"


def test_what_no_column_holds_is_unknown_and_never_a_no() -> None:
    assert status("talent_hard_tech", FULL) == "unknown"  # R&D staff of 15% (e52)
    assert status("talent_hard_tech", FULL | {"sector": "software"}) == "elsewhere"
    assert status("srdi_loan", FULL) == "qualifies"
    assert status("srdi_loan", FULL | {"tier": None}) == "unknown"
    assert (
        status("srdi_loan", FULL | {"tier": "champion", "little_giant_title": True}) == "qualifies"
    )


CHOICES: Mapping[str, tuple[Any, ...]] = {
    "tier": ("national", "provincial", "champion", "innovative", None),
    "section": ("C", "I", None),
    "sector": ("electronics", "software", "basic_manufacturing", "general_equipment", None),
    "listed": (True, False, None),
    "engineering_centre": (True, False, None),
    "little_giant_title": (True, False, None),
    "national_award": (True, False, None),
    **{
        name: (low, high, None)
        for name, low, high in (
            ("years_in_niche", 2.0, 3.0),
            ("revenue", 1500.0, 5000.0),
            ("rd_expense", 99.0, 1200.0),
            ("rd_expense_previous", 99.0, 1200.0),
            ("rd_ratio", 5.0, 22.0),
            ("rd_ratio_previous", 2.9, 11.0),
            ("class1_ip", 0, 5),
            ("niche_share", 9.0, 10.0),
            ("niche_rank", 3, 4),
            ("quality_score", 50.0, 60.0),
            ("patents", 0, 40),
            ("invention_grants", 4, 20),
            ("invention_applications", 7, 15),
            ("software_copyrights", 19, 20),
            ("standards", 0, 1),
            ("pct_applications", 1, 2),
        )
    },
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}),
    min_size=1,
    max_size=8,
)


@given(rows=ROWS, measure=st.sampled_from(printed_measures().checkable))
def test_a_profile_says_what_the_lists_and_counts_say(
    rows: list[dict[str, Any]], measure: Measure
) -> None:
    registry = small_registry(rows)
    asked = (measure,)
    mine = {
        row["id"]: answers(row, asked).statuses[measure.id] for row in registry.collect().to_dicts()
    }
    lists = {it: set(listed(registry, ALL, measure, it)["id"]) for it in LISTS}
    for name in ("qualifies", "short", "unknown"):
        assert lists[name] == {id for id, said in mine.items() if said == name}
    assert lists["near"] <= lists["short"]
    told = by_measure(registry, ALL, asked).row(0, named=True)
    assert told["unknown"] == len(lists["unknown"])
    if told["unknown"] < len(rows):
        names = ("qualifies", "near", "short")
        assert [told[name] for name in names] == [len(lists[name]) for name in names]
        assert told["elsewhere"] == list(mine.values()).count("elsewhere")


@given(ROWS)
def test_recognition_is_what_the_calculator_says(rows: list[dict[str, Any]]) -> None:
    known = [row | {"engineering_centre": bool(row["engineering_centre"])} for row in rows]
    registry = small_registry([row | {"tier": "provincial"} for row in known]).collect()
    judged = assess(registry)["tier_met"].to_list()
    for row, tier_met in zip(registry.to_dicts(), judged, strict=True):
        said = answers(row, EVERY).statuses["recognition_national"]
        assert (said == "qualifies") == (tier_met == "national")


def test_places_add_up() -> None:
    rows = [
        FULL | {"province_code": "420000"},
        FULL | {"province_code": "420000", "revenue": 4999.0},
        FULL | {"province_code": "420000", "revenue": None},
        FULL | {"province_code": "320000", "tier": "national"},
        FULL | {"province_code": "330000", "tier": None, "revenue": None},
        FULL,
    ]
    measure = printed_measures().of("recognition_national")
    assert measure is not None
    full = [row | {"rd_ratio_previous": 3.0} for row in rows]
    found = by_group(small_registry(full), ALL, measure, "province").to_dicts()
    told = {
        row["group"]: (row["qualifies"], row["near"], row["short"], row["unknown"]) for row in found
    }
    assert told == {
        "320000": (0, 0, 0, 0),
        "330000": (None, None, None, 1),  # nobody is known there: no number but of the unknown
        "420000": (1, 1, 1, 1),
    }
    assert [round(row["confirmed_pct"] or 0, 2) for row in found] == [0, 0, 33.33]


def test_every_printed_measure_says_where_it_is_printed() -> None:
    known = set(columns())
    for measure in EVERY:
        assert measure.source.zh
        assert measure.name.en
        assert measure.gives.en
        assert measure.source.en
        assert not measure.own
        parts = [part for it in measure.conditions for part in it.parts]
        assert {it.column for it in parts if it.column} <= known | {
            "rd_expense_2y",
            "invention_share",
        }


def own(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "support.toml").write_text(text, encoding="utf-8")
    return Settings(home=tmp_path)


def test_a_region_adds_measures_by_file(tmp_path: Path) -> None:
    assert measures_of(Settings(home=tmp_path)) is printed_measures()
    measures = measures_of(own(tmp_path, EXAMPLE.read_text(encoding="utf-8")))
    added = measures.of("example_equipment_loan")
    assert added is not None
    assert added.own
    assert measures.every[:-1] == EVERY
    row = FULL | {"province_code": "420000", "revenue": 2000.0, "patents": 10}
    for given_row, wanted in (
        (row, "qualifies"),
        (row | {"revenue": 1999.9}, "short"),
        (row | {"patents": 9, "high_tech": True}, "qualifies"),
        (row | {"patents": 9, "high_tech": None}, "unknown"),
        (row | {"province_code": "430000"}, "elsewhere"),
    ):
        enterprise = small_registry([given_row]).collect().row(0, named=True)
        assert answers(enterprise, measures.every).statuses[added.id] == wanted
    named = measures_of(Settings(home=tmp_path / "none", support_file=tmp_path / "support.toml"))
    assert named == measures


GOOD = """
[[measures]]
id = "hb_loan"
kind = "finance"
name = { zh = "贷款" }
gives = { zh = "贴息" }
source = { zh = "文件" }
conditions = [{ column = "revenue", at_least = 2000 }]
"""
WRONG = [
    ("", r"empty"),
    ("x", r"no TOML"),
    ("a = 1", r"\[\[measures\]\] alone"),
    (GOOD + GOOD, r"id of measure hb_loan \(hb_loan\); allowed: an id that is free"),
    (GOOD.replace("hb_loan", "srdi_loan"), r"id of measure srdi_loan .*free"),
    (GOOD.replace("hb_loan", "HB"), r"id of measure HB \(HB\); allowed: 3 to 41 lower-case"),
    (GOOD.replace("finance", "money"), r"kind of measure hb_loan \(money\); allowed: recognition"),
    (GOOD.replace('source = { zh = "文件" }', ""), r"source of measure hb_loan .*has to be given"),
    (GOOD + 'sorce = "x"', r"sorce of measure hb_loan \(x\); allowed: id, kind, name, gives"),
    (GOOD + "own = true", r"own of measure hb_loan"),
    (
        GOOD.replace("revenue", "turnover"),
        r"conditions\[1\].column of measure hb_loan \(turnover\)",
    ),
    (GOOD.replace("revenue", "name"), r"conditions\[1\].column .*allowed: tier"),
    (GOOD.replace("at_least", "atleast"), r"conditions\[1\].atleast .*allowed: column, at_least"),
    (GOOD.replace("2000", '"much"'), r"conditions\[1\].at_least of measure hb_loan \(much\)"),
    (GOOD.replace(", at_least = 2000", ""), r"conditions\[1\] of measure hb_loan \(-\); .*one of"),
    (GOOD.replace("at_least = 2000", "at_least = 2, below = 9"), r"\(at_least, below\)"),
    (GOOD.replace("revenue", "tier"), r"conditions\[1\].at_least .*\(tier\); allowed: one_of"),
    (GOOD.replace("revenue", "listed"), r"conditions\[1\].at_least .*\(listed\); allowed: is"),
    (
        GOOD.replace('"revenue", at_least = 2000', '"tier", one_of = ["giant"]'),
        r"conditions\[1\].one_of of measure hb_loan \(giant\); allowed: national",
    ),
    (
        GOOD.replace(
            'column = "revenue", at_least = 2000', 'any = [{ column = "turnover", below = 1 }]'
        ),
        r"conditions\[1\].any\[1\].column of measure hb_loan \(turnover\)",
    ),
    (GOOD + 'unchecked = { zh = "x" }', r"conditions or unchecked, one of both"),
    (GOOD.replace("[{ column", "[]#"), r"conditions or unchecked, one of both"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_file_that_cannot_be_used_says_where_and_what_is_allowed(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        measures_of(own(tmp_path, text))
    assert str(tmp_path / "support.toml") in refused.value.message.zh
    assert "\n" not in refused.value.message.en


def test_a_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, support_file=tmp_path / "no.toml")
    with pytest.raises(SettingsError, match="no such file"):
        measures_of(settings)


def test_where_nothing_is_known_nothing_is_a_no() -> None:
    """A registry of names alone: every measure is unknown for all, none is a no."""
    found = by_measure(small_registry([{}, {}]), ALL, EVERY)
    checked = found.filter(pl.col("unknown").is_not_null())
    assert checked.height == len(printed_measures().checkable)
    assert set(checked["unknown"]) == {2}
    assert checked["short"].null_count() == checked.height
