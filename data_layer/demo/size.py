"""Insured employees, registered capital, revenue and its growth.

Printed: bands of insured employees with the unreported rest (e05), medians (e26), means of little
giants (e40), capital with its share above 1亿元 (e04), growth medians of listed enterprises (e11a).
Rule: inside a band values lie evenly on a geometric scale; revenue is a typical amount an insured
person; the order of enterprises follows potential, honours and chance as `INSURED_ORDER` and
`CAPITAL_ORDER` say, which gives the printed correlations with patents (e25).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.spread import (
    Floats,
    Mask,
    apportion,
    between,
    by_rank,
    chosen,
    stretch,
    target,
)
from data_layer.reference_figures.tables import table

HUNDRED_MILLION = 10_000.0
"""1亿元 in 万元."""


class Order(NamedTuple):
    """Weights of potential, champion title and utility models in the order; chance weighs 1."""

    potential: float
    champion: float
    models: float


INSURED_ORDER = Order(-0.1, 0.1, 0.5)
CAPITAL_ORDER = Order(0.05, 0.1, 0.05)
LARGEST_INSURED = 4000.0
SMALLEST_INSURED = 2.0
CAPITAL_RANGES = ((200.0, 60_000.0), (50.0, 25_000.0))
"""Smallest and largest capital of either tier before the printed mean, in 万元."""
REVENUE_PER_PERSON = 80.0
"""万元 an insured person, in the middle."""
REVENUE_SPREAD = 0.5
GROWTH_SPREAD = 18.0
YEARS = (2022, 2023, 2024)


class Size(NamedTuple):
    """Persons, 万元 and per cent; NaN where not reported."""

    insured: Floats
    capital: Floats
    revenue: Floats
    growth: dict[int, Floats]


def size(
    cohort: Cohort, champion: Mask, models: Floats, listed: Mask, rng: np.random.Generator
) -> Size:
    """Size of each enterprise; `models`: utility models, as a standard score."""

    def score(order: Order) -> Floats:
        led = order.potential * cohort.potential + order.champion * champion + order.models * models
        return led + rng.standard_normal(cohort.rows)

    insured = _insured(cohort, champion, score(INSURED_ORDER), rng)
    effect = REVENUE_SPREAD * rng.standard_normal(cohort.rows) + 0.1 * cohort.potential
    return Size(
        insured=insured,
        capital=_capital(cohort, champion, score(CAPITAL_ORDER)),
        revenue=np.round(insured * REVENUE_PER_PERSON * np.exp(effect), 1),
        growth=_growth(cohort, listed, rng),
    )


def _insured(cohort: Cohort, champion: Mask, score: Floats, rng: np.random.Generator) -> Floats:
    bands = table("e05_insured_bands")
    medians = tier_cells("e26_core_medians", "indicator", "参保人数")
    insured = np.full(cohort.rows, np.nan)
    for tier, name, median in zip(
        cohort.tiers, ("national_pct", "provincial_pct"), medians, strict=True
    ):
        shares = bands[name].to_list()
        counts = apportion(int(tier.sum()), [*shares, 100 - sum(shares)])[:-1].tolist()
        edges = [
            (low or SMALLEST_INSURED, high or LARGEST_INSURED)
            for low, high in bands["low", "high"].iter_rows()
        ]
        ladder = between(*_split(counts, edges, median))
        reported = np.zeros(cohort.rows, bool)
        reported[tier] = chosen(rng.random(int(tier.sum())), sum(counts))
        insured[reported] = by_rank(score[reported], np.rint(ladder))
    mean = cell("e40_little_giant_vs_champion", "indicator", "参保人数", "little_giant_mean")
    known = cohort.national & ~champion & ~np.isnan(insured)
    return np.rint(stretch(insured, target(known, mean), above=float(bands["low"][-1])))


def _split(
    counts: list[int], edges: list[tuple[float, float]], median: float
) -> tuple[list[int], list[tuple[float, float]]]:
    """The same bands, the one with the median cut there so that half of all lie below it."""
    place = next(i for i, (_, high) in enumerate(edges) if median < high)
    below = round(sum(counts) / 2) - sum(counts[:place])
    low, high = edges[place]
    return (
        [*counts[:place], below, counts[place] - below, *counts[place + 1 :]],
        [*edges[:place], (low, median), (median, high), *edges[place + 1 :]],
    )


def _capital(cohort: Cohort, champion: Mask, score: Floats) -> Floats:
    row = ("e04_registered_capital", "indicator")
    medians = tier_cells(*row, "注册资本中位数")
    means = tier_cells(*row, "平均注册资本")
    large = tier_cells(*row, "注册资本≥1亿元占比")
    capital = np.zeros(cohort.rows)
    for tier, median, share, (least, most) in zip(
        cohort.tiers, medians, large, CAPITAL_RANGES, strict=True
    ):
        counts = apportion(int(tier.sum()), [50, 50 - share, share]).tolist()
        edges = [(least, median), (median, HUNDRED_MILLION - 1), (HUNDRED_MILLION, most)]
        capital[tier] = by_rank(score[tier], between(counts, edges))
    return np.rint(_to_means(cohort, champion, capital, means))


def _to_means(
    cohort: Cohort, champion: Mask, capital: Floats, means: tuple[float, float]
) -> Floats:
    """e04 for the tiers and e40 for the national enterprises that are no champions."""
    giants = cohort.national & ~champion
    mean = cell("e40_little_giant_vs_champion", "indicator", "注册资本", "little_giant_mean")
    others = cohort.national & champion
    left = (means[0] * cohort.national.sum() - mean * giants.sum()) / max(others.sum(), 1)
    for group in (target(giants, mean), target(others, left), target(~cohort.national, means[1])):
        capital = stretch(capital, group, above=HUNDRED_MILLION)
    return capital


def _growth(cohort: Cohort, listed: Mask, rng: np.random.Generator) -> dict[int, Floats]:
    growth = {}
    for year in YEARS:
        values = np.full(cohort.rows, np.nan)
        medians = tier_cells("e11a_revenue_growth", "year", year)
        for tier, median in zip(cohort.tiers, medians, strict=True):
            known = np.flatnonzero(tier & listed)
            change = GROWTH_SPREAD * rng.standard_normal(known.size)
            values[known] = change - np.median(change) + median if known.size else change
        growth[year] = np.round(np.maximum(values, -95), 2)
    return growth
