"""The exhibits of /quadrant against e14 and hand-computed numbers."""

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from tests.components.small import small_registry

ROWS = [
    {"insured": 100, "patents": 50, "province_code": "320000"},
    {"insured": 101, "patents": 80, "province_code": "320000"},
    {"insured": 400, "patents": 20, "province_code": "330000"},
    {"insured": None, "patents": 90, "province_code": "330000"},
]


def run(id: str, filters: str = "", **given: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    return exhibit.query(rows, Filters.from_query(filters), exhibit.settings(given))


def test_typed_thresholds_move_the_cells() -> None:
    def leading(**given: str) -> int:
        frame = run("quadrant", **given).filter(part="quadrant", cell="leading")
        return frame["enterprises"].item()

    assert leading() == 1
    assert leading(persons_over="99", patents_over="49") == 2
    assert leading(persons_over="99.9", patents_over="49") == 2
    assert leading(persons_over="400") == 0


def test_published_shares_equal_e14() -> None:
    declared = exhibits()["quadrant"].published
    published = None if declared is None else declared({})
    assert published is not None
    printed = reference.table("e14_quadrants")["share_pct"].to_list()
    assert published["share_pct"].to_list() == printed == [5.1, 13.4, 10.9, 70.6]


def test_composition_follows_the_filters() -> None:
    frame = run("quadrant_composition", "province=330000", by="province")
    assert frame.filter(pl.col("enterprises") > 0).select("group", "cell").rows() == [
        ("330000", "scale")
    ]


def test_check_holds_the_arithmetic_of_x09_and_x10() -> None:
    """x09: 5.1 + 10.9 = 16.0 against 31.0; x10: 5.1 + 13.4 = 18.5 against 25.1."""
    rows = {row["check"]: row for row in run("quadrant_check").iter_rows(named=True)}
    persons, patents = rows["persons"], rows["patents"]
    assert persons["quadrants_pct"] == pytest.approx(16.0)
    assert round(persons["implied_pct"], 1) == 31.0
    assert patents["quadrants_pct"] == pytest.approx(18.5)
    assert round(patents["implied_pct"], 1) == 25.1
    # By hand: 101 and 400 of the three known; 80 and 90 of four.
    assert persons["registry_pct"] == pytest.approx(200 / 3)
    assert (persons["known"], persons["unreported"]) == (3, 1)
    assert patents["registry_pct"] == 50


def test_strategies_are_the_rows_of_e14() -> None:
    frame = run("quadrant_strategies")
    table = reference.table("e14_quadrants")
    assert frame["strategy"].to_list() == table["strategy"].to_list()
