"""The sources page: everything listed, everything in both languages, numbers computed live."""

import re

import polars as pl
import pytest

from components.contract.catalogue import errata_of, exhibits, shown_by
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.notes import notes
from data_layer.vocabulary.field_frames import conform, with_names
from data_layer.vocabulary.fields import words
from tests.components.small import small_registry

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ROWS = [
    {"tier": "national", "patents": 5, "rd_ratio": 7.5},
    {"tier": "provincial", "patents": 9},
    {"tier": "provincial"},
]


def listed(id: str, query: str = "") -> pl.DataFrame:
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    return conform(exhibit.query(rows, Filters.from_query(query), {}), exhibit.fields)


@pytest.mark.parametrize("id", ["catalogue", "facts", "errata", "sources", "data_dictionary"])
def test_english_tables_hold_no_chinese(id: str) -> None:
    fields = exhibits()[id].fields
    chinese_beside = {f.name for f in fields if f.name.endswith("_en")}
    named = with_names(listed(id), fields, "en").drop(chinese_beside)
    texts = [v for c in named.select(pl.selectors.string()).columns for v in named[c].drop_nulls()]
    assert texts
    assert [t for t in texts if CHINESE.search(t)] == []


def test_everything_is_listed() -> None:
    assert listed("catalogue")["id"].to_list() == list(reference.catalogue())
    assert listed("catalogue").height == 57
    assert listed("facts")["id"].to_list() == list(reference.facts())
    assert listed("facts").height == 107
    assert listed("errata")["id"].to_list()[:49] == list(reference.errata())
    assert listed("sources")["id"].to_list() == ["s1", "s2", "s3", "s4", "s5"]
    assert listed("sources")["facts"].sum() == 107


def test_every_note_is_of_an_entry_that_has_one() -> None:
    entries = {entry.id for entry in reference.catalogue().values() if entry.note}
    assert set(notes()) == entries | set(reference.sources())


def test_every_erratum_reads_in_english() -> None:
    for erratum in reference.errata().values():
        for part in (erratum.topic, erratum.printed, erratum.conflict):
            assert words()[part].en


def test_arithmetic_is_computed_and_not_quoted() -> None:
    rows = {row["id"]: row for row in listed("errata").iter_rows(named=True)}
    # 14.42+13.52+11.49+8.44+6.79+6.19+4.79+4.43+3.91+3.60 of e16, against the printed 86.3
    assert rows["x04"]["computed_per_cent"] == pytest.approx(77.58)
    assert rows["x04"]["compared_per_cent"] == 86.3
    assert rows["x04"]["verdict"] == "contradiction"
    assert rows["x03"]["computed_per_cent"] is None
    assert rows["x05"]["arithmetic"] == recomputed_by_id()["x05"].formula.zh


def test_lists_of_all_show_nothing_of_their_own() -> None:
    assert "catalogue" not in shown_by("e16")
    assert "province_ranking" in shown_by("e16")
    assert errata_of("catalogue") == ()
    assert [e.id for e in errata_of("province_ranking")] == [
        e.id for e in reference.errata().values() if "e16" in e.refers_to
    ]  # its other origins are facts and e15, of which no erratum speaks


def test_dictionary_counts_what_is_filled() -> None:
    rows = {row["column"]: row for row in listed("data_dictionary").iter_rows(named=True)}
    assert (rows["patents"]["values"], rows["patents"]["missing"]) == (2, 1)
    assert rows["patents"]["filled_pct"] == 66.67
    assert rows["rd_ratio"]["filled_pct"] == 33.33
    assert rows["name"]["required"]
    assert not rows["patents"]["required"]
    filtered = {r["column"]: r for r in listed("data_dictionary", "tier=provincial").to_dicts()}
    assert filtered["patents"]["filled_pct"] == 50.0


def test_dictionary_says_what_is_allowed() -> None:
    fields = exhibits()["data_dictionary"].fields
    named = with_names(listed("data_dictionary"), fields, "en")
    allowed = dict(named.select("column", "allowed").iter_rows())
    assert allowed["rd_ratio"] == "0 – 100"
    assert allowed["patents"] == "≥ 0"
    assert allowed["tier"].startswith("national National (little giant); ")
    assert allowed["province_code"].startswith("34 codes: 110000")


def test_calibration_ignores_filters_and_counts_by_status() -> None:
    whole, filtered = listed("calibration"), listed("calibration", "tier=national")
    assert whole.equals(filtered)
    rows = {row["target"]: row for row in whole.iter_rows(named=True)}
    # one of three enterprises is national: 33.333, published 10.57 in e03
    assert rows["e03.share.national"]["achieved_per_cent"] == 33.333
    assert rows["e03.share.national"]["difference_percentage_points"] == 22.763
    assert rows["e03.share.national"]["status"] == "missed"
