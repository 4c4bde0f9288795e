"""Inventions that little giants filed overseas, by year (e46), from a list of patents."""

import polars as pl

from components.charts.grouped import Panel, Series, grouped
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import largest
from components.look.theme import TIER_COLORS
from components.parts.patent_list import (
    BY_PUBLICATION,
    ENTERPRISES_LISTED,
    chosen,
    from_first_to_last,
    no_list,
    years_from,
)
from data_layer.filters.filters import Filters
from data_layer.registry.patents import Patents
from data_layer.topics.patents import trends
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.patents import LISTED
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

PANELS = {
    "filings": (Text("涉外发明申请", "Inventions filed overseas"), PIECES),
    "applicants": (Text("申请人", "Applicants"), ENTERPRISES.unit),
}
FIELDS = (
    Field("year", Text("年份", "Year"), key=True),
    *(count(name, label, unit) for name, (label, unit) in PANELS.items()),
    count("pct_filings", Text("其中PCT", "Of these by the PCT"), PIECES),
    per_cent("pct_share_pct", Text("PCT占比", "Share by the PCT"), 1),
    count("listed", ENTERPRISES_LISTED, ENTERPRISES.unit),
)


def patents(rows: Rows, filters: Filters, params: Params, listed: Patents) -> pl.DataFrame:
    """A row a year that stands."""
    inventions = trends.inventions_of(rows, filters, listed)
    yearly = trends.overseas(inventions, chosen(params))
    whole = yearly.with_columns(listed=pl.lit(trends.listed(inventions)))
    return whole.filter(pl.col("listed") > 0).with_columns(pl.col("year").cast(pl.String))


def figure(view: View) -> Figure:
    """Filings on the left, who files on the right."""
    years, color = view.frame["year"].to_list(), TIER_COLORS[view.theme]["national"]
    panels = [
        Panel(
            years,
            [Series(label(view.lang), color, view.frame[name].to_list())],
            unit(view.lang),
            title=label(view.lang),
        )
        for name, (label, unit) in PANELS.items()
    ]
    return grouped(view, panels, legend=False)


EXHIBIT = Exhibit(
    title=Text("涉外发明专利趋势", "Trend of overseas filing of inventions"),
    reading=Text(
        "“小巨人”每年有多少件涉外发明（含PCT）公开，由多少家企业申请。",
        "How many inventions of little giants filed overseas (by the PCT too) were published, and "
        "how many of them filed any.",
    ),
    origin=("e46",),
    fields=FIELDS,
    query=no_list(FIELDS),
    patents=patents,
    report_says=Text(
        "2020—2025年公开数量明显上升，PCT途径是首选；与单项冠军差距超18倍"
        "（图表40的PCT为17.7倍，勘误x30）。",
        "from 2020 to 2025 the number published rises clearly, and the PCT is the preferred route; "
        "over 18 times below single champions (exhibit 40 gives 17.7 for the PCT, erratum x30).",
    ),
    figure=figure,
    alt=from_first_to_last(*PANELS),
    sample=largest("listed"),
    params=years_from(2020, 2025),
    requires=("tier", LISTED),
    note=BY_PUBLICATION,
    width="full",
    height=320,
    order=70,
)
