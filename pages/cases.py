"""案例: four cases of the report."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("案例", "Cases")
LEAD = Text(
    "一家企业、一座城市、一个集群、一类服务。", "An enterprise, a city, a cluster and a service."
)

register_page(__name__, "/cases", TITLE, order=130)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards of the page."""
    return sheet(TITLE, LEAD, lang, *cards("cases", lang, search))
