"""企业画像: one enterprise among its peers."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from components.calculator import EXHIBIT_ID
from components.calculator import SCOPE as CALCULATOR
from components.card import card
from components.catalogue import exhibits, on_page
from components.enterprise_param import SCOPE
from components.page import register_page, sheet
from components.profile import profile
from data_layer.text import Lang, Text

TITLE = Text("企业画像", "Profile")
LEAD = Text(
    "一家企业在同行中的位置、象限、认定条件和最相近的企业。",
    "An enterprise among its peers: percentiles, quadrant, criteria and nearest neighbours.",
)
HIDDEN = frozenset({SCOPE, CALCULATOR})
"""Scopes whose values the address of a profile gives."""

register_page(__name__, "/enterprise", TITLE, 125, path_template="/enterprise/<id>")


def layout(lang: Lang, search: str, id: str = "", **_: Any) -> Any:
    """Head, the exhibits of the page, and the criteria; without an id the first that passes."""
    *own, record = on_page("enterprise")
    shown = [*own, exhibits()[EXHIBIT_ID], record]
    content = [card(exhibit, lang, search, shared=HIDDEN) for exhibit in shown]
    return sheet(TITLE, LEAD, lang, *profile(unquote(id), lang, content))
