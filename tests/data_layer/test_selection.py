"""Selections against the lists of places that they stand for."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data_layer.engine.selection import Listed, Marked, Run, Selection, chosen, composed, pieces

ROWS = 80
MARKS = st.one_of(
    st.lists(st.booleans(), min_size=ROWS, max_size=ROWS),
    st.sets(st.integers(0, ROWS - 1), max_size=3).map(lambda it: [i in it for i in range(ROWS)]),
    st.tuples(st.integers(0, ROWS), st.integers(0, ROWS)).map(
        lambda ends: [min(ends) <= i < max(ends) for i in range(ROWS)]
    ),
)


def _places(marks: list[bool]) -> list[int]:
    return [place for place, mark in enumerate(marks) if mark]


def _taken(selection: Selection, column: pl.Series) -> list[int]:
    found = selection.take(column).to_list()
    assert selection.height == len(found)
    assert selection.codes(column.to_numpy()).tolist() == found
    assert selection.places().to_list() == found
    return found


@given(MARKS)
def test_the_marked_rows_are_taken(marks: list[bool]) -> None:
    assert _taken(chosen(pl.Series(marks)), pl.Series(range(ROWS))) == _places(marks)


@given(MARKS, st.data())
def test_some_of_the_chosen_rows(marks: list[bool], data: st.DataObject) -> None:
    outer = chosen(pl.Series(marks))
    kept = data.draw(st.lists(st.booleans(), min_size=outer.height, max_size=outer.height))
    inner = chosen(pl.Series(kept, dtype=pl.Boolean))
    expected = [place for place, mark in zip(_places(marks), kept, strict=True) if mark]
    assert _taken(composed(outer, inner, ROWS), pl.Series(range(ROWS))) == expected


@given(MARKS, st.integers(1, 50))
def test_pieces_together_are_the_selection(marks: list[bool], step: int) -> None:
    column = pl.Series(range(ROWS))
    found: list[int] = []
    for part in pieces(chosen(pl.Series(marks)), ROWS, step):
        taken = part.take(column).to_list()
        assert taken[-1] - taken[0] < step
        found += taken
    assert found == _places(marks)


def test_the_form_follows_from_how_many_and_where() -> None:
    marks = [True, False] * 40
    assert isinstance(chosen(pl.Series(marks)), Marked)
    assert isinstance(chosen(pl.Series([False] * 20 + [True] * 60)), Run)
    assert isinstance(chosen(pl.Series([i in (3, 70) for i in range(ROWS)])), Listed)
    assert chosen(pl.Series([False] * ROWS)) == Run(0, 0)
