"""HTML elements as text, forms among them, which Dash's own elements do not have.

Children and attributes are named as in `dash.html`; all text and values are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from markupsafe import Markup, escape

VOID: Final = frozenset({"input"})
NAMES: Final = {"className": "class", "htmlFor": "for"}


def element(tag: str, children: Any = None, **attributes: Any) -> Markup:
    """One element; an attribute that is None or False is left out."""
    said = "".join(
        f" {NAMES.get(name, name.lower())}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return Markup(f"<{tag}{said}>")
    return Markup(f"<{tag}{said}>{text(children)}</{tag}>")


def text(node: Any) -> Markup:
    """Elements and text, in their order."""
    if node is None:
        return Markup("")
    if not isinstance(node, str) and isinstance(node, Iterable):
        return Markup("").join(text(part) for part in node)
    return escape(node)


A, Button, Datalist, Details, Div = (
    partial(element, it) for it in ("a", "button", "datalist", "details", "div")
)
Form, H2, H3, Icon, Input, Label, Li = (
    partial(element, it) for it in ("form", "h2", "h3", "i", "input", "label", "li")
)
Optgroup, Option, P, Section, Select, Small = (
    partial(element, it) for it in ("optgroup", "option", "p", "section", "select", "small")
)
Span, Strong, Summary, Table, Tbody, Td = (
    partial(element, it) for it in ("span", "strong", "summary", "table", "tbody", "td")
)
Th, Thead, Tr, Ul = (partial(element, it) for it in ("th", "thead", "tr", "ul"))
