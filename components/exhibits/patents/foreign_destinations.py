"""Where little giants file abroad (e47, a picture), from a list of patents."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import largest
from components.parts.patent_list import (
    BY_PUBLICATION,
    ENTERPRISES_LISTED,
    chosen,
    no_list,
    years_from,
)
from data_layer.filters.filters import Filters
from data_layer.registry.patents import Patents
from data_layer.topics.patents import trends
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.patents import LISTED, offices
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("office", Text("布局地区", "Filed in"), key=True, labels=offices()),
    count("filings", Text("涉外发明", "Inventions filed overseas"), PIECES),
    per_cent("share_pct", Text("占各地区合计", "Share of all places")),
    count("holders", Text("企业", "Enterprises"), ENTERPRISES.unit),
    count("listed", ENTERPRISES_LISTED, ENTERPRISES.unit),
)


def patents(rows: Rows, filters: Filters, params: Params, listed: Patents) -> pl.DataFrame:
    """The `top` places by filings in the years that stand."""
    inventions = trends.inventions_of(rows, filters, listed)
    places = trends.by_office(inventions, chosen(params)).head(int(float(params["top"])))
    return places.with_columns(listed=pl.lit(trends.listed(inventions)))


def figure(view: View) -> Figure:
    """Bars by place."""
    return ranking(view, "office", "filings")


EXHIBIT = Exhibit(
    title=Text("海外布局地区", "Overseas filing: destinations"),
    reading=Text(
        "“小巨人”的涉外发明在哪些国家和地区公开；PCT是途径，不算地区。",
        "In which places little giants' inventions filed overseas were published; the PCT is a "
        "route and no place.",
    ),
    origin=("e47",),
    fields=FIELDS,
    query=no_list(FIELDS),
    patents=patents,
    report_says=Text(
        "2022—2024年主要布局地区依次提到美国、欧洲、中国台湾、日本、韩国；新办法下海外布局将成为必修课。",
        "in the order of the text the main places of 2022-2024 are the United States, Europe, "
        "Taiwan (China), Japan and South Korea; under the new measures filing overseas is a must.",
    ),
    figure=figure,
    alt=leading("office", "filings", rows=Text("个地区", "places")),
    sample=largest("listed"),
    params=(
        *years_from(2022, 2024),
        Param("top", Text("前几名", "Top"), "10", low=3, high=40, step=1),
    ),
    requires=("tier", LISTED),
    note=BY_PUBLICATION,
    width="half",
    height=460,
    order=65,
)
