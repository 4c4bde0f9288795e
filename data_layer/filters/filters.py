"""The filters: one immutable value that the address bar, an embed, an export and the API share."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qsl, quote

import polars as pl

from data_layer.filters.code_clauses import of_clusters, of_industries
from data_layer.filters.computed_conditions import narrowed
from data_layer.filters.condition_words import condition_words
from data_layer.filters.conditions import ALLOWED, condition
from data_layer.filters.days import (
    DAYS_ALLOWED,
    YEARS_ALLOWED,
    Days,
    Year,
    days_of,
    year_of,
)
from data_layer.filters.keys import Key, keys
from data_layer.measures.memo import per_rows
from data_layer.measures.recognition import recognition_year
from data_layer.measures.rows import Rows, evaluated
from data_layer.vocabulary.text import Lang, Text

WHERE = "where"
SAFE = {WHERE: ",.:@"}
"""Signs that an address keeps as they are, where those are others than of all keys."""
LONGEST_TEXT = 80
LONGEST_QUERY = 16_000
MOST_NAMED, NEAREST, ALIKE = 12, 3, 0.5
"""What is allowed is named up to here on a page; beyond, the few that look most like it."""
MOST_VALUES = 400
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


class Range(NamedTuple):
    """A closed interval; None is an open end."""

    low: float | None
    high: float | None


Value = tuple[str, ...] | Range | Days | Year | str


ONE_VALUE = (Range, Days, Year)
"""Values that are no list of options."""


@dataclass(frozen=True)
class Problem:
    """A key or value that a query may not hold; `value` is what was given, as plain text."""

    key: str
    value: str
    allowed: Text

    def message(self, lang: Lang) -> str:
        """One sentence that names the key, the value and what is allowed."""
        template = Text(
            "参数“{key}”的值“{value}”不可用；允许：{allowed}",
            'The value "{value}" of "{key}" cannot be used; allowed: {allowed}',
        )
        return template(lang).format(key=self.key, value=self.value, allowed=self.allowed(lang))

    def brief(self, lang: Lang) -> str:
        """The same for a page: of a long list of what is allowed only what is nearest."""
        names = self.allowed(lang).split(", ")
        if len(names) <= MOST_NAMED:
            return self.message(lang)
        like = (get_close_matches(given, names, NEAREST, ALIKE) for given in (self.key, self.value))
        near = next(filter(None, like), names[:NEAREST])
        some = Text("{near}等{n}种", "{near} and others, {n} in all")
        suggestion = some(lang).format(near=", ".join(near), n=len(names))
        return Problem(self.key, self.value, Text(suggestion, suggestion)).message(lang)


class FilterError(ValueError):
    """A query that cannot be answered as it stands."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message("en") for problem in self.problems))


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


def parse_pairs(query: str) -> dict[str, str]:
    """Keys and values of a query string; repeated keys are joined, empty values dropped."""
    pairs: dict[str, str] = {}
    parsed = parse_qsl(query.removeprefix("?")[:LONGEST_QUERY], keep_blank_values=False)
    for name, value in parsed[:MOST_VALUES]:
        pairs[name] = f"{pairs[name]},{value}" if name in pairs else value
    return pairs


def read(pairs: Mapping[str, str]) -> tuple[Filters, tuple[Problem, ...]]:
    """Filters of those pairs that are good, and a problem for each that is not."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, text in pairs.items():
        key = keys().get(name)
        if key is None:
            problems.append(Problem(name, text, _names(keys())))
            continue
        value, bad = _READERS[key.kind](key, text)
        problems.extend(bad)
        if value is not None:
            values[name] = value
    return Filters({name: values[name] for name in keys() if name in values}), tuple(problems)


def _names(options: Iterable[str]) -> Text:
    names = list(options)
    listed = ", ".join(names[:24]) + (" …" if len(names) > 24 else "")
    return Text(listed, listed)


def _read_choice(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    options = key.options()
    given = sorted({part.strip() for part in text.split(",")} - {""})
    if len(given) > MOST_VALUES:
        most = Text(f"最多 {MOST_VALUES} 个值", f"at most {MOST_VALUES} values")
        return None, [Problem(key.name, text[:LONGEST_TEXT], most)]
    good = tuple(value for value in given if value in options)
    bad = [Problem(key.name, value, _names(options)) for value in given if value not in options]
    return good or None, bad


def _read_flag(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    if text in ("0", "1"):
        return (text,), []
    return None, [Problem(key.name, text, Text("1 或 0", "1 or 0"))]


def _read_range(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    low, dots, high = text.partition("..")
    allowed = Text("a..b，任一端可空，a 不大于 b", "a..b, either end may be open, a not above b")
    ends = [part.strip() for part in (low, high)]
    if not dots or not any(ends) or not all(not end or _NUMBER.fullmatch(end) for end in ends):
        return None, [Problem(key.name, text, allowed)]
    numbers = Range(*(float(end) + 0.0 if end else None for end in ends))
    if numbers.low is not None and numbers.high is not None and numbers.low > numbers.high:
        return None, [Problem(key.name, text, allowed)]
    return numbers, []


def _read_days(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    days = days_of(text)
    return days, [] if days else [Problem(key.name, text[:LONGEST_TEXT], DAYS_ALLOWED)]


def _read_year(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    year = year_of(text)
    return year, [] if year else [Problem(key.name, text[:LONGEST_TEXT], YEARS_ALLOWED)]


def _read_text(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    cleaned = " ".join(text.split())
    if not cleaned:
        return None, []
    if len(cleaned) > LONGEST_TEXT or not cleaned.isprintable():
        limit = Text(
            f"不超过 {LONGEST_TEXT} 个可见字符", f"at most {LONGEST_TEXT} visible characters"
        )
        return None, [Problem(key.name, cleaned[:LONGEST_TEXT], limit)]
    return cleaned, []


def _read_where(key: Key, text: str) -> tuple[Value | None, list[Problem]]:
    """Conditions in the order given, each once: a rank among others depends on those before."""
    given = [part for part in dict.fromkeys(part.strip() for part in text.split(",")) if part]
    bad = [Problem(key.name, part[:LONGEST_TEXT], ALLOWED) for part in given if not condition(part)]
    good = tuple(part for part in given if condition(part))[:MOST_VALUES]
    return good or None, bad


_READERS = {
    "where": _read_where,
    "choice": _read_choice,
    "all": _read_choice,
    "flag": _read_flag,
    "range": _read_range,
    "days": _read_days,
    "year": _read_year,
    "text": _read_text,
}


def number(value: float | None) -> str:
    """A number as it stands in an address: no trailing zeros, empty for an open end."""
    if value is None:
        return ""
    return (
        str(int(value))
        if math.isfinite(value) and value == int(value)
        else f"{value:.6f}".rstrip("0")
    )


def written(value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, Range):
        return f"{number(value.low)}..{number(value.high)}"
    if isinstance(value, Days | Year):
        return value.written
    return ",".join(value) if isinstance(value, tuple) else value


def clause(key: Key, value: Value) -> pl.Expr:
    """The condition that one key puts on a row; a missing cell never passes."""
    if isinstance(value, Year):
        # What it cannot know is said where it is used: who has left since is not in the list.
        return recognition_year() <= value.year
    if isinstance(value, Days):
        return value.within(pl.col(key.column))
    if isinstance(value, Range):
        column = pl.col(key.column)
        ends = [column >= value.low] if value.low is not None else []
        ends += [column <= value.high] if value.high is not None else []
        return ends[0] if len(ends) == 1 else ends[0] & ends[1]
    if isinstance(value, str):
        return pl.col("name").str.contains(value, literal=True)
    if key.kind == "all":
        return pl.all_horizontal(*[pl.col(name) for name in value])
    if key.kind == "flag":
        return pl.col(key.column) if value == ("1",) else ~pl.col(key.column)
    if key.name == "cluster":
        return of_clusters(value)
    return of_industries(value) if key.name == "industry" else pl.col(key.column).is_in(list(value))


def describe(name: str, value: Value, lang: Lang) -> str:
    """One key and its value in words."""
    key = keys()[name]
    label = key.label(lang)
    if isinstance(value, Year):
        return value.words(lang)
    if isinstance(value, Days):
        return f"{label} {value.words(lang)}"
    if isinstance(value, Range):
        unit = f" {key.unit(lang)}" if key.unit(lang) else ""
        return f"{label} {_interval(value, lang)}{unit}"
    if isinstance(value, str):
        return Text(f"{label}含“{value}”", f'{label} contains "{value}"')(lang)
    if key.name == WHERE:
        return Text("；", "; ")(lang).join(condition_words(part, lang) for part in value)
    options = key.options()
    joined = Text("、", ", ")(lang).join(options[code](lang) for code in value)
    if key.kind == "flag":
        return joined
    return Text(f"{label}：{joined}", f"{label}: {joined}")(lang)


def _interval(value: Range, lang: Lang) -> str:
    low, high = number(value.low), number(value.high)
    if value.low is None:
        return Text(f"不超过 {high}", f"at most {high}")(lang)
    if value.high is None:
        return Text(f"不低于 {low}", f"at least {low}")(lang)
    return f"{low}–{high}"
