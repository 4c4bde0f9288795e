"""Peers, percentiles and neighbours by hand."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from data_layer.enterprises.peers import neighbours, peers_of, standing
from data_layer.enterprises.record import first_id, on_file
from data_layer.measures.rows import Rows
from tests.components.small import small_registry


def firm(place: int, province: str = "320000", division: str = "C39", **more: Any) -> dict:
    return {"id": f"F{place:02}", "province_code": province, "division": division, **more}


def registry(rows: list[dict]) -> Rows:
    return small_registry(rows)


def held(rows: Rows, id: str) -> Mapping[str, Any]:
    found = on_file(rows, id)
    assert found is not None
    return found


TEN = [firm(place, patents=place * 10, insured=100) for place in range(10)]


def test_same_division_and_province_from_ten_on() -> None:
    rows = registry([*TEN, firm(20, province="330000")])
    peers = peers_of(rows, held(rows, "F00"))
    assert (peers.kind, peers.size) == ("division_province", 10)


def test_falls_back_to_the_division_then_to_all() -> None:
    rows = registry([*TEN, firm(20, province="330000"), firm(21, division="C40")])
    assert peers_of(rows, held(rows, "F20")).kind == "division"
    assert peers_of(rows, held(rows, "F20")).size == 11
    lonely = peers_of(rows, held(rows, "F21"))
    assert (lonely.kind, lonely.size) == ("registry", 12)


def test_an_enterprise_without_place_or_industry_has_peers_too() -> None:
    rows = registry([*TEN, {"id": "X", "division": "C39"}, {"id": "Y"}])
    assert peers_of(rows, held(rows, "X")).kind == "division"
    assert peers_of(rows, held(rows, "Y")).kind == "registry"


def test_standing() -> None:
    rows = registry([*TEN[:9], firm(9, patents=None, insured=100)])
    me = held(rows, "F03")
    found = standing(rows, me, peers_of(rows, me))
    by_name = {row["indicator"]: row for row in found.iter_rows(named=True)}
    assert list(by_name) == ["insured", "patents"]  # what it has, in the order of INDICATORS
    # Patents 0, 10 ... 80: three below 30 and half of the one equal, of nine: 3.5 / 9.
    assert by_name["patents"]["percentile"] == pytest.approx(100 * 3.5 / 9)
    assert by_name["patents"]["median"] == 40
    assert (by_name["patents"]["values"], by_name["patents"]["missing"]) == (9, 1)
    # All ten have 100 employees: none below, half of ten equal.
    assert by_name["insured"]["percentile"] == 50


def near(place: int, *values: float | None, division: str = "C39") -> dict:
    names = ("registered_capital", "insured", "patents")
    return firm(place, division=division) | dict(zip(names, values, strict=True))


def test_neighbours_by_the_mean_difference_of_percentile_ranks() -> None:
    rows = registry(
        [
            near(0, 1.0, 1, 1),
            near(1, 2.0, 2, 2),
            near(2, 3.0, 3, 3),
            near(3, 4.0, 1, 4),
            near(4, 1.0, 1, 1, division="C40"),
        ]
    )
    found = neighbours(rows, held(rows, "F00"))
    # Ranks in C39: capital 1..4, patents 1..4 of 4; employees 1, 2, 3, 1 rank 1.5, 3, 4, 1.5.
    assert found["id"].to_list() == ["F01", "F03", "F02"]
    # F01: |2-1|, |3-1.5|, |2-1| of 4 in per cent: 25, 37.5, 25. F03: 75, 0, 75. F02: 50, 62.5, 50.
    assert found["distance"].to_list() == pytest.approx([87.5 / 3, 50.0, 162.5 / 3], abs=1e-5)
    assert found["shared"].to_list() == [3, 3, 3]


def test_neighbours_need_three_shared_indicators() -> None:
    rows = registry([near(0, 1.0, 1, 1), near(1, None, 2, 2), near(2, 3.0, 3, 3)])
    assert neighbours(rows, held(rows, "F00"))["id"].to_list() == ["F02"]
    assert neighbours(rows, held(rows, "F01")).is_empty()


def test_first_and_unknown() -> None:
    rows = registry(TEN)
    assert first_id(rows) == "F00"
    assert first_id(rows.filter(pl.col("id") == "nobody")) is None
    assert on_file(rows, "nobody") is None
