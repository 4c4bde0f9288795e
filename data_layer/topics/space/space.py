"""Relatedness of divisions from the cities that they live in together.

A city holds a division if at least SMALL_GROUP of its enterprises are of it and its location
quotient is at least 1 (Balassa's revealed comparative advantage, counted in enterprises); smaller
groups do not speak. Proximity, density: Hidalgo, Klinger, Barabási and Hausmann, The Product Space
Conditions the Development of Nations, Science 317 (2007). Complexity: Hidalgo and Hausmann, The
Building Blocks of Economic Complexity, PNAS 106 (2009), as the eigenvector of Hausmann et al., The
Atlas of Economic Complexity (2014).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.topics.places.regions import PLACE_KEYS

Numbers = npt.NDArray[np.float64]
LEAST_QUOTIENT: Final = 1.0
ONE: Final = 1 - 1e-9
"""A second eigenvalue of 1 says that the space falls apart, so that no complexity is defined."""


@dataclass(frozen=True, eq=False)
class Space:
    """Cities in rows and divisions in columns, by code; those that hold or are held by none too.

    counts: enterprises. holds: whether the city holds the division.
    """

    cities: tuple[str, ...]
    divisions: tuple[str, ...]
    counts: Numbers
    holds: npt.NDArray[np.bool_]
    quotients: Numbers

    @cached_property
    def ubiquity(self) -> Numbers:
        """How many cities hold each division."""
        return self.holds.sum(axis=0).astype(float)

    @cached_property
    def diversity(self) -> Numbers:
        """How many divisions each city holds."""
        return self.holds.sum(axis=1).astype(float)

    @cached_property
    def proximity(self) -> Numbers:
        """Of two divisions: cities that hold both, over those that hold the more common one."""
        return _shared(self.holds.T)

    @cached_property
    def likeness(self) -> Numbers:
        """The same of two cities: divisions that both hold, over those of the more diverse one."""
        return _shared(self.holds)

    @cached_property
    def density(self) -> Numbers:
        """Of a city and a division: proximity to what the city holds, over that to all others."""
        near = self.holds @ self.proximity
        whole = self.proximity.sum(axis=0)
        return np.divide(near, whole, out=np.full_like(near, np.nan), where=whole > 0)

    @cached_property
    def complexity(self) -> tuple[Numbers, Numbers]:
        """Of cities and of divisions, mean 0 and deviation 1; nan for what holds or is held by
        none, and all nan where the space falls apart."""
        cities, divisions = self.diversity > 0, self.ubiquity > 0
        matrix = self.holds[np.ix_(cities, divisions)].astype(float)
        of_cities = np.full(len(self.cities), np.nan)
        of_divisions = np.full(len(self.divisions), np.nan)
        vector = _eigenvector(matrix)
        if vector is not None:
            by_city = matrix @ vector / matrix.sum(axis=1)
            sign = np.sign(np.corrcoef(by_city, matrix.sum(axis=1))[0, 1]) or 1.0
            of_cities[cities] = _standard(by_city * sign)
            of_divisions[divisions] = _standard(vector * sign)
        return of_cities, of_divisions


def _shared(holds: npt.NDArray[np.bool_]) -> Numbers:
    """The smaller conditional probability of each pair of rows; 0 of a row with itself."""
    rows = holds.astype(float)
    both, sizes = rows @ rows.T, rows.sum(axis=1)
    larger = np.maximum.outer(sizes, sizes)
    smaller = np.divide(both, larger, out=np.zeros_like(both), where=larger > 0)
    np.fill_diagonal(smaller, 0.0)
    return smaller


def _eigenvector(matrix: Numbers) -> Numbers | None:
    """The second of the matrix of reflections, by divisions.

    Worked out of the symmetric matrix that is similar to it, so that it is real and stable.
    """
    if min(matrix.shape, default=0) < 3:
        return None
    by_city, by_division = matrix.sum(axis=1), np.sqrt(matrix.sum(axis=0))
    scaled = matrix / np.sqrt(by_city)[:, None] / by_division
    values, vectors = np.linalg.eigh(scaled.T @ scaled)
    if values[-2] > ONE:
        return None
    return vectors[:, -2] / by_division


def _standard(values: Numbers) -> Numbers:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.full_like(values, np.nan)


def base(filters: Filters) -> Filters:
    """The filters that make the space: those on places and industries choose what is looked at."""
    return filters.without(*PLACE_KEYS, "industry")


@per_rows
def space_of(rows: Rows, filters: Filters) -> Space:
    """The space of the enterprises that pass filters, see `base`, and have city and division."""
    counted = tally(filters.apply(rows), ["city_code", "division"])
    cities = tuple(counted["city_code"].unique().sort())
    divisions = tuple(counted["division"].unique().sort())
    at = {code: place for place, code in enumerate(cities)}
    of = {code: place for place, code in enumerate(divisions)}
    counts = np.zeros((len(cities), len(divisions)))
    counts[
        [at[code] for code in counted["city_code"]], [of[code] for code in counted["division"]]
    ] = counted["n"].to_numpy()
    total = counts.sum()
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / (total or 1.0)
    quotients = np.divide(counts, expected, out=np.zeros_like(counts), where=expected > 0)
    holds = (counts >= SMALL_GROUP) & (quotients >= LEAST_QUOTIENT)
    return Space(cities, divisions, counts, holds=holds, quotients=quotients)


@per_rows
def city_of(rows: Rows, filters: Filters) -> str | None:
    """The one city that the filters choose, else that with most of the enterprises that pass."""
    chosen = filters.chosen("city")
    if len(chosen) == 1:
        return chosen[0]
    counted = tally(filters.without("industry").apply(rows), ["city_code"])
    ordered = counted.sort("n", "city_code", descending=[True, False])
    return None if ordered.is_empty() else str(ordered["city_code"][0])
