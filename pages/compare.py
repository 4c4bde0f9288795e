"""对照: two to four places, industries, tiers, batches or enterprises beside each other."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import on_page
from components.panels.compare_chooser import chooser
from components.parts.compare_items import SCOPE
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("对照", "Compare")
LEAD = Text(
    "二至四个地区、行业、层级、批次或企业并排对照；任何图表下方的“加入对照”都通到这里。",
    "Two to four places, industries, tiers, batches or enterprises side by side; “Add to "
    "comparison” under any chart leads here.",
)
register_page(__name__, "/compare", TITLE, order=128)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The choice of items, then its cards."""
    cards = [
        card(exhibit, lang, search, shared=frozenset({SCOPE})) for exhibit in on_page("compare")
    ]
    return sheet(TITLE, LEAD, lang, chooser(lang, search), *cards)
