"""How industries and cities differ where the report prints nothing of them.

Rule: an industry is the more technological, the larger the part of its listed enterprises that
call themselves high-tech or SRDI; patents, R&D intensity and who is listed lean to that. Trade
and services have fewer staff than industry, makers of software and electronics more copyrights.
Patents of a city lean to the printed medians (e19) of other cities of its province, and to chance.
All are added to scores or logarithms before the printed figures are met.
"""

import numpy as np
import polars as pl

from data_layer.demo.cohort import Cohort
from data_layer.demo.proportions import by
from data_layer.demo.spread import Floats, standard
from data_layer.reference_figures.places import cities_top
from data_layer.vocabulary.places import cities

FEW = 10
"""Listed enterprises of the usual kind that are added to a division."""
CITY_LEANING, CITY_CHANCE, CITY_SEED = 0.6, 0.07, 2260
STAFF = {"C": 0.1, "F": -0.5, "I": -0.15, "L": -0.3, "M": -0.3, "N": -0.1}
"""Standard scores by section; 0 for the others."""
SOFTWARE = {"I63": 1.2, "I64": 1.6, "C39": 0.5, "C40": 0.5, "C35": 0.2, "C38": 0.2, "M": 0.1}
"""Logarithms by division or section; the rest of industry has `ELSEWHERE`."""
ELSEWHERE = -0.3


def technology(cohort: Cohort) -> Floats:
    """How technological the industry of each enterprise is, as a standard score."""
    stated, listed = (by(name, "division") for name in ("technology_stated", "listed_by_division"))
    usual = sum(stated.values()) / sum(listed.values())
    divisions = [code[:3] for code in cohort.group_codes]
    parts = [
        (stated.get(division, 0) + usual * FEW) / (listed.get(division, 0) + FEW)
        for division in divisions
    ]
    return standard(np.log(parts)[cohort.group])


def listing(cohort: Cohort) -> Floats:
    """How often enterprises of the industry are listed, beside its size, as a standard score."""
    listed = by("listed_by_division", "division")
    divisions = np.array([code[:3] for code in cohort.group_codes])[cohort.group]
    names, place, sizes = np.unique(divisions, return_inverse=True, return_counts=True)
    weights = np.array([listed.get(str(name), 0) for name in names], float)
    usual = weights.sum() / sizes.sum()
    return standard(np.log((weights + FEW) / (sizes * usual + FEW))[place])


def of_city(cohort: Cohort) -> Floats:
    """What the city adds to the logarithm of patents."""
    printed = cities_top().with_columns(pl.col("patents_median").log())
    usual = float(printed.select(pl.col("patents_median").mean()).item())
    inside = pl.col("city_code").replace_strict({c: p.parent for c, p in cities().items()})
    means = printed.group_by(inside.alias("province")).agg(pl.col("patents_median").mean())
    of_province = dict(means.iter_rows())
    chance = np.random.default_rng(CITY_SEED).standard_normal(len(cohort.city_codes))
    leanings = [of_province.get(cities()[code].parent, usual) for code in cohort.city_codes]
    added = CITY_LEANING * (np.array(leanings) - usual) + CITY_CHANCE * chance
    return added[cohort.city]


def staff(cohort: Cohort) -> Floats:
    """What the section adds to the score of staff."""
    return np.array([STAFF.get(code[0], 0.0) for code in cohort.group_codes])[cohort.group]


def software(cohort: Cohort) -> Floats:
    """What the industry adds to the logarithm of software copyrights."""
    added = [
        SOFTWARE.get(code[:3], SOFTWARE.get(code[0], ELSEWHERE if code[0] in "BCD" else 0.0))
        for code in cohort.group_codes
    ]
    return np.array(added)[cohort.group]
