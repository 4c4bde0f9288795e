"""Every private or undocumented name of Dash and python-pptx that the components use.

A new release of either is tried by tests/components/test_compat.py, a test named after each
function. Whoever needs another such name puts it here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash
from dash.development.base_component import Component
from dash.fingerprint import check_fingerprint

PAGES_CONTENT: Final = "_pages_content"
"""Dash's own container of pages: declared with them, and on no page of this app."""


HTML_NAMESPACE: Final = "dash_html_components"
"""What components of `dash.html` say of themselves in `to_plotly_json`."""

UNUSED_SCRIPTS: Final = re.compile(
    r'<script src="[^"]*/(?:dash/deps/polyfill@|dash/dash_table/bundle)[^"]*"></script>\n?'
)
"""What Dash puts on every page and no page here needs: helps for browsers of before 2018, and a
component that no page has."""


class ReaddressedDash(dash.Dash):
    """Dash whose addresses of scripts and styles another function may change."""

    def _collect_and_register_resources(self, *args: Any, **named: Any) -> list[Any]:
        resources = super()._collect_and_register_resources(*args, **named)
        return [self._readdressed(resource) for resource in resources]

    def _readdressed(self, source: Any) -> Any:
        if isinstance(source, dict):
            return {name: self._readdressed(value) for name, value in source.items()}
        return self.readdress(source)

    def readdress(self, source: Any) -> Any:
        """The address to use instead; this one unless a subclass says otherwise."""
        return source


class OwnComponent(Component):
    """A component of this app's own scripts, with the properties that are named."""

    _children_props: list[str] = []  # noqa: RUF012 - declared so by Dash
    _namespace = "srdi_atlas"
    _type = "Own"

    def __init__(self, properties: Sequence[str], **given: Any) -> None:
        self._prop_names = list(properties)
        self._type = type(self).__name__
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = list(properties)
        self.available_wildcard_properties: list[str] = []
        super().__init__(**given)


def server_callback(callbacks: Mapping[str, Any], output: str) -> Mapping[str, Any] | None:
    """What Dash declares for a callback on the server: `inputs` and `state`; None if there is none.

    known: the app's `callback_map`.
    """
    declared = callbacks.get(output)
    return declared if declared is not None and "callback" in declared else None


def is_fingerprinted(path: str) -> bool:
    """Whether an address holds the version of what it names."""
    return bool(check_fingerprint(path)[1])


def element(part: Any) -> Any:
    """The XML element of a part of a python-pptx presentation."""
    return part._element


def fill_properties(fill: Any) -> Any:
    """The XML element that holds a fill of python-pptx."""
    return fill._xPr
