"""What the 2026 measures ask for and the report does not print: dates, niche, quality score.

Printed: cumulated recognitions (f_build_stage, f_lg_2023, f_lg_2024, f_prov_2024) and six batches
(f_batches). Rule for the rest: batches one to four are
2019 to 2022 in the proportions that were announced, the fifth 2023, the sixth 2024 and 2025; the
year founded precedes recognition; niche share, rank and quality score follow the tier and
potential, and `MEETS` says which part of the national tier meets the rules of its batch.
"""

from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.spread import Floats, Ints, Mask
from data_layer.reference_figures.tables import fact_value

NATIONAL_YEARS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)
ANNOUNCED = (248, 1748, 2930, 4359)
"""Little giants announced in the first four batches, 2019 to 2022."""
PROVINCIAL_YEARS = (2020, 2021, 2022, 2023, 2024, 2025)
RISING = (1, 2, 4, 6, 7)
"""How recognitions of the provincial tier grew from 2020 to 2024."""
NOW = 2025
AGE_AT_RECOGNITION = ((12.0, 0.45), (8.0, 0.5))
"""Median and spread (of the logarithm) of the age at recognition, in years, of either tier."""
OLDEST = 60
NICHE_SHARE = ((18.0, 0.6), (6.0, 0.8))
"""Median and spread (of the logarithm) of the niche market share in per cent."""
ASKED_SHARE, ASKED_RANK = 10.0, 3
"""What r01 asks of the national tier: a share of 10%, or a rank among the first three."""
ASKED_IP = 2
"""Class I IP that its old rule asks, under which all batches so far were recognised."""
MEETS = 0.97
"""The part of the national tier that is made to meet either; single champions meet them all."""
QUALITY = ((74.0, 8.0), (61.0, 9.0))
"""Mean and spread of the quality score."""


class Policy(NamedTuple):
    """Years, per cent and points."""

    recognised: Ints
    batch: Ints
    founded: Ints
    years_in_niche: Floats
    niche_share: Floats
    niche_rank: Ints
    quality: Floats


def policy(cohort: Cohort, champion: Mask, rng: np.random.Generator) -> Policy:
    """Columns of the policy group and dates; batch is 0 for all but national enterprises."""

    def by_tier(pairs: tuple[tuple[float, float], tuple[float, float]]) -> tuple[Floats, Floats]:
        (a, b), (c, d) = pairs
        return np.where(cohort.national, a, c), np.where(cohort.national, b, d)

    def lean() -> Floats:
        return 0.5 * cohort.potential + np.sqrt(0.75) * rng.standard_normal(cohort.rows)

    recognised = _recognised(cohort, rng)
    middle, spread = by_tier(AGE_AT_RECOGNITION)
    age = np.clip(middle * np.exp(spread * rng.standard_normal(cohort.rows)), 3, OLDEST)
    founded = recognised - np.rint(age).astype(np.int64)
    niche = np.rint((NOW - founded) * rng.uniform(0.5, 1.0, cohort.rows))
    middle, spread = by_tier(NICHE_SHARE)
    asked = champion | (cohort.national & (rng.random(cohort.rows) < MEETS))
    share, rank = _niche(middle * np.exp(spread * lean()), asked, champion, rng=rng)
    middle, spread = by_tier(QUALITY)
    return Policy(
        recognised=recognised,
        batch=np.where(
            cohort.national, np.minimum(recognised - 2018, fact_value("f_batches")), 0
        ).astype(np.int64),
        founded=founded,
        years_in_niche=np.maximum(niche, 2),
        niche_share=share,
        niche_rank=rank,
        quality=np.round(np.clip(middle + spread * lean(), 20, 100), 1),
    )


def _niche(
    share: Floats, asked: Mask, champion: Mask, rng: np.random.Generator
) -> tuple[Floats, Ints]:
    """Share of the niche and rank in it, which fit together: of rank r nobody has above 1/r.

    Those who fell short of what is `asked` stand little above it, as who just made it does.
    """
    short = asked & (share < ASKED_SHARE)
    share = np.where(short, ASKED_SHARE * (1 + rng.exponential(0.25, share.size)), share)
    share = np.round(np.clip(share, 0.2, 90), 1)
    rank = np.rint(40 / share * np.exp(0.4 * rng.standard_normal(share.size)))
    rank = np.where(champion, np.minimum(rank, ASKED_RANK), rank)
    return share, np.clip(rank, 1, np.maximum(np.floor(100 / share), 1)).astype(np.int64)


def _recognised(cohort: Cohort, rng: np.random.Generator) -> Ints:
    """Year of recognition: cumulated numbers at the ends of 2022, 2024 and 2025 as printed."""
    total, giants = fact_value("f_total"), fact_value("f_national")
    by_2022, by_2024 = fact_value("f_build_stage"), fact_value("f_lg_2024") * 10_000
    early = (np.array(ANNOUNCED) / sum(ANNOUNCED) * by_2022).tolist()
    marks = [*early, *[(by_2024 - by_2022) / 2] * 2, giants - by_2024]
    before = fact_value("f_prov_2024") * 10_000
    rising = (np.array(RISING) / sum(RISING) * before).tolist()
    provincial = int(cohort.tiers[1].sum())
    scale = provincial / max(cohort.scale * total, 1)
    later = [*rising, max(scale * total - before, 0)]
    years = rng.choice(PROVINCIAL_YEARS, cohort.rows)
    for tier, printed_years, numbers in (
        (cohort.national, NATIONAL_YEARS, marks),
        (cohort.tiers[1], PROVINCIAL_YEARS, later),
    ):
        counts = _cumulated(int(tier.sum()), numbers)
        years[tier] = rng.permutation(np.repeat(printed_years, counts))
    return years.astype(np.int64)


def _cumulated(total: int, marks: list[float]) -> Ints:
    """Whole numbers in proportion to `marks`, each cumulated number the nearest."""
    upto = np.rint(np.cumsum(marks) / sum(marks) * total).astype(np.int64)
    return np.diff(upto, prepend=0)
