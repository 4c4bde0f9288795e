"""HTML elements as text, forms among them, which Dash's own elements do not have.

Children and attributes are named as in `dash.html`; all text and values are escaped.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from markupsafe import Markup, escape

VOID: Final = frozenset({"input"})
NAMES: Final = {"className": "class", "htmlFor": "for"}


def element(tag: str, children: Any = None, **attributes: Any) -> Markup:
    """One element; an attribute that is None or False is left out."""
    written = "".join(
        f" {NAMES.get(name, name.lower())}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{text(children)}</{tag}>")


def text(node: Any) -> Markup:
    """Elements and text, in their order."""
    if node is None:
        return Markup("")
    if not isinstance(node, str) and isinstance(node, Iterable):
        return Markup("").join(text(part) for part in node)
    return escape(node)


A, Button, Datalist, Details, Div = (
    partial(element, name) for name in ("a", "button", "datalist", "details", "div")
)
Fieldset, Form, H2, H3, Icon, Input = (
    partial(element, name) for name in ("fieldset", "form", "h2", "h3", "i", "input")
)
Label, Legend, Li, Ol, Option, P = (
    partial(element, name) for name in ("label", "legend", "li", "ol", "option", "p")
)
Section, Select, Small, Span, Strong = (
    partial(element, name) for name in ("section", "select", "small", "span", "strong")
)
Summary, Table, Tbody, Td, Th, Thead = (
    partial(element, name) for name in ("summary", "table", "tbody", "td", "th", "thead")
)
Tr, Ul = (partial(element, name) for name in ("tr", "ul"))
