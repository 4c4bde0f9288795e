"""企业: the rows themselves."""

from typing import Any

from dash import html

from components.panels.enterprise_grid import grid
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("企业", "Enterprises")
LEAD = Text("筛选后的企业名单，可排序、可下载。", "The enterprises that pass the filters.")

register_page(__name__, "/enterprises", TITLE, order=120)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The grid."""
    return sheet(TITLE, LEAD, lang, html.Div(grid(lang, search), className="exhibit w-full"))
