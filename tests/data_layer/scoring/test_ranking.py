"""Ranks, details and bands of scores on a few enterprises, by hand and by rows of e29 and e35."""

import polars as pl
import pytest

from data_layer.filters.filters import Filters
from data_layer.measures.rows import MULTIPLICITY
from data_layer.scoring.dimensions import DIMENSIONS
from data_layer.scoring.ranking import details, ranks
from data_layer.scoring.typology import rd_level, score_band, score_bands, score_level
from data_layer.scoring.weights import Weighting, default_weights, weighting
from data_layer.topics.innovation.scored import Scoring, described, highest, scored, with_score_band
from data_layer.vocabulary.text import Text
from tests.components.small import small_registry

SCORING = Scoring(weighting("e24", {}), "median")


def test_details_come_in_the_order_that_was_asked_for() -> None:
    rows = small_registry(
        [{"id": f"E{n}", "tier": "national", "patents": n} for n in (2, 9, 5, 7, 1)]
    )
    shown = highest(rows, Filters(), SCORING, None).sort("rank", descending=True)
    full = described(rows, Filters(), SCORING, shown)
    assert full["id"].to_list() == shown["id"].to_list() == ["E1", "E2", "E5", "E7", "E9"]
    assert full["technology"].to_list() == [20, 40, 100, 100, 100]
    absent = [d for d in DIMENSIONS if d != "technology"]
    assert all(full[d].null_count() == 5 for d in absent)


def test_depth_parts_equal_scores_and_no_depth_reaches_the_next_score() -> None:
    scored_rows = pl.LazyFrame(
        {
            "id": ["a", "b", "c", "d", "e"],
            "score": [50.0, 50.0, 50.000001, 10.0, None],
            "default": [1.0, 2.0, 3.0, 4.0, 5.0],
            "depth": [900.0, 900.5, 0.0, None, 3.0],
        }
    )
    got = ranks(scored_rows)
    assert got["id"].to_list() == ["a", "b", "c", "d"]
    assert got["rank"].to_list() == [3, 2, 1, 4]
    assert got["default_rank"].to_list() == [4, 3, 2, 1]
    two = ranks(scored_rows, 1)
    assert two["id"].to_list() == ["c", "d"]
    assert (two["rank"].to_list(), two["default_rank"].to_list()) == ([1, 4], [2, 1])


def test_depths_too_large_for_one_number_keep_their_order() -> None:
    rows = pl.LazyFrame(
        {
            "id": ["a", "b", "c"],
            "score": [100.0, 100.0, 99.0],
            "default": [1.0, 1.0, 1.0],
            "depth": [1e9, 2e9, 9e9],
        }
    )
    got = ranks(rows)
    assert got["rank"].to_list() == [2, 1, 3]
    assert got["default_rank"].to_list() == [3, 2, 1]


def test_details_of_some() -> None:
    rows = small_registry([{"id": "A", "tier": "national", "division": "C39"}, {"id": "B"}])
    got = details(rows, ["A"])
    assert got.columns == ["id", "name", "tier", "province_code", "division", *DIMENSIONS]
    assert got.row(0)[:5] == ("A", "试验0", "national", None, "C39")


def test_percentiles_are_of_enterprises_not_of_cells() -> None:
    rows = small_registry([{"patents": n, "tier": "national"} for n in (1, 2, 3, 4)])
    weights = {"score": Weighting(default_weights())}
    plain = scored(rows, Filters(), weights, "percentile").select("technology").collect()
    cells = rows.with_columns(pl.lit(1).alias(MULTIPLICITY))
    got = scored(cells, Filters(), weights, "percentile").collect()
    assert MULTIPLICITY not in got.columns
    assert got["technology"].to_list() == plain["technology"].to_list() == [12.5, 37.5, 62.5, 87.5]


def test_bands_of_e35() -> None:
    assert score_bands() == {
        "from_85": (85.0, Text("≥85分", "≥85")),
        "from_70": (70.0, Text("70—85分", "70—85")),
        "from_60": (60.0, Text("60—70分", "60—70")),
        "from_0": (0.0, Text("<60分", "<60")),
    }


@pytest.mark.parametrize(
    ("score", "band", "level"),
    [
        (100.0, "from_85", 0),
        (85.0, "from_85", 0),
        (84.9999, "from_70", 0),
        (80.0, "from_70", 0),
        (79.9, "from_70", 1),
        (70.0, "from_70", 1),
        (60.0, "from_60", 1),
        (59.9, "from_0", 2),
        (0.0, "from_0", 2),
        (None, None, 3),
    ],
)
def test_bands_and_levels_on_their_bounds(
    score: float | None, band: str | None, level: int
) -> None:
    frame = pl.DataFrame({"score": [score]}, schema={"score": pl.Float64})
    assert frame.select(score_band()).item() == band
    assert frame.select(score_level()).item() == level


def test_a_band_as_a_column() -> None:
    rows = small_registry([{"tier": "national", "patents": n} for n in (10, 10, 10, 5)])
    got = with_score_band(rows, Filters(), SCORING, "band", score_band()).collect()
    assert got["band"].to_list() == ["from_85", "from_85", "from_85", "from_0"]


@pytest.mark.parametrize(
    ("sector", "division", "rd", "level"),
    [
        ("electronics", "C39", 25.0, 0),
        ("electronics", "C39", 24.9, 1),
        ("electronics", "C39", 15.0, 1),
        ("electronics", "C39", 14.9, 2),
        ("software", None, 35.0, 0),
        ("software", None, 34.9, 1),
        ("software", None, 25.0, 1),
        ("software", None, 24.9, 2),
        (None, "I65", 34.9, 1),
        (None, None, 25.0, 0),
        ("software", None, None, 3),
    ],
)
def test_levels_of_research_on_the_bounds_of_e29(
    sector: str | None, division: str | None, rd: float | None, level: int
) -> None:
    rows = small_registry([{"sector": sector, "division": division, "rd_ratio": rd}])
    assert rows.select(rd_level()).collect().item() == level
