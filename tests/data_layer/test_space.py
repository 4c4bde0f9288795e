"""The space of industries on three cities by hand, and what holds of any."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.topics.space.layout import lay_out
from data_layer.topics.space.space import Space, city_of, space_of
from data_layer.topics.space.tables import alike, nodes, options
from tests.components.small import small_registry

ALL = Filters()
A, B, C = "320500", "330200", "420100"
COUNTS = {
    (A, "C34"): 20,
    (A, "C35"): 10,
    (B, "C34"): 10,
    (B, "C35"): 10,
    (B, "C39"): 10,
    (C, "C39"): 30,
    (C, "I65"): 10,
    (C, "C34"): 9,
}
"""109 enterprises. Quotients: A C34 20/30 over 39/109 = 1.86, A C35 10/30 over 20/109 = 1.82; B C34
10/30 over 39/109 = 0.93, B C35 1.82, B C39 10/30 over 40/109 = 0.91; C C39 30/49 over 40/109 =
1.67, C I65 10/49 over 10/109 = 2.22; C C34 is of fewer than ten."""


def rows(counts: dict[tuple[str, str], int]) -> Any:
    return small_registry(
        [
            {"city_code": city, "division": division, "province_code": city[:2] + "0000"}
            for (city, division), n in counts.items()
            for _ in range(n)
        ]
    )


def test_what_a_city_holds() -> None:
    space = space_of(rows(COUNTS), ALL)
    assert space.cities == (A, B, C)
    assert space.divisions == ("C34", "C35", "C39", "I65")
    assert space.holds.astype(int).tolist() == [[1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]]
    assert space.quotients[0, 0] == pytest.approx((20 / 30) / (39 / 109))
    assert space.ubiquity.tolist() == [1, 2, 1, 1]
    assert space.diversity.tolist() == [2, 1, 2]


def test_a_city_that_holds_nothing_is_near_to_nothing() -> None:
    """Wuxi has nine of C34, too few to hold it: none of the four is marked as near to it."""
    wuxi = "320200"
    small = rows({**COUNTS, (wuxi, "C34"): 9})
    query = exhibits()["space_map"].query
    near = {
        city: query(small, Filters.from_query(f"city={city}"), {})["near"].sum()
        for city in (B, wuxi)
    }
    assert near[B] > 0  # holds C35, which lives with C34
    assert near[wuxi] == 0


def test_proximity_is_the_smaller_conditional_probability() -> None:
    space = space_of(rows(COUNTS), ALL)
    # C34 and C35: together in A; C35 is held by two. C39 and I65: always together.
    assert space.proximity.tolist() == [
        [0, 0.5, 0, 0],
        [0.5, 0, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 1, 0],
    ]
    # A and B share C35; A holds two.
    assert space.likeness.tolist() == [[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]]


def test_density_is_the_part_of_proximities_that_a_city_holds() -> None:
    space = space_of(rows(COUNTS), ALL)
    # B holds C35 alone: all of C34's proximity is to it. A holds nothing that C39 is near to.
    assert space.density[1].tolist() == [1, 0, 0, 0]
    assert space.density[0].tolist() == [1, 1, 0, 0]


def test_a_space_that_falls_apart_has_no_complexity() -> None:
    by_city, by_division = space_of(rows(COUNTS), ALL).complexity
    assert np.isnan(by_city).all()
    assert np.isnan(by_division).all()


def held(matrix: list[list[int]]) -> Space:
    found = np.array(matrix, dtype=bool)
    counts = found * 10.0
    cities = tuple(f"c{at}" for at in range(found.shape[0]))
    divisions = tuple(f"d{at}" for at in range(found.shape[1]))
    return Space(cities, divisions, counts, found, counts)


def test_complexity_follows_nestedness() -> None:
    """Of a nested matrix the rarest division and the most diverse city are the most complex."""
    nested = held([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
    by_city, by_division = nested.complexity
    assert by_city.tolist() == sorted(by_city, reverse=True)
    assert by_division.tolist() == sorted(by_division)
    for values in (by_city, by_division):
        assert values.mean() == pytest.approx(0)
        assert values.std() == pytest.approx(1)


def test_complexity_is_the_eigenvector_of_reflections() -> None:
    space = held([[1, 1, 1, 0, 1], [1, 1, 0, 0, 1], [1, 0, 0, 1, 0], [0, 1, 1, 1, 1]])
    matrix = space.holds.astype(float)
    reflected = (matrix.T / matrix.sum(axis=0)[:, None]) @ (
        matrix / matrix.sum(axis=1, keepdims=True)
    )
    values, vectors = np.linalg.eig(reflected)
    second = np.real(vectors[:, np.argsort(-np.real(values))[1]])
    scaled = (second - second.mean()) / second.std()
    found = space.complexity[1]
    assert min(abs(found - scaled).max(), abs(found + scaled).max()) < 1e-9


MATRICES = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=3, max_size=6)


@given(MATRICES)
def test_bounds_and_symmetry(matrix: list[list[int]]) -> None:
    space = held(matrix)
    near = space.proximity
    assert (near == near.T).all()
    assert ((near >= 0) & (near <= 1)).all()
    known = space.density[~np.isnan(space.density)]
    assert ((known >= 0) & (known <= 1 + 1e-12)).all()
    one, again = lay_out(space), lay_out(held(matrix))
    assert one.links == again.links
    assert np.array_equal(one.x, again.x, equal_nan=True)
    some = int((space.ubiquity > 0).sum())
    assert (~np.isnan(one.x)).sum() in (some, 0)


def test_what_a_city_is_near_to_and_what_carries_it() -> None:
    found = options(rows(COUNTS), Filters.from_query("city=330200"))
    told = found.select("division", "density", "carriers", "proximity", "here").rows()
    # B holds C35 alone, which carries C34; nothing it holds is near to C39 and I65.
    assert told == [
        ("C34", 1.0, "C35", 0.5, 10.0),
        ("C39", 0.0, "", 0.0, 10.0),
        ("I65", 0.0, "", 0.0, None),
    ]
    quotients = found["location_quotient"].to_list()
    assert quotients[0] == pytest.approx((10 / 30) / (39 / 109))
    assert quotients[2] is None  # nobody there: fewer than ten


def test_cities_alike() -> None:
    found = alike(rows(COUNTS), Filters.from_query("city=320500"))
    assert found.select("city", "likeness", "both", "shared", "other").rows() == [
        (A, None, 2, "C34,C35", ""),
        (B, 0.5, 1, "C35", ""),
    ]


def test_the_city_is_the_chosen_one_or_the_largest() -> None:
    some = rows(COUNTS)
    assert city_of(some, ALL) == C
    assert city_of(some, Filters.from_query("province=330000")) == B
    assert city_of(some, Filters.from_query("city=320500")) == A
    assert nodes(some, ALL)["city"].unique().to_list() == [C]
    assert nodes(some, Filters.from_query("city=320500"))["held"].to_list() == [
        True,
        True,
        False,
        False,
    ]


def test_nothing_is_said_of_too_few() -> None:
    few = rows({(A, "C34"): 9, (B, "C35"): 9})
    for table in (nodes, options, alike):
        assert table(few, ALL).is_empty()
