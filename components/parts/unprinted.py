"""Figures that the report prints as a picture only: what its text says of them, and no numbers."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, Params, Rows, View, Width
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import Field, with_names
from data_layer.vocabulary.text import Text

SECTION = "3.6.2"
WARNING = Text(
    "报告只印图片，没有数字；以下是正文的说法。",
    "The report prints a picture only, without numbers; this is what its text says.",
)
NOTE = Text(
    "报告第3.6.2节。本图谱不从图片估读数值；导入专利表之前没有可算的趋势。",
    "Section 3.6.2 of the report. The atlas reads no values off pictures; without a table of "
    "patents there is no trend to compute.",
)


def unprinted(
    catalogue_id: str,
    title: Text,
    reading: Text,
    sentences: Mapping[str, Text],
    order: int,
    width: Width = "third",
) -> Exhibit:
    """A card of words. sentences: what the text says, a sentence an id; ours, not the report's."""
    number = reference.catalogue()[catalogue_id].number
    fields = (
        Field("statement", Text("正文怎么说", "What the text says"), key=True, labels=sentences),
        Field("section", Text("章节", "Section")),
        Field(
            "exhibit",
            Text("报告图表", "Exhibit of the report"),
            labels={catalogue_id: Text(number, number.replace("图表", "exhibit "))},
        ),
    )

    def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
        parts = {"statement": list(sentences)}
        return pl.DataFrame(parts).with_columns(
            section=pl.lit(SECTION), exhibit=pl.lit(catalogue_id)
        )

    return Exhibit(
        title=title,
        reading=reading,
        origin=(catalogue_id,),
        fields=fields,
        query=query,
        body=body,
        alt=alt,
        basis="reference",
        note=NOTE,
        width=width,
        height=220,
        order=order,
    )


def body(view: View) -> html.Div:
    """The warning first, then the sentences."""
    named = with_names(view.frame, view.fields, view.lang)
    sentences = html.Ul([html.Li(words) for words in named["statement"]])
    mark = html.P([html.I(className="bi bi-image"), " ", WARNING(view.lang)], className="unprinted")
    return html.Div([mark, sentences])


def alt(view: View) -> str:
    """The first sentence, as one of the report; the warning stands in the body."""
    return view.say("报告：", "The report: ") + view.named["statement"][0]
