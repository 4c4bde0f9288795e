"""Which enterprises a count is of: the filters that find them, and the address of their list.

A row of a table is found by its keys where each of them is one of a filter (a province, a tier, an
industry); a band of scores is none, and its counts lead nowhere by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.query import Query
from data_layer.vocabulary.fields import KIND, Field

PAGE: Final = "enterprises"
FILTERED: Final = frozenset(
    ("tier", "cluster", "province", "city", "industry", "sector", "frontier", "honour")
)
COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "enterprises": (),
    "little_giants": ("national",),
    "national": ("national",),
    "provincial": ("provincial",),
}
"""Columns that count enterprises, and the tier that they are of."""


def list_href(home: str, query: Query, filters: Filters) -> str:
    """The address of a list of enterprises. query: language, theme and version as they stand."""
    asked = Query(filters, query.lang, query.theme, version=query.version).to_query()
    return f"{home}{PAGE}" + (f"?{asked}" if asked else "")


def counted(
    fields: Sequence[Field], row: Mapping[str, Any], column: str, filters: Filters
) -> Filters | None:
    """The filters under which a row's count was counted; None where no filter says it.

    row: of the computed frame, by code. filters: of the card.
    """
    tier = COUNTS.get(column)
    if tier is None or not row.get(column):
        return None
    values: dict[str, tuple[str, ...]] = {"tier": tier} if tier else {}
    for field in fields:
        if not field.key or field.name == KIND.name:
            continue
        key, value = field.domain or field.name, row.get(field.name)
        if key not in FILTERED or value not in keys()[key].options():
            return None
        values[key] = (str(value),)
    # A filter that the card has and the row does not repeat holds as well.
    narrower = all(filters.chosen(key) in ((), value) for key, value in values.items())
    return filters.replace(**values) if values and narrower else None
