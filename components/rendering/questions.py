"""What a roll-up has to answer: every exhibit that reads the registry, as it opens and switched."""

from collections.abc import Iterator
from itertools import chain

import polars as pl

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit, Params, Rows
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.rollup.questions import Question

PROFILE = "enterprise"
"""The page whose exhibits are always asked of one enterprise: no opening result is of use there."""
MOST_OPTIONS = 12
"""A switch with more options picks a place or an industry: all of them read the same columns."""


def _facets(rows: Rows, filters: Filters) -> pl.DataFrame:
    counted = facets(rows, filters)
    named = [frame.with_columns(pl.lit(name).alias("key")) for name, frame in counted.items()]
    return pl.concat(named).select("key", "value", "n")


FACETS = Question("facets", _facets, {}, opening=False)
"""The counts beside the options of the filter bar: for their cubes, not to be stored."""


def questions() -> tuple[Question, ...]:
    """Facet counts, and each exhibit as it opens and with each option of each switch."""
    computed = [e for e in exhibits().values() if e.basis != "reference"]
    return (FACETS, *chain.from_iterable(_of(exhibit) for exhibit in computed))


def _of(exhibit: Exhibit) -> Iterator[Question]:
    for at, params in enumerate(_settings(exhibit)):
        yield _question(exhibit, params, opening=at == 0 and exhibit.page != PROFILE)


def _settings(exhibit: Exhibit) -> list[dict[str, str]]:
    default = exhibit.settings({})
    others = [
        {**default, param.name: option}
        for param in exhibit.params
        if len(param.options) <= MOST_OPTIONS
        for option in param.options
        if option != param.default
    ]
    return [default, *others]


def _question(exhibit: Exhibit, params: Params, opening: bool) -> Question:
    def ask(rows: Rows, filters: Filters) -> pl.DataFrame:
        return exhibit.query(rows, filters, params)

    return Question(exhibit.id, ask, params, requires=exhibit.requires, opening=opening)
