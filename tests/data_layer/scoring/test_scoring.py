"""Scores by hand on six enterprises; weights against e24 and e34."""

from typing import Any

import polars as pl
import pytest

from data_layer.enterprises.profiles import percentiles_among, profile
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import DIMENSIONS
from data_layer.scoring.ranking import ranks
from data_layer.scoring.scores import benchmarks
from data_layer.scoring.typology import (
    LEVELS,
    bounds,
    rd_level,
    score_band,
    score_level,
    types,
)
from data_layer.scoring.weights import (
    SECTOR_TYPES,
    Weighting,
    default_weights,
    normalised,
    sector_weights,
    spread,
    weighting,
)
from data_layer.topics.innovation.scored import scored
from tests.components.small import small_registry

COLUMNS = ("patents", "invention_grants", "insured", "registered_capital", "software_copyrights")
VALUES: dict[str, tuple[str, tuple[float | None, ...]]] = {
    "N1": ("national", (10, 2, 100, 1000, 0)),
    "N2": ("national", (20, 4, 100, 2000, 5)),
    "N3": ("national", (30, 6, 100, 3000, 10)),
    "P1": ("provincial", (10, 1, None, 4000, 5)),
    "P2": ("provincial", (None, None, None, None, None)),
    "P3": ("provincial", (20, 4, 100, 0, 0)),
}
"""National medians: 20 patents, 4 grants, 100 insured, 2,000 capital, 5 copyrights."""


def registry(**more: dict[str, Any]) -> Rows:
    """The six enterprises; `more` adds columns by id."""
    rows = [
        {"id": id, "tier": tier, **dict(zip(COLUMNS, values, strict=True)), **more.get(id, {})}
        for id, (tier, values) in VALUES.items()
    ]
    return small_registry(rows)


def scores(preset: str = "e24", method: str = "median") -> dict[str, dict[str, Any]]:
    weights = {"score": weighting(preset, {}), "default": Weighting(default_weights())}
    frame = collect(scored(registry(), Filters(), weights, method))
    return {row["id"]: row for row in frame.iter_rows(named=True)}


def test_default_weights_are_those_of_e24() -> None:
    printed = reference.table("e24_dimensions")["weight_pct"].to_list()
    assert list(default_weights().values()) == printed == [25, 30, 15, 20, 10]
    assert list(default_weights()) == list(DIMENSIONS)


def test_spread_gives_e24_back_and_keeps_what_e34_prints() -> None:
    assert spread(25, 10) == pytest.approx(default_weights())
    for row in reference.table("e34_sector_weights").iter_rows(named=True):
        five = sector_weights()[row["sector"]]
        assert five["technology"] == row["patent_weight_pct"]
        assert five["digital"] == row["software_weight_pct"]
        assert sum(five.values()) == pytest.approx(100)
    assert set(SECTOR_TYPES.values()) == set(sector_weights())


def test_hard_tech_by_hand() -> None:
    """40 and 10 leave 50, shared 30:15:20 of 65."""
    five = sector_weights()["硬科技制造"]
    assert five["quality"] == pytest.approx(50 * 30 / 65)
    assert five["scale"] == pytest.approx(50 * 15 / 65)
    assert five["capital"] == pytest.approx(50 * 20 / 65)


def test_weights_are_normalised_and_all_zero_means_e24() -> None:
    ones = dict.fromkeys(DIMENSIONS, 1.0)
    assert normalised(ones) == pytest.approx(dict.fromkeys(DIMENSIONS, 20.0))
    assert normalised(dict.fromkeys(DIMENSIONS, 0.0)) == default_weights()


def test_benchmarks_are_medians_of_the_national_tier() -> None:
    assert benchmarks(registry()) == {
        "technology": 20,
        "quality": 4,
        "scale": 100,
        "capital": 2000,
        "digital": 5,
    }


def test_a_benchmark_of_zero_leaves_its_dimension_out() -> None:
    rows = registry(N2={"software_copyrights": 0}, N3={"software_copyrights": 0})
    assert "digital" not in benchmarks(rows)
    frame = collect(scored(rows, Filters(), {"score": weighting("e24", {})}))
    # N1 without the digital tenth: (25*50 + 30*50 + 15*100 + 20*50) / 90
    assert frame.filter(pl.col("id") == "N1")["score"].item() == pytest.approx(58.3333)


def test_scores_by_hand() -> None:
    found = scores()
    assert found["N1"]["score"] == 52.5  # 25*50 + 30*50 + 15*100 + 20*50 + 10*0
    assert found["N2"]["score"] == found["N3"]["score"] == 100  # capped
    assert found["P3"]["score"] == 70  # 25 + 30 + 15
    # P1 has no insured: (25*50 + 30*25 + 20*100 + 10*100) / 85
    assert found["P1"]["score"] == pytest.approx(5000 / 85, abs=1e-4)
    assert found["P2"]["score"] is None
    assert found["N3"]["depth"] == 147.5  # 25*150 + 30*150 + 15*100 + 20*150 + 10*200
    assert found["P1"]["depth"] == pytest.approx(7000 / 85, abs=1e-4)


def test_software_weights_by_hand() -> None:
    """20, 18.46, 9.23, 12.31, 40: P3 has the first three in full, N1 half of most."""
    found = scores("software")
    assert found["P3"]["score"] == pytest.approx(20 + 40 * 45 / 65, abs=1e-4)
    assert found["N1"]["score"] == pytest.approx(
        10 + 40 / 65 * (0.5 * 30 + 15 + 0.5 * 20), abs=1e-4
    )


def test_each_enterprise_by_its_own_sector() -> None:
    weights = {"score": weighting("by_sector", {})}
    rows = registry(P3={"sector": "software"}, N1={"sector": None})
    frame = collect(scored(rows, Filters(), weights))
    found = dict(frame.select("id", "score").iter_rows())
    assert found["P3"] == pytest.approx(20 + 40 * 45 / 65, abs=1e-4)
    assert found["N1"] == 52.5


def test_percentile_scores_by_hand() -> None:
    """Patents 10, 10, 20, 20, 30: ranks (0 + 1)/5, (2 + 1)/5 and (4 + 0.5)/5."""
    found = scores(method="percentile")
    assert [found[id]["technology"] for id in ("N1", "P1", "N2", "P3", "N3")] == pytest.approx(
        [20, 20, 60, 60, 90]
    )
    assert found["P2"]["technology"] is None


def test_percentile_of_a_value_is_that_of_the_rows() -> None:
    """Of 10 10 20 30 40: 10 has none below and two equal, 15 has two below."""
    rows = pl.LazyFrame(
        {"x": [10, 10, 20, 30, 40, None], "y": [None] * 6}, schema_overrides={"y": pl.Int32}
    )
    assert percentiles_among(rows, {"x": 10}) == {"x": 20}
    assert percentiles_among(rows, {"x": 15, "y": 1}) == {"x": 40, "y": None}
    assert percentiles_among(rows, {"x": None}) == {"x": None}


def test_ranks_order_equal_scores_by_depth() -> None:
    weights = {"score": weighting("software", {}), "default": Weighting(default_weights())}
    frame = ranks(scored(registry(), Filters(), weights))
    found = {row["id"]: (row["rank"], row["default_rank"]) for row in frame.iter_rows(named=True)}
    # e24: N3, N2 (both 100), P3 70, P1 58.8, N1 52.5; software: P1 73.7 passes P3 47.7
    assert found == {"N3": (1, 1), "N2": (2, 2), "P1": (3, 4), "P3": (4, 3), "N1": (5, 5)}


def test_equal_scores_and_depths_share_a_rank() -> None:
    rows = registry(P3=dict(zip(COLUMNS, (20, 4, 100, 2000, 5), strict=True)))
    weights = {"score": weighting("e24", {}), "default": weighting("e24", {})}
    frame = ranks(scored(rows, Filters(), weights))
    found = dict(frame.select("id", "rank").iter_rows())
    assert (found["N2"], found["P3"], found["P1"]) == (2, 2, 4)


@pytest.mark.parametrize(
    ("group", "ids"),
    [
        ("all", {"N1", "N2", "N3"}),
        ("tier:provincial", {"P1", "P2", "P3"}),
        ("enterprise:P1", {"P1"}),
        ("city:999999", set()),
    ],
)
def test_a_group_takes_the_place_of_filters_of_its_kind(group: str, ids: set[str]) -> None:
    chosen = groups.members(registry(), Filters.from_query("tier=national"), group)
    assert set(collect(chosen.select("id"))["id"]) == ids


def test_profile_by_hand() -> None:
    everyone = profile(registry(), Filters(), "all", "median")
    by = {row["dimension"]: row for row in everyone.iter_rows(named=True)}
    assert by["technology"]["value"] == 20  # of 10, 10, 20, 20, 30
    assert by["technology"]["score"] == 100
    assert (by["scale"]["values"], by["scale"]["missing"]) == (4, 2)
    assert by["technology"]["small_group"]
    two = profile(registry(), Filters(), "tier:provincial", "median")
    assert two["value"].to_list() == [None] * 5  # two values at most: not shown


def test_profile_of_a_single_enterprise_is_its_own_values() -> None:
    one = profile(registry(), Filters.from_query("tier=national"), "enterprise:P1", "median")
    assert one["value"].to_list() == [10, 1, None, 4000, 5]
    assert one["score"].to_list() == [50, 25, None, 200, 100]
    assert one["missing"].to_list() == [0, 0, 1, 0, 0]
    assert not one["small_group"].any()


def test_percentile_profile_is_within_the_filtered_set() -> None:
    """Among the national 10, 20, 30 patents, 10 stands at (0 + 0.5)/3."""
    one = profile(registry(), Filters.from_query("tier=national"), "enterprise:P1", "percentile")
    assert one["score"][0] == pytest.approx(100 / 6)


def test_levels_follow_the_bounds_of_e29() -> None:
    assert types() == {
        ("high", "high"): "双高型",
        ("high", "middle"): "高产出型",
        ("middle", "high"): "高投入型",
        ("middle", "middle"): "潜力型",
        ("low", "low"): "基础型",
    }
    assert (bounds("score"), bounds("rd")) == (
        {"high": 80, "middle": 60},
        {"high": 25, "middle": 15},
    )


def test_levels_by_hand() -> None:
    """On a bound counts as above it; software needs ten points more of R&D."""
    frame = pl.LazyFrame(
        {
            "score": [80.0, 79.9, 60.0, 59.9, None, 85.0],
            "rd_ratio": [25.0, 24.9, 14.9, None, 34.9, 35.0],
            "sector": [None, None, None, None, "software", None],
            "division": [None, None, "C39", None, None, "I65"],
        },
        schema_overrides={"sector": pl.String},
    )
    rows = (frame).with_columns(s=score_level(), b=score_band())
    shown = collect(rows.with_columns(rd_level=rd_level()))
    levels = list(LEVELS)
    said = {
        "s": [levels[place] for place in shown["s"]],
        "r": [levels[at] for at in shown["rd_level"]],
    }
    assert said["s"] == ["high", "middle", "middle", "low", "unknown", "high"]
    assert said["r"] == ["high", "middle", "low", "unknown", "middle", "high"]
    assert shown["b"].to_list() == [
        "from_70",
        "from_70",
        "from_60",
        "from_0",
        None,
        "from_85",
    ]


def test_a_registry_without_a_national_tier_has_no_scores() -> None:
    """Nothing to score against: no total, and no error."""
    rows = small_registry([{"tier": "provincial", "patents": 5}])
    found = scored(rows, Filters(), {"score": Weighting(default_weights())})
    assert found.select("score").collect()["score"].to_list() == [None]
