"""产业空间: which industries live together, what a city is near to, and cities like it."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("产业空间", "Industry space")
LEAD = Text(
    "按企业同处一城看行业之间的关联：选一个城市，看它具备什么、离什么近、与谁相似。",
    "Relatedness of industries by the cities that they live in together: choose a city and see "
    "what it holds, what it is near to, and which cities are like it.",
)

register_page(__name__, "/space", TITLE, order=35)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The map of the space, then one city in it."""
    return sheet(TITLE, LEAD, lang, *cards("space", lang, search))
