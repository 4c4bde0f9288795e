"""The filters: one immutable value that the address bar, an embed, an export and the API share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote

import polars as pl

from data_layer.filters.clauses import clause
from data_layer.filters.computed_conditions import narrowed
from data_layer.filters.keys import keys
from data_layer.filters.problems import FilterError, Problem
from data_layer.filters.reading import parse_pairs, read_values
from data_layer.filters.value_words import describe
from data_layer.filters.values import ONE_VALUE, WHERE, Value, written
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, evaluated
from data_layer.vocabulary.text import Lang, Text

SAFE = {WHERE: ",.:@"}
"""Signs that an address keeps as they are, where those are others than of all keys."""


@dataclass(frozen=True)
class Filters:
    """What the rows are restricted to: a value for each key in use."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        return hash(self._query)

    @classmethod
    def from_query(cls, query: str) -> "Filters":
        """Read a query string of filter keys alone; FilterError names every bad key and value."""
        filters, problems = read(parse_pairs(query))
        if problems:
            raise FilterError(problems)
        return filters

    def to_query(self) -> str:
        """The one canonical spelling: keys in a fixed order, values sorted, defaults left out."""
        return self._query

    @cached_property
    def _query(self) -> str:
        # Filters never change, and every look into a cache asks for their hash.
        parts = (
            f"{name}={quote(written(self.values[name]), safe=SAFE.get(name, ',.'))}"
            for name in keys()
            if name in self.values
        )
        return "&".join(parts)

    def to_expr(self) -> pl.Expr | None:
        """The conjunction as a Polars expression; None if it is empty.

        Conditions (`where`) are no part of it: some are of a row among others (`apply`).
        """
        clauses = [
            clause(keys()[name], value) for name, value in self.values.items() if name != WHERE
        ]
        if not clauses:
            return None
        combined = clauses[0]
        for part in clauses[1:]:
            combined = combined & part
        return combined

    def apply(self, rows: Rows, skip: str | None = None) -> Rows:
        """The rows that pass."""
        filters = self if skip is None else self.without(skip)
        return _rows_that_pass(rows, filters) if filters.values else rows

    def without(self, *names: str) -> "Filters":
        """The same filters without some keys."""
        return Filters({k: v for k, v in self.values.items() if k not in names})

    def replace(self, **values: Value) -> "Filters":
        """The same filters with other values for some keys."""
        return Filters({**self.values, **values})

    def chosen(self, name: str) -> tuple[str, ...]:
        """The values chosen for a key with options; empty if none."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) and not isinstance(value, ONE_VALUE) else ()

    def sentence(self, lang: Lang) -> str:
        """The filters in words, for captions and screen readers."""
        # Headline, caption, panel and citations of one card all say it.
        if lang not in self._sentences:
            self._sentences[lang] = self._in_words(lang)
        return self._sentences[lang]

    @cached_property
    def _sentences(self) -> dict[Lang, str]:
        return {}

    def _in_words(self, lang: Lang) -> str:
        if not self.values:
            return Text("全部企业", "All enterprises")(lang)
        parts = [describe(name, self.values[name], lang) for name in keys() if name in self.values]
        return Text("；", "; ")(lang).join(parts)


@per_rows
def _rows_that_pass(rows: Rows, filters: Filters) -> Rows:
    expression = filters.to_expr()
    passed = rows if expression is None else rows.filter(expression)
    return evaluated(narrowed(rows, passed, filters.chosen(WHERE)))


def read(pairs: Mapping[str, str]) -> tuple[Filters, tuple[Problem, ...]]:
    """Filters of those pairs that are good, and a problem for each that is not."""
    values, problems = read_values(pairs)
    return Filters(values), problems
