"""Every single figure that the text of the five sources prints."""

import polars as pl

from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.quantity import amount
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import Field, decimal, key, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

BASES = {
    "printed": Text("原文注明", "printed"),
    "source date": Text("按来源日期", "date of the source"),
}


FIELDS = (
    key("id", Text("编号", "Id")),
    Field("source", Text("来源", "Source")),
    text("section", Text("章节", "Section")),
    text("topic", Text("主题", "Topic")),
    text("statement", Text("陈述", "Statement")),
    *in_units(
        decimal("value", Text("数值", "Value")),
        (unit_code(fact.unit) for fact in reference.facts().values() if fact.value is not None),
    ),
    text("as_of", Text("时间", "As of")),
    Field("basis", Text("时间依据", "Basis of the date"), labels=BASES),
    Field("shown_by", Text("本图谱的图表", "Shown by"), domain="exhibit"),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """All facts in the order of the sources."""
    from components.contract.catalogue import shown_by

    facts = pl.DataFrame(
        [
            {
                "id": fact.id,
                "source": fact.source,
                "section": fact.section,
                "topic": fact.topic,
                "statement": fact.statement,
                "value": fact.value,
                "unit": unit_code(fact.unit),
                "as_of": fact.as_of,
                "basis": fact.as_of_basis,
                "shown_by": " ".join(shown_by(fact.id)) or None,
            }
            for fact in reference.facts().values()
        ]
    )
    return by_unit(facts, FIELDS)


def alt(view: View) -> str:
    """How many facts, and the first of them."""
    first = view.named.row(0, named=True)
    words = amount(first, FIELDS, "value", lang=view.lang)
    return view.say(
        f"{view.frame.height}条事实，例如{first['statement']}：{words}。",
        f"{view.frame.height} facts; for one: {first['statement']}, {words}.",
    )


EXHIBIT = Exhibit(
    title=Text("正文数据", "Figures in the text"),
    reading=Text(
        "五份文献正文中的每个数，可按词查找；s1 至 s5 的可信度见文献表。",
        "Every figure in the text of the five documents; search by words. For the confidence in "
        "s1 to s5 see the table of documents.",
    ),
    origin=tuple(reference.facts()),
    fields=FIELDS,
    query=query,
    alt=alt,
    basis="reference",
    width="full",
    order=50,
)
