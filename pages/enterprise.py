"""企业画像: one enterprise among its peers."""

from typing import Any
from urllib.parse import unquote

from components.card.card import card
from components.contract.catalogue import on_page
from components.panels.profile import profile
from components.parts.enterprise_param import SCOPE
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("企业画像", "Profile")
LEAD = Text(
    "一家企业在同行中的位置、象限、认定条件和最相近的企业。",
    "An enterprise among its peers: percentiles, quadrant, criteria and nearest neighbours.",
)
register_page(__name__, "/enterprise", TITLE, order=125, path_template="/enterprise/<id>")


def layout(lang: Lang, search: str, id: str = "", **_: Any) -> Any:
    """Head and the exhibits of the page; without an id the first enterprise that passes."""
    hidden = frozenset({SCOPE})  # the path gives it
    content = [card(exhibit, lang, search, shared=hidden) for exhibit in on_page("enterprise")]
    return sheet(TITLE, LEAD, lang, *profile(unquote(id), lang, content))
