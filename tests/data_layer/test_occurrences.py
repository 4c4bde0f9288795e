"""Counts in pieces, of runs and of bytes against NumPy's own count of all numbers at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.engine import counts as module
from data_layer.engine.counts import ascending, looked_up, occurrences

NUMBERS = st.lists(st.integers(0, 11), max_size=60)


@pytest.mark.parametrize("kind", ["u1", "u2", "u4"])
@pytest.mark.parametrize(("piece", "many"), [(2**17, 2**20), (7, 2**20), (7, 1)])
@given(numbers=NUMBERS, few=st.booleans())
def test_every_way_counts_the_same(
    kind: str, piece: int, many: int, numbers: list[int], few: bool
) -> None:
    """few: numbers below five, which are compared instead of counted. Sorted ones are runs."""
    size = 5 if few else 12
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PIECE", piece)
        patch.setattr(module, "MANY", many)
        for given_numbers in (numbers, sorted(numbers)):
            array = np.array(given_numbers, dtype=kind) % size
            assert (occurrences(array, size) == np.bincount(array, minlength=size)).all()


def test_runs_are_added_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: 20 of 3, 17 of 0 and one of 2, in pieces that cut the runs."""
    monkeypatch.setattr(module, "PIECE", 16)
    monkeypatch.setattr(module, "MANY", 1)
    array = np.repeat(np.array([3, 0, 2], dtype="u2"), [20, 17, 1])
    assert module._in_runs(array)
    assert module._of_runs(array, 6).tolist() == [17, 0, 1, 20, 0, 0]


@given(missing=st.integers(0, 5), numbers=NUMBERS)
def test_ascending_numbers_after_missing_ones(missing: int, numbers: list[int]) -> None:
    array = np.array([12] * missing + sorted(numbers), dtype="u1")
    assert (ascending(array, 12) == np.bincount(array, minlength=13)).all()


def test_entries_are_looked_up_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIECE", 2)
    found = looked_up(np.array([7.5, 1.0, -2.0]), np.array([2, 0, 0, 1, 2], dtype="u1"))
    assert found.tolist() == [-2.0, 7.5, 7.5, 1.0, -2.0]
