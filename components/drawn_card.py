"""What is drawn as one component by assets/45-card.js: cards, and what never changes by itself.

A card of separate components costs every update of the page a round through each of them; this one
takes a finished answer and puts it on the page itself, the cards in view first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash.development.base_component import Component

from components.markup import markup

CARD = ("children", "id", "exhibit", "title", "reading", "look", "height", "answer")
STATIC = ("html",)


class _Own(Component):
    """A component of this app's own scripts."""

    _children_props: list[str] = []  # noqa: RUF012 - declared so by Dash
    _namespace = "srdi_atlas"
    _type = "Own"

    def __init__(self, properties: Sequence[str], **given: Any) -> None:
        self._prop_names = list(properties)
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = list(properties)
        self.available_wildcard_properties: list[str] = []
        super().__init__(**given)


class Static(_Own):
    """HTML that no callback changes; its element takes no room of its own."""

    _namespace = "srdi_atlas"
    _type = "Static"

    def __init__(self, *nodes: Component) -> None:
        super().__init__(STATIC, html=markup(nodes))


class Card(_Own):
    """An exhibit's card.

    children: its controls. look: its classes beside `exhibit`. height: of the chart in pixels, 0 if
    there is none. answer: what it asks the server for by itself (assets/44-answer.js), JSON text of
    `figure` (None: as it was), `config`, `height` (0 hides the chart), and as HTML `rows`, `badges`
    and `foot`, and the sentence `alt`.
    """

    _namespace = "srdi_atlas"
    _type = "Card"

    def __init__(
        self,
        children: Sequence[Component],
        *,
        id: dict[str, str],
        exhibit: str,
        title: str,
        reading: str,
        look: str,
        height: int,
    ) -> None:
        super().__init__(
            CARD, children=list(children), id=id, exhibit=exhibit, title=title, reading=reading,
            look=look, height=height,
        )  # fmt: skip
