"""/lifecycle by hand, each rule at its boundary, as of 2026-02-28 unless another day is said."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from components.contract.as_of import ON, dated
from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.registry.manifest import Manifest
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

# One day too late, its last day, the last day within twelve months, the first one after, unknown.
ENDS = (date(2026, 2, 27), date(2026, 2, 28), date(2027, 2, 27), date(2027, 2, 28), None)
NATIONAL: dict[str, Any] = {
    "tier": "national",
    "province_code": "320000",
    "revenue": 5000.0,
    "rd_expense": 600.0,
    "rd_expense_previous": 600.0,
    "rd_ratio": 3.0,
    "rd_ratio_previous": 3.0,
    "class1_ip": 4,
    "niche_share": 10.0,
    "quality_score": 60.0,
    "valid_until": date(2026, 6, 30),
}
"""Meets each national threshold of r01 exactly, and is due."""


def run(id: str, rows: list[dict[str, Any]], query: str = "", **given: str) -> list[dict[str, Any]]:
    exhibit = exhibits()[id]
    params = exhibit.settings(given)
    found = exhibit.query(small_registry(rows), Filters.from_query(query), params)
    return conform(found, exhibit.fields).rows(named=True)


def test_a_title_holds_on_its_last_day_and_is_due_within_twelve_months() -> None:
    rows = [{"tier": "national", "valid_until": end, "validity_basis": "batch"} for end in ENDS]
    (row,) = run("title_standing", rows)
    assert {name: row[name] for name in ("lapsed", "due", "in_force", "unknown")} == {
        "lapsed": 1,
        "due": 2,
        "in_force": 1,
        "unknown": 1,
    }
    assert (row["enterprises"], row["due_pct"], row["as_of"]) == (5, 50.0, "2026-02-28")


def test_another_day_moves_what_is_due() -> None:
    rows = [{"tier": "national", "valid_until": end} for end in ENDS]
    (row,) = run("title_standing", rows, on="2027-02-28")
    assert (row["lapsed"], row["due"], row["in_force"]) == (3, 1, 0)
    # Nobody says when it was recognised.
    assert run("title_standing", rows, "asof=2025") == []


def test_a_year_that_is_looked_back_to_is_told_of_its_last_day() -> None:
    rows = [{"tier": "national", "recognised_year": 2020, "valid_until": date(2024, 1, 1)}]
    (row,) = run("title_standing", rows, "asof=2023")
    assert (row["due"], row["as_of"]) == (1, "2023-12-31")


def test_years_of_titles() -> None:
    rows = [
        {"tier": "national", "batch": 4, "valid_until": date(2025, 6, 30)},
        {"tier": "provincial", "recognised_year": 2022, "valid_until": date(2025, 12, 31)},
        {"tier": "provincial", "batch": 4},
    ]
    found = {row["year"]: row for row in run("title_years", rows)}
    assert list(found) == ["2022", "2025"]
    assert (found["2022"]["given_national"], found["2022"]["given_provincial"]) == (1, 1)
    assert (found["2025"]["ending_national"], found["2025"]["ending_provincial"]) == (1, 1)
    assert (found["2025"]["year_missing"], found["2025"]["until_missing"]) == (1, 1)


def test_cohorts_say_who_holds_the_title_and_who_rose() -> None:
    held = {"tier": "national", "batch": 3, "valid_until": date(2027, 6, 30)}
    rows = [
        held | {"review": "passed", "single_champion": True},
        held | {"single_champion": False},
        held | {"valid_until": date(2024, 6, 30), "review": "failed"},
        {"tier": "national", "batch": 3},
    ]
    (row,) = run("title_cohorts", rows)
    assert (row["cohort"], row["enterprises"], row["holding"], row["known"]) == ("3", 4, 2, 3)
    assert (row["holding_pct"], row["lapsed"], row["unknown"]) == (66.7, 1, 1)
    assert (row["reviewed"], row["champions"], row["champion_pct"]) == (1, 1, 50.0)


@pytest.mark.parametrize(
    ("column", "value", "stands"),
    [
        (None, None, "meets"),
        ("revenue", 4999.99, "fails"),
        ("rd_expense", 599.99, "fails"),
        ("rd_ratio_previous", 2.99, "fails"),
        ("class1_ip", 3, "fails"),
        ("niche_share", 9.99, "fails"),
        ("quality_score", 59.9, "fails"),
        ("revenue", None, "unknown"),
        ("quality_score", None, "unknown"),
    ],
)
def test_who_is_due_is_held_against_the_criteria_of_its_tier(
    column: str | None, value: Any, stands: str
) -> None:
    row = NATIONAL | ({} if column is None else {column: value})
    if column == "niche_share":
        row["niche_rank"] = 4
    (listed,) = run("due_list", [row])
    assert (listed["stands"], listed["days"]) == (stands, 122)
    named = {"meets": (None, None), "fails": (True, None), "unknown": (None, True)}[stands]
    assert (
        bool(listed["unmet_criteria"]) or None,
        bool(listed["unknown_criteria"]) or None,
    ) == named


def test_one_criterion_unmet_fails_whatever_else_is_missing() -> None:
    (listed,) = run("due_list", [NATIONAL | {"revenue": 1.0, "quality_score": None}])
    assert listed["stands"] == "fails"
    assert (listed["unmet_criteria"], listed["unknown_criteria"]) == (
        "上年度营业收入",
        "发展质量评价得分",
    )


def test_a_champion_has_no_criteria() -> None:
    (listed,) = run("due_list", [NATIONAL | {"tier": "champion"}])
    assert (listed["stands"], listed["unmet_criteria"], listed["unknown_criteria"]) == (
        "none",
        "",
        "",
    )


def test_lists_hold_the_kind_that_is_asked_for() -> None:
    rows = [NATIONAL, NATIONAL | {"revenue": 1.0}, NATIONAL | {"valid_until": ENDS[0]}]
    kinds = {show: len(run("due_list", rows, show=show)) for show in ("due", "fails", "lapsed")}
    assert kinds == {"due": 2, "fails": 1, "lapsed": 1}


def test_criteria_count_each_of_the_due_once() -> None:
    rows = [NATIONAL, NATIONAL | {"revenue": 1.0}, NATIONAL | {"class1_ip": None}]
    found = {row["criterion"]: row for row in run("due_criteria", rows)}
    counts = {name: (row["met"], row["unmet"], row["unknown"]) for name, row in found.items()}
    assert counts["all"] == (1, 1, 1)
    assert counts["revenue_last_year"] == (2, 1, 0)
    assert counts["class1_ip"] == (2, 0, 1)


def test_places_say_who_is_due_and_who_of_them_fails() -> None:
    rows = [NATIONAL, NATIONAL | {"revenue": 1.0}, {"tier": "national", "province_code": "330000"}]
    first, second = run("due_groups", rows)
    assert (first["group"], first["due"], first["due_meets"], first["due_fails"]) == (
        "320000",
        2,
        1,
        1,
    )
    assert (second["group"], second["due"], second["known"], second["due_pct"]) == (
        "330000",
        0,
        0,
        None,
    )


def test_industries_say_who_is_due_and_who_of_them_fails() -> None:
    """By hand: two of C39, of whom one has too little revenue, and one of C35."""
    machines = NATIONAL | {"division": "C35"}
    electronics = NATIONAL | {"division": "C39"}
    rows = [electronics, electronics | {"revenue": 1.0}, machines]
    found = [
        (row["group"], row["due"], row["due_fails"])
        for row in run("due_groups", rows, by="division")
    ]
    assert found == [("C39", 2, 1), ("C35", 1, 0)]


def _registry(*, demonstration: bool, **notes: str) -> Registry:
    manifest = Manifest("a" * 12, 1, demonstration, "x", "2025-03-01T20:00:00+00:00", (), notes)
    return Registry(manifest, small_registry([{}]))


@pytest.mark.parametrize(
    ("on", "query", "registry", "day"),
    [
        ("registry", "", _registry(demonstration=True), "2026-02-28"),
        ("registry", "asof=2023", _registry(demonstration=True), "2023-12-31"),
        # Imported at 04:00 of 2 March in Beijing.
        ("registry", "", _registry(demonstration=False), "2025-03-02"),
        ("registry", "", _registry(demonstration=False, as_of="2025-01-31"), "2025-01-31"),
        ("registry", "asof=2023", _registry(demonstration=False), "2023-12-31"),
        ("today", "asof=2023", _registry(demonstration=True), "2026-11-29"),
        ("2026-05-01", "asof=2023", _registry(demonstration=False), "2026-05-01"),
    ],
)
def test_the_day_is_one_that_is_stated(on: str, query: str, registry: Registry, day: str) -> None:
    exhibit, today = exhibits()["due_list"], date(2026, 11, 29)
    given = dated(exhibit, {"on": on}, registry, Filters.from_query(query), today)
    assert given["on"] == day
    others = exhibits()["tier_pyramid"]
    assert dated(others, {}, registry, Filters(), today) == {}


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-6-1", "gestern"])
def test_what_is_no_day_is_refused(day: str) -> None:
    assert ON.problem(day) is not None


def _given(n: int, year: int, **row: Any) -> list[dict[str, Any]]:
    return [{"tier": "national", "province_code": "320000", "recognised_year": year, **row}] * n


TWO_DATES = [
    *_given(2, 2021),
    *_given(1, 2024),
    *_given(1, 2022, province_code="330000"),
    *_given(4, 2023, province_code="330000"),
    *_given(1, 2020, tier="provincial"),
    {"tier": "national", "province_code": "320000"},
]
"""Jiangsu: 3 by 2022, of which 2 little giants, 4 by 2025. Zhejiang: 1, then 5."""


def test_maps_of_two_dates_count_who_was_recognised_by_then() -> None:
    found = {
        (row["year"], row["province_code"]): (row["enterprises"], row["national"])
        for row in run("date_maps", TWO_DATES)
    }
    assert found == {
        ("2022", "320000"): (3, 2),
        ("2022", "330000"): (1, 1),
        ("2025", "320000"): (4, 3),
        ("2025", "330000"): (5, 5),
    }
    assert {row["year_missing"] for row in run("date_maps", TWO_DATES)} == {1}
    until = run("date_maps", TWO_DATES, "asof=2023")  # nobody of 2025 is left, so it is not said
    assert {row["year"] for row in until} == {"2022", "2023"}
    assert {row["year"] for row in run("date_maps", TWO_DATES, "asof=2021")} <= {"2021"}
    back = run("date_maps", TWO_DATES, **{"from": "2025", "to": "2022"})
    assert [row["year"] for row in back] == ["2022", "2022", "2025", "2025"]


def test_ranks_between_two_years() -> None:
    zhejiang, jiangsu = run("date_slopes", TWO_DATES)
    assert (zhejiang["group"], zhejiang["before_rank"], zhejiang["after_rank"]) == ("330000", 2, 1)
    assert (zhejiang["places_up"], jiangsu["places_up"]) == (1, -1)
    assert (jiangsu["national_before"], jiangsu["national_after"]) == (2, 3)
    # Nobody was there by the end of 2019.
    first = run("date_slopes", TWO_DATES, **{"from": "2019"})[0]
    assert (first["before_rank"], first["places_up"], first["national_before"]) == (None,) * 3


def test_growth_by_year() -> None:
    rows = [
        {"tier": "national", "revenue_growth_2022": g, "revenue_growth_2024": 1.0}
        for g in (1.0, 5.0, 30.0)
    ] + [{"tier": "provincial", "revenue_growth_2022": 3.0}] * 2
    (row,) = run("growth_slopes", rows)  # of two values there is no median
    assert (row["group"], row["growth_2022"], row["growth_2023"]) == ("national", 5.0, None)
    assert (row["values_2022"], row["values_2023"], row["small_group"]) == (3, 0, True)


def test_looking_back_holds_in_every_answer(demo_home: Path) -> None:
    """Cards, files, API, frames, chips and the count say the same of `asof=2022`."""
    get = create_app(Settings(home=demo_home)).server.test_client().get
    listed = get("/export/enterprises.csv?lang=en&asof=2022").get_data(as_text=True)
    years = [row["recognised_year"] for row in csv.DictReader(io.StringIO(listed[1:]))]
    assert years
    assert all(int(year) <= 2022 for year in years)
    n = len(years)
    assert get("/api/v1/exhibits/tier_pyramid?asof=2022").json["selected"] == str(n)
    said = "截至2022年底已认定（不含此后退出者）"
    status = get("/parts/status?asof=2022").get_data(as_text=True)
    assert f"{n:,}" in status
    assert said in status
    assert said in get("/cards/tier_pyramid?asof=2022").json["sub"]
    assert get("/embed/tier_pyramid?asof=2022").status_code == 200
    assert get("/export/tier_pyramid.csv?asof=1900").status_code == 400
    rows = get("/api/v1/exhibits/title_standing?lang=en&asof=2022").json["data"]
    assert sum(row["enterprises"] for row in rows) == n
    assert {row["as_of"] for row in rows} == {"2022-12-31"}
    for id in ("date_maps", "date_slopes"):
        card = get(f"/cards/{id}?lang=en&asof=2023").get_data(as_text=True)
        assert "end of 2023" in card
        assert "end of 2025" not in card


def test_lines_between_two_years_fill_a_wide_chart(demo_home: Path) -> None:
    """Three fifths of a slide at least; on a phone names and numbers have more of it."""
    get = create_app(Settings(home=demo_home)).server.test_client().get
    for id, ways in (("date_slopes", 1), ("growth_slopes", 2)):
        drawn = get(f"/cards/{id}").get_json()["figure"]["layout"]
        wide, narrow = drawn["xaxis"]["range"], drawn["meta"]["narrow"]["xaxis.range"]
        assert ways / (wide[1] - wide[0]) > 0.6 > ways / (narrow[1] - narrow[0])
