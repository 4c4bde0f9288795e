"""数据: bring a file, check it, import it, and choose which data are used."""

from typing import Any

from dash import html

from components.intake.words import WORDS
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

LABEL = Text("数据", "Data")
TITLE = Text("导入数据", "Import data")
LEAD = Text(
    "选择一个文件，核对每一列，导入；原来的数据一直保留，随时可以换回。",
    "Choose a file, check its columns, import it; the data from before stay and are a click away.",
)

register_page(__name__, "/import", LABEL, order=145)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Two cards that assets/src/import_page.js fills."""
    card = "exhibit w-full import-card"
    steps = html.Article(id="import-app", className=card, **{"data-lost": WORDS["lost"](lang)})
    versions = html.Article(id="import-versions", className=card)
    return sheet(TITLE, LEAD, lang, steps, versions)
