"""行业专页: one industry of any level, and /industry alone, what the filters choose."""

from typing import Any

from components.panels.subject_page import subject_page
from components.shell.page import register_page
from data_layer.vocabulary.text import Lang, Text

LABEL = Text("行业专页", "An industry")
register_page(__name__, "/industry", LABEL, order=127, path_template="/industry/<code>")


def layout(lang: Lang, search: str, code: str = "", **_: Any) -> Any:
    """Head, charts and lists of one industry."""
    return subject_page("industry", code, lang, search=search)
