"""前沿: frontier fields, capital and conversion (s2 to s5)."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("前沿", "Frontier")
LEAD = Text(
    "前沿领域、股权融资与成果转化；各来源口径不同，逐一标明。",
    "Frontier fields, equity and conversion; the sources count differently, and each is named.",
)

register_page(__name__, "/frontier", TITLE, order=110)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards of the page."""
    return sheet(TITLE, LEAD, lang, *cards("frontier", lang, search))
