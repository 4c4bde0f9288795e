"""Classes of a map: edges and counts by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.measures.classes import Class, Method, classes, place

METHODS: tuple[Method, ...] = ("quantile", "natural", "equal", "log")


def test_quantiles_hold_equally_many() -> None:
    assert classes([1, 2, 3, 4, 5, 6], "quantile", 3) == (
        Class(1, 3, 2),
        Class(3, 5, 2),
        Class(5, 6, 2),
    )


def test_a_tie_is_not_divided() -> None:
    found = classes([1, 1, 1, 1, 2, 3], "quantile", 3)
    assert found == (Class(1, 2, 4), Class(2, 3, 2))


def test_natural_breaks_fall_where_values_part() -> None:
    found = classes([1, 2, 3, 10, 11, 12, 50, 51, 90], "natural", 4)
    assert found == (Class(1, 10, 3), Class(10, 50, 3), Class(50, 90, 2), Class(90, 90, 1))


def test_equal_intervals_are_equally_wide_and_may_be_empty() -> None:
    found = classes([0, 1, 10], "equal", 3)
    assert [it.n for it in found] == [2, 0, 1]
    assert [it.low for it in found] == pytest.approx([0, 10 / 3, 20 / 3])


def test_logarithms_leave_zeros_in_the_lowest_class() -> None:
    found = classes([0, 1, 9, 10, 99, 1000], "log", 3)
    assert [it.n for it in found] == [3, 2, 1]
    assert [it.low for it in found] == pytest.approx([0, 10, 100])


def test_one_value_is_one_class_and_none_is_none() -> None:
    assert classes([4, 4], "natural") == (Class(4, 4, 2),)
    assert classes([], "log") == ()
    assert classes([0, 0, 0], "log") == (Class(0, 0, 3),)


@given(
    st.lists(st.integers(0, 10**6) | st.floats(0, 1e6), min_size=1, max_size=60),
    st.sampled_from(METHODS),
)
def test_every_value_is_in_the_class_that_counts_it(values: list[float], method: Method) -> None:
    found = classes(values, method)
    assert sum(it.n for it in found) == len(values)
    counted = [0] * len(found)
    for value in values:
        at = place(value, found)
        assert found[at].low <= value <= found[at].high
        counted[at] += 1
    assert counted == [it.n for it in found]
