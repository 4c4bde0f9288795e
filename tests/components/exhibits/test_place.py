"""/place and /industry: quotients, ranks and quadrants by hand; what a page's path says."""

from typing import Any

import pytest

from components.contract.catalogue import exhibits
from components.parts.page_path import at_path
from components.parts.subject_param import subject_at
from data_layer.filters.filters import Filters
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

SUZHOU, NANJING, HANGZHOU = "320500", "320100", "330100"


def _many(n: int, **row: Any) -> list[dict[str, Any]]:
    return [row] * n


def _city(code: str, **row: Any) -> dict[str, Any]:
    return {"city_code": code, "province_code": f"{code[:2]}0000", **row}


# Suzhou: 12 of C39, 8 of C34. Nanjing: 10 of C39, 30 of C34. Hangzhou: 18 of C39, 22 of C34.
ROWS = [
    *_many(12, **_city(SUZHOU, division="C39", tier="national", patents=60, insured=200)),
    *_many(8, **_city(SUZHOU, division="C34", tier="provincial", patents=10, insured=20)),
    *_many(10, **_city(NANJING, division="C39", tier="provincial", patents=60, insured=20)),
    *_many(30, **_city(NANJING, division="C34", tier="provincial", patents=20, insured=20)),
    *_many(18, **_city(HANGZHOU, division="C39", tier="provincial", patents=30, insured=20)),
    *_many(22, **_city(HANGZHOU, division="C34", tier=None, patents=30)),
]


def _run(id: str, query: str, **params: str) -> list[dict[str, Any]]:
    exhibit = exhibits()[id]
    given = exhibit.settings(params)
    frame = exhibit.query(small_registry(ROWS), Filters.from_query(query), given)
    return conform(frame, exhibit.fields).rows(named=True)


def test_a_quotient_is_a_share_over_the_share_of_the_nation() -> None:
    first, second = _run("known_for", f"city={SUZHOU}")
    # 12 of 20 against 40 of 100: 60 % over 40 %.
    assert first == {
        "subject": SUZHOU,
        "item": "C39",
        "location_quotient": 1.5,
        "enterprises": 12,
        "share_pct": 60.0,
        "nation": 40,
        "nation_share_pct": 40.0,
        "small_group": False,
    }
    assert (second["item"], second["location_quotient"], second["small_group"]) == (
        "C34",
        None,
        True,
    )


def test_of_an_industry_it_is_the_other_way_round() -> None:
    rows = _run("known_for", "industry=C39", about="industry", grain="fine")
    found = {row["item"]: row["location_quotient"] for row in rows}
    # Of 40 in C39 12 (30 %) in Suzhou where 20 % of all are, 18 (45 %) in Hangzhou and 10 (25 %)
    # in Nanjing, each with 40 % of all: 1.5, 1.125, 0.625.
    assert list(found) == [SUZHOU, HANGZHOU, NANJING]
    assert list(found.values()) == pytest.approx([1.5, 1.125, 0.625], abs=0.006)


def test_the_filters_on_places_are_not_those_of_the_nation() -> None:
    row = _run("known_for", f"city={SUZHOU}&tier=national")[0]
    assert (row["nation"], row["location_quotient"]) == (12, 1.0)


def test_without_a_choice_it_is_the_largest_province_and_division() -> None:
    assert {row["subject"] for row in _run("peer_ranks", "")} == {"320000"}  # 60 of 100
    assert {row["subject"] for row in _run("peer_ranks", "", about="industry")} == {"C34"}
    assert _run("peer_ranks", "province=440000") == []


def _filled(row: dict[str, Any], quantity: str) -> float | None:
    """The value in the column of its unit."""
    filled = (row[name] for name in row if name.startswith(f"{quantity}_"))
    return next((value for value in filled if value is not None), None)


def test_ranks_are_among_places_of_ten_or_more() -> None:
    rows = {row["indicator"]: row for row in _run("peer_ranks", f"city={SUZHOU}")}
    ranked = {
        name: (_filled(row, "value"), row["rank"], row["peer_values"]) for name, row in rows.items()
    }
    assert ranked["enterprises"] == (20.0, 3, 3)  # behind two of 40
    assert ranked["little_giant_share"] == (60.0, 1, 3)
    assert ranked["patents"] == (60.0, 1, 3)  # Nanjing 20, Hangzhou 30
    assert ranked["insured"] == (200.0, 1, 3)
    assert ranked["rd_ratio"] == (None, None, 0)
    assert rows["patents"]["peer_median_pieces"] == 30.0
    assert rows["enterprises"]["at_or_below_pct"] == 33.3  # itself of three
    assert rows["rd_ratio"]["small_group"]


def test_equal_values_share_the_better_rank() -> None:
    rows = {row["indicator"]: row for row in _run("peer_ranks", f"city={NANJING}")}
    assert (rows["enterprises"]["rank"], rows["enterprises"]["peer_values"]) == (1, 3)


def test_quadrants_stand_beside_those_of_the_nation() -> None:
    rows = {row["cell"]: row for row in _run("nation_quadrants", f"city={SUZHOU}")}
    # Above 100 persons and 50 patents: 12 of 20 here, 12 of the 78 that report both.
    leading = rows["leading"]
    assert (leading["enterprises"], leading["share_pct"]) == (12, 60.0)
    assert (leading["nation"], leading["nation_share_pct"]) == (12, 15.38)
    assert (rows["tech_startup"]["enterprises"], rows["tech_startup"]["nation"]) == (0, 10)
    assert leading["unreported"] == 0


def test_the_radar_has_the_medians_of_both_sides() -> None:
    rows = {(r["side"], r["dimension"]): r for r in _run("nation_radar", f"city={SUZHOU}")}
    assert rows["subject", "technology"]["value_pieces"] == 60.0
    assert (
        rows["nation", "technology"]["value_pieces"] == 30.0
    )  # 22 of 60, 8 of 10, 30 of 20, 40 of 30
    # The national tier is Suzhou's own twelve: their median is 60.
    assert rows["subject", "technology"]["score"] == 100.0
    assert rows["nation", "technology"]["score"] == 50.0


@pytest.mark.parametrize(
    ("path", "key", "code"),
    [
        ("/a/place/320500", "city", "320500"),
        ("/a/place/110000", "province", "110000"),
        ("/a/industry/C39", "industry", "C39"),
        ("/a/industry/C3973", "industry", "C3973"),
    ],
)
def test_a_path_names_its_subject(path: str, key: str, code: str) -> None:
    subject = subject_at(path, "/a/")
    assert subject is not None
    assert (subject.key, subject.code) == (key, code)
    assert at_path({"province": "440000", "tier": "national"}, path, "/a/")[key] == code


@pytest.mark.parametrize("path", ["/a/place/999999", "/a/industry/Z9", "/a/places/320500", ""])
def test_another_path_names_none(path: str) -> None:
    assert subject_at(path, "/a/") is None
    assert at_path({"province": "440000"}, path, "/a/") == {"province": "440000"}


def test_a_path_lays_filters_of_its_own_kind_aside() -> None:
    pairs = {"province": "440000", "cluster": "prd", "industry": "C39", "tier": "national"}
    assert at_path(pairs, "/place/320500", "/") == {
        "industry": "C39",
        "tier": "national",
        "city": "320500",
    }
    assert at_path(pairs, "/industry/I65", "/") == {
        "province": "440000",
        "cluster": "prd",
        "tier": "national",
        "industry": "I65",
        "subject.about": "industry",
    }
