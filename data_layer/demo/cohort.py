"""What is settled about each enterprise before its figures: tier, place, industry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_layer.demo.clusters import gather
from data_layer.demo.geography import places
from data_layer.demo.industry import industries_of
from data_layer.demo.spread import Floats, Ints, Mask, apportion
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.places import cities


@dataclass(frozen=True)
class Cohort:
    """All enterprises, national ones first. `city`, `group`: positions in the code lists.

    potential: a hidden standard normal, from which patents, honours, size and R&D follow.
    scale: rows over the number that the report counts, to scale printed counts.
    """

    national: Mask
    city_codes: list[str]
    city: Ints
    group_codes: list[str]
    group: Ints
    potential: Floats
    scale: float

    @property
    def rows(self) -> int:
        return self.national.size

    @property
    def tiers(self) -> tuple[Mask, Mask]:
        """National and provincial, as masks."""
        return self.national, ~self.national

    def in_city(self, code: str) -> Mask:
        """The enterprises of a city."""
        return self.city == self.city_codes.index(code)

    def in_industry(self, code: str) -> Mask:
        """The enterprises of a division or group."""
        return np.array([group.startswith(code) for group in self.group_codes])[self.group]


def cohort(rows: int, rng: np.random.Generator) -> Cohort:
    """Tiers in the printed proportion, places and industries paired at random inside them."""
    total, giants = fact_value("f_total"), fact_value("f_national")
    national, provincial = apportion(rows, [giants, total - giants]).tolist()
    city_codes, city = places(national, provincial)
    group_codes, group = industries_of(national, provincial)
    group = np.concatenate([rng.permutation(group[:national]), rng.permutation(group[national:])])
    is_national = np.arange(rows) < national
    home = [cities()[code].parent for code in city_codes]
    return Cohort(
        national=is_national,
        city_codes=city_codes,
        city=city,
        group_codes=group_codes,
        group=gather(group, group_codes, city, home, is_national, rng),
        potential=rng.standard_normal(rows),
        scale=rows / total,
    )
