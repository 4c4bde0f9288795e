"""The exhibits of /frontier against the facts and a small registry."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits, on_page
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from tests.components.small import small_registry

ROWS: list[dict[str, Any]] = [
    {
        "frontier_field": "quantum",
        "tier": "national",
        "invention_grants": 10,
        "revenue": 10_000.0,
        "unicorn": True,
    },
    {"frontier_field": "quantum", "tier": "national", "invention_grants": 20, "revenue": None},
    {"frontier_field": "quantum", "tier": "provincial", "invention_grants": 500},
    {"frontier_field": "mobile_6g", "tier": "provincial"},
    {"tier": "national", "invention_grants": 900},
]


def run(id: str, query: str = "") -> pl.DataFrame:
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    return exhibit.query(rows, Filters.from_query(query), exhibit.settings({}))


def published(id: str) -> pl.DataFrame:
    declared = exhibits()[id].published
    printed = declared({}) if declared else None
    assert printed is not None
    return printed


def test_fields_count_srdi_and_little_giants() -> None:
    found = run("frontier_fields")
    assert found.select("frontier_field", "enterprises", "little_giants").rows() == [
        ("quantum", 3, 2),
        ("mobile_6g", 1, 0),
        *((field, 0, None) for field in ("biomanufacturing", "brain_computer", "embodied_ai")),
        ("hydrogen_fusion", 0, None),
    ]
    assert found["smes"].to_list() == [None] * 6


def test_fields_print_the_six_facts_of_s2() -> None:
    printed = dict(published("frontier_fields").select("frontier_field", "smes").iter_rows())
    assert printed == {
        "quantum": 1074,
        "biomanufacturing": 4128,
        "hydrogen_fusion": 1752,
        "brain_computer": 151,
        "embodied_ai": 249,
        "mobile_6g": 101,
    }
    assert sum(printed.values()) == reference.fact_value("f_frontier_total")


def test_levels() -> None:
    assert run("frontier_levels").select("level", "enterprises").rows() == [
        ("sme", None),
        ("srdi", 4),
        ("little_giant", 2),
    ]
    assert published("frontier_levels")["enterprises"].to_list() == [7455, 1904, 351]
    assert run("frontier_levels", "province=110000").is_empty()


def test_giants_are_means_of_the_national_tier_in_any_field() -> None:
    rows = {row["indicator"]: row for row in run("frontier_giants").iter_rows(named=True)}
    assert (rows["grants"]["grants_mean"], rows["grants"]["values"]) == (15, 2)
    revenue = rows["revenue"]
    assert (revenue["revenue_mean"], revenue["values"], revenue["missing"]) == (1.0, 1, 1)  # 亿元
    assert (rows["unicorns"]["unicorns"], rows["unicorns"]["values"]) == (1, 1)
    assert rows["market_value"]["market_value_mean"] is None


def test_equity_rounds_are_the_six_facts_of_s4() -> None:
    assert run("equity_rounds")["value_per_cent"].to_list() == [-85, -89, -63, -5, 1, 257]


def test_conversion_rates_are_all_from_the_least_reliable_source() -> None:
    found = run("conversion_rates")
    assert found["value_per_cent"].to_list() == [45, 34, 60, 62]
    assert found["least_reliable"].all()


def test_rd_means_leave_out_values_above_30() -> None:
    rows = [{"tier": "national", "rd_ratio": value} for value in (10.0, 20.0, 31.0)]
    rows += [{"tier": "provincial", "rd_ratio": 8.0}, {"tier": "champion", "rd_ratio": 1.0}]
    exhibit = exhibits()["rd_cross_source"]
    found = exhibit.query((small_registry(rows)), Filters(), {})
    assert found.rows() == [("national", 15.0, 2), ("provincial", 8.0, 1)]
    printed = dict(published("rd_cross_source").iter_rows())
    assert (printed["national"], printed["little_giants_s5"]) == (19.6, 8.2)  # e27, f_rd_lg_s5


@pytest.mark.parametrize("source", ["s2", "s4", "s5"])
def test_every_fact_of_the_source_is_on_the_page(source: str) -> None:
    shown = {id for exhibit in on_page("frontier") for id in exhibit.origin}
    facts = {f.id for f in reference.facts().values() if f.source == source}
    elsewhere = {"f_lg_2023"}  # little giants over time, on the overview
    assert facts - elsewhere <= shown
