"""Rows that stand for several enterprises each: every measure equals that of the rows spelt out.

By hand: a cell of three with 10 patents, one of two with 40 and one of one without a number.
"""

import polars as pl
import pytest

from data_layer.measures.quantiles import medians, medians_of
from data_layer.measures.rows import MULTIPLICITY, each, size, weighted
from data_layer.measures.tallies import histogram, location_quotient, means, share, tally

CELLS = pl.LazyFrame(
    {
        "tier": ["national", "national", "provincial", None],
        "patents": [10, 40, None, 7],
        "listed": [True, False, None, True],
        MULTIPLICITY: [3, 2, 1, 5],
    }
)


def test_counts_and_flags_add_up_what_cells_stand_for() -> None:
    assert weighted(CELLS)
    counted = tally(CELLS, ["tier"], {"listed": pl.col("listed")})
    assert counted.columns == ["tier", "n", "listed"]
    assert counted.rows() == [("national", 5, 3), ("provincial", 1, 0)]
    with_nulls = tally(CELLS, ["tier"], nulls=True)
    assert with_nulls.rows() == [(None, 5), ("national", 5), ("provincial", 1)]
    assert tally(CELLS, ()).rows() == [(11,)]


def test_means_are_of_those_with_a_value() -> None:
    got = means(CELLS, ["tier"], ["patents"])
    assert got.columns == ["tier", "n", "patents_mean", "patents_n"]
    # (3 x 10 + 2 x 40) / 5
    assert got.rows() == [("national", 5, 22.0, 5), ("provincial", 1, None, 0)]


def test_medians_are_of_the_enterprises_not_of_the_cells() -> None:
    got = medians_of(CELLS, ["tier"], ("patents",))
    assert got.columns == ["tier", "patents_n", "patents_median"]
    assert got.rows() == [("national", 5, 10.0), ("provincial", 0, None)]
    # 7 five times, 10 three times, 40 twice
    assert medians_of(CELLS, (), ("patents",)).rows() == [(10, 8.5)]
    assert medians(CELLS, ["tier"], "patents", "middle").rows() == [("national", 5, 10.0)]


def test_histogram() -> None:
    got = histogram(CELLS, ["tier"], "patents")
    assert got.columns == ["tier", "value", "n"]
    assert got.rows() == [("national", 10, 3), ("national", 40, 2)]


def test_cells_as_rows_again() -> None:
    alone = each(CELLS)
    assert not weighted(alone)
    assert alone.select(size(alone)).collect().item() == 4
    assert each(alone).collect_schema().names() == ["tier", "patents", "listed"]


def test_shares_and_quotients_of_nothing_are_missing() -> None:
    frame = pl.DataFrame({"part": [1, 0], "whole": [4, 0]})
    assert frame.select(share("part", "whole"))["part"].to_list() == [25.0, None]
    quotient = frame.select(location_quotient("part", "whole", 1, 2)).to_series()
    assert quotient.to_list() == [pytest.approx(0.5), None]
    for totals in ((0, 2), (1, 0)):
        assert frame.select(location_quotient("part", "whole", *totals)).to_series()[0] is None
