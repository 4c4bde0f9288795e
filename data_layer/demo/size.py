"""Insured employees, registered capital, revenue and its growth.

Printed: bands of insured employees with the unreported rest (e05), medians (e26), means of little
giants (e40), capital with its share above 1亿元 (e04), growth medians of listed enterprises (e11a).
Rule: smooth curves run through the printed shares and medians; capital stands on round numbers as
in real registers; revenue is a typical amount an insured person; the order of enterprises follows
potential, honours, patents and chance as `INSURED_ORDER` and `CAPITAL_ORDER` say, which gives the
printed correlations with patents (e25). Who is listed or a champion is no dwarf.
"""

from typing import NamedTuple

import numpy as np

from data_layer.demo.capital import capital
from data_layer.demo.cohort import Cohort
from data_layer.demo.curves import logarithmic
from data_layer.demo.innovation import Innovation
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.profiles import staff
from data_layer.demo.spread import (
    Floats,
    Mask,
    apportion,
    at_least,
    by_rank,
    chosen,
    exchanged,
    standard,
    target,
)
from data_layer.reference_figures.tables import table


class Order(NamedTuple):
    """Weights of potential, champion title, utility models, and these over inventions.

    Chance weighs 1.
    """

    potential: float
    champion: float
    models: float
    practical: float


INSURED_ORDER = Order(-0.85, 1.85, 0.8, practical=1.04)
CAPITAL_ORDER = Order(-0.25, 1.6, 0.16, practical=0.08)
LARGEST_INSURED, SMALLEST_INSURED = 10_000.0, 2.0
EASED = ((720.0, 0.7), (1800.0, 1.55))
"""Parts of the last two bands that lie below these, to ease the fall at their edge."""
LISTED_SCALE, CHAMPION_SCALE = 100, 50
"""Insured employees that nobody listed falls below, and that a champion hardly does."""
PATENTS_A_PERSON, AROUND = 30, 0.3
"""Hardly anybody has more; how far this and the scale of champions vary, in the logarithm."""
LISTED_CAPITAL, LISTED_REVENUE = 3000.0, 5000.0
"""万元 that a listed enterprise has at least."""
REVENUE_PER_PERSON = 95.0
"""万元 an insured person, in the middle of industry."""
REVENUE_OF_SECTION = {"F": 2.5, "I": 0.8, "M": 0.8, "L": 0.8, "D": 1.6, "B": 1.4}
"""How revenue a person stands to that, by section; 1 for the others."""
REVENUE_OF_DIVISION = {
    **{"C13": 1.7, "C14": 1.1, "C15": 1.3, "C17": 0.85, "C18": 0.5, "C19": 0.5, "C20": 0.9},
    **{"C21": 0.65, "C22": 1.3, "C23": 0.75, "C24": 0.65, "C25": 2.6, "C26": 1.5, "C27": 0.9},
    **{"C28": 1.7, "C29": 0.95, "C31": 1.9, "C32": 2.2, "C34": 0.9, "C35": 0.85, "C37": 1.05},
    **{"C38": 1.2, "C40": 0.75, "C41": 0.8, "C42": 1.8, "C43": 0.7},
}
"""The same within manufacturing, where bulk goods bring most a head and garments least; a rule."""
REVENUE_SPREAD = 0.5
GROWTH_SPREAD, GROWTH_TAIL = 13.0, 4
"""Spread of revenue growth in points, and degrees of freedom of its t distribution."""
GROWTH_LEAST, GROWTH_MOST = -80.0, 250.0
YEARS = (2022, 2023, 2024)


def _between(pair: list[float], part: float) -> float:
    """The share that lies `part` of the way from the one to the other; above 1 towards all."""
    low, high = pair
    return low + part * (high - low) if part <= 1 else high + (part - 1) * (1 - high)


class Size(NamedTuple):
    """Persons, 万元 and per cent; NaN where not reported. `change`: growth of the last year."""

    insured: Floats
    capital: Floats
    revenue: Floats
    growth: dict[int, Floats]
    change: Floats


def size(
    cohort: Cohort, champion: Mask, output: Innovation, listed: Mask, rng: np.random.Generator
) -> Size:
    """Size of each enterprise, by what it holds of titles and patents."""
    models = np.log1p(output.utility_models)
    practical = models - np.log1p(output.grants + output.applications)

    def score(order: Order) -> Floats:
        led = order.potential * cohort.potential + order.champion * champion
        led += (
            staff(cohort) + order.models * standard(models) + order.practical * standard(practical)
        )
        return led + rng.standard_normal(cohort.rows)

    insured = _insured(
        cohort, champion, listed, patents=output.patents, score=score(INSURED_ORDER), rng=rng
    )
    funds = capital(
        cohort, champion, listed, least=LISTED_CAPITAL, score=score(CAPITAL_ORDER), rng=rng
    )
    growth = {year: _growth(cohort, listed, year, rng=rng) for year in YEARS}
    effect = REVENUE_SPREAD * rng.standard_normal(cohort.rows) + 0.1 * cohort.potential
    each = np.array([_revenue_of(code) for code in cohort.group_codes])
    revenue = insured * REVENUE_PER_PERSON * each[cohort.group] * np.exp(effect)
    least = LISTED_REVENUE * (1 + rng.exponential(0.5, cohort.rows))
    return Size(
        insured=insured,
        capital=funds,
        revenue=np.round(np.where(listed, np.maximum(revenue, least), revenue), 1),
        growth={year: np.where(listed, values, np.nan) for year, values in growth.items()},
        change=growth[YEARS[-1]],
    )


def _revenue_of(code: str) -> float:
    """How revenue a person stands to the middle of industry, by the code of a group."""
    return REVENUE_OF_DIVISION.get(code[:3], REVENUE_OF_SECTION.get(code[0], 1.0))


def _insured(
    cohort: Cohort,
    champion: Mask,
    listed: Mask,
    patents: Floats,
    score: Floats,
    rng: np.random.Generator,
) -> Floats:
    bands = table("e05_insured_bands")
    medians = tier_cells("e26_core_medians", "indicator", "参保人数")
    insured = np.full(cohort.rows, np.nan)
    for tier, name, median in zip(
        cohort.tiers, ("national_pct", "provincial_pct"), medians, strict=True
    ):
        shares = bands[name].to_numpy()
        count = int(apportion(int(tier.sum()), [*shares, 100 - shares.sum()])[:-1].sum())
        reported = np.zeros(cohort.rows, bool)
        wanted = rng.random(int(tier.sum())) + (listed | champion)[tier]
        reported[tier] = chosen(wanted, count)
        edges = (bands["high"].drop_nulls() + 0.5).to_list()
        upto = (np.cumsum(shares) / shares.sum()).tolist()[:-1]
        points = [*zip(edges, upto, strict=True), (median, 0.5)]
        points = sorted([*points, *((at, _between(upto[-2:], part)) for at, part in EASED)])
        values, below = zip((SMALLEST_INSURED, 0.0), *points, (LARGEST_INSURED, 1.0), strict=True)
        insured[reported] = by_rank(score[reported], np.rint(logarithmic(values, below, count)))
    chance = np.exp(AROUND * rng.standard_normal(cohort.rows))
    least = np.maximum(CHAMPION_SCALE * champion, patents / PATENTS_A_PERSON) * chance
    least = np.maximum(LISTED_SCALE * listed, least)
    insured = at_least(insured, least, cohort.tiers, rng=rng)
    mean = cell("e40_little_giant_vs_champion", "indicator", "参保人数", column="little_giant_mean")
    reporting = cohort.national & ~np.isnan(insured)
    return exchanged(
        insured, least, target(reporting & ~champion, mean), others=reporting & champion, rng=rng
    )


def _growth(cohort: Cohort, listed: Mask, year: int, rng: np.random.Generator) -> Floats:
    """Growth of all, with the printed medians of the listed."""
    change = GROWTH_SPREAD * rng.standard_t(GROWTH_TAIL, cohort.rows)
    medians = tier_cells("e11a_revenue_growth", "year", year)
    for tier, median in zip(cohort.tiers, medians, strict=True):
        reported = tier & listed
        change[tier] += median - (np.median(change[reported]) if reported.any() else 0)
    return np.round(np.clip(change, GROWTH_LEAST, GROWTH_MOST), 2)
