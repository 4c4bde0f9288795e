"""Patents and their parts, and software copyrights.

Printed: medians by tier (e26), by tier and standards (e08), by tier and evaluation (e10), of cities
(e19), of R&D bands (e28) and of industries (e33); means of little giants and of single champions
(e40); correlations (e25). The little giants of e40 are the national enterprises that are no single
champions: only so do 12,500 (e40) and 12,856万元 (e04) of capital hold together.
Rule: patents, applications and grants are log-normal around one potential; single champions carry
the long tail that makes them correlate as printed; utility models are what patents leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.research import band_of
from data_layer.demo.spread import (
    SMALLEST_GROUP,
    Floats,
    Mask,
    Target,
    rake,
    settle,
    stretch,
    target,
)
from data_layer.published import cities_top
from data_layer.published_industries import industry_code
from data_layer.reference import table

CHAMPION_LIFT = 1.5
INDUSTRY_LIFT = 0.6
PATENTS_SPREAD = 0.95
TAIL_SPREAD = 0.0
INVENTIVE_NOISE = 0.4
GRANTS_TAIL = 0.09
APPLICATIONS_TAIL = 0.33
GRANTS_NOISE = 0.3
APPLICATIONS_NOISE = 0.3
APPLICATIONS_SLOPE = 1.2
STRETCH_PASSES = 8
COPYRIGHTS_SPREAD = 1.7
SUM_PASSES = 3


class Innovation(NamedTuple):
    """Counts of each enterprise (whole numbers)."""

    patents: Floats
    grants: Floats
    applications: Floats
    utility_models: Floats
    pct: Floats
    copyrights: Floats
    class1: Floats


class Known(NamedTuple):
    """What patents depend on besides the cohort."""

    with_standards: Mask
    evaluated: Mask
    champion: Mask
    rd_ratio: Floats


def innovation(cohort: Cohort, known: Known, rng: np.random.Generator) -> Innovation:
    """All counts, with the printed medians, means and correlations."""
    noise = [np.clip(rng.standard_normal(cohort.rows), -2.5, 2.5) for _ in range(6)]
    lift = _industry_lift(cohort)
    patents = _patents(cohort, known, lift, noise[0])
    inventive = known.champion * INVENTIVE_NOISE * noise[5]
    grants = _grants(cohort, known, patents, lift, noise[1], inventive)
    applications = _applications(cohort, known, patents, grants, noise[2], inventive)
    rest = patents - grants - applications
    return Innovation(
        patents=patents,
        grants=grants,
        applications=applications,
        utility_models=np.rint(rest * rng.uniform(0.75, 0.95, cohort.rows)),
        pct=_pct(cohort, known, applications, noise[3], rng),
        copyrights=_copyrights(cohort, known, patents, noise[4]),
        class1=np.floor(grants * rng.uniform(0.15, 0.6, cohort.rows)),
    )


def _patents(cohort: Cohort, known: Known, lift: Floats, noise: Floats) -> Floats:
    spread = PATENTS_SPREAD * (0.8 * cohort.potential + 0.6 * noise)
    start = 3.5 + spread + INDUSTRY_LIFT * lift
    start += np.where(
        known.champion, CHAMPION_LIFT + TAIL_SPREAD * np.maximum(cohort.potential, 0), 0
    )
    targets = [
        *_by_tier(cohort, "e26_core_medians", "indicator", "专利总量"),
        *_by_standards(cohort, known, "专利总量中位数"),
        *_by_band(known, "patents_median"),
        *(
            target(cohort.in_city(c), m)
            for c, m in cities_top()["city_code", "patents_median"].iter_rows()
        ),
    ]
    patents = settle(np.exp(rake(start, targets)), targets)
    return np.rint(_to_means(cohort, known, patents, "专利总量", above=250))


def _grants(
    cohort: Cohort, known: Known, patents: Floats, lift: Floats, noise: Floats, inventive: Floats
) -> Floats:
    start = np.log(patents + 1) + GRANTS_NOISE * noise + (1 - INDUSTRY_LIFT) * lift
    targets = [
        *_by_tier(cohort, "e26_core_medians", "indicator", "发明授权数量"),
        *_by_standards(cohort, known, "发明授权中位数"),
        *_by_band(known, "grants_median"),
        *_by_industry(cohort, "grants_median"),
        *_by_evaluation(cohort, known),
    ]
    grants = settle(np.minimum(np.exp(rake(start, targets)), 0.85 * patents), targets)
    grants = _tail(
        known, grants, patents * np.exp(inventive + GRANTS_TAIL * noise), "发明授权量", 60
    )
    return np.rint(
        np.minimum(_to_means(cohort, known, grants, "发明授权量", above=60), 0.85 * patents)
    )


def _applications(
    cohort: Cohort, known: Known, patents: Floats, grants: Floats, noise: Floats, inventive: Floats
) -> Floats:
    room = patents - grants
    start = APPLICATIONS_SLOPE * np.log(patents + 1) + APPLICATIONS_NOISE * noise
    targets = list(_by_tier(cohort, "e26_core_medians", "indicator", "发明申请数量"))
    applications = settle(np.minimum(np.exp(rake(start, targets)), room), targets)
    applications = _tail(
        known,
        applications,
        patents * np.exp(inventive + APPLICATIONS_TAIL * noise),
        "发明专利申请量",
        40,
    )
    for _ in range(STRETCH_PASSES):
        applications = np.minimum(
            _to_means(cohort, known, applications, "发明专利申请量", above=40), room
        )
    return np.rint(applications)


def _tail(known: Known, values: Floats, patents: Floats, indicator: str, above: float) -> Floats:
    """In the tail the parts of a champion's patents stand in the proportion that e40 prints."""
    row = ("e40_little_giant_vs_champion", "indicator")
    wanted = (
        patents * cell(*row, indicator, "champion_mean") / cell(*row, "专利总量", "champion_mean")
    )
    return np.where(known.champion & (values > above) & (wanted > above), wanted, values)


def _copyrights(cohort: Cohort, known: Known, patents: Floats, noise: Floats) -> Floats:
    software = cohort.in_industry("I65")
    start = COPYRIGHTS_SPREAD * (0.2 * cohort.potential + noise) + np.where(software, 2.3, 0)
    targets = [
        *_by_tier(cohort, "e26_core_medians", "indicator", "软件著作权总数"),
        *_by_industry(cohort, "software_copyright_median"),
    ]
    values = np.exp(rake(start, targets))
    cells = _by_standards(cohort, known, "综合成果中位数")
    sums = [group for group in cells if group.members.size >= SMALLEST_GROUP]
    for _ in range(SUM_PASSES):
        for group in sums:
            values[group.members] = _to_sum(
                values[group.members], patents[group.members], group.value
            )
        values = np.exp(rake(np.log(values), targets))
        values = _to_means(cohort, known, values, "软件著作权", above=60)
    return np.rint(values)


def _to_sum(values: Floats, patents: Floats, wanted: float) -> Floats:
    """Scale what exceeds the median until patents and copyrights together have theirs."""
    middle = np.median(values)
    low, high = 0.05, 20.0
    for _ in range(12):
        factor = np.sqrt(low * high)
        raised = np.where(values > middle, middle + (values - middle) * factor, values)
        too_low = np.median(patents + raised) < wanted
        low, high = (factor, high) if too_low else (low, factor)
    return raised


def _pct(
    cohort: Cohort, known: Known, applications: Floats, noise: Floats, rng: np.random.Generator
) -> Floats:
    values = 0.02 * applications * np.exp(noise)
    values = _to_means(cohort, known, values, "PCT申请量", above=0)
    return np.floor(values + rng.random(cohort.rows))


def _to_means(cohort: Cohort, known: Known, values: Floats, indicator: str, above: float) -> Floats:
    """Means of e40, by what lies above any median."""
    row = ("e40_little_giant_vs_champion", "indicator", indicator)
    giants = target(cohort.national & ~known.champion, cell(*row, "little_giant_mean"))
    champions = target(known.champion, cell(*row, "champion_mean"))
    return stretch(stretch(values, giants, above), champions, above)


def _by_tier(cohort: Cohort, name: str, key: str, value: str) -> Iterator[Target]:
    printed = tier_cells(name, key, value)
    return (target(tier, median) for tier, median in zip(cohort.tiers, printed, strict=True))


def _by_standards(cohort: Cohort, known: Known, indicator: str) -> Iterator[Target]:
    for tier, name in zip(cohort.tiers, ("national", "provincial"), strict=True):
        for holds, mask in (("with", known.with_standards), ("without", ~known.with_standards)):
            median = cell("e08_standards_by_tier", "indicator", indicator, f"{name}_{holds}")
            yield target(tier & mask, median)


def _by_evaluation(cohort: Cohort, known: Known) -> Iterator[Target]:
    for tier, name in zip(cohort.tiers, ("国家级", "省级"), strict=True):
        for holds, mask in (("with", known.evaluated), ("without", ~known.evaluated)):
            median = cell("e10_evaluation_vs_grants", "tier", name, f"{holds}_evaluation")
            yield target(tier & mask, median)


def _by_band(known: Known, column: str) -> Iterator[Target]:
    medians = table("e28_rd_bands")[column]
    bands = band_of(known.rd_ratio)
    return (target(bands == place, median) for place, median in enumerate(medians))


def _by_industry(cohort: Cohort, column: str) -> Iterator[Target]:
    for row in table("e33_sector_levels").iter_rows(named=True):
        if row[column] is not None:
            yield target(cohort.in_industry(str(industry_code(row["industry"]))), row[column])


def _industry_lift(cohort: Cohort) -> Floats:
    """Logarithm of an industry's median grants over the provincial median; 0 where not printed."""
    usual = tier_cells("e26_core_medians", "indicator", "发明授权数量")[1]
    lift = np.zeros(cohort.rows)
    for group in _by_industry(cohort, "grants_median"):
        lift[group.members] = np.log(group.value / usual)
    return lift
