"""Names of the files that leave the app."""

import re
from datetime import date
from urllib.parse import unquote

from data_layer.filters.filters import Filters
from data_layer.vocabulary.fields import Kind
from data_layer.vocabulary.text import Lang, Text


def file_stem(id: str, filters: Filters, kind: Kind, day: date, lang: Lang) -> str:
    """Name of a download without its ending: exhibit, filters, kind of number and date."""
    chosen = "_".join(
        f"{k}-{unquote(filters.without(*_others(filters, k)).to_query().split('=', 1)[1])}"
        for k in filters.values
    )
    safe = re.sub(r"[^\w.,-]", "-", chosen)[:60]
    marks = {
        "demonstration": Text("演示数据", "demonstration"),
        "computed": Text("计算", "computed"),
        "published": Text("报告原值", "published"),
        "derived": Text("推算", "derived"),
    }
    parts = [id, safe, marks[kind](lang), day.isoformat()]
    return "_".join(part for part in parts if part)


def _others(filters: Filters, name: str) -> tuple[str, ...]:
    return tuple(other for other in filters.values if other != name)
