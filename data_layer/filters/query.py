"""A whole query: filters, language, theme, data version and the parameters of an exhibit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote

from data_layer.filters.filters import Filters, read
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.filters.problems import VERSION, FilterError, Problem
from data_layer.filters.reading import LONGEST_QUERY, parse_pairs
from data_layer.vocabulary.text import Lang, Text, same

Theme = Literal["light", "dark"]
_VIEW = {"lang": Text("语言", "language"), "theme": Text("主题", "theme"), "version": VERSION}
_VERSION = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True)
class Query:
    """What an address asks for. `params` and `problems` keep what is not a filter."""

    filters: Filters = field(default_factory=Filters)
    lang: Lang = "zh"
    theme: Theme = "light"
    version: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def strict(self) -> "Query":
        """The same query, or FilterError if anything in it is wrong."""
        if self.problems:
            raise FilterError(self.problems)
        return self

    def to_query(self) -> str:
        """Canonical spelling: filters, view keys that differ from the default, parameters."""
        parts = [self.filters.to_query()] if self.filters.values else []
        if self.lang != "zh":
            parts.append(f"lang={self.lang}")
        if self.theme != "light":
            parts.append(f"theme={self.theme}")
        if self.version is not None:
            parts.append(f"version={self.version}")
        for name, value in sorted(self.params.items()):
            parts.append(f"{name}={quote(value, safe=',.:')}")
        return "&".join(parts)


def parse_query(query: str, params: frozenset[str] = frozenset()) -> Query:
    """Read a query string. Keys in `params` are kept as they are; all others must be known.

    Never raises: bad keys and values are left out and listed in `problems`.
    """
    read_pairs = query_of(parse_pairs(query), params)
    return replace(read_pairs, problems=(*read_pairs.problems, *too_long(query)))


def query_of(pairs: Mapping[str, str], params: frozenset[str] = frozenset()) -> Query:
    """The query of pairs that `parse_pairs` read; as `parse_query` otherwise."""
    own = {name: value for name, value in pairs.items() if name in params}
    view = {name: value for name, value in pairs.items() if name in VIEW_KEYS}
    rest = {name: value for name, value in pairs.items() if name not in own and name not in view}
    filters, problems = read({name: value for name, value in rest.items() if name in keys()})
    unknown = [_unknown(name, rest[name], params) for name in rest if name not in keys()]
    good, wrong = _view(view)
    return Query(
        filters=filters,
        lang="en" if good.get("lang") == "en" else "zh",
        theme="dark" if good.get("theme") == "dark" else "light",
        version=good.get("version"),
        params=own,
        problems=(*problems, *unknown, *wrong),
    )


def too_long(query: str) -> list[Problem]:
    """What is wrong with a query that is longer than is read."""
    if len(query) <= LONGEST_QUERY:
        return []
    most = Text(f"最长 {LONGEST_QUERY:,} 字符", f"at most {LONGEST_QUERY:,} characters")
    return [Problem("address", query[:80], most)]


def _unknown(name: str, value: str, params: frozenset[str]) -> Problem:
    known = same(", ".join([*keys(), *VIEW_KEYS, *sorted(params)]))
    return Problem(name[:80], value[:80], known, by_key=True)


def _view(view: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    fits = {
        "lang": lambda text: text in ("zh", "en"),
        "theme": lambda text: text in ("light", "dark"),
        "version": lambda text: bool(_VERSION.fullmatch(text)),
    }
    good = {name: text for name, text in view.items() if fits[name](text)}
    bad = [
        Problem(n, text[:80], VIEW_KEYS[n], what=_VIEW[n])
        for n, text in view.items()
        if n not in good
    ]
    return good, bad
