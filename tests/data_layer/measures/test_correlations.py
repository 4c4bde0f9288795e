"""Coefficients against Polars' own of the same rows, and by hand."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.measures.correlations import correlations, rank_correlations

NUMBER = st.one_of(st.none(), st.sampled_from([-7.5, 0.0, 0.1, 2.0, 3.0, 1e6]))
SCHEMA = {"x": pl.Float64, "y": pl.Float64, "z": pl.Int32}


@given(st.lists(st.tuples(NUMBER, NUMBER, st.integers(0, 9)), max_size=40))
def test_both_kinds_equal_those_of_polars(rows: Sequence[tuple[float | None, ...]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    kinds = {"pearson": correlations, "spearman": rank_correlations}
    for kind, measure in kinds.items():
        for a, b, n, r in measure(frame.lazy(), list(SCHEMA)).iter_rows():
            known = frame.drop_nulls([a, b])
            assert n == known.height
            if n < 3 or known[a].n_unique() == 1 or known[b].n_unique() == 1:
                assert r is None
            elif kind == "pearson":
                assert r == pytest.approx(known.select(pl.corr(a, b)).item(), abs=1e-9)
            else:
                ranks = known.select(pl.corr(pl.col(a).rank(), pl.col(b).rank()))
                assert r == pytest.approx(ranks.item(), abs=1e-9)


def test_ranks_by_hand() -> None:
    """Ranks of 1 2 4 3 5 against 1 2 3 4 5: 1 - 6 x 2 / (5 x 24) = 0.9."""
    rows = pl.LazyFrame({"x": [1, 2, 9, 3, 50], "y": [1, 2, 3, 4, 5]})
    found = rank_correlations(rows, ["x", "y"]).filter(a="x", b="y")
    assert found.select("n", "r").row(0) == (5, pytest.approx(0.9))
