"""Three bottlenecks and four supports, from the text beside a picture (e50)."""

from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, Params, Rows, View
from components.parts.data_table import data_table
from data_layer.filters.filters import Filters
from data_layer.reference_figures.support_matrix import BOTTLENECKS, MEASURES, SUPPORTS
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("support", Text("支持维度", "Support"), key=True, labels=SUPPORTS),
    Field(
        "measure",
        Text("举措", "Measures"),
        key=True,
        labels={measure.id: measure.words for measure in MEASURES},
    ),
    Field("bottleneck", Text("对应瓶颈", "Bottleneck answered"), labels=BOTTLENECKS),
    Field("section", Text("报告章节", "Section")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The measures in the order of the text."""
    records = [(m.support, m.id, m.bottleneck, m.section) for m in MEASURES]
    return pl.DataFrame(records, schema=[field.name for field in FIELDS], orient="row")


def body(view: View) -> html.Div:
    """Bottlenecks down, supports across, measures in the cells."""
    corner = view.say("瓶颈 \\ 支持", "Bottleneck \\ support")
    heads = [html.Th(name(view.lang)) for name in SUPPORTS.values()]
    lines = [
        html.Tr(
            [
                html.Th(name(view.lang), scope="row"),
                *(
                    html.Td(_cell(view, bottleneck, support), className="phrase")
                    for support in SUPPORTS
                ),
            ]
        )
        for bottleneck, name in BOTTLENECKS.items()
    ]
    return data_table([html.Th(corner), *heads], lines, "matrix")


def _cell(view: View, bottleneck: str, support: str) -> Any:
    measures = view.named.filter(
        (view.frame["bottleneck"] == bottleneck) & (view.frame["support"] == support)
    )
    return [html.Div(words) for words in measures["measure"]] or "—"


def alt(view: View) -> str:
    """How many measures answer a named bottleneck."""
    general = BOTTLENECKS["general"](view.lang)
    named = view.named.filter(pl.col("bottleneck") != general).height
    total = view.named.height
    return view.say(
        f"四个维度共{total}组举措，其中{named}组在正文中对应一个瓶颈。",
        f"Four supports hold {total} groups of measures; the text ties {named} to one bottleneck.",
    )


EXHIBIT = Exhibit(
    title=Text("瓶颈与培育策略", "Bottlenecks and supports"),
    reading=Text(
        "报告：三大瓶颈由技术、人才两类举措直接回应；资本与数字化面向整体能力。",
        "The report: technology and talent answer the three bottlenecks directly; capital "
        "and digital transformation serve capability as a whole.",
    ),
    origin=("e50",),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    basis="reference",
    note=Text(
        "报告的图表50只印为图片，没有数字。本表依据第4.2至4.2.4节的文字归纳：正文写明所针对差距的举措"
        "归入该瓶颈，其余归入“未指明”。",
        "Exhibit 50 is printed as a picture only and has no numbers. This table summarises the "
        "text of sections 4.2 to 4.2.4: measures go under the bottleneck whose gap the text names, "
        "the others under none.",
    ),
    width="full",
    height=320,
    order=90,
)
