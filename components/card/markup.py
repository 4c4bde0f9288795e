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
    if node is None:
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, Component):
        return _element(node)
    if isinstance(node, Iterable):
        return "".join(markup(part) for part in node)
    raise TypeError(f"no HTML for {type(node).__name__}")


def _element(component: Component) -> str:
    parts = html_parts(component)
    if parts is None:
        raise TypeError(f"{type(component).__name__} is more than HTML")
    tag, props = parts
    written = "".join(_attribute(k, v) for k, v in sorted(props.items()) if k not in UNWRITTEN)
    if tag in VOID:
        return f"<{tag}{written}>"
    return f"<{tag}{written}>{markup(props.get('children'))}</{tag}>"


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
