"""What the 2026 measures ask for and the report does not print: dates, niche, quality score.

Printed: cumulated recognitions (f_build_stage, f_lg_2023, f_lg_2024, f_prov_2024) and six batches
(f_batches). Rule for the rest: years are spread evenly inside these marks; batches one to four are
2019 to 2022, the fifth 2023, the sixth 2024 and 2025; the year founded precedes recognition; niche
share, rank and quality score follow the tier and potential, most meeting the thresholds of r01.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.spread import Floats, Ints
from data_layer.reference_figures.tables import fact_value

NATIONAL_YEARS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)
PROVINCIAL_YEARS = (2020, 2021, 2022, 2023, 2024, 2025)
NOW = 2025
AGE_AT_RECOGNITION = ((12.0, 0.45), (8.0, 0.5))
"""Median and spread (of the logarithm) of the age at recognition, in years, of either tier."""
OLDEST = 60
NICHE_SHARE = ((18.0, 0.6), (6.0, 0.8))
"""Median and spread (of the logarithm) of the niche market share in per cent."""
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


def policy(cohort: Cohort, rng: np.random.Generator) -> Policy:
    """Columns of the policy group and dates; batch is 0 for provincial enterprises."""

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
    share = np.clip(middle * np.exp(spread * lean()), 0.2, 90)
    middle, spread = by_tier(QUALITY)
    return Policy(
        recognised=recognised,
        batch=np.where(
            cohort.national, np.minimum(recognised - 2018, fact_value("f_batches")), 0
        ).astype(np.int64),
        founded=founded,
        years_in_niche=np.maximum(niche, 2),
        niche_share=np.round(share, 1),
        niche_rank=np.maximum(1, np.rint(40 / share * np.exp(0.4 * lean()))).astype(np.int64),
        quality=np.round(np.clip(middle + spread * lean(), 20, 100), 1),
    )


def _recognised(cohort: Cohort, rng: np.random.Generator) -> Ints:
    """Year of recognition: cumulated numbers at the ends of 2022, 2024 and 2025 as printed."""
    national, provincial = int(cohort.national.sum()), int((~cohort.national).sum())
    by_2022, by_2024 = fact_value("f_build_stage"), fact_value("f_lg_2024") * 10_000
    marks = [by_2022 / 4] * 4 + [(by_2024 - by_2022) / 2] * 2 + [fact_value("f_national") - by_2024]
    others = fact_value("f_total") - fact_value("f_national")
    before = fact_value("f_prov_2024") * 10_000
    later = [before / 5] * 5 + [others - before]
    return np.concatenate(
        [
            rng.permutation(np.repeat(NATIONAL_YEARS, _cumulated(national, marks))),
            rng.permutation(np.repeat(PROVINCIAL_YEARS, _cumulated(provincial, later))),
        ]
    )


def _cumulated(total: int, marks: list[float]) -> Ints:
    """Whole numbers in proportion to `marks`, each cumulated number the nearest."""
    upto = np.rint(np.cumsum(marks) / sum(marks) * total).astype(np.int64)
    return np.diff(upto, prepend=0)
