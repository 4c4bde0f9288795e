"""Static Dash HTML components as HTML text.

What a card says around its chart never changes by itself. As text it costs the browser nothing
beyond the text; as components every update of the page would go through each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

from components.compat import html_parts

VOID = frozenset({"br", "hr", "img", "input"})
NAMES: Mapping[str, str] = {"className": "class", "htmlFor": "for"}
UNWRITTEN = frozenset({"children", "key"})


def markup(node: Any) -> str:
    """HTML of a tree of `html` components, text and numbers; all text and values are escaped.

    A tree with any other component, or one that callbacks reach by a dictionary id, is a TypeError.
    """
    pieces: list[str] = []
    _write(node, pieces)
    return "".join(pieces)


def _write(node: Any, pieces: list[str]) -> None:
    """Add the HTML of a node to what is written so far: one call a component, none a text."""
    for part in node if isinstance(node, list | tuple) else (node,):
        if isinstance(part, Component):
            _element(part, pieces)
        elif isinstance(part, str | int | float):
            pieces.append(escape(str(part)))
        elif isinstance(part, Iterable):
            _write(list(part), pieces)
        elif part is not None:
            raise TypeError(f"no HTML for {type(part).__name__}")


def _element(component: Component, pieces: list[str]) -> None:
    parts = html_parts(component)
    if parts is None:
        raise TypeError(f"{type(component).__name__} is more than HTML")
    tag, props = parts
    pieces.append(f"<{tag}")
    for name, value in sorted(props.items()):
        if name == "className" and isinstance(value, str):  # what nearly all attributes are
            pieces.append(f' class="{escape(value)}"')
        elif name not in UNWRITTEN:
            pieces.append(_attribute(name, value))
    pieces.append(">")
    if tag in VOID:
        return
    children = props.get("children")
    if isinstance(children, str):
        pieces.append(escape(children))
    elif children is not None:
        _write(children, pieces)
    pieces.append(f"</{tag}>")


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    key = NAMES.get(name, name.lower())
    if value is True:
        return f" {key}"
    if name == "style":
        value = ";".join(f"{_hyphenated(k)}:{v}" for k, v in value.items())
    elif not isinstance(value, str | int | float):
        raise TypeError(f"{name} of an element is a {type(value).__name__}")
    return f' {key}="{escape(str(value))}"'


def _hyphenated(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)
