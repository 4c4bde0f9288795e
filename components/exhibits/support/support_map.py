"""Where the enterprises are that qualify for a measure."""

import polars as pl

from components.charts.map_scale import CLASSES, class_of_place, place_of
from components.charts.maps import choropleth
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.exhibits.support.support_measures import COUNTED, HOME, LED
from components.parts.support_params import (
    NOTE,
    ORIGIN,
    PARAM,
    SCOPE,
    by_printed,
    by_standing,
    chosen_measure,
    measure_of,
)
from data_layer.filters.filters import Filters
from data_layer.policy.support.reading import Measures
from data_layer.topics.places.within_province import PLACE, by_place
from data_layer.topics.support.counts import COUNTS, by_group
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, count, per_cent
from data_layer.vocabulary.text import Text

CONFIRMED = per_cent("confirmed_pct", Text("符合者占当地企业", "Qualifying, of those there"))
METRICS = {name: COUNTED[name] for name in ("qualifies", "near", "unknown")}
METRICS |= {CONFIRMED.name: CONFIRMED.label}
METRIC = Param("metric", Text("指标", "Metric"), "qualifies", options=METRICS, scope=SCOPE)
FIELDS = (
    *PLACE,
    *(count(name, label, HOME) for name, label in COUNTED.items()),
    CONFIRMED,
    ENTERPRISES,
    SMALL_GROUP,
)
SHARE = Text(
    "符合者占当地企业 = 符合条件的企业 ÷ 当地全部企业，是下限：缺数据者也可能符合。",
    "Qualifying, of those there = those that qualify over all enterprises of the place: the least "
    "that the share can be, since who is unknown may qualify too.",
)


def with_own(rows: Rows, filters: Filters, params: Params, measures: Measures) -> pl.DataFrame:
    """A row a province, or a city of the one that is chosen, by its code."""
    measure = measure_of(params, measures)

    def count(column: str) -> pl.DataFrame:
        groups = by_group(rows, filters, measure, by=column.removesuffix("_code"))
        return groups.rename({"group": column})

    return by_place(filters, count).select(field.name for field in FIELDS)


def figure(view: View) -> Figure:
    """The map of the places in one metric."""
    return choropleth(view, place_of(view), view.params["metric"], method=view.params[CLASSES.name])


def alt(view: View) -> AltText:
    """Which place leads."""
    metric = view.params["metric"]
    return leader(view, place_of(view), metric, what=LED.get(metric, CONFIRMED.label))


EXHIBIT = Exhibit(
    title=Text("符合条件的企业在哪里", "Where those are that qualify"),
    reading=Text(
        "选一项措施，看各省有多少企业符合、只差一项或缺数据；点省份即筛选，再看其各市。",
        "Choose a measure and see where enterprises qualify, lack one condition or are unknown; a "
        "click on a province filters and shows its cities.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    members=Members(row="", columns={name: by_standing(name, chosen_measure) for name in COUNTS}),
    query=by_printed(with_own),
    rules=with_own,
    figure=figure,
    drawn=class_of_place,
    alt=alt,
    sample=total("enterprises"),
    params=(PARAM, METRIC, CLASSES),
    requires=("province_code",),
    note=Text(SHARE.zh + NOTE.zh, f"{SHARE.en} {NOTE.en}"),
    width="two_thirds",
    height=560,
    order=20,
)
