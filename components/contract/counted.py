"""Which enterprises a count is of: the filters that find them, and the address of their list.

A row of a table is found by its keys where each of them is one of a filter (a province, a tier, an
industry). What else rows and columns are of, an exhibit declares as `Members`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from data_layer.filters.filters import WHERE, Filters, Range, number
from data_layer.filters.keys import keys
from data_layer.filters.query import Query
from data_layer.measures.rows import Rows
from data_layer.vocabulary.fields import KIND, Field

if TYPE_CHECKING:
    from components.contract.evaluate import Result

PAGE: Final = "enterprises"
FILTERED: Final = frozenset(
    ("tier", "cluster", "province", "city", "industry", "sector", "frontier", "honour")
)
OWN_NAMES: Final = ("industry", "cluster")
"""Keys whose name, not whose column, is the subject of a condition: they stand for several."""
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


class Asked(NamedTuple):
    """One row of a computed frame (by code), and what both were computed from."""

    row: Mapping[str, Any]
    frame: pl.DataFrame
    params: Mapping[str, str]
    filters: Filters
    rows: Rows


Of = str | Callable[[Asked], str | Filters | None]
"""Filters beside those of the card, as a query in which `{name}` stands for a value of the row or
a parameter; or what gives such a query, or all filters, or None where there is no such list."""


@dataclass(frozen=True)
class Members:
    """Which enterprises the counts of an exhibit's table are of.

    row: those of a row, beside its keys that are filters; "" says that a row is of all that pass.
    What gives them by itself is all: keys then add nothing.
    columns: by the name of a column, those of the row that it counts. whole: the same of columns
    that count the same in every row.
    """

    row: Of | None = None
    columns: Mapping[str, Of] = field(default_factory=dict)
    whole: Mapping[str, Of] = field(default_factory=dict)


NO_MEMBERS: Final = Members()


def list_href(home: str, query: Query, filters: Filters) -> str:
    """The address of a list of enterprises. query: language, theme and version as they stand."""
    asked = Query(filters, query.lang, query.theme, version=query.version).to_query()
    return f"{home}{PAGE}" + (f"?{asked}" if asked else "")


def counts(members: Members, column: str) -> bool:
    """Whether a column counts enterprises that can be listed."""
    return column in COUNTS or column in members.columns or column in members.whole


def counted(fields: Sequence[Field], members: Members, asked: Asked, column: str) -> Filters | None:
    """The filters under which a row's count was counted; None where no filter says it."""
    if not counts(members, column) or not asked.row.get(column):
        return None
    if column in members.whole:
        return _with(asked.filters, members.whole[column], asked)
    within = _row(fields, members, asked)
    return None if within is None else _with(within, _of_column(members, column), asked)


def counted_in(result: Result, rows: Rows, row: Mapping[str, Any], column: str) -> Filters | None:
    """The same of a result's row; rows: of the registry that it was computed from."""
    exhibit = result.exhibit
    if row.get(KIND.name) == "published" or exhibit.basis == "reference":
        return None
    asked = Asked(row, result.frame, result.params, result.filters, rows)
    return counted(exhibit.fields, exhibit.members, asked, column)


def _of_column(members: Members, column: str) -> Of:
    return members.columns[column] if column in members.columns else COUNTS[column]


def _row(fields: Sequence[Field], members: Members, asked: Asked) -> Filters | None:
    """The filters of a row; None if a key is no filter and the exhibit says nothing of it."""
    filters = asked.filters if members.row is None else _with(asked.filters, members.row, asked)
    for column in fields:
        if callable(members.row) or filters is None:
            break
        if not column.key or column.name == KIND.name:
            continue
        key, value = column.domain or column.name, asked.row.get(column.name)
        if key in FILTERED and value in keys()[key].options():
            filters = narrowed(filters, Filters({key: (str(value),)}))
        elif members.row is None:
            return None
    return filters


def _with(filters: Filters, of: Of, asked: Asked) -> Filters | None:
    given = of.format_map({**asked.params, **asked.row}) if isinstance(of, str) else of(asked)
    return narrowed(filters, spelt(given)) if isinstance(given, str) else given


def spelt(query: str) -> Filters:
    """Filters of a query whose plus signs join columns."""
    return Filters.from_query(query.replace("+", "%2B"))


def narrowed(filters: Filters, more: Filters) -> Filters:
    """The filters of what passes both.

    What two keys of one name cannot say becomes a condition. A percentile rank is among what the
    card's own filters leave, so that whatever is asked besides comes after it, as conditions.
    """
    ranked = any(".percentile:" in it for it in (*filters.chosen(WHERE), *more.chosen(WHERE)))
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
    subject = name if name in OWN_NAMES else keys()[name].column
    if isinstance(value, Range):
        return f"{subject}:{number(value.low)}..{number(value.high)}"
    return f"{subject}:{'|'.join(value)}"
