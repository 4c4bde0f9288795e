"""简报: the views that the reader has collected."""

from typing import Any

import dash

from components.shell.page import register_page, sheet
from components.travel.briefing.page import content
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("简报", "Briefing")
LEAD = Text(
    "收集的视图：排序、改名、加评论，再放映、打印或下载可编辑的幻灯片。",
    "The views you collected: order, name and comment them, then present, print or download "
    "editable slides.",
)

register_page(__name__, "/briefing", TITLE, order=150)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The sheets of the tray."""
    return sheet(TITLE, LEAD, lang, *content(dash.get_relative_path("/"), lang))
