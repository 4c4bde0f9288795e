"""专利: trends that the report prints as pictures, and what the registry can compute."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("专利", "Patents")
LEAD = Text(
    "报告只印图片的六项专利趋势：由导入的专利清单实时计算，旁边是报告正文的说法。演示企业库自带与其数量一致的演示专利；"
    "自己的专利清单在“数据”页导入。",
    "Six patent trends that the report prints as pictures: computed from the list of patents that "
    "was imported, with what the report's text says beside. The demonstration registry has a list "
    "in step with its counts; bring your own on the page Data.",
)

register_page(__name__, "/patents", TITLE, order=90)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """The cards of the page."""
    return sheet(TITLE, LEAD, lang, *cards("patents", lang, search))
