"""政策找人: measures of support, and the enterprises that they are for."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("政策找人", "Support")
LEAD = Text(
    "报告与2026年办法提到的支持措施：给予什么、条件是什么、谁符合、在哪里。",
    "The measures of support that the report and the 2026 text name: what they give, under which "
    "conditions, to whom, and where.",
)

register_page(__name__, "/support", TITLE, order=105)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """All measures, then one of them by place and as a list."""
    return sheet(TITLE, LEAD, lang, *cards("support", lang, search))
