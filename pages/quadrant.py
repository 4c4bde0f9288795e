"""象限: scale by innovation."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import exhibits, on_page
from components.exhibits.quadrant.quadrant import SCOPE
from components.panels.quadrant_live import panel
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("象限", "Quadrants")
LEAD = Text(
    "规模与创新各切一刀：每家企业在哪个象限，阈值由你定。",
    "Two cuts, by size and by innovation: set them and see where every enterprise falls.",
)

register_page(__name__, "/quadrant", TITLE, order=60)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The plane with its live shares, then what the cells are made of."""
    main = exhibits()["quadrant"]
    rest = [
        card(exhibit, lang, search, shared=frozenset([SCOPE]))
        for exhibit in on_page(main.page)
        if exhibit is not main
    ]
    return sheet(TITLE, LEAD, lang, card(main, lang, search), panel(lang), *rest)
