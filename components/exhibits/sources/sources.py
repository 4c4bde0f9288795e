"""The five documents, and how far each can be relied on."""

from collections import Counter

import polars as pl

from components.contract.exhibit import Exhibit, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.notes import notes
from data_layer.vocabulary.fields import Field, key, text
from data_layer.vocabulary.text import Text

FORMS = {
    "report": Text("报告", "report"),
    "article": Text("文章", "article"),
    "web article": Text("网络文章", "web article"),
}
CONFIDENCE = {
    "main": Text("主要依据", "main report"),
    "supporting": Text("辅助", "supporting"),
    "lowest": Text("最低", "lowest"),
}
RELIANCE = {"s1": "main", "s5": "lowest"}
"""As data_layer/reference/README.md ranks them; the others support."""
COUNTED = Text("本图谱照录的条数", "how many of them the atlas copied")
FIELDS = (
    key("id", Text("编号", "Id")),
    text("title", Text("文献", "Document")),
    text("author", Text("作者", "Author")),
    Field("date", Text("日期", "Date")),
    Field("form", Text("形式", "Form"), labels=FORMS),
    Field("confidence", Text("可信度", "Confidence"), labels=CONFIDENCE),
    Field("tables", Text("图表数", "Figures and tables"), digits=0, formula=COUNTED),
    Field("facts", Text("正文数据数", "Figures in the text"), digits=0, formula=COUNTED),
    Field("note", Text("说明", "Note"), domain="words", labels=notes()),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The documents in order, with how many figures are taken from each."""
    facts = Counter(fact.source for fact in reference.facts().values())
    return pl.DataFrame(
        [
            {
                "id": source.id,
                "title": source.title,
                "author": source.author,
                "date": source.date,
                "form": source.kind,
                "confidence": RELIANCE.get(source.id, "supporting"),
                "tables": len(reference.catalogue()) if source.id == "s1" else 0,
                "facts": facts[source.id],
                "note": source.id,
            }
            for source in reference.sources().values()
        ]
    )


def alt(view: View) -> str:
    """How many figures the main report gives."""
    first = view.frame.row(0, named=True)
    return view.say(
        f"五份文献；主报告有{first['tables']}项图表、{first['facts']}条正文数据。",
        f"Five documents; the main report gives {first['tables']} figures and tables and "
        f"{first['facts']} figures in its text.",
    )


EXHIBIT = Exhibit(
    title=Text("文献", "Documents"),
    reading=Text(
        "所有报告原值都出自这五份文献；互相矛盾处见勘误。",
        "All published figures are from these five documents; where they contradict each other, "
        "see the errata.",
    ),
    origin=("f_total", "f_frontier_total", "f_champions", "f_vc_1", "f_lg_2023"),
    fields=FIELDS,
    query=query,
    alt=alt,
    basis="reference",
    note=Text(
        "各来源的数字原样照录，不改、不算；主报告只是最完整，不等于没有错误。",
        "Figures are copied as printed, never changed and never computed; the main report is the "
        "most complete, which does not make it free of errors.",
    ),
    width="full",
    order=10,
)
