"""来源: what the figures rest on."""

from typing import Any

from dash import html

from components.panels.versions import versions_card
from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

LABEL = Text("来源", "Sources")
TITLE = Text("来源、勘误与数据", "Sources, errata and data")
LEAD = Text(
    "每个数从哪里来、哪里自相矛盾、企业库与报告相差多少。",
    "Where each figure comes from, where the sources contradict themselves, and how far the "
    "registry is from the report.",
)

register_page(__name__, "/sources", LABEL, order=140)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Documents, catalogue, errata, calibration, facts, data dictionary; then the versions, which
    assets/src/import_page.js lists, and how two of them differ."""
    versions = html.Article(id="import-versions", className="exhibit w-full import-card")
    return sheet(TITLE, LEAD, lang, *cards("sources", lang, search), versions, versions_card(lang))
