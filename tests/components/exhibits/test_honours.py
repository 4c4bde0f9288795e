"""The exhibits of /honours against hand-computed numbers and e06, e37, e39."""

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.topics.honours.honours import honour_id
from data_layer.vocabulary.terms import HONOURS
from tests.components.small import small_registry

ROWS = [
    {"tier": "national", "high_tech": True, "unicorn": False},
    {"tier": "national", "high_tech": True, "unicorn": True},
    {"tier": "provincial", "high_tech": True, "unicorn": False},
    {"tier": "provincial", "high_tech": False, "unicorn": False},
    {"tier": "provincial", "high_tech": None, "unicorn": False},
    {"tier": "innovative", "high_tech": False, "unicorn": False},
]


def run(id: str, filters: str = "") -> pl.DataFrame:
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    return exhibit.query(rows, Filters.from_query(filters), exhibit.settings({}))


def published(id: str) -> pl.DataFrame:
    declared = exhibits()[id].published
    found = None if declared is None else declared({})
    assert found is not None
    return found


def test_rates_are_of_those_known() -> None:
    row = run("honours").filter(honour="high_tech").row(0, named=True)
    assert (row["national_pct"], row["provincial_pct"], row["gap_pp"]) == (100, 50, 50)
    assert (row["national_holders"], row["provincial_holders"]) == (2, 1)
    assert (row["provincial_values"], row["unreported"]) == (2, 1)
    assert row["small_group"]


def test_honours_that_nobody_reports_have_no_number() -> None:
    rows = run("honours")
    assert rows["honour"].to_list() == list(HONOURS)
    known = rows.filter(pl.col("national_values") + pl.col("provincial_values") > 0)
    assert known["honour"].to_list() == ["high_tech", "unicorn"]
    unknown = rows.filter(honour="tech_centre").row(0, named=True)
    assert (unknown["national_pct"], unknown["national_holders"]) == (None, None)


def test_one_tier_alone_has_no_gap() -> None:
    row = run("honours", "tier=national").filter(honour="unicorn").row(0, named=True)
    assert (row["national_pct"], row["provincial_pct"], row["gap_pp"]) == (50, None, None)


def test_ratios_fall_and_need_a_provincial_holder() -> None:
    rows = run("honour_ratios")
    assert rows.select("honour", "ratio").row(0) == ("high_tech", 2.0)
    assert rows.drop_nulls("ratio").height == 1  # no provincial unicorn, and nothing on the others


def test_matrix_is_of_all_enterprises_in_the_order_of_e39() -> None:
    rows = run("honour_matrix")
    assert rows["honour"].to_list() == published("honour_matrix")["honour"].to_list()
    rows = rows.filter(pl.col("values") > 0)
    assert rows["honour"].to_list() == ["high_tech", "unicorn"]
    # High-tech: 3 of the 5 known, innovative ones included.
    assert rows["holding_pct"].to_list() == pytest.approx([60, 100 / 6])
    assert rows["unreported"].to_list() == [1, 0]


def test_published_holding_equals_e06_and_e37() -> None:
    for id, name, column in (
        ("honours", "e06_honours", "gap_pp"),
        ("honour_ratios", "e37_honour_ratios", "ratio"),
    ):
        table = reference.table(name)
        assert published(id)[column].to_list() == table[column].to_list()
        assert published(id)["honour"].to_list() == [honour_id(h) for h in table["honour"]]


def test_published_matrix_tells_points_from_ranges() -> None:
    rows = published("honour_matrix")
    points = rows.drop_nulls("holding_pct").select("honour", "holding_pct", "value_low").rows()
    assert points == [("high_tech", 85.3, 75), ("tech_centre", 25.8, 92), ("tech_sme", 62.5, 65)]
    unicorn = rows.filter(honour="unicorn").row(0, named=True)
    assert (unicorn["holding_low_pct"], unicorn["holding_high_pct"]) == (5.2, 25.8)


def test_an_unknown_honour_is_refused() -> None:
    with pytest.raises(LookupError, match="诺贝尔奖"):
        honour_id("诺贝尔奖")
