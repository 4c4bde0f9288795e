"""专利: trends that the report prints as pictures, and what the registry can compute."""

from __future__ import annotations

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("专利", "Patents")
LEAD = Text(
    "报告只印图片的六项专利趋势，以及企业库能够算出的相近指标。",
    "Six patent trends that the report prints as pictures only, and what the registry can compute.",
)

register_page(__name__, "/patents", TITLE, order=90)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards of the page."""
    return sheet(TITLE, LEAD, lang, *cards("patents", lang, search))
