"""Provinces, cities or industries by how many enterprises qualify for a measure."""

from dataclasses import replace

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import UNSAID, leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.exhibits.support.support_map import CONFIRMED, METRIC, SHARE
from components.exhibits.support.support_measures import COUNTED, HOME, LED
from components.parts.support_params import (
    NOTE,
    ORIGIN,
    PARAM,
    by_printed,
    by_standing,
    chosen_measure,
    measure_of,
    standing,
)
from data_layer.filters.filters import Filters
from data_layer.policy.support.reading import Measures
from data_layer.topics.support.counts import COUNTS, by_group
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import city_names, province_names
from data_layer.vocabulary.text import Text

BY = {
    "city": Text("城市", "City"),
    "province": Text("省份", "Province"),
    "industry": Text("行业大类", "Division"),
}
ROWS = {
    "province": Text("个省份", "provinces"),
    "city": Text("个城市", "cities"),
    "industry": Text("个行业", "industries"),
}
NAMES = {**province_names(), **city_names(), **industry_names()}
FIELDS = (
    Field("group", Text("分组", "Group"), key=True, labels=NAMES),
    *(count(name, label, HOME) for name, label in COUNTED.items()),
    CONFIRMED,
    ENTERPRISES,
    SMALL_GROUP,
)
MOST = 15
"""Bars that the chart has room for; the table and the downloads have all."""


def with_own(rows: Rows, filters: Filters, params: Params, measures: Measures) -> pl.DataFrame:
    """A row a group, the most by the metric first; by share those of fewer than ten last."""
    groups = by_group(rows, filters, measure_of(params, measures), by=params["by"])
    last = ["small_group"] if params["metric"] == CONFIRMED.name else []
    order = [*last, params["metric"], "group"]
    falling = [False] * len(last) + [True, False]
    return groups.sort(order, descending=falling).select(field.name for field in FIELDS)


def figure(view: View) -> Figure:
    """Bars of the first groups; a click leads to those that a bar counts."""
    first, metric = replace(view, frame=view.frame.head(MOST)), view.params["metric"]
    condition = standing(view.params[PARAM.name], metric) if metric in COUNTS else ""
    besides = [f"where:{condition}"] if condition else []
    click = (view.params["by"], "group")
    return ranking(first, "group", metric, click=click, besides=besides)


def alt(view: View) -> AltText:
    """Which group is first."""
    if view.frame.is_empty():
        return UNSAID
    metric, rows = view.params["metric"], ROWS[view.params["by"]]
    return leader(view, "group", metric, what=LED.get(metric, CONFIRMED.label), rows=rows)


EXHIBIT = Exhibit(
    title=Text("符合条件者的排名", "Ranking of those that qualify"),
    reading=Text(
        "同一措施下各城市、省份或行业的排名；点一条即筛选其中的企业。",
        "Cities, provinces or industries by the same measure; a click on a bar "
        "filters by the enterprises that it counts.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    members=Members(
        row=lambda context: f"{context.params['by']}={context.row['group']}",
        columns={name: by_standing(name, chosen_measure) for name in COUNTS},
    ),
    query=by_printed(with_own),
    rules=with_own,
    figure=figure,
    alt=alt,
    params=(PARAM, METRIC, Param("by", Text("分组", "By"), "city", options=BY)),
    note=Text(SHARE.zh + NOTE.zh, f"{SHARE.en} {NOTE.en}"),
    width="third",
    height=560,
    order=30,
)
