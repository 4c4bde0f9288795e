"""Patents and their parts.

Printed: medians by tier (e26), by tier and standards (e08), by tier and evaluation (e10), of cities
(e19), of R&D bands (e28) and of industries (e33); means of little giants and of single champions
(e40); correlations (e25). The little giants of e40 are the national enterprises that are no single
champions: only so do 12,500 (e40) and 12,856万元 (e04) of capital hold together.
Rule: patents, applications and grants are log-normal around one potential; single champions carry
the long tail that makes them correlate as printed; utility models are what patents leave.
"""

from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.copyrights import copyrights
from data_layer.demo.medians import (
    CHAMPIONS,
    Drivers,
    by_band,
    by_city,
    by_evaluation,
    by_industry,
    by_standards,
    by_tier,
    centred,
    to_means,
)
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.profiles import of_city, technology
from data_layer.demo.spread import Floats, rake, settle, steepen

# Shapes that no source prints, chosen so that the correlations of e25 come out. All are in
# logarithms: 0.4 is a factor of about 1.5.
PATENTS_SPREAD, FROM_POTENTIAL, FROM_CHANCE = 1.2, 0.8, 0.6
CHAMPION_LIFT, CHAMPION_SPREAD = 1.9, 1.0
"""How far champions lie above the others, and how much they differ more than these."""
INDUSTRY_LIFT = 0.6
"""Part of an industry's lead in grants that it has in patents too."""
GRANTS_NOISE, APPLICATIONS_NOISE = 0.3, 0.3
APPLICATIONS_SLOPE = 1.2
"""Applications grow with this power of patents."""
TECHNOLOGY = 0.15
"""How patents follow the technology of an industry."""
INVENTIVE_NOISE = 0.41
"""How much the inventive part of a champion's patents varies, in grants and applications alike."""
GRANTS_TAIL, APPLICATIONS_TAIL = 0.09, 0.41
"""How much either varies by itself."""
NOISE_LIMIT = 2.5

# What exceeds these lies above every printed median and is stretched to the printed means.
LARGE_PATENTS, LARGE_GRANTS, LARGE_APPLICATIONS = 150.0, 60.0, 40.0
FURTHEST = 1.0
"""No champion lies further than that from the middle of champions, in the logarithm."""
HUGE, DRAWN_IN = 6000.0, 0.6
"""What exceeds the first is drawn in by this power, for nobody to hold tens of thousands."""
MOST_GRANTS = 0.85
"""Grants as a part of patents."""
STRETCH_PASSES = 8
MODELS_PART = (0.75, 0.95)
"""Utility models as a part of patents that are neither granted nor filed inventions."""
CLASS1_PART = (0.15, 0.6)
"""Class I IP as a part of grants."""
PCT_PART = 0.02
"""PCT applications as a part of applications, before the printed means."""


class Innovation(NamedTuple):
    """Counts of each enterprise (whole numbers)."""

    patents: Floats
    grants: Floats
    applications: Floats
    utility_models: Floats
    pct: Floats
    copyrights: Floats
    class1: Floats


def innovation(cohort: Cohort, drivers: Drivers, rng: np.random.Generator) -> Innovation:
    """All counts, with the printed medians, means and correlations."""
    noise = [np.clip(rng.standard_normal(cohort.rows), -NOISE_LIMIT, NOISE_LIMIT) for _ in range(7)]
    lift = _industry_lift(cohort)
    patents = _patents(cohort, drivers, lift, noise=noise[0], own=noise[6])
    inventive = drivers.champion * INVENTIVE_NOISE * noise[5]
    grants = _grants(cohort, drivers, patents, lift=lift, noise=noise[1], inventive=inventive)
    applications = _applications(
        cohort, drivers, patents, grants=grants, noise=noise[2], inventive=inventive
    )
    rest = patents - grants - applications
    return Innovation(
        patents=patents,
        grants=grants,
        applications=applications,
        utility_models=np.rint(rest * rng.uniform(*MODELS_PART, cohort.rows)),
        pct=_pct(cohort, drivers, applications, noise=noise[3], rng=rng),
        copyrights=copyrights(cohort, drivers, patents, noise=noise[4]),
        class1=np.floor(grants * rng.uniform(*CLASS1_PART, cohort.rows)),
    )


def _patents(cohort: Cohort, drivers: Drivers, lift: Floats, noise: Floats, own: Floats) -> Floats:
    spread = PATENTS_SPREAD * (FROM_POTENTIAL * cohort.potential + FROM_CHANCE * noise)
    start = spread + INDUSTRY_LIFT * lift + of_city(cohort) + TECHNOLOGY * technology(cohort)
    apart = (
        CHAMPION_SPREAD * own
        + start
        - np.mean(start[drivers.champion] if drivers.champion.any() else 0)
    )
    start = np.where(drivers.champion, FURTHEST * np.tanh(apart / FURTHEST) + CHAMPION_LIFT, start)
    tiers = by_tier(cohort, "专利总量")
    targets = [
        *tiers,
        *by_standards(cohort, drivers, "专利总量中位数"),
        *by_band(drivers, "patents_median"),
        *by_city(cohort),
    ]
    patents = settle(np.exp(rake(centred(cohort, start, "专利总量"), targets)), targets)
    for _ in range(2):
        patents = to_means(
            cohort, drivers, patents, indicator="专利总量", above=LARGE_PATENTS, by=steepen
        )
        patents = np.where(patents > HUGE, HUGE * (patents / HUGE) ** DRAWN_IN, patents)
    return np.rint(
        to_means(cohort, drivers, patents, indicator="专利总量", above=LARGE_PATENTS, by=steepen)
    )


def _grants(
    cohort: Cohort,
    drivers: Drivers,
    patents: Floats,
    lift: Floats,
    noise: Floats,
    inventive: Floats,
) -> Floats:
    start = np.log(patents + 1) + GRANTS_NOISE * noise + (1 - INDUSTRY_LIFT) * lift
    start = centred(cohort, start, "发明授权数量")
    tiers = by_tier(cohort, "发明授权数量")
    targets = [
        *tiers,
        *by_standards(cohort, drivers, "发明授权中位数"),
        *by_band(drivers, "grants_median"),
        *by_industry(cohort, "grants_median"),
        *by_evaluation(cohort, drivers),
    ]
    most = MOST_GRANTS * patents
    grants = settle(np.minimum(np.exp(rake(start, targets)), most), targets)
    inventions = patents * np.exp(inventive + GRANTS_TAIL * noise)
    grants = _tail(drivers, grants, inventions, indicator="发明授权量", above=LARGE_GRANTS)
    return np.rint(
        np.minimum(
            to_means(cohort, drivers, grants, indicator="发明授权量", above=LARGE_GRANTS), most
        )
    )


def _applications(
    cohort: Cohort,
    drivers: Drivers,
    patents: Floats,
    grants: Floats,
    noise: Floats,
    inventive: Floats,
) -> Floats:
    room = patents - grants
    start = APPLICATIONS_SLOPE * np.log(patents + 1) + APPLICATIONS_NOISE * noise
    start = centred(cohort, start, "发明申请数量")
    tiers = by_tier(cohort, "发明申请数量")
    filed = settle(np.minimum(np.exp(rake(start, tiers)), room), tiers)
    inventions = patents * np.exp(inventive + APPLICATIONS_TAIL * noise)
    filed = _tail(drivers, filed, inventions, indicator="发明专利申请量", above=LARGE_APPLICATIONS)
    for _ in range(STRETCH_PASSES):
        stretched = to_means(
            cohort, drivers, filed, indicator="发明专利申请量", above=LARGE_APPLICATIONS
        )
        filed = np.minimum(stretched, room)
    return np.rint(filed)


def _tail(
    drivers: Drivers, values: Floats, patents: Floats, indicator: str, above: float
) -> Floats:
    """In the tail the parts of a champion's patents stand in the proportion that e40 prints."""
    part, whole = (
        cell(CHAMPIONS, "indicator", name, column="champion_mean")
        for name in (indicator, "专利总量")
    )
    wanted = patents * part / whole
    return np.where(drivers.champion & (values > above) & (wanted > above), wanted, values)


def _pct(
    cohort: Cohort, drivers: Drivers, applications: Floats, noise: Floats, rng: np.random.Generator
) -> Floats:
    values = PCT_PART * applications * np.exp(noise)
    values = to_means(cohort, drivers, values, indicator="PCT申请量", above=0)
    return np.floor(values + rng.random(cohort.rows))


def _industry_lift(cohort: Cohort) -> Floats:
    """Logarithm of an industry's median grants over the provincial median; 0 where not printed."""
    usual = tier_cells("e26_core_medians", "indicator", "发明授权数量")[1]
    lift = np.zeros(cohort.rows)
    for group in by_industry(cohort, "grants_median"):
        lift[group.members] = np.log(group.value / usual)
    return lift
