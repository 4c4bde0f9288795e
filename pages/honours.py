"""荣誉: which honours the enterprises hold."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("荣誉", "Titles")
LEAD = Text(
    "哪些荣誉资质普遍，哪些能把塔尖企业区分出来。",
    "Titles and accreditations: which are common, and which set the best apart.",
)

register_page(__name__, "/honours", TITLE, order=80)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Holding rates, ratios, the brand matrix and the report's advice."""
    return sheet(TITLE, LEAD, lang, *cards("honours", lang, search))
