"""总览: the whole in a few numbers, and where to go on."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import exhibits
from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

LABEL = Text("总览", "Overview")
TITLE = Text("专精特新企业总览", "SRDI enterprises at a glance")
LEAD = Text(
    "规模、梯度、区域与创新：报告原值与按企业库计算的数并列，一处筛选，处处联动。",
    "Size, tiers, places and innovation: what the report prints beside what the registry gives; "
    "one filter moves everything.",
)
FIRST = ("findings", "key_figures")

register_page(__name__, "/", LABEL, order=10)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """What to know first, key figures, the map beside the tiers."""
    first = [card(exhibits()[id], lang, search) for id in FIRST]
    where = card(exhibits()["province_map"], lang, search)
    return sheet(TITLE, LEAD, lang, *first, where, *cards("overview", lang, search, skip=FIRST))
