"""Components of this app's own scripts: cards, and HTML that Dash need not know the parts of.

A card of separate components costs every update of the page a round through each of them; this one
asks for a finished answer and puts it on the page itself, the cards in view first.
"""

from collections.abc import Sequence

from dash.development.base_component import Component

from components.card.markup import markup
from components.compat import OwnComponent

CARD = ("children", "id", "exhibit", "title", "views", "look", "height", "own", "more")
STATIC = ("html",)
LIVE = ("id", "tag", "look", "label", "html")


class Static(OwnComponent):
    """HTML that no callback changes; its element takes no room of its own."""

    def __init__(self, *nodes: Component) -> None:
        super().__init__(STATIC, html=markup(nodes))


class Live(OwnComponent):
    """HTML of /parts/<id>, asked for anew with each address.

    tag, look: of the element and its classes. label: for screen readers, which are told what
    changes without. html: what stands there until the first answer.
    """

    def __init__(
        self,
        id: str,
        *,
        look: str,
        tag: str = "div",
        label: str | None = None,
        html: str = "",
    ) -> None:
        super().__init__(LIVE, id=id, tag=tag, look=look, label=label, html=html)


class Address(OwnComponent):
    """Nothing to be seen: tells assets/src/page.js of every change; it looks for new addresses."""

    def __init__(self) -> None:
        super().__init__(())


class Card(OwnComponent):
    """An exhibit's card.

    children: its controls. views: the words of its two views, chart and table, and of the choice
    between them; empty if it has but one. look: its classes beside `exhibit`. height: of the chart
    in pixels, 0 if there is none. own: a query that it opens with, below what the address says.
    more: the name of the button that shows the controls for which the row has no room, empty if
    there is but one.
    What it asks /cards/<exhibit> for by itself (assets/src/requests.js) is JSON of `figure` (None:
    as it was), `config`, `height` (0 hides the chart), the headline `alt`, as HTML `sub`, `key`,
    `areas`, `rows` and `foot`, and what is put on the page only when it is opened: `method`,
    `menu`, `compare` and the facts of the dialog `share`.
    """

    def __init__(
        self,
        children: Sequence[Component],
        *,
        id: dict[str, str],
        exhibit: str,
        title: str,
        views: Sequence[str],
        look: str,
        height: int,
        own: str = "",
        more: str = "",
    ) -> None:
        super().__init__(
            CARD,
            children=list(children),
            id=id,
            exhibit=exhibit,
            title=title,
            views=list(views),
            look=look,
            height=height,
            own=own,
            more=more,
        )
