"""Main IPC classes of little giants' inventions (e45, a picture), from a list of patents."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import largest
from components.parts.patent_list import (
    ENTERPRISES_LISTED,
    LISTED_ALONE,
    chosen,
    no_list,
    years_from,
)
from data_layer.filters.filters import Filters
from data_layer.registry.patents import Patents
from data_layer.topics.patents import trends
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.patents import LISTED, SECTIONS
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("ipc", Text("主IPC分类号", "Main IPC class"), key=True),
    Field("ipc_section", Text("部", "Section"), labels=SECTIONS),
    count("grants", Text("发明授权", "Invention grants"), PIECES),
    per_cent("share_pct", Text("占写明分类号的", "Share of those with a class")),
    count("holders", Text("企业", "Enterprises"), ENTERPRISES.unit),
    count("listed", ENTERPRISES_LISTED, ENTERPRISES.unit),
)


def patents(rows: Rows, filters: Filters, params: Params, listed: Patents) -> pl.DataFrame:
    """The `top` classes by grants in the years that stand."""
    inventions = trends.inventions_of(rows, filters, listed)
    classes = trends.by_class(inventions, chosen(params)).head(int(float(params["top"])))
    return classes.with_columns(
        ipc_section=pl.col("ipc").str.slice(0, 1), listed=pl.lit(trends.listed(inventions))
    )


def figure(view: View) -> Figure:
    """Bars by class, each with its section below."""
    return ranking(view, "ipc", "grants", group="ipc_section")


EXHIBIT = Exhibit(
    title=Text("主IPC分类号分布", "Main IPC classes"),
    reading=Text(
        "“小巨人”获授权的发明集中在哪些技术领域（分类号小类）。",
        "In which fields of technology (subclasses of the IPC) little giants' granted inventions "
        "lie.",
    ),
    origin=("e45",),
    fields=FIELDS,
    query=no_list(FIELDS),
    patents=patents,
    report_says=Text(
        "“专利技术领域分布”之下只有这张图，没有文字。",
        "under the heading on fields of technology there is a picture and no words.",
    ),
    figure=figure,
    alt=leading("ipc", "grants", rows=Text("个分类号", "classes")),
    sample=largest("listed"),
    params=(
        *years_from(2022, 2024),
        Param("top", Text("前几名", "Top"), "12", low=5, high=60, step=1),
    ),
    requires=("tier", LISTED),
    note=LISTED_ALONE,
    width="half",
    height=460,
    order=60,
)
