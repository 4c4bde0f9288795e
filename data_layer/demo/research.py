"""R&D intensity of the enterprises that disclose it; the others stay without.

Printed: some 7,000 disclose (f_rd_sample) in three bands with their national shares (e28); values
up to 30% have the percentiles and means of e12 and e27; industries have means (e33); 1,059 and
1,150 listed enterprises have means by year (e11b). All of these hold together, also e12 and e28
(erratum x11): some 12% of those who disclose, mostly software, stand above 30%, outside e12.
Rule: a smooth curve runs through the printed shares and percentiles and falls off exponentially
above 30%.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from data_layer.demo.cohort import Cohort
from data_layer.demo.curves import even, quantiles
from data_layer.demo.printed import cell
from data_layer.demo.profiles import listing, technology
from data_layer.demo.spread import (
    SMALLEST_GROUP,
    Floats,
    Ints,
    Mask,
    apportion,
    by_rank,
    chosen,
    target,
)
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.tables import fact_value, table

OVER = 20
"""余: 7000余家 is taken as 7,020."""
CEILING = 30.0
"""e12 and e27 hold values up to this."""
TAIL_MEAN, TAIL_MOST = 9.0, 45.0
"""How far above the ceiling values lie, in percentage points."""
TAIL_STEPS = (0.5, 1.0, 2.0, 3.0)
"""Multiples of that mean at which the tail keeps to an exponential one."""
BELOW = {-2.5: 0.08, -1.0: 0.24, 0.0: 0.5, 1.0: 0.82}
"""Shares of what lies below the lowest bound, by steps of half the way from its middle to there."""
HALVINGS = 40
LEANING, LISTING, TECHNOLOGY = 0.45, 0.4, 0.4
"""How disclosure follows potential and the listing of an industry, and R&D its technology."""
YEAR_NOISE = 1.5
SORTING_PASSES = 25


class Research(NamedTuple):
    """Per cent; NaN where not disclosed. `listed` is a subset of those who disclose."""

    ratio: Floats
    previous: Floats
    listed: Mask


def research(cohort: Cohort, rng: np.random.Generator) -> Research:
    """Who discloses, who of them is listed, and the R&D intensity of two years."""
    score = LEANING * cohort.potential + rng.standard_normal(cohort.rows)
    score += LISTING * listing(cohort)
    discloses = np.zeros(cohort.rows, bool)
    ladders = [_resized(ladder, cohort.scale) for ladder in _ladders()]
    for tier, ladder in zip(cohort.tiers, ladders, strict=True):
        discloses[tier] = chosen(score[tier], ladder.size)
    ratio = _sorted_by_industry(cohort, discloses, ladders, rng=rng)
    listed = _listed(cohort, ratio)
    return Research(ratio, _previous(cohort, ratio, listed, rng=rng), listed)


def band_of(ratio: Floats) -> Ints:
    """Position of the band of e28, highest first; -1 where not disclosed."""
    lows = table("e28_rd_bands")["low_pct"].to_list()
    conditions = [ratio >= low for low in lows]
    return np.select(conditions, list(range(len(lows))), default=-1)


@cache
def _ladders() -> tuple[Floats, Floats]:
    """Ascending values of the national and the provincial enterprises of the report's sample."""
    bands = table("e28_rd_bands")
    counts = apportion(round(fact_value("f_rd_sample")) + OVER, bands["share_pct"])
    giants = np.rint(counts * bands["national_share_pct"].to_numpy() / 100).astype(int)
    return _ladder(giants.tolist(), "国家级"), _ladder((counts - giants).tolist(), "省级")


def _resized(ladder: Floats, scale: float) -> Floats:
    """The same distribution in a registry of another size."""
    count = round(ladder.size * scale)
    return ladder[(np.arange(count) * ladder.size) // max(count, 1)]


def _ladder(banded: list[int], name: str) -> Floats:
    """Ascending values of one tier: `banded` counts from the highest band to the lowest.

    The middle of what lies below the lowest bound is where the printed mean comes out.
    """
    high, middle, low = banded
    p50, p75, p90 = (cell("e27_rd_levels", "group", name, column=f"p{p}_pct") for p in (50, 75, 90))
    mean = cell("e27_rd_levels", "group", name, column="mean_pct")
    bands = table("e28_rd_bands")["low_pct"]
    top, floor = float(bands[0]), float(bands[1])
    total = high + middle + low
    share = 0.10 + 0.15 * (p90 - top) / (p90 - p75)  # of values up to the ceiling, from `top` on
    inside = 1 - (high / total - share) / (1 - share)
    upto = [inside * part for part in (0.5, 0.75, 1 - share, 0.9, 1)]
    tail = [1 - (1 - inside) * part for part in np.exp(-np.array(TAIL_STEPS))]
    values = [floor, p50, p75, top, p90, CEILING]
    values += [CEILING + step * TAIL_MEAN for step in TAIL_STEPS] + [CEILING + TAIL_MOST]
    shares = [low / total, *upto, *tail, 1.0]
    least, most = floor / 2, floor
    for _ in range(HALVINGS):
        typical = (least + most) / 2
        wide = (floor - typical) / 2
        below = [0.0, *(typical + step * wide for step in BELOW)]
        parts = [low / total * part for part in (0.0, *BELOW.values())]
        ladder = quantiles([*below, *values], [*parts, *shares], even(total))
        mean_below = ladder[ladder <= CEILING].mean()
        least, most = (typical, most) if mean_below < mean else (least, typical)
    return ladder


def _sorted_by_industry(
    cohort: Cohort, discloses: Mask, ladders: list[Floats], rng: np.random.Generator
) -> Floats:
    """Hand the values out so that industries reach their printed means."""
    means = [
        target(
            discloses & cohort.in_industry(str(industry_code(row["industry"]))), row["rd_mean_pct"]
        )
        for row in table("e33_sector_levels").iter_rows(named=True)
    ]
    means = [group for group in means if group.members.size >= SMALLEST_GROUP]
    score = rng.standard_normal(cohort.rows) + 0.3 * cohort.potential
    score += TECHNOLOGY * technology(cohort)
    ratio = np.full(cohort.rows, np.nan)
    for _ in range(SORTING_PASSES):
        for tier, ladder in zip(cohort.tiers, ladders, strict=True):
            ratio[tier & discloses] = by_rank(score[tier & discloses], ladder)
        for members, mean in means:
            score[members] += (mean - ratio[members].mean()) / 10
    return np.floor(ratio * 100) / 100


def _listed(cohort: Cohort, ratio: Floats) -> Mask:
    """An even sample of those up to the ceiling, so that it has the tier's mean and percentiles."""
    listed = np.zeros(cohort.rows, bool)
    columns = ("national_n", "provincial_n")
    counts = [cell("e11b_rd_ratio_by_year", "year", 2024, column=column) for column in columns]
    for tier, printed in zip(cohort.tiers, counts, strict=True):
        members = np.flatnonzero(tier & (ratio <= CEILING))
        order = members[np.argsort(ratio[members], kind="stable")]
        count = min(round(printed * cohort.scale), order.size)
        listed[order[(np.arange(count) * order.size + order.size // 2) // max(count, 1)]] = True
    return listed


def _previous(cohort: Cohort, ratio: Floats, listed: Mask, rng: np.random.Generator) -> Floats:
    """The year before: this year's value, shifted to the printed mean of the listed."""
    previous = ratio + rng.standard_normal(cohort.rows) * YEAR_NOISE
    for tier, column in zip(
        cohort.tiers, ("national_mean_pct", "provincial_mean_pct"), strict=True
    ):
        wanted = cell("e11b_rd_ratio_by_year", "year", 2023, column=column)
        for _ in range(5):
            gap = wanted - previous[tier & listed].mean() if (tier & listed).any() else 0.0
            previous[tier] = np.clip(previous[tier] + gap, 0, 100)
    return np.round(previous, 2)
