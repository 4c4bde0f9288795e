"""Honours, standards and technology evaluations: as many holders as printed, by potential.

Printed: e06 (national and provincial), e07, e09; green factories and CNAS only as a range over all
enterprises (e39). Rule: the first stands at the lower end of that range and the second in its
middle; how much a title follows potential is given by `LEANING`, the rest is chance. Nobody holds a
title against its definition. Science awards and R&D institutions are printed nowhere: `AWARDED` and
`INSTITUTION` are plausible shares.
"""

from collections.abc import Mapping

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.policy import Policy
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.size import Size
from data_layer.demo.spread import Ints, Mask, apportion, chosen, stretch, target
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.terms import EVALUATIONS, HONOURS

LEANING: Mapping[str, float] = {
    "single_champion": 0.75,
    "unicorn": 0.4,
    "tech_centre": 0.4,
    "engineering_centre": 0.4,
    "gazelle": 0.3,
}
"""Weight of potential against chance in who holds a title; none for the others."""
SME_STAFF, SME_MONEY = 500, 20_000.0
"""At most 500 persons and 2亿元 of revenue and assets, here of capital (科技型中小企业评价办法)."""
PLANT_STAFF = 30
UNICORN_STAFF, UNICORN_REVENUE, UNICORN_FOUNDED = 50, 3000.0, 2006
GAZELLE_STAFF, GAZELLE_FOUNDED = 20, 2007
"""A unicorn is no shop and no old hand; a gazelle is young and not tiny: rules."""
AWARDED: Mapping[str, tuple[float, float]] = {
    "national_award": (0.6, 0.03),
    "provincial_award": (7.0, 1.5),
}
"""Shares of the national and the provincial enterprises with a science award, in per cent."""
AWARDED_LEANING = 0.6
INSTITUTION = 35.0
"""Share of those with a technology centre that is one of the province or above, in per cent; every
engineering research centre is."""
STANDARDS_LEANING = 0.35
EVALUATION_LEANING = 0.15
STANDARDS_SPREAD = 0.9
STANDARDS_TYPICAL = 9.0
"""Median and spread (of the logarithm) of the standards of holders, before the printed mean."""


def champions(cohort: Cohort, rng: np.random.Generator) -> Mask:
    """Who holds the title of single champion: in manufacturing alone."""
    making = cohort.in_industry("C")
    shares = _printed()["single_champion"]
    return holders(cohort, shares, LEANING["single_champion"], rng=rng, among=making)


def honours(
    cohort: Cohort, champion: Mask, allowed: Mapping[str, Mask], rng: np.random.Generator
) -> dict[str, Mask]:
    """One mask a title of the schema. `allowed`: who may hold it, by title; others may all."""
    shares = _printed()
    return {
        id: champion
        if id == "single_champion"
        else holders(cohort, shares[id], LEANING.get(id, 0.0), rng=rng, among=allowed.get(id))
        for id in HONOURS
    }


def allowed(cohort: Cohort, scale: Size, dates: Policy) -> dict[str, Mask]:
    """Who may hold a title by its definition, or in practice; unreported staff rules nobody out."""
    staff, revenue = scale.insured, scale.revenue
    small = ~(staff > SME_STAFF) & ~(revenue > SME_MONEY) & ~(scale.capital > SME_MONEY)
    plants = cohort.in_industry("B", "C", "D") & (staff >= PLANT_STAFF)
    return {
        "tech_sme": small,
        "unicorn": (staff >= UNICORN_STAFF)
        & (revenue >= UNICORN_REVENUE)
        & (dates.founded >= UNICORN_FOUNDED),
        "gazelle": (staff >= GAZELLE_STAFF) & (dates.founded >= GAZELLE_FOUNDED),
        "green_factory": plants,
    }


def holders(
    cohort: Cohort,
    shares: tuple[float, float],
    leaning: float,
    rng: np.random.Generator,
    among: Mask | None = None,
) -> Mask:
    """Who holds something that a printed share of either tier holds, and only those `among`."""
    chance = rng.standard_normal(cohort.rows) * np.sqrt(1 - leaning**2)
    score = leaning * cohort.potential + chance
    holds = np.zeros(cohort.rows, bool)
    for tier, share in zip(cohort.tiers, shares, strict=True):
        able = tier if among is None else tier & among
        count = min(round(int(tier.sum()) * share / 100), int(able.sum()))
        holds[able] = chosen(score[able], count)
    return holds


def awards(cohort: Cohort, titles: Mapping[str, Mask], rng: np.random.Generator) -> dict[str, Mask]:
    """What exempts from class I IP; a national award is a provincial or higher one too."""
    won = {id: holders(cohort, AWARDED[id], AWARDED_LEANING, rng=rng) for id in AWARDED}
    centre = titles["tech_centre"] & (rng.random(cohort.rows) * 100 < INSTITUTION)
    return {
        "national_award": won["national_award"],
        "provincial_award": won["provincial_award"] | won["national_award"],
        "rd_institution": titles["engineering_centre"] | centre,
    }


def _printed() -> dict[str, tuple[float, float]]:
    """Shares of the national and the provincial enterprises that hold a title, in per cent."""
    printed = {HONOURS[id].zh: id for id in HONOURS}
    shares = {
        printed[row["honour"]]: (row["national_pct"], row["provincial_pct"])
        for row in table("e06_honours").iter_rows(named=True)
    }
    low = cell("e39_honour_matrix", "honour", "绿色工厂", column="holding_low_pct")
    high = cell("e39_honour_matrix", "honour", "CNAS认证", column="holding_high_pct")
    return shares | {"green_factory": (low, low), "cnas": ((low + high) / 2, (low + high) / 2)}


def standards(cohort: Cohort, rng: np.random.Generator) -> Ints:
    """Number of standards; 0 for those who hold none."""
    file = "e07_standards_holding"
    names = ("国家级", "省级")
    shares = [cell(file, "group", name, column="holding_pct") for name in names]
    means = [cell(file, "group", name, column="mean_standards_estimate") for name in names]
    holds = holders(cohort, (shares[0], shares[1]), STANDARDS_LEANING, rng=rng)
    noise = 0.3 * cohort.potential + rng.standard_normal(cohort.rows)
    values = np.zeros(cohort.rows)
    values[holds] = np.maximum(1, STANDARDS_TYPICAL * np.exp(STANDARDS_SPREAD * noise[holds]))
    for tier, mean in zip(cohort.tiers, means, strict=True):
        values = stretch(np.rint(values), target(tier & holds, mean), above=STANDARDS_TYPICAL)
    return np.rint(values).astype(np.int64)


def evaluations(cohort: Cohort, rng: np.random.Generator) -> Ints:
    """Position in EVALUATIONS; -1 without a technology evaluation."""
    printed = [tier_cells("e09_tech_evaluation", "evaluation", t.zh) for t in EVALUATIONS.values()]
    shares = np.array(printed)
    evaluated = holders(cohort, tuple(shares.sum(axis=0)), EVALUATION_LEANING, rng=rng)
    kind = np.full(cohort.rows, -1)
    for place, tier in enumerate(cohort.tiers):
        members = rng.permutation(np.flatnonzero(tier & evaluated))
        counts = apportion(members.size, shares[:, place])
        kind[members] = np.repeat(np.arange(len(EVALUATIONS)), counts)
    return kind
