"""区域: where the enterprises are."""

from typing import Any

from components.shell.drill import LEVELS, drill
from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("区域", "Regions")
LEAD = Text("企业在哪里，哪里的企业更强。", "Where the enterprises are, and where they are strong.")

register_page(__name__, "/regions", TITLE, order=20)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Maps with drill-down, rankings, clusters and city quality."""
    rest = cards("regions", lang, search, skip=tuple(LEVELS.values()))
    return sheet(TITLE, LEAD, lang, drill(lang, search), *rest)
