"""A query string read: keys, the values that they take, and what is wrong with the others."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from data_layer.filters.conditions import ALLOWED, condition
from data_layer.filters.days import DAYS_ALLOWED, YEARS_ALLOWED, days_of, year_of
from data_layer.filters.keys import Key, keys
from data_layer.filters.problems import Problem
from data_layer.filters.values import Range, Value
from data_layer.vocabulary.text import Text

LONGEST_TEXT = 80
LONGEST_QUERY = 16_000
MOST_VALUES = 400
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def parse_pairs(query: str) -> dict[str, str]:
    """Keys and values of a query string; repeated keys are joined, empty values dropped."""
    pairs: dict[str, str] = {}
    parsed = parse_qsl(query.removeprefix("?")[:LONGEST_QUERY], keep_blank_values=False)
    for name, value in parsed[:MOST_VALUES]:
        pairs[name] = f"{pairs[name]},{value}" if name in pairs else value
    return pairs


def read_values(pairs: Mapping[str, str]) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Values of those pairs that are good, in the order of keys, and a problem for each other."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, text in pairs.items():
        key = keys().get(name)
        if key is None:
            problems.append(Problem(name, text, _names(keys()), by_key=True))
            continue
        value, bad = _READERS[key.kind](key, text)
        problems.extend(bad)
        if value is not None:
            values[name] = value
    return {name: values[name] for name in keys() if name in values}, tuple(problems)


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
    bad = [
        Problem(key.name, value, _names(options), what=key.label)
        for value in given
        if value not in options
    ]
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
