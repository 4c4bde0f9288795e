"""Static Dash HTML components as HTML text.

What a card says around its chart never changes by itself. As text it costs the browser nothing
beyond the text; as components every update of the page would go through each of them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import Any

from dash.development.base_component import Component

from components.compat import HTML_NAMESPACE

VOID = frozenset({"br", "hr", "img", "input"})
NAMES: Mapping[str, str] = {"className": "class", "htmlFor": "for"}
CAPITAL = re.compile("[A-Z]")
UNWRITTEN = frozenset({"children", "key"})


class Written(str):
    """HTML that is written already."""


def markup(node: Any) -> str:
    """HTML of a tree of `html` components, text and numbers; all text and values are escaped.

    A tree with any other component, or one that callbacks reach by a dictionary id, is a TypeError.
    """
    pieces: list[str] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Written):
            pieces.append(part)
        elif isinstance(part, str | int | float):
            pieces.append(escape(str(part)))
        elif isinstance(part, Component):
            element = part.to_plotly_json()
            if element["namespace"] != HTML_NAMESPACE:
                raise TypeError(f"{type(part).__name__} is more than HTML")
            tag, props = element["type"].lower(), element["props"]
            pieces.append(f"<{tag}")
            for name, value in sorted(props.items()):
                if isinstance(value, str) and name not in UNWRITTEN:  # nearly all attributes
                    pieces.append(f' {NAMES.get(name, name.lower())}="{escape(value)}"')
                elif name not in UNWRITTEN:
                    pieces.append(_attribute(name, value))
            pieces.append(">")
            if tag not in VOID:
                waiting += (Written(f"</{tag}>"), props.get("children"))
        elif isinstance(part, Iterable):
            waiting += reversed(list(part))
        elif part is not None:
            raise TypeError(f"no HTML for {type(part).__name__}")
    return "".join(pieces)


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    key = NAMES.get(name, name.lower())
    if value is True:
        return f" {key}"
    if name == "style":
        value = ";".join([f"{_hyphenated(k)}:{v}" for k, v in value.items()])
    elif not isinstance(value, str | int | float):
        raise TypeError(f"{name} of an element is a {type(value).__name__}")
    return f' {key}="{escape(str(value))}"'


@cache
def _hyphenated(name: str) -> str:
    return CAPITAL.sub(r"-\g<0>", name).lower()
