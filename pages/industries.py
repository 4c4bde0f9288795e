"""行业: what the enterprises do."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("行业", "Industries")
LEAD = Text(
    "企业做什么，哪些行业既多又强。",
    "What the enterprises do, and which industries are both large and strong.",
)

register_page(__name__, "/industries", TITLE, order=30)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Heatmap, tree, rankings, the double-high chart and strategic classes."""
    return sheet(TITLE, LEAD, lang, *cards("industries", lang, search))
