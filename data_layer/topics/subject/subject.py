"""Which place or industry is looked at: the one that the filters choose, and what is around it."""

from typing import Literal, NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.topics.places.regions import PLACE_KEYS
from data_layer.vocabulary.industries import industries, industry_names
from data_layer.vocabulary.places import cities, city_names, province_names, provinces
from data_layer.vocabulary.text import Text

About = Literal["place", "industry"]


class Subject(NamedTuple):
    """key: its filter key. column: of the registry, which holds its code and those of its peers."""

    key: Literal["province", "city", "industry"]
    code: str
    column: str


def subject_of_code(about: About, code: str) -> Subject | None:
    """The place or industry of a code; None if nobody has it."""
    if about == "industry":
        industry = industries().get(code)
        return None if industry is None else Subject("industry", code, industry.level)
    if code in provinces():
        return Subject("province", code, "province_code")
    return Subject("city", code, "city_code") if code in cities() else None


@per_rows
def subject_of(rows: Rows, filters: Filters, about: str) -> Subject | None:
    """The one city, province or industry that the filters choose; without one, the province or
    division with most of the enterprises that pass, and None where none of them has any."""
    keys = ("industry",) if about == "industry" else ("city", "province")
    for key in keys:
        chosen = filters.chosen(key)
        if len(chosen) == 1:
            column = industries()[chosen[0]].level if key == "industry" else f"{key}_code"
            return Subject(key, chosen[0], column)
    column = "division" if about == "industry" else "province_code"
    counted = tally(filters.apply(rows), [column]).sort("n", column, descending=[True, False])
    if counted.is_empty():
        return None
    return Subject("industry" if about == "industry" else "province", counted[column][0], column)


def around(filters: Filters, subject: Subject) -> Filters:
    """The filters of the nation: those that are not on places, or not on industries."""
    own = ("industry",) if subject.key == "industry" else PLACE_KEYS
    return filters.without(*own)


def inside(filters: Filters, subject: Subject) -> Filters:
    """The filters of the subject, whole."""
    return around(filters, subject).replace(**{subject.key: (subject.code,)})


def peers(rows: Rows, filters: Filters, subject: Subject) -> Rows:
    """The rows of the subject and of all that are compared with it, by `subject.column`."""
    chosen = around(filters, subject).apply(rows)
    if subject.column == "section":  # which the division says too
        of_division = pl.col("division").cast(pl.String).str.head(1)
        section = pl.coalesce(of_division, pl.col("section").cast(pl.String))
        chosen = chosen.with_columns(section.alias("section"))
    return chosen.filter(pl.col(subject.column).is_not_null())


def subject_names() -> dict[str, Text]:
    """Names of all places and industries by code; a province's where a city has the same code."""
    return {**industry_names(), **city_names(), **province_names()}
