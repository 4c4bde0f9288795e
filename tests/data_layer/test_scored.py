"""Scores and ranks from codes against those of expressions, on the same rows."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data_layer.engine.measures import tally
from data_layer.engine.rows import hold
from data_layer.filters.filters import Filters
from data_layer.scoring import coded_ranks, coded_scores
from data_layer.scoring.scored import Scoring, described, highest, with_score_band
from data_layer.scoring.scores import COLUMNS, weighting
from data_layer.scoring.typology import score_band, score_level
from tests.components.small import small_registry

SCORINGS = {
    f"{preset}, {method}": Scoring(weighting(preset, sliders), method)
    for preset, sliders in (
        ("e24", {}),
        ("by_sector", {}),
        ("custom", {"technology": 1, "quality": 0, "scale": 0, "capital": 0, "digital": 0}),
    )
    for method in ("median", "percentile")
}
FILTERS = [Filters(), Filters.from_query("insured=3..")]
ENTERPRISE = st.fixed_dictionaries(
    {
        "tier": st.sampled_from(["national", "national", "provincial", None]),
        "sector": st.sampled_from(["electronics", "software", "general_equipment", None]),
        **{
            name: st.one_of(st.none(), st.sampled_from([0, 1, 3, 5, 8, 50, 10**6]))
            for name in COLUMNS
        },
    }
)


def _both(enterprises: list[dict[str, Any]]) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any]]:
    named = [{"id": f"{at:03}", "name": f"E{at}", **it} for at, it in enumerate(enterprises)]
    rows = small_registry(named)
    return hold(rows.collect()), nw.from_native(rows)


@pytest.mark.parametrize("scoring", SCORINGS.values(), ids=SCORINGS)
@settings(max_examples=8)
@given(st.lists(ENTERPRISE, min_size=1, max_size=30), st.sampled_from([None, 1, 4]))
def test_ranks_from_codes_equal_those_of_scores(
    scoring: Scoring, enterprises: list[dict[str, Any]], pool: int | None
) -> None:
    for filters in FILTERS:
        shown = []
        for rows in _both(enterprises):
            first = highest(rows, filters, scoring, pool).sort("id")
            shown.append(described(rows, filters, scoring, first))
        assert_frame_equal(*shown, check_column_order=False)


@pytest.mark.parametrize("scoring", SCORINGS.values(), ids=SCORINGS)
@settings(max_examples=5)
@given(st.lists(ENTERPRISE, min_size=1, max_size=30))
def test_bands_from_codes_equal_those_of_scores(
    scoring: Scoring, enterprises: list[dict[str, Any]]
) -> None:
    for rule in (score_band, score_level):
        counted = [
            tally(with_score_band(rows, Filters(), scoring, "band", rule), ["band", "tier"])
            for rows in _both(enterprises)
        ]
        assert_frame_equal(*counted)


def test_rows_in_several_parts_give_the_same_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patents 1 to 9 of nine national enterprises: the more, the higher, up to their median 5."""
    rows, _ = _both([{"tier": "national", "patents": n} for n in (3, 9, 1, 5, 7, 2, 8, 4, 6)])
    monkeypatch.setattr(coded_scores, "BLOCK", 2)
    monkeypatch.setattr(coded_ranks, "PART", 4)
    found = highest(rows, Filters(), SCORINGS["e24, median"], 6).sort("rank")
    assert found["id"].to_list() == ["001", "006", "004", "008", "003", "007"]
    assert found["rank"].to_list() == [1, 2, 3, 4, 5, 6]
    assert found["score"].to_list() == [100, 100, 100, 100, 100, 80]


def test_a_column_given_by_codes_has_its_values() -> None:
    rows = hold(pl.DataFrame({"n": [1, 2, 3]}))
    column = rows.encoded("n")._replace(codes=rows.encoded("n").codes[[2, 0, 1]])
    more = rows.coded("m", column)
    assert more.frame(["n", "m"]).rows() == [(1, 3), (2, 1), (3, 2)]
    assert more.filter(nw.col("m") > 1).collect().to_native().rows() == [(1, 3), (3, 2)]
