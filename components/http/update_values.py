"""What a property of a page can hold: the kinds of values that callbacks on the server take.

Every property that such a callback reads stands in `VALUES` or `CONTROLS`; one that does not is
refused, whatever it holds (tests/components/test_updates.py names it).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Kind = Callable[[Any], bool]

MOST_ROWS: Final = 1_000
"""Rows of one block of the grid, ten times what it asks for."""


def text(value: Any) -> bool:
    """A text, or nothing yet."""
    return value is None or isinstance(value, str)


def given_text(value: Any) -> bool:
    """A text."""
    return isinstance(value, str)


def texts(value: Any) -> bool:
    """A list of texts, or nothing yet."""
    return value is None or (isinstance(value, list) and all(map(given_text, value)))


def named_texts(value: Any) -> bool:
    """Texts by their names, or nothing yet."""
    return value is None or (isinstance(value, dict) and all(map(text, value.values())))


def number(value: Any) -> bool:
    """A number, or nothing yet."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def objects(value: Any) -> bool:
    """A list of objects, or nothing yet."""
    return value is None or (
        isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    )


def given_object(value: Any) -> bool:
    """An object."""
    return isinstance(value, dict)


def tray(value: Any) -> bool:
    """What is collected for a briefing, or nothing yet."""
    return value is None or (isinstance(value, dict) and objects(value.get("items")))


def block(value: Any) -> bool:
    """What the grid asks for, or nothing yet: rows from, to, and columns to sort by."""
    if value is None:
        return True
    if not isinstance(value, dict):
        return False
    start, end, sort = (value.get(name) for name in ("startRow", "endRow", "sortModel"))
    return (
        type(start) is int
        and type(end) is int
        and 0 <= start <= end <= start + MOST_ROWS < 1 << 31
        and isinstance(sort, list)
        and all(isinstance(column, dict) and _sorts(column) for column in sort)
    )


def _sorts(column: Mapping[str, Any]) -> bool:
    return {"colId", "sort"} <= column.keys() and text(column["colId"]) and text(column["sort"])


VALUES: Final[Mapping[tuple[str, str], Kind]] = {
    ("briefing-shown", "data"): objects,
    ("control", "search_value"): text,
    ("grid", "dashGridOptions"): given_object,
    ("grid", "getRowsRequest"): block,
    ("level", "data"): text,
    ("locale", "data"): named_texts,
    ("place", "data"): text,
    ("profile-id", "data"): given_text,
    ("tray", "data"): tray,
    ("url", "pathname"): text,
    ("url", "search"): text,
    ("verify-code", "data"): text,
    ("verify-go", "n_clicks"): number,
    ("verify-typed", "value"): text,
}
"""By component (or type of its id) and property."""

CONTROLS: Final[Mapping[str, Kind]] = {"one": text, "many": texts}
"""Values of controls, by which part of the value they hold."""


def kind_of(id: str | Mapping[str, Any], property: str) -> Kind | None:
    """The kind of a property's values; None where none is declared."""
    if isinstance(id, str):
        return VALUES.get((id, property))
    if (id["type"], property) == ("control", "value"):
        return CONTROLS.get(id["part"])
    return VALUES.get((id["type"], property))


def can_hold(id: str | Mapping[str, Any], property: str, value: Any) -> bool:
    """Whether a property that is declared can hold a value."""
    kind = kind_of(id, property)
    return kind is not None and kind(value)
