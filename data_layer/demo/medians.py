"""The medians and means that are printed of groups of enterprises, as targets."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from data_layer.demo.cohort import Cohort
from data_layer.demo.printed import cell, tier_cells
from data_layer.demo.research import band_of
from data_layer.demo.spread import Floats, Mask, Target, centre, stretch, target
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.places import cities_top
from data_layer.reference_figures.tables import table

CHAMPIONS = "e40_little_giant_vs_champion"


class Drivers(NamedTuple):
    """What patents depend on besides the cohort."""

    with_standards: Mask
    evaluated: Mask
    champion: Mask
    rd_ratio: Floats


def to_means(
    cohort: Cohort,
    drivers: Drivers,
    values: Floats,
    indicator: str,
    above: float,
    by: Callable[[Floats, Target, float], Floats] = stretch,
) -> Floats:
    """Means of e40, by what lies above any median."""
    row = (CHAMPIONS, "indicator", indicator)
    giants = target(cohort.national & ~drivers.champion, cell(*row, "little_giant_mean"))
    champions = target(drivers.champion, cell(*row, "champion_mean"))
    return by(by(values, giants, above), champions, above)


def by_tier(cohort: Cohort, indicator: str) -> list[Target]:
    """Medians of both tiers (e26)."""
    printed = tier_cells("e26_core_medians", "indicator", indicator)
    return [target(tier, median) for tier, median in zip(cohort.tiers, printed, strict=True)]


def centred(cohort: Cohort, logarithms: Floats, indicator: str) -> Floats:
    """The logarithms with the medians of both tiers; the other tiers go with their neighbours."""
    printed = tier_cells("e26_core_medians", "indicator", indicator)
    groups = [target(tier, median) for tier, median in zip(cohort.alike, printed, strict=True)]
    return centre(logarithms, groups)


def by_standards(cohort: Cohort, drivers: Drivers, indicator: str) -> Iterator[Target]:
    """Medians by tier and standards (e08)."""
    for tier, name in zip(cohort.tiers, ("national", "provincial"), strict=True):
        for holds, mask in (("with", drivers.with_standards), ("without", ~drivers.with_standards)):
            median = cell("e08_standards_by_tier", "indicator", indicator, column=f"{name}_{holds}")
            yield target(tier & mask, median)


def by_evaluation(cohort: Cohort, drivers: Drivers) -> Iterator[Target]:
    """Median grants by tier and evaluation (e10)."""
    for tier, name in zip(cohort.tiers, ("国家级", "省级"), strict=True):
        for holds, mask in (("with", drivers.evaluated), ("without", ~drivers.evaluated)):
            median = cell("e10_evaluation_vs_grants", "tier", name, column=f"{holds}_evaluation")
            yield target(tier & mask, median)


def by_band(drivers: Drivers, column: str) -> Iterator[Target]:
    """Medians of the R&D bands (e28)."""
    medians = table("e28_rd_bands")[column]
    bands = band_of(drivers.rd_ratio)
    return (target(bands == place, median) for place, median in enumerate(medians))


def by_industry(cohort: Cohort, column: str) -> Iterator[Target]:
    """Medians of industries (e33)."""
    for row in table("e33_sector_levels").iter_rows(named=True):
        if row[column] is not None:
            yield target(cohort.in_industry(str(industry_code(row["industry"]))), row[column])


def by_city(cohort: Cohort) -> Iterator[Target]:
    """Median patents of cities (e19)."""
    for code, median in cities_top()["city_code", "patents_median"].iter_rows():
        yield target(cohort.in_city(code), median)
