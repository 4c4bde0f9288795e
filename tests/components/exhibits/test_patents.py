"""The exhibits of /patents: computed ones by hand, and pictures without numbers."""

from __future__ import annotations

import polars as pl
import pytest

from components.contract.catalogue import exhibits, on_page
from components.parts.unprinted import WARNING
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from tests.components.small import small_registry

GRANTS = {"C39": [1, 2, 6], "C40": [50], "M75": [4, 4, 4]}
ROWS = [
    {"tier": "national", "division": division, "invention_grants": n}
    for division, values in GRANTS.items()
    for n in values
] + [{"tier": "provincial", "division": "C39", "invention_grants": 999}]


def run(id: str, rows: list[dict], **given: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    return exhibit.query((small_registry(rows)), Filters(), exhibit.settings(given))


def test_industries_by_the_sum_of_grants_of_little_giants() -> None:
    found = run("patent_industries", ROWS)
    assert found["division"].to_list() == ["C40", "M75", "C39"]
    assert found["grants"].to_list() == [50, 12, 9]
    assert found["grants_pct"].to_list() == pytest.approx([5000 / 71, 1200 / 71, 900 / 71])
    assert found["named"].to_list() == [True, False, True]
    assert found["grants_median"].to_list() == [None, 4, 2]


def test_divisions_with_ten_values_come_first() -> None:
    ten = [{"tier": "national", "division": "C34", "invention_grants": n} for n in range(10)]
    found = run("patent_industries", [*ROWS, *ten], metric="grants_median")
    assert found.select("division", "grants_median").rows() == [
        ("C34", 4.5),
        ("M75", 4.0),
        ("C39", 2.0),
        ("C40", None),
    ]
    assert found["small_group"].to_list() == [False, True, True, True]


def test_means_by_tier_beside_e40() -> None:
    rows = [
        {
            "tier": "national",
            "invention_applications": 10,
            "invention_grants": 4,
            "pct_applications": 0,
        },
        {
            "tier": "national",
            "invention_applications": 20,
            "invention_grants": None,
            "pct_applications": 6,
        },
        {"tier": "provincial", "invention_applications": 3},
    ]
    provincial, national = run("patent_means", rows).iter_rows(named=True)
    assert (national["applications_mean"], national["grants_mean"]) == (15, 4)
    assert (national["pct_mean"], national["pct_share_pct"]) == (3, 50)
    assert (provincial["group"], provincial["pct_mean"]) == ("provincial", None)
    declared = exhibits()["patent_means"].published
    printed = declared({}) if declared else None
    assert printed is not None
    assert printed.rows() == [("national", 77, 34, 3), ("champion", 576, 226, 53)]  # e40


def test_pictures_without_numbers_say_so_and_hold_none() -> None:
    shown = {id for exhibit in on_page("patents") for id in exhibit.origin}
    assert {f"e{n}" for n in range(42, 48)} <= shown
    cards = [e for e in on_page("patents") if e.basis == "reference"]
    assert {e.origin[0] for e in cards} == {"e43", "e44", "e45", "e46", "e47"}
    for exhibit in cards:
        assert reference.catalogue()[exhibit.origin[0]].numbers == "not printed"
        found = run(exhibit.id, [])
        assert found.select(pl.selectors.numeric()).columns == []
        assert found.height >= 1
    assert "只印图片" in WARNING.zh
