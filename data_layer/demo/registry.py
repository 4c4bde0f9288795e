"""Put the demonstration registry together."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from data_layer.demo.at_home import at_home
from data_layer.demo.classes import classes_of
from data_layer.demo.cohort import Cohort, cohort
from data_layer.demo.frontier import frontier
from data_layer.demo.honours import allowed, awards, champions, evaluations, honours, standards
from data_layer.demo.industry import POWER_ELECTRONICS, SECTOR_OF
from data_layer.demo.innovation import Innovation, innovation
from data_layer.demo.lifecycle import LIFECYCLE, with_reviews
from data_layer.demo.medians import Drivers
from data_layer.demo.names import named
from data_layer.demo.other_tiers import other_tiers
from data_layer.demo.policy import ASKED_IP, Policy, policy
from data_layer.demo.research import Research, research
from data_layer.demo.size import Size, size
from data_layer.demo.spread import Ints, Mask, apportion
from data_layer.registry.validity import with_validity
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import EVALUATIONS, FRONTIER_FIELDS, TIERS

BLOCK = 250_000
"""Larger registries are made of equal blocks of about this many rows, each calibrated by itself."""


def build(rows: int = 167_372, seed: int = 2026) -> pl.DataFrame:
    """A registry of `rows` generated enterprises that conforms to `Enterprise`.

    The same rows and seed give the same frame. ValueError if rows is not positive.
    """
    return pl.concat(blocks(rows, seed))


def blocks(rows: int, seed: int) -> Iterator[pl.DataFrame]:
    """The same registry piece by piece, so that memory does not grow with the rows."""
    if rows < 1:
        raise ValueError(f"rows must be at least 1, not {rows}")
    digits, first = max(6, len(str(rows))), 1
    for count in apportion(rows, np.ones(-(-rows // BLOCK))).tolist():
        block = named(_block(count, (seed, rows, first)), seed, first, digits=digits)
        section = pl.col("division").cast(pl.String).str.slice(0, 1)
        whole = with_validity(block.with_columns(section=section).lazy()).collect()
        yield Enterprise.cast(whole.select(list(columns())))
        first += count


def _block(rows: int, seed: tuple[int, int, int]) -> pl.DataFrame:
    """Everything but names, in random order."""
    rng = np.random.default_rng(seed)
    people = cohort(rows, rng)
    champion = champions(people, rng)
    standards_held = standards(people, rng)
    evaluated = evaluations(people, rng)
    spent = research(people, rng)
    dates = policy(people, champion, rng)
    drivers = Drivers(
        standards_held > 0, evaluated >= 0, champion | people.champions, rd_ratio=spent.ratio
    )
    output = innovation(people, drivers, rng)
    scale = size(people, champion, output, listed=spent.listed, rng=rng)
    titles = honours(people, champion, allowed(people, scale, dates), rng=rng)
    field = frontier(people, output.grants, rng)
    data = (
        _identity(people, rng)
        | _policy_columns(dates)
        | _innovation_columns(output, people, champion)
        | _money_columns(scale, spent)
        | titles
        | awards(people, titles, rng=rng.spawn(1)[0])
        | {
            "listed": spent.listed,
            "standards": standards_held,
            "technology_evaluation": _labels(list(EVALUATIONS), evaluated),
            "frontier_field": _labels(list(FRONTIER_FIELDS), field),
        }
    )
    frame = pl.DataFrame({name: _series(name, values) for name, values in data.items()})
    whole = at_home(other_tiers(frame, people, rng), rng=rng.spawn(1)[0])
    shuffled = whole[rng.permutation(rows)]
    return with_reviews(shuffled, np.random.default_rng((*seed, LIFECYCLE)))


def _identity(people: Cohort, rng: np.random.Generator) -> dict[str, Any]:
    groups, cities_ = people.group_codes, people.city_codes
    sectors = [SECTOR_OF.get(code) or SECTOR_OF.get(code[:3]) for code in groups]
    classes = _classes(people, rng)
    tier = np.select([people.national, people.champions, people.innovative], [0, 1, 3], default=2)
    return {
        "tier": _labels(list(TIERS), tier),
        "city_code": _labels(cities_, people.city),
        "province_code": _labels([cities()[code].parent for code in cities_], people.city),
        "division": _labels([code[:3] for code in groups], people.group),
        "group": _labels(groups, people.group),
        "class": classes,
        "sector": pl.select(
            pl.when((classes == POWER_ELECTRONICS).fill_null(value=False))
            .then(pl.lit("electronics"))
            .otherwise(_labels(sectors, people.group))
        ).to_series(),
    }


def _classes(people: Cohort, rng: np.random.Generator) -> pl.Series:
    """Classes of those whose group has any in the classification."""
    codes: list[str] = []
    place = np.full(people.rows, -1)
    for position, group in enumerate(people.group_codes):
        inside = people.group == position
        tiers = [
            rng.permutation(np.flatnonzero(inside & tier))
            for tier in (people.national, ~people.national)
        ]
        for code, counts in classes_of(group, tiers[0].size, tiers[1].size, rng=rng).items():
            for number, count in enumerate(counts):
                place[tiers[number][:count]] = len(codes)
                tiers[number] = tiers[number][count:]
            codes.append(code)
    return _labels(codes, place)


def _policy_columns(dates: Policy) -> dict[str, Any]:
    return {
        "batch": pl.Series(dates.batch).replace(0, None),
        "recognised_year": dates.recognised,
        "founded_year": dates.founded,
        "years_in_niche": dates.years_in_niche,
        "niche_share": dates.niche_share,
        "niche_rank": dates.niche_rank,
        "quality_score": dates.quality,
    }


def _innovation_columns(output: Innovation, people: Cohort, champion: Mask) -> dict[str, Any]:
    """Class I IP of the national tier and of champions is what its rule asks, if grants allow."""
    asked = np.where(
        people.national | people.champions | champion, np.minimum(output.grants, ASKED_IP), 0
    )
    return {
        "patents": output.patents,
        "invention_applications": output.applications,
        "invention_grants": output.grants,
        "utility_models": output.utility_models,
        "software_copyrights": output.copyrights,
        "pct_applications": output.pct,
        "class1_ip": np.maximum(output.class1, asked),
    }


def _money_columns(scale: Size, spent: Research) -> dict[str, Any]:
    last_year = scale.revenue / (1 + scale.change / 100)
    return {
        "registered_capital": scale.capital,
        "insured": scale.insured,
        "revenue": scale.revenue,
        "rd_ratio": spent.ratio,
        "rd_ratio_previous": spent.previous,
        "rd_expense": np.round(scale.revenue * spent.ratio / 100, 2),
        "rd_expense_previous": np.round(last_year * spent.previous / 100, 2),
        **{f"revenue_growth_{year}": values for year, values in scale.growth.items()},
    }


def _labels(options: list[Any], position: Ints) -> pl.Series:
    """The option at each position; null at -1."""
    return pl.Series(options, dtype=pl.String).gather(pl.Series(position).replace(-1, None))


def _series(name: str, values: Any) -> pl.Series:
    """A column in the type of the schema; NaN becomes null."""
    series = pl.Series(name, values)
    if series.dtype.is_float():
        series = series.fill_nan(None)
    return series.cast(columns()[name].dtype)
