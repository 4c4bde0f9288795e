"""跃迁: from one tier to the next."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import on_page
from components.panels.calculator import EXHIBIT_ID, calculator
from components.panels.rule_panel import HOST, rule_panel
from components.parts.rule_params import SCOPE as RULE
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("跃迁", "Pathway")
LEAD = Text(
    "从省级到国家级：阶段、门槛、差距与支持。",
    "From the provincial to the national tier: stages, criteria, gaps and support.",
)

register_page(__name__, "/pathway", TITLE, order=100)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards in order; the calculator and the rule simulator have forms of their own."""
    content = []
    for exhibit in on_page("pathway"):
        if exhibit.id == EXHIBIT_ID:
            content.append(calculator(lang, search))
            continue
        if exhibit.id == HOST:
            content.append(rule_panel(lang, search))
        content.append(card(exhibit, lang, search, shared=frozenset({RULE})))
    return sheet(TITLE, LEAD, lang, *content)
