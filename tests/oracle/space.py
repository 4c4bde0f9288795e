"""The space of industries, pair by pair in plain Python; positions on the map are not looked at."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from tests.oracle.rows import NAN, Asked, table

Held = dict[str, set[str]]
"""What each city holds."""


class Space:
    """Counts of the enterprises that pass the filters but those on places and industries."""

    def __init__(self, asked: Asked) -> None:
        rows = asked.without("province", "city", "cluster", "industry")
        rows = rows[rows["city_code"].notna() & rows["division"].notna()]
        pairs = zip(rows["city_code"].astype(str), rows["division"], strict=True)
        self.n = Counter(pairs)
        self.city, self.division = Counter(rows["city_code"].astype(str)), Counter(rows["division"])
        self.total = len(rows)
        self.held: Held = {city: set() for city in self.city}
        for (city, division), n in self.n.items():
            if n >= 10 and self.quotient(city, division) >= 1:
                self.held[city].add(division)
        self.by: dict[str, set[str]] = {it: set() for it in self.division}
        for city, divisions in self.held.items():
            for it in divisions:
                self.by[it].add(city)
        passed = asked.without("industry")["city_code"].dropna().astype(str)
        largest = sorted(Counter(passed).items(), key=lambda it: (-it[1], it[0]))
        self.here = largest[0][0] if largest else None

    def quotient(self, city: str, division: str) -> float:
        expected = self.city[city] * self.division[division]
        return self.n[city, division] * self.total / expected

    def shown_quotient(self, division: str) -> float:
        city = str(self.here)
        return self.quotient(city, division) if self.n[city, division] >= 10 else NAN

    def shown(self, division: str) -> float:
        n = self.n[str(self.here), division]
        return n if n >= 10 else NAN

    def near(self, one: str, other: str) -> float:
        both, larger = self.by[one] & self.by[other], max(len(self.by[one]), len(self.by[other]))
        return len(both) / larger if larger and one != other else 0.0

    def density(self, division: str) -> float:
        near = {it: self.near(division, it) for it in self.by}
        whole = sum(near.values())
        mine = self.held[str(self.here)]
        return sum(near[it] for it in mine) / whole if whole else NAN

    def complexity(self) -> tuple[dict[str, float], dict[str, float]]:
        cities = [it for it, held in self.held.items() if held]
        divisions = [it for it, by in self.by.items() if by]
        if min(len(cities), len(divisions)) < 3:
            return dict.fromkeys(cities, NAN), dict.fromkeys(divisions, NAN)
        matrix = np.array([[float(d in self.held[c]) for d in divisions] for c in cities])
        by_city, by_division = matrix.sum(axis=1), matrix.sum(axis=0)
        reflected = (matrix.T / by_division[:, None]) @ (matrix / by_city[:, None])
        values, vectors = np.linalg.eig(reflected)
        order = np.argsort(-values.real)
        if values.real[order[1]] > 1 - 1e-9:
            return dict.fromkeys(cities, NAN), dict.fromkeys(divisions, NAN)
        found = vectors[:, order[1]].real
        of_cities = matrix @ found / by_city
        sign = np.sign(np.corrcoef(of_cities, by_city)[0, 1])
        return (
            dict(zip(cities, _standard(of_cities * sign), strict=True)),
            dict(zip(divisions, _standard(found * sign), strict=True)),
        )


def _standard(values: Any) -> Any:
    return (values - values.mean()) / values.std()


def space_map(asked: Asked) -> pd.DataFrame:
    space = Space(asked)
    if space.here is None or not any(space.held.values()):
        return pd.DataFrame()
    complexity = space.complexity()[1]
    records = []
    for division, by in space.by.items():
        if by:
            near = [space.near(division, other) for other in space.by]
            records.append(
                {
                    "industry_code": division,
                    "held": division in space.held[space.here],
                    "density": space.density(division),
                    "location_quotient": space.shown_quotient(division),
                    "here": space.shown(division),
                    "nation": space.division[division],
                    "ubiquity": len(by),
                    "complexity": complexity[division],
                    "proximity": max(near),
                }
            )
    return table(records, "industry_code")


def space_options(asked: Asked) -> pd.DataFrame:
    space = Space(asked)
    if space.here is None or not space.held.get(space.here):
        return pd.DataFrame()
    complexity, mine = space.complexity()[1], space.held[space.here]
    records = [
        {
            "industry_code": division,
            "density": space.density(division),
            "proximity": max(space.near(division, it) for it in mine),
            "here": space.shown(division),
            "nation": space.division[division],
            "location_quotient": space.shown_quotient(division),
            "ubiquity": len(by),
            "complexity": complexity[division],
        }
        for division, by in space.by.items()
        if by and division not in mine
    ]
    return table(records, "industry_code")


def space_peers(asked: Asked) -> pd.DataFrame:
    space = Space(asked)
    if space.here is None or not space.held.get(space.here):
        return pd.DataFrame()
    complexity, mine = space.complexity()[0], space.held[space.here]
    records = []
    for city, held in space.held.items():
        both = mine & held
        if both:
            records.append(
                {
                    "city_code": city,
                    "likeness": NAN
                    if city == space.here
                    else len(both) / max(len(mine), len(held)),
                    "both": len(both),
                    "diversity": len(held),
                    "complexity": complexity[city],
                    "city_enterprises": space.city[city],
                }
            )
    return table(records, "city_code")


ORACLES = {"space_map": space_map, "space_options": space_options, "space_peers": space_peers}
