"""What callbacks on the server may be asked, found by walking what Dash declares of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import orjson

from components.compat import PAGES_CONTENT

ONE: Final[Mapping[tuple[str, str], str]] = {
    ("compare", "key"): "compare.a",
    ("innovation_radar", "key"): "compare.a",
    ("context", "key"): "indicator",
}
"""Keys of controls that a callback of any key answers."""
SORTED: Final = ("patents", "name", "founded_year", "city_code", "province_code", "nothing")
BLOCKS: Final = [
    {"startRow": start, "endRow": start + 100, "sortModel": [{"colId": name, "sort": order}]}
    for name in SORTED
    for start, order in ((0, "desc"), (0, "asc"), (2_900, "asc"))
]
"""By which a grid may be sorted, from either end and beyond what may be seen."""


def values(hidden: Mapping[str, Any], code: str) -> Mapping[tuple[str, str], Sequence[Any]]:
    """What each part of a page may say, by its id (or where its control is) and property."""
    views = [{"exhibit": it} for it in ("province_ranking", "candidates")]
    return {
        ("url", "pathname"): ["/", f"/enterprise/{hidden['id']}", "/embed/candidates", "/sources"],
        ("url", "search"): ["", "?province=420000", f"?q={hidden['name']}"],
        ("locale", "data"): [{"lang": "zh", "theme": "light"}, {"lang": "en", "theme": "dark"}],
        ("tray", "data"): [{"title": "", "items": views}],
        ("briefing-shown", "data"): [views],
        ("grid", "getRowsRequest"): BLOCKS,
        ("grid", "dashGridOptions"): [{}],
        ("profile-id", "data"): [hidden["id"]],
        ("verify-code", "data"): [code],
        ("verify-typed", "value"): [code],
        ("verify-go", "n_clicks"): [1],
        ("place", "data"): ["420000"],
        ("level", "data"): ["city"],
        ("compare", "search_value"): [hidden["name"]],
        ("compare", "value"): [[]],
        ("calculator", "search_value"): [hidden["name"]],
        ("calculator", "value"): [hidden["id"]],
        ("innovation_radar", "search_value"): [hidden["name"]],
        ("innovation_radar", "value"): [f"enterprise:{hidden['id']}"],
    }


def of_server(declared: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The callbacks that the server answers. declared: `/_dash-dependencies`."""
    return [
        it
        for it in declared
        if it["clientside_function"] is None and PAGES_CONTENT not in it["output"]
    ]


def updates(callback: Mapping[str, Any], said: Mapping[Any, Sequence[Any]]) -> Iterator[Any]:
    """Bodies that ask a callback for all that `values` may say; KeyError if it says nothing."""
    parts = [*callback["inputs"], *callback["state"]]
    most = max(len(_values(it, said)) for it in parts)
    for turn in range(most):
        yield _body(
            callback, lambda it, turn=turn: _values(it, said)[turn % len(_values(it, said))]
        )


def _values(part: Mapping[str, str], said: Mapping[Any, Sequence[Any]]) -> Sequence[Any]:
    pattern, property = _pattern(part["id"]), part["property"]
    if property == "id":
        return [_concrete(pattern)]
    return said[(pattern if isinstance(pattern, str) else pattern["at"], property)]


def _body(callback: Mapping[str, Any], value: Any) -> dict[str, Any]:
    output = callback["output"]
    several = output.startswith("..")
    places = [it.partition("@")[0].rpartition(".") for it in output.strip(".").split("...")]
    outputs = [_part(id, property) for id, _, property in places]
    first = callback["inputs"][0]
    changed = _concrete(_pattern(first["id"]))
    named = changed if isinstance(changed, str) else orjson.dumps(changed).decode()
    return {
        "output": output,
        "outputs": outputs if several else outputs[0],
        "inputs": [_part(it["id"], it["property"], value=value(it)) for it in callback["inputs"]],
        "state": [_part(it["id"], it["property"], value=value(it)) for it in callback["state"]],
        "changedPropIds": [f"{named}.{first['property']}"],
    }


def _part(id: str, property: str, **value: Any) -> Any:
    """A part of a body; a list of one where the id matches any number."""
    pattern = _pattern(id)
    part = {"id": _concrete(pattern), "property": property} | value
    return [part] if isinstance(pattern, dict) and ["ALL"] in pattern.values() else part


def _pattern(id: str) -> str | dict[str, Any]:
    return orjson.loads(id) if id.startswith("{") else id


def _concrete(pattern: str | dict[str, Any]) -> str | dict[str, Any]:
    """One component that a pattern means."""
    if isinstance(pattern, str):
        return pattern
    return {
        name: ONE.get((pattern["at"], name), "") if isinstance(it, list) else it
        for name, it in pattern.items()
    }
