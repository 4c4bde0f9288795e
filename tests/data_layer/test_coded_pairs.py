"""Coefficients from codes against Polars' own of the same rows."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.engine import coded_correlation as coded_pairs
from data_layer.engine import counts as occurrences
from data_layer.engine.coded_correlation import coefficients
from data_layer.engine.codes import encode
from data_layer.engine.portable_spearman import pair_counts, spearman

NUMBER = st.one_of(st.none(), st.sampled_from([-7.5, 0.0, 0.1, 2.0, 3.0, 1e6]))
PAIRS = [("x", "y"), ("x", "z"), ("y", "z"), ("x", "x")]


@given(st.lists(st.tuples(NUMBER, NUMBER, st.integers(0, 9)), min_size=1, max_size=40))
def test_both_kinds_equal_those_of_the_rows(rows: Sequence[tuple[float | None, ...]]) -> None:
    frame = pl.DataFrame(rows, schema=["x", "y", "z"], orient="row", schema_overrides=_FLOATS)
    coded = {name: encode(frame[name]) for name in frame.columns}
    both = coefficients(coded, PAIRS, ("pearson", "spearman"), fewest=3)
    for kind, found in both.items():
        for (a, b), (n, r) in zip(PAIRS, found, strict=True):
            known = frame.drop_nulls([a, b])
            assert n == known.height
            if n < 3 or known[a].n_unique() == 1 or known[b].n_unique() == 1:
                assert r is None
            else:
                assert r == pytest.approx(known.select(pl.corr(a, b, method=kind)).item())


@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=40))
def test_rank_correlation_of_counted_pairs_equals_that_of_the_rows(
    rows: Sequence[tuple[float | None, ...]],
) -> None:
    frame = pl.DataFrame(rows, schema={"x": pl.Float64, "y": pl.Float64}, orient="row")
    coded = {name: encode(frame[name]) for name in frame.columns}
    [(_, expected)] = coefficients(coded, [("x", "y")], ("spearman",), fewest=3)["spearman"]
    found = spearman(pair_counts(nw.from_native(frame.lazy()), "x", "y"))
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-12))


_FLOATS = dict.fromkeys(("x", "y", "z"), pl.Float64)


def test_rows_in_several_blocks_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranks of 1 2 4 3 5 against 1 2 3 4 5: 1 - 6 x 2 / (5 x 24) = 0.9."""
    coded = {"x": encode(pl.Series([1, 2, 9, 3, 50])), "y": encode(pl.Series([1, 2, 3, 4, 5]))}
    monkeypatch.setattr(coded_pairs, "BLOCK", 2)
    monkeypatch.setattr(occurrences, "PIECE", 3)
    [(n, r)] = coefficients(coded, [("x", "y")], ("spearman",), fewest=3)["spearman"]
    assert (n, r) == (5, pytest.approx(0.9))
