"""核验: whether a number is still what its code says."""

from typing import Any

from components.panels.verified import verified
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("核验", "Verify")
LEAD = Text(
    "输入数字旁的核验码：按当前数据重新计算，说明是否相同；不同的，说明变了什么、为什么。",
    "Enter the code beside a number: it is computed again from today's data, and what changed is "
    "said, with the reason.",
)

register_page(__name__, "/verify", TITLE, order=170, path_template="/verify/<code>")


def layout(lang: Lang, search: str, code: str = "", **_: Any) -> Any:
    """A field for a code, and the verdict on the one in the address."""
    return sheet(TITLE, LEAD, lang, verified(code, lang))
