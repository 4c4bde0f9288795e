"""规模: how large the enterprises are, and what goes with it."""

from typing import Any

from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("规模", "Structure")
LEAD = Text(
    "资本、用工、年龄、标准、成果评价与增长：国家级与省级差在哪里。",
    "Capital, employees, age, standards, assessments and growth: where the tiers differ.",
)

register_page(__name__, "/structure", TITLE, order=40)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Tiers, capital, employees, founding years, standards, evaluations, growth."""
    return sheet(TITLE, LEAD, lang, *cards("structure", lang, search))
