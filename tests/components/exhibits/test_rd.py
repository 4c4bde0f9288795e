"""The exhibits of /rd against hand-computed numbers and the tables they stand beside."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.topics.rd.bands import band_range, spread_range
from tests.components.small import small_registry


def firm(tier: str, ratio: float | None, previous: float | None = None, **more: Any) -> dict:
    return {"tier": tier, "rd_ratio": ratio, "rd_ratio_previous": previous} | more


ROWS = [
    *[firm("national", value, value + 1) for value in (10.0, 20.0, 25.0, 30.0)],
    firm("national", 40.0, 1.0),
    firm("national", None),
    *[firm("provincial", value, value - 1, listed=True) for value in (5.0, 15.0, 22.0)],
    firm("provincial", None),
]


def run(id: str, rows: list[dict] = ROWS, **given: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    found = exhibit.query((small_registry(rows)), Filters(), exhibit.settings(given))
    return found


def published(id: str) -> pl.DataFrame:
    declared = exhibits()[id].published
    found = None if declared is None else declared({})
    assert found is not None
    return found


def test_benchmarks_leave_values_above_30_out_and_count_them() -> None:
    rows = {row["level"]: row for row in run("rd_benchmarks").iter_rows(named=True)}
    # 10, 20, 25, 30: median 22.5, P75 at position 2.25: 25 + 0.25 x 5 = 26.25.
    assert rows["p50"]["national_pct"] == 22.5
    assert rows["p75"]["national_pct"] == 26.25
    assert rows["mean"]["national_pct"] == 21.25
    assert rows["p50"]["provincial_pct"] == 15.0
    assert rows["p50"]["gap_pp"] == 7.5
    assert (rows["p50"]["national_values"], rows["p50"]["national_above"]) == (4, 1)
    assert (rows["p50"]["national_unreported"], rows["p50"]["provincial_unreported"]) == (1, 1)
    assert rows["p50"]["small_group"]


def test_benchmarks_of_all_values() -> None:
    rows = run("rd_benchmarks", range="all").filter(level="p50")
    assert rows["national_pct"].item() == 25.0


def test_two_values_are_too_few() -> None:
    rows = run("rd_benchmarks", rows=ROWS[:2])
    assert rows["national_pct"].null_count() == 4


def test_published_benchmarks_are_e12_with_the_means_of_e27() -> None:
    table = published("rd_benchmarks")
    assert table.filter(level="p90").row(0, named=True) == {
        "level": "p90",
        "national_pct": 27.8,
        "provincial_pct": 26.5,
        "gap_pp": 1.3,
        "policy_line": "优秀线",
        "policy_threshold_pct": 27,
    }
    assert table.filter(level="mean")["national_pct"].item() == 19.6


def test_years_compare_the_same_enterprises() -> None:
    rows = {row["year"]: row for row in run("rd_by_year").iter_rows(named=True)}
    # The firm at 40 is outside in both years, though its 1.0 of the year before is not.
    assert rows["2024"]["national_pct"] == 21.25
    assert rows["2023"]["national_pct"] == 22.25
    assert rows["2023"]["provincial_pct"] == pytest.approx(13.0)
    assert rows["2022"]["national_pct"] is None
    listed = run("rd_by_year", sample="listed").filter(year="2024").row(0, named=True)
    assert (listed["national_values"], listed["provincial_values"]) == (None, 3)


def test_published_years_equal_e11b() -> None:
    table = reference.table("e11b_rd_ratio_by_year")
    printed = published("rd_by_year")
    assert printed["national_pct"].to_list() == table["national_mean_pct"].to_list()
    assert printed["printed_n"].to_list() == ["680", "693", "1059/1150"]


def test_bands_hold_their_lower_bound() -> None:
    firms = [
        firm("national", 25.0, patents=100, invention_grants=9),
        *[firm("national", 30.0, patents=140, invention_grants=10)] * 2,
        *[firm("provincial", 24.99, patents=60, invention_grants=3)] * 3,
        *[firm("provincial", 14.99, patents=35, invention_grants=1)] * 4,
        firm("provincial", None, patents=1000),
    ]
    rows = {row["band"]: row for row in run("rd_bands", rows=firms).iter_rows(named=True)}
    assert list(rows) == ["from_25", "from_15", "from_0", "unreported"]
    assert rows["from_25"]["share_pct"] == pytest.approx(30)
    assert rows["from_25"]["patents_median"] == 140
    assert rows["from_25"]["patents_multiple"] == 4
    assert rows["from_25"]["national_share_pct"] == 100
    assert rows["from_0"]["share_pct"] == pytest.approx(40)
    assert rows["unreported"]["share_pct"] is None
    assert rows["unreported"]["enterprises"] == 1
    assert rows["unreported"]["patents_median"] is None


def test_published_bands_equal_e28() -> None:
    printed, table = published("rd_bands"), reference.table("e28_rd_bands")
    for column in ("share_pct", "patents_median", "grants_median", "national_share_pct"):
        assert printed[column].to_list() == table[column].to_list()
    assert printed["patents_multiple"].to_list() == [4.4, None, None]


def test_distribution_shares_are_of_those_that_disclose() -> None:
    rows = {row["band"]: row for row in run("rd_distribution").iter_rows(named=True)}
    assert rows["25–30"]["national_pct"] == 20
    assert rows["30–35"]["national_pct"] == 20
    assert rows["≥40"]["national"] == 1
    assert rows["unreported"]["provincial"] == 1
    assert rows["unreported"]["provincial_pct"] is None


def test_a_click_filters_to_the_band() -> None:
    rows = small_registry(ROWS)
    passed = Filters.from_query(f"rd={spread_range('25–30')}").apply(rows).select(pl.len())
    assert passed.collect().item() == 1
    assert band_range("from_25") == "25.."
    assert band_range("from_15") == "15..24.999999"
