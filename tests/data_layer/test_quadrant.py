"""The four cells, their thresholds and the density, by hand on a few rows."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.topics.quadrant import cells as quadrant
from data_layer.topics.quadrant.cells import CELLS, REPORT, Thresholds, counts, printed_shares
from data_layer.topics.quadrant.composition import OTHER, quadrant_composition
from data_layer.topics.quadrant.density import EDGES, FEW, POINTS_BELOW, density
from data_layer.topics.quadrant.fit import distance, fit
from data_layer.topics.quadrant.frame import quadrant_frame
from data_layer.topics.quadrant.joint import Joint, joint, of_pairs
from tests.components.small import small_registry
from tests.drawing import examples

ROWS = [
    {"insured": 100, "patents": 50, "tier": "provincial"},
    {"insured": 101, "patents": 50, "tier": "provincial"},
    {"insured": 100, "patents": 51, "tier": "provincial"},
    {"insured": 101, "patents": 51, "tier": "national"},
    {"insured": 500, "patents": 900, "tier": "national"},
    {"insured": None, "patents": 900, "tier": "national"},
    {"insured": 7, "patents": None, "tier": "national"},
    {"insured": 0, "patents": 0, "tier": None},
]


def small_rows(rows: list[dict[str, Any]]) -> Rows:
    return small_registry(rows)


def paired(values: list[tuple[int, int]]) -> Joint:
    frame = pl.DataFrame(values, schema={"insured": pl.Int64, "patents": pl.Int64}, orient="row")
    counted = frame.group_by("insured", "patents").agg(n=pl.len().cast(pl.Int64))
    return of_pairs(counted.sort("insured", "patents"))


def test_a_value_equal_to_its_threshold_is_low_and_the_unknown_are_apart() -> None:
    rows = small_rows(ROWS)
    assert counts(joint(rows), REPORT) == {
        "leading": 2,
        "tech_startup": 1,
        "scale": 1,
        "nurturing": 2,
    }
    assert quadrant.unreported(rows) == 2


def test_printed_shares_are_those_of_e14() -> None:
    assert printed_shares() == {
        "leading": 5.1,
        "tech_startup": 13.4,
        "scale": 10.9,
        "nurturing": 70.6,
    }


def test_frame_holds_cells_bounds_and_unreported() -> None:
    frame = quadrant_frame(small_rows(ROWS), Filters(), REPORT)
    cells = {row["cell"]: row for row in frame.filter(part="quadrant").iter_rows(named=True)}
    assert cells["leading"]["insured_from"] == 101
    assert cells["leading"]["patents_from"] == 51
    assert cells["nurturing"]["insured_to"] == 100
    assert cells["nurturing"]["share_pct"] == pytest.approx(100 / 3)
    assert cells["unreported"]["enterprises"] == 2
    assert cells["unreported"]["share_pct"] is None
    assert cells["leading"]["small_group"]
    zero = frame.filter(part="point", cell="0 × 0").row(0, named=True)
    assert (zero["insured_at"], zero["patents_at"]) == (0.5, 0.5)


def test_composition_counts_every_enterprise_once() -> None:
    frame = quadrant_composition(small_rows(ROWS), Filters(), REPORT, "tier", 1)
    found = {(row["group"], row["cell"]): row for row in frame.iter_rows(named=True)}
    assert found["provincial", "nurturing"]["enterprises"] == 1
    assert found["provincial", "nurturing"]["share_of_cell_pct"] == 100  # the other has no tier
    assert found["provincial", "nurturing"]["share_of_group_pct"] == pytest.approx(100 / 3)
    # All of that cell is provincial, as are three of the five whose tier is known.
    assert found["provincial", "nurturing"]["location_quotient"] == pytest.approx(5 / 3)
    assert found["unreported", "nurturing"]["share_of_cell_pct"] is None
    assert found[OTHER, "leading"]["enterprises"] == 2
    assert found["unreported", "nurturing"]["enterprises"] == 1
    assert frame["enterprises"].sum() == 6


def test_thresholds_that_give_the_wanted_shares_are_found() -> None:
    values = [(20, 5)] * 70 + [(20, 80)] * 14 + [(300, 5)] * 11 + [(300, 80)] * 5
    found = fit(paired(values), {"leading": 5, "tech_startup": 14, "scale": 11, "nurturing": 70})
    assert found == Thresholds(20, 5)


def test_without_enterprises_there_is_nothing_to_fit() -> None:
    assert fit(paired([]), printed_shares()) is None


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40))
def test_the_search_misses_no_better_thresholds(values: list[tuple[int, int]]) -> None:
    frame, wanted = paired(values), printed_shares()

    def off(thresholds: Thresholds) -> float:
        shares = {c: n / len(values) * 100 for c, n in counts(frame, thresholds).items()}
        return distance(shares, wanted)

    found = fit(frame, wanted)
    assert found is not None
    best = min(off(Thresholds(i, j)) for i in range(11) for j in range(11))
    assert off(found) == pytest.approx(best)


def test_density_holds_every_enterprise_and_shows_the_sparse_ones_as_points() -> None:
    values = [(10, 12)] * 300 + [(11, 14)] * 200 + [(1000, 3)] * (FEW - 1)
    found = density(paired(values))
    grid, points = found.filter(part="density"), found.filter(part="point")
    assert grid["enterprises"].sum() == len(values)
    cell = grid.filter(insured_from=10, patents_from=12).row(0, named=True)
    assert (cell["insured_to"], cell["patents_to"], cell["enterprises"]) == (11, 14, 500)
    assert points.rows() == [("point", 1000, 1000, 3, 3, FEW - 1)]


@settings(max_examples=examples(20))
@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 40))] * 2), max_size=60))
def test_numbers_by_code_and_by_pair_are_counted_alike(
    values: list[tuple[int | None, int | None]],
) -> None:
    """Twenty times each, so that there is a grid."""
    rows = [{"insured": i, "patents": j} for i, j in values for _ in range(20)]
    coded, paired = joint((small_registry(rows).collect()).lazy()), joint(small_rows(rows))
    assert counts(coded, REPORT) == counts(paired, REPORT)
    assert fit(coded, printed_shares()) == fit(paired, printed_shares())
    assert density(coded).equals(density(paired))


def test_a_small_selection_is_points_only() -> None:
    found = density(paired([(10, 12)] * (POINTS_BELOW - 1)))
    assert found.rows() == [("point", 10, 10, 12, 12, POINTS_BELOW - 1)]


def test_bins_ascend_and_are_twelve_a_decade() -> None:
    assert list(EDGES) == sorted(set(EDGES))
    assert sum(100 <= edge < 1000 for edge in EDGES) == 12


@pytest.mark.parametrize("thresholds", [REPORT, Thresholds(0, 0), Thresholds(500, 900)])
def test_conditions_and_pairs_agree(thresholds: Thresholds) -> None:
    rows = small_rows(ROWS)
    by_condition = {
        cell: rows.filter(condition).select(pl.len()).collect().item()
        for cell, condition in quadrant.conditions(thresholds).items()
    }
    assert by_condition == counts(joint(rows), thresholds)
    assert list(by_condition) == list(CELLS)
