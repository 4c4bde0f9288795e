"""地区专页: one city or province, and /place alone, what the filters choose."""

from typing import Any

from components.panels.subject_page import subject_page
from components.shell.page import register_page
from data_layer.vocabulary.text import Lang, Text

LABEL = Text("地区专页", "A place")
register_page(__name__, "/place", LABEL, order=126, path_template="/place/<code>")


def layout(lang: Lang, search: str, code: str = "", **_: Any) -> Any:
    """Head, charts and lists of one place."""
    return subject_page("place", code, lang, search=search)
