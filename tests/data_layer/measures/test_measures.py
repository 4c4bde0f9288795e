"""Measures against hand-computed numbers and against NumPy on random rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.measures.correlations import correlations
from data_layer.measures.memo import forget, per_rows
from data_layer.measures.quantiles import medians, medians_of, quantiles
from data_layer.measures.tallies import histogram, means, tally


def _lazy(**data: Sequence[Any]) -> pl.LazyFrame:
    return pl.DataFrame(data, strict=False).lazy()


def test_tally_counts_groups_and_flags_and_leaves_null_keys_out() -> None:
    rows = _lazy(place=["x", "y", "x", None], good=[True, None, False, True])
    counted = tally(rows, ["place"], {"good": pl.col("good")})
    assert counted.rows() == [("x", 2, 1), ("y", 1, 0)]
    assert tally(rows, (), {"good": pl.col("good")}).rows() == [(4, 2)]


def test_medians_by_hand() -> None:
    """x: 1 3 10 -> 3; y: 1 2 3 4 -> 2.5; z has two values only: hidden; nulls do not count."""
    rows = _lazy(place=["x"] * 4 + ["y"] * 4 + ["z"] * 2, value=[10, 1, 3, None, 4, 3, 2, 1, 5, 7])
    assert medians(rows, ["place"], "value").rows() == [
        ("x", 3, 3.0),
        ("y", 4, 2.5),
        ("z", 2, None),
    ]


@given(st.lists(st.integers(0, 50), min_size=3, max_size=60), st.floats(0, 1))
def test_quantiles_equal_numpy(values: list[int], probability: float) -> None:
    hist = histogram(_lazy(value=list(values)), (), "value")
    found = quantiles(hist, (), {"q": probability})["q"].item()
    assert found == pytest.approx(np.quantile(values, probability), abs=1e-9)


def test_means_skip_missing_values() -> None:
    found = means(_lazy(value=[1.0, None, 5.0]), (), ["value"]).row(0, named=True)
    assert found == {"n": 3, "value_mean": 3.0, "value_n": 2}


def test_correlations_equal_numpy_and_say_how_many_pairs() -> None:
    x, y = [1.0, 2.0, 4.0, 7.0], [2.0, 1.0, 9.0, 8.0]
    found = correlations(_lazy(x=[*x, None], y=[*y, 3.0]), ["x", "y"])
    by_pair = {(a, b): (n, r) for a, b, n, r in found.rows()}
    assert by_pair["x", "y"][0] == 4
    assert by_pair["x", "y"][1] == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-12)
    assert by_pair["y", "y"] == (5, pytest.approx(1.0))


def test_no_rows_give_no_figures() -> None:
    rows = _lazy(place=["x"], value=[1]).filter(pl.col("value") > 5)
    assert tally(rows, ["place"]).is_empty()
    assert medians(rows, ["place"], "value").is_empty()
    assert correlations(rows, ["value"])["r"].to_list() == [None]


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=40))
def test_medians_selected_by_the_engine_equal_those_of_histograms(
    values: list[int | None],
) -> None:
    """Rows of multiplicity 1 take the portable way; plain rows are selected by Polars."""
    places = [("x", "y", None)[i % 3] for i in range(len(values))]
    frame = pl.DataFrame(
        {"place": places, "value": values}, schema={"place": pl.String, "value": pl.Int32}
    )
    plain = frame.lazy()
    each = frame.with_columns(multiplicity=pl.lit(1)).lazy()
    for by in (("place",), ()):
        found, expected = (medians_of(rows, by, ["value"]) for rows in (plain, each))
        assert found.rows() == expected.rows()


def test_correlations_of_sums_equal_those_of_matrices() -> None:
    frame = pl.DataFrame({"x": [1, 2, 4, 7, None, 3], "y": [2.5, 1, 9, 8, 3, None]})
    found = correlations((frame.lazy()), ["x", "y"])
    portable = correlations((frame.with_columns(multiplicity=1).lazy()), ["x", "y"])
    assert found.drop("r").equals(portable.drop("r"))
    assert found["r"].to_list() == pytest.approx(portable["r"].to_list(), abs=1e-12)


def test_what_is_remembered_goes_by_the_rows_themselves() -> None:
    asked: list[int] = []

    @per_rows
    def counted(rows: pl.LazyFrame, column: str) -> int:
        asked.append(1)
        return tally(rows, [column]).height

    frame = pl.DataFrame({"place": ["x", "y"]}).lazy()
    assert counted((frame), "place") == counted((frame), "place") == 2
    assert len(asked) == 1
    other = pl.DataFrame({"place": ["x"]}).lazy()
    assert counted((other), "place") == 1
    forget()
    assert counted((frame), "place") == 2
    assert len(asked) == 3
