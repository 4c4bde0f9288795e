"""生命周期: titles given, due, lapsed; who still qualifies; cohorts; what two versions changed."""

from typing import Any

from components.card.card import card
from components.contract.as_of import SCOPE
from components.contract.catalogue import on_page
from components.panels.title_changes import title_changes
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("生命周期", "Lifecycle")
LEAD = Text(
    "谁进入、晋级、到期、过期：复核从哪里开始，到期的企业现在达到2026年条件吗。",
    "Who entered, rose, is due or lapsed: where re-reviews begin, and whether those due meet the "
    "criteria of 2026 now.",
)
register_page(__name__, "/lifecycle", TITLE, order=105)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards, the day set once for all; then what two data versions changed."""
    cards = [
        card(exhibit, lang, search, shared=frozenset() if at == 0 else frozenset({SCOPE}))
        for at, exhibit in enumerate(on_page("lifecycle"))
    ]
    return sheet(TITLE, LEAD, lang, *cards, title_changes(lang))
