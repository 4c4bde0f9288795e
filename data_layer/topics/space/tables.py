"""The space as rows: divisions, what a city is near to, and cities like it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.topics.space.layout import placed
from data_layer.topics.space.space import Numbers, base, city_of, space_of

NEAREST: Final = 3
"""Divisions that are named beside one."""
BETWEEN: Final = ","


def nodes(rows: Rows, filters: Filters) -> pl.DataFrame:
    """A row a division that some city holds, by code.

    `division`, `city` (that is looked at), enterprises of the `nation` and `here` in the city with
    the `location_quotient` of the city (both null below ten), `held`, `density`, `ubiquity`,
    `complexity`, `nearest` (codes) and `proximity` to the first of them, `x` and `y` on the map,
    and `linked`: the codes to which a line leads from there, each line once.
    """
    of = base(filters)
    space, map_ = space_of(rows, of), placed(rows, of)
    city = city_of(rows, filters)
    some = np.flatnonzero(space.ubiquity > 0)
    if city not in space.cities or not some.size:
        return pl.DataFrame()
    at = space.cities.index(city)
    here, quotient = space.counts[at, some], space.quotients[at, some]
    near = space.proximity[some]
    linked: dict[int, list[str]] = {int(index): [] for index in some}
    for one, other in map_.links:
        linked[one].append(space.divisions[other])
    return pl.DataFrame(
        {
            "division": [space.divisions[index] for index in some],
            "city": [city] * some.size,
            "nation": space.counts[:, some].sum(axis=0),
            "here": np.where(here >= SMALL_GROUP, here, np.nan),
            "location_quotient": np.where(here >= SMALL_GROUP, quotient, np.nan),
            "held": space.holds[at, some],
            "density": space.density[at, some],
            "ubiquity": space.ubiquity[some],
            "complexity": space.complexity[1][some],
            "nearest": _nearest(near, space.divisions),
            "proximity": near.max(axis=1),
            "x": map_.x[some],
            "y": map_.y[some],
            "linked": [BETWEEN.join(linked[index]) for index in some],
        },
        nan_to_null=True,
    )


def options(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Divisions that the city does not hold and others do, by density, then by code.

    `city`, `division`, `density`, `complexity`, `ubiquity`, enterprises `here` with the
    `location_quotient` (both null below ten) and of the `nation`, and `carriers`: the divisions
    that it holds which are nearest, with `proximity` to the first.
    """
    space = space_of(rows, base(filters))
    city = city_of(rows, filters)
    if city not in space.cities:
        return pl.DataFrame()
    at = space.cities.index(city)
    own = space.holds[at]
    lacks = np.flatnonzero(~own & (space.ubiquity > 0))
    if not own.any() or not lacks.size:
        return pl.DataFrame()
    near = np.where(own, space.proximity[lacks], 0.0)
    here = space.counts[at, lacks]
    return pl.DataFrame(
        {
            "city": [city] * lacks.size,
            "division": [space.divisions[index] for index in lacks],
            "density": space.density[at, lacks],
            "complexity": space.complexity[1][lacks],
            "ubiquity": space.ubiquity[lacks],
            "here": np.where(here >= SMALL_GROUP, here, np.nan),
            "nation": space.counts[:, lacks].sum(axis=0),
            "location_quotient": np.where(here >= SMALL_GROUP, space.quotients[at, lacks], np.nan),
            "carriers": _nearest(near, space.divisions),
            "proximity": near.max(axis=1),
        },
        nan_to_null=True,
    ).sort("density", "division", descending=[True, False])


def alike(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Cities that hold something of what the city holds, by likeness, then by code; the city first.

    `city`, `likeness` (null of the city itself), `shared` and `other` (codes of divisions that both
    hold, and that the other holds alone), how many `both`, `diversity`, `complexity`,
    `enterprises`.
    """
    space = space_of(rows, base(filters))
    city = city_of(rows, filters)
    if city not in space.cities:
        return pl.DataFrame()
    at = space.cities.index(city)
    holds, likeness = space.holds, space.likeness[at]
    if not holds[at].any():
        return pl.DataFrame()
    ordered = np.argsort(-likeness, kind="stable")
    others = ordered[likeness[ordered] > 0].tolist()
    cities = [at, *others]
    return pl.DataFrame(
        {
            "city": [space.cities[index] for index in cities],
            "likeness": [None, *likeness[others]],
            "both": (holds[cities] & holds[at]).sum(axis=1),
            "shared": _codes(holds[cities] & holds[at], space.divisions),
            "other": _codes(holds[cities] & ~holds[at], space.divisions),
            "diversity": space.diversity[cities],
            "complexity": space.complexity[0][cities],
            "enterprises": space.counts[cities].sum(axis=1),
        },
        schema_overrides={"likeness": pl.Float64},
        nan_to_null=True,
    )


def _nearest(near: Numbers, divisions: Sequence[str]) -> list[str]:
    """Of each row the codes of the largest values above 0, ties by code."""
    order = np.argsort(-near, axis=1, kind="stable")
    some = np.minimum((near > 0).sum(axis=1), NEAREST)
    codes = np.array(divisions)[order]
    return [BETWEEN.join(row[:n]) for row, n in zip(codes, some, strict=True)]


def _codes(holds: npt.NDArray[np.bool_], divisions: Sequence[str]) -> list[str]:
    """The codes of each row of what is held."""
    codes = np.array(divisions)
    return [BETWEEN.join(codes[row]) for row in holds]
