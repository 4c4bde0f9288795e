"""Which enterprises a count is of: the filters that find them, and the address of their list.

A row of a table is found by its keys where each of them is one of a filter (a province, a tier, an
industry). What else rows and columns are of, an exhibit declares as `Members`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl, quote

import polars as pl

from data_layer.filters.conditions import GIVEN
from data_layer.filters.days import Days, Year
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query
from data_layer.filters.values import WHERE, Range, number
from data_layer.measures.rows import Rows
from data_layer.vocabulary.fields import KIND, Field

if TYPE_CHECKING:
    from components.contract.result import Result

PAGE: Final = "enterprises"
FILTERED: Final = frozenset(
    ("tier", "cluster", "province", "city", "industry", "sector", "frontier", "honour")
)
OWN_NAMES: Final[Mapping[str, str]] = {"industry": "industry", "cluster": "cluster", "asof": GIVEN}
"""What of a key is the subject of a condition, where it is not its column."""
COUNTS: Final[Mapping[str, str]] = {
    "enterprises": "",
    "little_giants": "tier=national",
    "national": "tier=national",
    "provincial": "tier=provincial",
    "tier_missing": "where=tier:missing",
    "patents_values": "where=patents:known",
    "grants_values": "where=invention_grants:known",
    "copyright_values": "where=software_copyrights:known",
    "rd_values": "where=rd_ratio:known",
}
"""Columns that count the same everywhere: enterprises of a row, and of these those that pass."""


Row = Mapping[str, Any]


class RowContext(NamedTuple):
    """One row of a computed frame (by code), and what both were computed from."""

    row: Row
    frame: pl.DataFrame
    params: Mapping[str, str]
    filters: Filters
    rows: Rows


Of = str | Callable[[RowContext], str | Filters | None]
"""Filters beside those of the card, as a query in which `{name}` stands for a value of the row or
a parameter; or what gives such a query, or all filters, or None where there is no such list."""


@dataclass(frozen=True)
class Members:
    """Which enterprises the counts of an exhibit's table are of.

    row: those of a row, beside its keys that are filters; "" says that a row is of all that pass.
    What gives them by itself is all: keys then add nothing.
    columns: by the name of a column, those of the row that it counts. whole: the same of columns
    that count the same in every row. other: columns that count in the other of two data versions.
    """

    row: Of | None = None
    columns: Mapping[str, Of] = field(default_factory=dict)
    whole: Mapping[str, Of] = field(default_factory=dict)
    other: frozenset[str] = frozenset()


NO_MEMBERS: Final = Members()


def list_href(home: str, query: Query, filters: Filters) -> str:
    """The address of a list of enterprises. query: language, theme and version as they stand."""
    asked = Query(filters, query.lang, query.theme, version=query.version).to_query()
    return f"{home}{PAGE}" + (f"?{asked}" if asked else "")


def counts(members: Members, column: str) -> bool:
    """Whether a column counts enterprises that can be listed."""
    return column in COUNTS or column in members.columns or column in members.whole


def counted(
    fields: Sequence[Field], members: Members, context: RowContext, column: str
) -> Filters | None:
    """The filters under which a row's count was counted; None where no filter says it."""
    if not counts(members, column) or not context.row.get(column):
        return None
    return _joined(context.filters, parts_of(fields, members, context, column=column))


def counted_in(result: Result, rows: Rows, row: Row, column: str) -> Filters | None:
    """The same of a result's row; rows: of the registry that it was computed from."""
    exhibit = result.exhibit
    if row.get(KIND.name) == "published" or exhibit.basis == "reference":
        return None
    asked = RowContext(row, result.frame, result.params, filters=result.filters, rows=rows)
    return counted(exhibit.fields, exhibit.members, asked, column=column)


def hrefs(
    result: Result, rows: Rows, query: Query, home: str, table_rows: Sequence[Row], column: str
) -> list[str | None]:
    """Where the enterprises are that each row counts in a column.

    Tables have thousands of counts: what a row adds to filters that lack its keys is appended to
    their address as it is, without a value of Filters for each.
    """
    exhibit, filters = result.exhibit, result.filters
    if exhibit.basis == "reference" or not counts(exhibit.members, column):
        return [None] * len(table_rows)
    if column in exhibit.members.other and result.other is not None:
        query = replace(query, version=result.other.version)
    start = list_href(home, query, filters)
    start += "&" if "?" in start else "?"
    taken = filters.values.keys() - {WHERE}
    ranked = ".percentile:" in start
    addresses: list[str | None] = []
    for row in table_rows:
        if not row.get(column) or row.get(KIND.name) == "published":
            addresses.append(None)
            continue
        parts = parts_of(
            exhibit.fields,
            exhibit.members,
            RowContext(row, result.frame, result.params, filters=filters, rows=rows),
            column=column,
        )
        added = None if ranked else _appended(parts, taken)
        if added is None:
            listed = _joined(filters, parts)
            addresses.append(None if listed is None else list_href(home, query, listed))
        else:
            addresses.append(start + added if added else start[:-1])
    return addresses


def _appended(parts: Sequence[str | Filters | None], taken: AbstractSet[str]) -> str | None:
    """What a row adds, as it stands at the end of an address.

    None where that is no text, or where its keys meet others or ranks.
    """
    if set(map(type, parts)) != {str}:
        return None
    text = "&".join(map(str, parts))
    keyed = dict(parse_qsl(text.replace("+", "%2B")))
    keyed.pop(WHERE, None)
    met = text.count("=") - text.count(f"{WHERE}=") > len(keyed) or not taken.isdisjoint(keyed)
    return None if met or ".percentile:" in text else quote(text.strip("&"), safe="=&,.:@")


def parts_of(
    fields: Sequence[Field], members: Members, context: RowContext, column: str
) -> list[str | Filters | None]:
    """What a row and a column add to the filters of the card, one after the other."""
    row, of = context.row, {**COUNTS, **members.columns, **members.whole}[column]
    own = of.format_map({**context.params, **row}) if isinstance(of, str) else of(context)
    if column in members.whole:
        return [own]
    if members.row is not None and not isinstance(members.row, str):
        return [members.row(context), own]
    parts: list[str | Filters | None] = []
    for each in fields:
        if each.key and each.name != KIND.name:
            key, value = each.domain or each.name, row.get(each.name)
            if key in FILTERED and value in options(key):
                parts.append(f"{key}={value}")
            elif members.row is None:
                return [None]
    if members.row:
        parts.insert(0, members.row.format_map({**context.params, **row}))
    return [*parts, own]


@cache
def options(key: str) -> frozenset[str]:
    """The values of a key."""
    return frozenset(keys()[key].options())


def _joined(filters: Filters, parts: Sequence[str | Filters | None]) -> Filters | None:
    for part in parts:
        if part is None:
            return None
        try:
            filters = narrowed(filters, spelt(part)) if isinstance(part, str) else part
        except FilterError:  # a name that no address can say
            return None
    return filters


def spelt(query: str) -> Filters:
    """Filters of a query whose plus signs join columns."""
    return Filters.from_query(query.replace("+", "%2B"))


def narrowed(filters: Filters, more: Filters) -> Filters:
    """The filters of what passes both.

    What two keys of one name cannot say becomes a condition. A percentile rank is among what the
    card's own filters leave, so that whatever is asked besides comes after it, as conditions.
    """
    ranked = any(".percentile:" in test for test in (*filters.chosen(WHERE), *more.chosen(WHERE)))
    # Conditions come first: of a key that becomes one, a percentile rank knows nothing then.
    for name, value in sorted(more.values.items(), key=lambda pair: pair[0] != WHERE):
        present = filters.values.get(name)
        if name == WHERE:
            conditions = (*filters.chosen(WHERE), *more.chosen(WHERE))
            filters = filters.replace(where=tuple(dict.fromkeys(conditions)))
        elif present == value:
            continue
        elif present is None and not ranked:
            filters = filters.replace(**{name: value})
        elif keys()[name].kind == "all":
            both = sorted({*filters.chosen(name), *more.chosen(name)})
            filters = filters.replace(**{name: tuple(both)})
        else:
            filters = narrowed(filters, Filters({WHERE: (_condition(name, value),)}))
    return filters


def _condition(name: str, value: Any) -> str:
    """One key and its value as a condition."""
    subject = OWN_NAMES.get(name, keys()[name].column)
    if isinstance(value, Year):
        return f"{subject}:..{value.year}"
    if isinstance(value, Days):
        return f"{subject}:{value.written}"
    if isinstance(value, Range):
        return f"{subject}:{number(value.low)}..{number(value.high)}"
    return f"{subject}:{'|'.join(value)}"
