"""Whether the body of an update is one that a page of this app could have sent.

Dash hands the values of a body to callbacks by their place, whatever they are and whoever they say
they are: what does not fit the callback's declaration is refused before it, instead of failing in
it with an answer 500, or filling a place with what was checked for another.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from components.compat import PAGES_CONTENT, server_callback
from components.http.update_values import can_hold

WILD: Final = (["ALL"], ["MATCH"], ["ALLSMALLER"])


def is_update(body: Any, callbacks: Mapping[str, Any]) -> bool:
    """Whether a body asks a server callback that there is, with arguments as it takes them."""
    declared = (
        server_callback(callbacks, str(body.get("output"))) if isinstance(body, dict) else None
    )
    if declared is None or PAGES_CONTENT in str(body["output"]):
        return False
    changed, output = body.get("changedPropIds", []), str(body["output"])
    arguments = ((body.get(name, []), declared[name]) for name in ("inputs", "state"))
    places = _several(body.get("outputs"), output), _outputs(output)
    named = [*arguments, places]
    return (
        all(_all_named(*pair) for pair in named)
        and _one_id_each(named)
        and all(_all_valued(*pair) for pair in named[:2])
        and isinstance(changed, list)
        and all(isinstance(id, str) for id in changed)
        and _is_json(body)
    )


def _is_json(body: Any) -> bool:
    """Whether it can be said again: no lone surrogates, no numbers beyond 64 bits."""
    try:
        orjson.dumps(body)
    except TypeError:
        return False
    return True


def _outputs(output: str) -> list[dict[str, str]]:
    """What an update fills, as its name says it."""
    parts = output.strip(".").split("...") if output.startswith("..") else [output]
    places = (part.partition("@")[0].rpartition(".") for part in parts)
    return [{"id": id, "property": property} for id, _, property in places]


def _several(given: Any, output: str) -> Any:
    return given if output.startswith("..") else [given]


def _all_valued(given: Sequence[Any], declared: Sequence[Mapping[str, str]]) -> bool:
    """Whether the values of arguments are what these can hold."""
    return all(
        _is_valued(part, declaration["property"])
        for argument, declaration in zip(given, declared, strict=True)
        for part in _parts(argument)
    )


def _one_id_each(named: Sequence[tuple[Any, Sequence[Mapping[str, str]]]]) -> bool:
    """Whether an id that matches any names the same components wherever it is declared."""
    components: dict[str, list[Any]] = {}
    for given, declared in named:
        for argument, declaration in zip(given, declared, strict=True):
            ids = [part["id"] for part in _parts(argument)]
            if components.setdefault(declaration["id"], ids) != ids:
                return False
    return True


def _parts(given: Any) -> list[Any]:
    """The components that one argument names."""
    return given if isinstance(given, list) else [given]


def _all_named(given: Any, declared: Sequence[Mapping[str, str]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(
            _is_named(part, declaration["id"], declaration["property"])
            for part, declaration in zip(given, declared, strict=True)
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
    return value == id if property == "id" else can_hold(id, property, value)


def _is_id(given: Any, pattern: str | dict[str, Any]) -> bool:
    if isinstance(pattern, str):
        return given == pattern
    if not isinstance(given, dict) or given.keys() != pattern.keys():
        return False
    wild = {name for name, value in pattern.items() if value in WILD}
    return all(given[name] == pattern[name] for name in pattern.keys() - wild) and all(
        isinstance(given[name], str) for name in wild
    )
