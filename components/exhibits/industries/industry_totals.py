"""Sums over industries as the text states them and as the registry gives them."""

from dataclasses import replace

import polars as pl

from components.charts.bars import ranking
from components.charts.labels import wrapped
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.parts.members import without_industry
from data_layer.topics.industries.totals import (
    ELECTRONICS,
    FIELDS,
    LEVEL_OF,
    STATEMENTS,
    industry_totals,
    printed_totals,
)
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """Bars of the shares; numbers stand in the table."""
    shares = view.frame.drop_nulls("share_pct")
    printed = None if view.published is None else view.published.drop_nulls("share_pct")
    of_shares = replace(view, frame=shares, published=printed)
    figure = ranking(of_shares, "statement", "share_pct")
    names = of_shares.named["statement"].to_list()
    figure["layout"]["yaxis"] |= {
        "tickmode": "array",
        "tickvals": names,
        "ticktext": [wrapped(name, 22, 3) for name in names],
    }
    return figure


def alt(view: View) -> AltText:
    """The first two sums, which may hold each other: which is larger says nothing."""
    first = view.frame.drop_nulls("share_pct").head(2).iter_rows(named=True)
    cells = tuple(cell(view, row, "share_pct") for row in first)
    return sentence(view, Listing(view.field("share_pct").label, cells)) if cells else UNSAID


def _core(context: RowContext) -> str | None:
    """Of numbers, one counts enterprises; the others count industries."""
    if context.row["statement"] != "f_core_elec":
        return None
    return f"tier=national&where=industry:{'|'.join(ELECTRONICS)}"


EXHIBIT = Exhibit(
    title=Text("行业集中度", "How concentrated"),
    reading=Text(
        "中类、小类数见表格。报告：正文给出的几个合计与表中数字相加并不都相符，见勘误。",
        "The numbers of groups and classes stand in the table. The report: not all the sums "
        "in its text agree with its tables, see the errata.",
    ),
    origin=(*STATEMENTS, "e20"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={"number": _core},
        whole={"missing": lambda context: without_industry(LEVEL_OF[context.row["statement"]])},
    ),
    query=of_rows(industry_totals),
    published=always(printed_totals),
    figure=figure,
    alt=alt,
    among=pl.col("division").is_not_null(),
    requires=("division", "group", "class"),
    note=Text(
        "占比以符合筛选的全部企业为分母；电子核心产业指电子器件（C397）、电子元件及电子专用材料（C398）"
        "和电力电子元器件（C3824），以国家级企业为分母。报告多为“超过”“约”。",
        "Shares are of all enterprises that pass the filters. Core electronics are electronic "
        "devices (C397), components and special materials (C398) and power electronic components "
        '(C3824), of all little giants. The report states most of these as "over" or "about".',
    ),
    width="third",
    height=420,
    order=31,
)
