"""What is settled about each enterprise before its figures: tier, place, industry."""

from dataclasses import dataclass

import numpy as np

from data_layer.demo.geography import places
from data_layer.demo.industry import industries_of
from data_layer.demo.pairing import paired
from data_layer.demo.spread import Floats, Ints, Mask, apportion, chosen
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.places import cities, provinces

CHAMPIONS, INNOVATIVE = 200, 300
"""Enterprises of the two tiers that the report gives no figures of: a rule.

They are inside the printed total, and not among the printed national ones.
"""

LIMIT = 2.6
"""Potential goes no further: a few enterprises would hold most patents."""
APART = 0.8
"""How far their potential lies above or below."""


@dataclass(frozen=True)
class Cohort:
    """All enterprises, national ones first. `city`, `group`: positions in the code lists.

    champions, innovative: the two tiers without printed figures; the rest is provincial.
    potential: a hidden standard normal, from which patents, honours, size and R&D follow.
    scale: rows over the number that the report counts, to scale printed counts.
    """

    national: Mask
    champions: Mask
    innovative: Mask
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
        return self.national, ~(self.national | self.champions | self.innovative)

    @property
    def alike(self) -> tuple[Mask, Mask]:
        """National enterprises with the tier of champions, provincial with innovative ones."""
        national, provincial = self.tiers
        return national | self.champions, provincial | self.innovative

    def in_city(self, code: str) -> Mask:
        """The enterprises of a city."""
        return self.city == self.city_codes.index(code)

    def in_industry(self, *codes: str) -> Mask:
        """The enterprises of sections, divisions or groups."""
        return np.array([group.startswith(codes) for group in self.group_codes])[self.group]


def cohort(rows: int, rng: np.random.Generator) -> Cohort:
    """Tiers in the printed proportion, places and industries paired inside them."""
    total, giants = fact_value("f_total"), fact_value("f_national")
    national, others = apportion(rows, [giants, total - giants]).tolist()
    city_codes, city = places(national, others)
    group_codes, group = industries_of(national, others)
    is_national = np.arange(rows) < national
    home = [cities()[code].parent for code in city_codes]
    names = list(provinces())
    province = np.array([names.index(str(code)) for code in home])[city]
    divisions = [code[:3] for code in group_codes]
    tiers = (slice(None, national), slice(national, None))
    group = np.concatenate(
        [paired(group[tier], divisions, province[tier], codes=names, rng=rng) for tier in tiers]
    )
    making = np.array([code.startswith("C") for code in group_codes])[group]
    lot = rng.random(rows) - is_national
    scale = rows / total
    champions = chosen(lot - ~making, round(CHAMPIONS * scale))
    innovative = chosen(lot - champions, round(INNOVATIVE * scale))
    potential = np.clip(rng.standard_normal(rows), -LIMIT, LIMIT)
    potential += APART * (champions.astype(float) - innovative)
    return Cohort(
        national=is_national,
        champions=champions,
        innovative=innovative,
        city_codes=city_codes,
        city=city,
        group_codes=group_codes,
        group=group,
        potential=potential,
        scale=scale,
    )
