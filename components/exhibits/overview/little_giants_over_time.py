"""How many little giants there were at each date that a source names."""

from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker, published_name
from components.charts.sentences import cell, sentence
from components.claims.pairs import Change
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import largest
from components.look.amounts import number, with_units
from components.look.theme import TIER_COLORS, layout
from data_layer.topics.tiers import growth as tiers
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal
from data_layer.vocabulary.text import Text, same

DATES = {
    date: Text(f"{date[:4]}年", date) if len(date) == 4 else same(date) for date in tiers.GROWTH
}
FIELDS = (
    Field("as_of", Text("截至", "By"), key=True, labels=DATES),
    count("enterprises", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    decimal(
        "enterprises_10k", Text("国家级企业数", "Little giants"), Text("万家", "10,000 enterprises")
    ),
    count("year_missing", Text("认定年份未填报", "Year not reported"), ENTERPRISES.unit),
)
HEADROOM = 1.18


def figure(view: View) -> Figure:
    """Computed bars; printed numbers as diamonds, those in 万家 on an axis that matches exactly."""
    frame = view.named
    bars = {
        "type": "bar",
        "name": computed_name(view),
        "x": frame["as_of"].to_list(),
        "y": frame["enterprises"].to_list(),
        "text": [number(n) for n in frame["enterprises"]],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": TIER_COLORS[view.theme]["national"]},
        "hovertemplate": "%{x}  %{y:,}<extra></extra>",
    }
    top = HEADROOM * max(_largest(view.frame), _largest(view.published))
    hidden = {"visible": False, "fixedrange": True}
    return {
        "data": [bars, *_diamonds(view)],
        "layout": layout(
            view.theme,
            xaxis={"type": "category", "ticks": ""},
            yaxis={**hidden, "range": [0, top]},
            yaxis2={**hidden, "range": [0, top / tiers.TEN_THOUSAND], "overlaying": "y"},
            bargap=0.45,
        ),
    }


def _largest(frame: pl.DataFrame | None) -> float:
    if frame is None:
        return 0.0
    tens = [n * tiers.TEN_THOUSAND for n in frame["enterprises_10k"].drop_nulls()]
    return max([0.0, *frame["enterprises"].drop_nulls(), *tens])


def _diamonds(view: View) -> list[dict[str, Any]]:
    printed = view.published_named
    if printed is None:
        return []
    traces: list[dict[str, Any]] = []
    for name, axis in (("enterprises", "y"), ("enterprises_10k", "y2")):
        rows = printed.drop_nulls(name)
        unit = view.field(name).unit(view.lang)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": published_name(view),
                "legendgroup": "published",
                "showlegend": name == "enterprises",
                "x": rows["as_of"].to_list(),
                "y": rows[name].to_list(),
                "yaxis": axis,
                "marker": published_marker(view),
                "hovertext": with_units(rows[name], unit, view.lang),
                "hovertemplate": "%{x}  %{hovertext}<extra></extra>",
            }
        )
    return traces


def alt(view: View) -> AltText:
    """First and last number."""
    first, last = (cell(view, view.frame.row(at, named=True), "enterprises") for at in (0, -1))
    return sentence(view, Change(Text("国家级企业", "Little giants"), first, last))


def _by_date(context: RowContext) -> str:
    """The last date has the whole tier; what came before is known by the year."""
    date = context.row["as_of"]
    return "tier=national" + (
        "" if date == list(tiers.GROWTH)[-1] else f"&where=recognised_year:..{date[:4]}"
    )


EXHIBIT = Exhibit(
    title=Text("“小巨人”数量增长", "Little giants over time"),
    reading=Text(
        "柱为企业库按认定年份累计，◆ 为各来源在该时点给出的数。",
        "Bars add up the registry by year of recognition; ◆ is what a source gives for the date.",
    ),
    origin=("e01", "f_build_stage", "f_lg_2023", "f_lg_2024", "f_national"),
    fields=FIELDS,
    members=Members(
        row=_by_date, whole={"year_missing": "tier=national&where=recognised_year:missing"}
    ),
    query=of_rows(tiers.growth),
    published=always(tiers.growth_published),
    figure=figure,
    alt=alt,
    sample=largest("enterprises"),
    requires=("tier", "recognised_year"),
    note=Text(
        "2023-12 的“1万家”原文为“突破”；2018—2022年一数见勘误 x36。"
        "末一时点计入全部国家级企业，含认定年份未填报者。",
        "The 10,000 of 2023-12 is printed as 'more than'; for the number of 2018-2022 see erratum "
        "x36. The last date counts the whole national tier, with or without a year.",
    ),
    width="third",
    height=360,
    order=40,
)
