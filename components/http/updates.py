"""Whether the body of an update is one that a page of this app could have sent.

Dash hands the values of a body to callbacks by their place, whatever they are and whoever they say
they are: what does not fit the callback's declaration is refused before it, instead of failing in
it with an answer 500, or filling a place with what was checked for another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import orjson

from components.compat import PAGES_CONTENT, server_callback

WILD: Final = (["ALL"], ["MATCH"], ["ALLSMALLER"])
MOST_ROWS: Final = 1_000
"""Rows of one block of the grid, ten times what it asks for."""


def is_update(body: Any, known: Mapping[str, Any]) -> bool:
    """Whether a body asks a server callback that there is, with arguments as it takes them."""
    declared = server_callback(known, str(body.get("output"))) if isinstance(body, dict) else None
    if declared is None or PAGES_CONTENT in str(body["output"]):
        return False
    changed = body.get("changedPropIds", [])
    return (
        _all_fit(body.get("inputs", []), declared["inputs"])
        and _all_fit(body.get("state", []), declared["state"])
        and _outputs_fit(body.get("outputs"), str(body["output"]))
        and isinstance(changed, list)
        and all(isinstance(it, str) for it in changed)
        and _is_json(body)
    )


def _is_json(body: Any) -> bool:
    """Whether it can be said again: no lone surrogates, no numbers beyond 64 bits."""
    try:
        orjson.dumps(body)
    except TypeError:
        return False
    return True


def _all_fit(given: Any, declared: Sequence[Mapping[str, str]]) -> bool:
    """Whether arguments are the declared ones, and their values what these can hold."""
    return _all_named(given, declared) and all(
        _is_valued(part, it["property"])
        for held, it in zip(given, declared, strict=True)
        for part in (held if isinstance(held, list) else [held])
    )


def _outputs_fit(given: Any, output: str) -> bool:
    several = output.startswith("..")
    parts = output.strip(".").split("...") if several else [output]
    places = [part.partition("@")[0].rpartition(".") for part in parts]
    declared = [{"id": id, "property": property} for id, _, property in places]
    return _all_named(given if several else [given], declared)


def _all_named(given: Any, declared: Sequence[Mapping[str, str]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(
            _is_named(part, it["id"], it["property"])
            for part, it in zip(given, declared, strict=True)
        )
    )


def _is_named(given: Any, id: str, property: str) -> bool:
    """Whether this is the declared part: a list of them for an id that matches any number."""
    pattern = orjson.loads(id) if id.startswith("{") else id
    many = isinstance(pattern, dict) and ["ALL"] in pattern.values()
    if many and not isinstance(given, list):
        return False
    return all(
        isinstance(part, dict)
        and part.get("property") == property
        and _is_id(part.get("id"), pattern)
        for part in (given if many else [given])
    )


def _is_valued(part: Mapping[str, Any], property: str) -> bool:
    id, value = part["id"], part.get("value")
    if property == "id":
        return value == id
    name = id if isinstance(id, str) else str(id["type"])
    return VALUES.get((name, property), _anything)(value)


def _is_id(given: Any, pattern: str | dict[str, Any]) -> bool:
    if isinstance(pattern, str):
        return given == pattern
    if not isinstance(given, dict) or given.keys() != pattern.keys():
        return False
    wild = {name for name, value in pattern.items() if value in WILD}
    return all(given[name] == pattern[name] for name in pattern.keys() - wild) and all(
        isinstance(given[name], str | int | float) for name in wild
    )


def _anything(_: Any) -> bool:
    return True


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_text_or_texts(value: Any) -> bool:
    """Of a control that takes one value or a list of them."""
    return _is_text(value) or (isinstance(value, list) and all(map(_is_given_text, value)))


def _is_given_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return value is None or isinstance(value, dict)


def _is_given_object(value: Any) -> bool:
    return isinstance(value, dict)


def _are_texts(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and all(map(_is_text, value.values())))


def _is_block(value: Any) -> bool:
    """Whether the grid asks for a block of rows: from, to, and columns to sort by."""
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
        and all(
            isinstance(it, dict) and _is_text(it.get("colId", 0)) and _is_text(it.get("sort", 0))
            for it in sort
        )
    )


VALUES: Final[Mapping[tuple[str, str], Callable[[Any], bool]]] = {
    ("url", "search"): _is_text,
    ("url", "pathname"): _is_text,
    ("locale", "data"): _are_texts,
    ("tray", "data"): _is_object,
    ("profile-id", "data"): _is_given_text,
    ("grid", "dashGridOptions"): _is_given_object,
    ("grid", "getRowsRequest"): _is_block,
    ("control", "search_value"): _is_text,
    ("control", "value"): _is_text_or_texts,
}
"""What values may be, by component (or type of its id) and property; others may be anything."""
