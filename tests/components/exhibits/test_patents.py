"""The exhibits of /patents: by hand from a small list of patents, and what the report says."""

import polars as pl
import pytest

from components.contract.catalogue import exhibits, on_page
from data_layer.demo import patents as demo
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.registry.patents import EVENTS, of_rows
from data_layer.vocabulary.patents import LISTED
from tests.components.small import small_registry

GRANTS = {"C39": [1, 2, 6], "C40": [50], "M75": [4, 4, 4]}
ROWS = [
    {"tier": "national", "division": division, "invention_grants": n}
    for division, values in GRANTS.items()
    for n in values
] + [{"tier": "provincial", "division": "C39", "invention_grants": 999}]

HOLDERS = [
    {"id": "A", "name": "甲", "tier": "national", "division": "C39", "invention_grants": 3},
    {"id": "B", "name": "乙", "tier": "national", "division": "C40", "invention_grants": 1},
    {"id": "C", "name": "丙", "tier": "provincial", "division": "C39", "invention_grants": 9},
    {"id": "D", "name": "丁", "tier": "national", "division": "C39", "invention_grants": 0},
]
LIST = [
    # id, name, event, year, office, kind, ipc, n
    ("A", None, "applied", 2022, "CN", "invention", "H01L", 4),
    ("A", None, "applied", 2023, None, "invention", "H01L", 6),
    ("A", None, "granted", 2023, "CN", "invention", "H01L", 3),
    ("A", None, "granted", 2024, "CN", "utility", "H01L", 50),
    (None, "乙", "applied", 2023, "CN", "invention", "G01N", 2),
    (None, "乙", "granted", 2024, "CN", "invention", "G01N", 2),
    ("C", None, "granted", 2024, "CN", "invention", "G01N", 70),
    ("A", None, "published", 2023, "WO", "invention", "H01L", 3),
    ("A", None, "published", 2023, "US", "invention", "H01L", 1),
    (None, "乙", "published", 2024, "US", "invention", None, 2),
    (None, "乙", "published", 2024, "JP", "invention", None, 1),
    ("X", "无此企业", "granted", 2024, "CN", "invention", "G01N", 900),
]


def run(id: str, rows: list[dict], **given: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    return exhibit.query((small_registry(rows)), Filters(), exhibit.settings(given))


def drawn(id: str, query: str = "", **given: str) -> pl.DataFrame:
    exhibit, rows = exhibits()[id], small_registry(HOLDERS)
    events = of_rows(rows, pl.DataFrame(LIST, schema=dict(EVENTS), orient="row"))
    assert exhibit.patents is not None
    params = exhibit.settings(given)
    return exhibit.patents(rows, Filters.from_query(query), params, events)


def test_means_are_of_the_little_giants_that_the_list_names() -> None:
    found = drawn("patent_trend")
    assert found["year"].to_list() == ["2022", "2023", "2024"]
    assert found["applications"].to_list() == [4, 8, 0]  # what names no office is filed at home
    assert found["grants"].to_list() == [0, 3, 2]  # neither utility models nor 丙's nor others'
    assert found["applications_mean"].to_list() == [2, 4, 0]  # of 甲 and 乙: 丁 is unknown, not 0
    assert found["holders"].to_list() == [2, 2, 2]


def test_a_filter_chooses_whose_patents_count() -> None:
    assert drawn("patent_trend", "industry=C40")["applications"].to_list() == [0, 2, 0]
    assert drawn("patent_trend", "tier=provincial").is_empty()
    assert drawn("patent_trend", "industry=C36").is_empty()


def test_the_grant_rate_of_a_year_without_applications_is_unknown() -> None:
    found = drawn("grant_rate_trend", first="2022", last="2024")
    assert found["grant_rate_pct"].to_list() == [0, 37.5, None]


def test_years_may_be_given_either_way_round() -> None:
    assert drawn("grant_rate_trend", first="2024", last="2023")["year"].to_list() == [
        "2023",
        "2024",
    ]


def test_classes_of_inventions_granted() -> None:
    found = drawn("ipc_classes")
    assert found["ipc"].to_list() == ["H01L", "G01N"]
    assert found["grants"].to_list() == [3, 2]
    assert found["share_pct"].to_list() == pytest.approx([60, 40])
    assert found["ipc_section"].to_list() == ["H", "G"]
    assert found["listed"].to_list() == [2, 2]


def test_filings_overseas_by_year_and_place() -> None:
    found = drawn("foreign_trend", first="2023", last="2024")
    assert found["filings"].to_list() == [4, 3]
    assert found["pct_filings"].to_list() == [3, 0]
    assert found["pct_share_pct"].to_list() == [75, 0]
    assert found["applicants"].to_list() == [1, 1]
    places = drawn("foreign_destinations")
    assert places.select("office", "filings").rows() == [("US", 3), ("JP", 1)]  # the PCT is none
    assert places["holders"].to_list() == [2, 1]


def test_industries_by_the_grants_of_the_list() -> None:
    found = drawn("patent_industries", metric="recent_grants")
    assert found.select("division", "recent_grants").rows() == [("C39", 3), ("C40", 2)]
    assert run("patent_industries", ROWS, metric="recent_grants").is_empty()


def test_the_demonstration_has_as_many_patents_as_its_registry_counts() -> None:
    rows = small_registry(
        [
            {
                "id": f"{n:03}",
                "tier": "national" if n % 3 else "provincial",
                "division": "C39",
                "founded_year": 2010 + n % 12,
                "invention_applications": n,
                "invention_grants": n // 2,
                "pct_applications": n % 5,
            }
            for n in range(60)
        ]
    )
    events = demo.events(rows)
    giants = rows.filter(pl.col("tier") == "national").collect()
    for event, office, column in (
        ("applied", "CN", "invention_applications"),
        ("granted", "CN", "invention_grants"),
        ("published", "WO", "pct_applications"),
    ):
        counted = events.filter(pl.col("event") == event, pl.col("office") == office)
        by_id = dict(counted.group_by("id").agg(pl.col("n").sum()).iter_rows())
        expected = {it["id"]: it[column] for it in giants.iter_rows(named=True) if it[column]}
        assert by_id == expected
    dated = events.join(giants.select("id", "founded_year"), on="id")
    assert dated.filter(pl.col("year") < pl.col("founded_year")).is_empty()


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


def test_pictures_without_numbers_are_drawn_from_the_list_beside_the_reports_words() -> None:
    drawn_from = [e for e in on_page("patents") if LISTED in e.requires]
    assert {e.origin[0] for e in drawn_from} == {"e43", "e44", "e45", "e46", "e47"}
    for exhibit in (*drawn_from, exhibits()["patent_industries"]):
        assert reference.catalogue()[exhibit.origin[0]].numbers == "not printed"
        assert exhibit.report_says
        assert exhibit.published is None
