"""Structure: tiers, capital, employees, founding years, standards, evaluations, growth."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.exhibit import Rows, View
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

NATIONAL, PROVINCIAL = {"tier": "national"}, {"tier": "provincial"}


def _rows(*enterprises: dict[str, Any]) -> Rows:
    return small_registry(enterprises)


def _run(id: str, rows: Rows, filters: str = "", **params: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    found = exhibit.query(rows, Filters.from_query(filters), exhibit.settings(params))
    return conform(found, exhibit.fields)


def _published(id: str, **params: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    assert exhibit.published is not None
    printed = exhibit.published(exhibit.settings(params))
    assert printed is not None
    return printed


def _prints(id: str, **params: str) -> bool:
    exhibit = exhibits()[id]
    return exhibit.published is not None and exhibit.published(params) is not None


def test_tier_shares_count_those_without_a_tier() -> None:
    others = {"tier": "champion"}, {"tier": "innovative"}  # no part of what e03 divides
    frame = _run("tier_shares", _rows(NATIONAL, PROVINCIAL, PROVINCIAL, {}, *others))
    assert list(frame.select("tier", "enterprises", "share_pct").iter_rows()) == [
        ("national", 1, pytest.approx(100 / 3, abs=0.01)),
        ("provincial", 2, pytest.approx(200 / 3, abs=0.01)),
        ("unreported", 1, None),
    ]
    assert _published("tier_shares")["share_pct"].to_list() == [10.57, 89.43]


def test_registered_capital() -> None:
    national = [{**NATIONAL, "registered_capital": c} for c in (2000.0, 4000.0, 30_000.0)]
    provincial = [{**PROVINCIAL, "registered_capital": c} for c in (1000.0, 2000.0, 3000.0)]
    frame = _run("registered_capital", _rows(*national, *provincial, PROVINCIAL))
    median, mean, large = frame.iter_rows(named=True)
    money = ("national_cny_10k", "provincial_cny_10k", "ratio")
    assert [median[name] for name in money] == [4000, 2000, 2.0]
    assert [mean[name] for name in money] == [12_000, 2000, 6.0]
    # One of three little giants has 10,000 and more; the enterprise without capital is not counted.
    shares = ("national_per_cent", "provincial_per_cent", "gap_pp")
    assert [large[name] for name in shares] == [33.33, 0, 33.3]
    assert (large["national_values"], large["provincial_values"]) == (3, 3)
    printed = _published("registered_capital").row(0, named=True)
    assert [printed[name] for name in money] == [5774, 2000, 2.89]


def test_capital_of_two_has_no_median() -> None:
    few = [{**NATIONAL, "registered_capital": c} for c in (1.0, 2.0)]
    median, mean, _ = _run("registered_capital", _rows(*few)).iter_rows(named=True)
    assert median["national_cny_10k"] is None
    assert mean["national_cny_10k"] == 1.5
    assert median["small_group"]


def test_insured_bands_and_what_is_not_reported() -> None:
    people = [0, 50, 51, 100, 1000, 1001]
    national = [{**NATIONAL, "insured": n} for n in people] + [NATIONAL, NATIONAL]
    frame = _run("insured_bands", _rows(*national, {**PROVINCIAL, "insured": 10}))
    assert dict(frame.select("band", "national").iter_rows()) == {
        "0—50人": 2,
        "51—100人": 2,
        "101—200人": 0,
        "201—500人": 0,
        "501—1000人": 1,
        "1000人以上": 1,
        "未披露": 2,
    }
    first, last = frame.row(0, named=True), frame.row(-1, named=True)
    assert (first["national_pct"], first["provincial_pct"], first["gap_pp"]) == (25, 100, -75)
    assert last["national_pct"] == 25
    printed = _published("insured_bands")
    assert (
        printed["national_pct"].to_list()
        == reference.table("e05_insured_bands")["national_pct"].to_list()
    )
    assert "未披露" not in printed["band"].to_list()


def test_insured_bands_click_and_published_marks() -> None:
    exhibit = exhibits()["insured_bands"]
    assert exhibit.figure is not None
    frame = _run("insured_bands", _rows({**NATIONAL, "insured": 60}, PROVINCIAL))
    view = View(frame, exhibit.fields, _published("insured_bands"), "computed", Filters(), {})
    traces = exhibit.figure(view)["data"]
    bars = traces[0]
    marks = next(trace for trace in traces if trace["name"] == "报告原值")
    assert bars["customdata"][1] == "insured:51..100&tier:national"
    assert bars["customdata"][5] == "insured:1001..&tier:national"
    assert bars["customdata"][6] == "tier:national"
    assert marks["y"] == [9.12, 18.26, 28.18, 31.47, 10.86, 0.99, None]
    narrowed = View(
        frame, exhibit.fields, view.published, "computed", Filters.from_query("tier=national"), {}
    )
    types = [trace["type"] for trace in exhibit.figure(narrowed)["data"]]
    assert types == ["bar", "bar"], "the report knows no filters"


def test_founding_years() -> None:
    years = [{**NATIONAL, "founded_year": y} for y in (1978, 2001, 2004, 2005)]
    frame = _run("founding_years", _rows(*years, {**PROVINCIAL, "founded_year": 2004}, PROVINCIAL))
    assert list(frame.select("founded", "national_pct", "provincial_pct").iter_rows()) == [
        ("1990年以前", 25.0, 0.0),
        ("2000–2004", 50.0, 100.0),  # the one provincial enterprise that reports a year
        ("2005–2009", 25.0, 0.0),
        ("未披露", None, None),
    ]
    single = _run("founding_years", _rows(*years), width="1")
    assert single["founded"].to_list() == ["1990年以前", "2001", "2004", "2005"]
    assert single["provincial_pct"].to_list() == [None] * 4


def test_standards_holding() -> None:
    national = [{**NATIONAL, "standards": n} for n in (0, 4, 8)]
    frame = _run("standards_holding", _rows(*national, {**PROVINCIAL, "standards": 3}, PROVINCIAL))
    found = {row["group"]: row for row in frame.iter_rows(named=True)}
    assert list(found) == ["national", "provincial", "all"]
    assert (found["national"]["holding_pct"], found["national"]["mean_standards"]) == (66.67, 6.0)
    # Of the two provincial ones one does not report.
    assert (found["provincial"]["holding_pct"], found["provincial"]["missing"]) == (100, 1)
    assert (found["all"]["holding_pct"], found["all"]["mean_standards"]) == (75, 5.0)
    assert _published("standards_holding")["holding_pct"].to_list() == [83.17, 44.38, 48.48]


def test_standards_output() -> None:
    with_any = [
        {**NATIONAL, "standards": 1, "patents": p, "software_copyrights": 5} for p in (10, 20, 30)
    ]
    without = [{**NATIONAL, "standards": 0, "patents": p} for p in (5, 10, 15)]
    unknown = [{**NATIONAL, "patents": 1000}] * 5
    frame = _run("standards_output", _rows(*with_any, *without, *unknown))
    found = {r["indicator"]: r for r in frame.filter(tier="national").iter_rows(named=True)}
    patents = found["patents"]
    assert (patents["with_standards"], patents["without_standards"]) == (20, 10)
    assert patents["uplift_pct"] == 100
    # Patents and copyrights together; those without copyrights have no sum.
    assert found["combined"]["with_standards"] == 25
    assert found["combined"]["without_standards"] is None
    assert (found["invention_grants"]["with_values"], frame.height) == (0, 6)
    printed = _published("standards_output")
    first = printed.row(0, named=True)
    assert (first["with_standards"], first["without_standards"]) == (123, 87)
    assert printed["uplift_pct"].to_list() == [41, None, None, 117, None, None]


def test_technology_evaluations() -> None:
    leading = {"technology_evaluation": "international_leading"}
    frame = _run(
        "technology_evaluations",
        _rows({**NATIONAL, **leading}, NATIONAL, {**PROVINCIAL, **leading}, *[PROVINCIAL] * 3),
    )
    first = frame.row(0, named=True)
    assert (first["national_pct"], first["provincial_pct"]) == (50, 25)
    assert (first["gap_pp"], first["ratio"], first["small_group"]) == (25, 2.0, True)
    assert frame.row(1, named=True)["ratio"] is None
    assert _published("technology_evaluations")["ratio"].to_list() == [2.9, 1.6, 3.6, 2.6]


def test_evaluation_grants() -> None:
    rated = {**NATIONAL, "technology_evaluation": "domestic_level"}
    evaluated = [{**rated, "invention_grants": n} for n in (10, 12, 14)]
    others = [{**NATIONAL, "invention_grants": n} for n in (6, 8, 10)]
    frame = _run("evaluation_grants", _rows(*evaluated, *others))
    row = frame.row(0, named=True)
    assert (row["with_evaluation"], row["without_evaluation"], row["gap_pct"]) == (12, 8, 50)
    assert frame["with_values"].to_list() == [3, 0]
    assert _published("evaluation_grants")["with_evaluation"].to_list() == [32, 9]


def test_revenue_growth_of_listed_enterprises() -> None:
    listed = [{**NATIONAL, "listed": True, "revenue_growth_2024": g} for g in (1.0, 2.0, 6.0)]
    other = [{**NATIONAL, "listed": False, "revenue_growth_2024": 100.0}] * 4
    rows = _rows(*listed, *other)
    frame = _run("revenue_growth", rows)
    assert frame["year"].to_list() == ["2024"]
    row = frame.row(0, named=True)
    assert (row["national_median_pct"], row["provincial_median_pct"]) == (2.0, None)
    assert (row["national_values"], row["provincial_values"], row["gap_pp"]) == (3, 0, None)
    assert _run("revenue_growth", rows, of="all")["national_median_pct"].to_list() == [100.0]
    assert _published("revenue_growth")["gap_pp"].to_list() == [4.91, 2.84, 3.9]
    assert not _prints("revenue_growth", of="all")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_panels_share_a_scale_where_units_agree(theme: Any) -> None:
    exhibit = exhibits()["standards_output"]
    assert exhibit.figure is not None
    rich = [{**NATIONAL, "standards": 1, "patents": 100}] * 3
    poor = [{**PROVINCIAL, "standards": 1, "patents": 10}] * 3
    frame = _run("standards_output", _rows(*rich, *poor))
    view = View(frame, exhibit.fields, None, "computed", Filters(), {}, "en", theme)
    axes = exhibit.figure(view)["layout"]
    assert axes["yaxis"]["range"] == axes["yaxis2"]["range"]
    assert axes["yaxis"]["range"][1] > 100
