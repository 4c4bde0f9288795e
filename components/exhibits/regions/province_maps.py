"""Maps of the provinces, or of the cities of one, side by side: by tier, batch or year."""

import polars as pl

from components.charts.map_scale import METHODS, place_of
from components.charts.sentences import leader, leaders, named, sentence
from components.charts.small_multiples import class_on_maps, one_place, small_multiples
from components.claims.extremes import Leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, View
from components.contract.queries import of_rows
from components.contract.sample import total
from components.look.words import in_sentence
from data_layer.topics.places.side_by_side import COLUMNS, FIELDS, side_by_side
from data_layer.vocabulary.text import Text

BY = Param(
    "by",
    Text("分图", "A map for each"),
    "tier",
    options={
        "tier": Text("层级", "Tier"),
        "batch": Text("批次", "Batch"),
        "year": Text("认定年份", "Year recognised"),
    },
)
METRIC = Param(
    "metric",
    Text("指标", "Metric"),
    "group_share_pct",
    options={
        field.name: field.label
        for field in FIELDS
        if field.name in ("group_share_pct", "enterprises", "group_quotient")
    },
)
MOST_NAMED = 2
CLASSES = Param("classes", Text("分级", "Classes"), "natural", options=METHODS)


def figure(view: View) -> Figure:
    """Up to four maps on one scale of colours."""
    return small_multiples(view, "group", view.params["metric"], method=view.params["classes"])


def alt(view: View) -> AltText:
    """Who leads in two of the maps: of tiers the first two, else the latest.

    Of one place: its largest group.
    """
    if one_place(view):
        return leader(view, "group", "enterprises")
    groups = view.frame["group"].unique(maintain_order=True).to_list()
    chosen = groups[:MOST_NAMED] if view.params["by"] == "tier" else groups[-MOST_NAMED:]
    claims = [_leader(view, group) for group in chosen]
    return sentence(view, *[claim for claim in claims if claim is not None])


def _leader(view: View, group: str) -> Leader | None:
    metric = view.params["metric"]
    of, what = named(view, "group", group), view.field(metric).label
    subject = Text(f"{of.zh}{what.zh}", f"{what.en}, {in_sentence(of.en)}")
    return leaders(view, place_of(view), metric, what=subject, where=pl.col("group") == group)


def _in_cell(context: RowContext) -> str:
    by, group = context.params["by"], context.row["group"]
    value = group if by == "tier" else group.rpartition("_")[2]
    city, province = context.row["city_code"], context.row["province_code"]
    place = f"province={province}" if city is None else f"city={city}"
    return f"{place}&where={COLUMNS[by]}:{value}"


EXHIBIT = Exhibit(
    title=Text("分组对比：小地图", "Places side by side"),
    reading=Text(
        "各图同一色标：同色即同值。层级逐一成图，批次和年份取最近四个；只选一个省份时画其各市。",
        "The maps share one scale: the same colour is the same value. A map for each tier; of "
        "batches and years the latest four. With one province chosen its cities are drawn.",
    ),
    origin=("e15", "f_base_tier"),
    fields=FIELDS,
    members=Members(row=_in_cell),
    query=of_rows(side_by_side, "by"),
    figure=figure,
    drawn=class_on_maps,
    alt=alt,
    sample=total("enterprises"),
    params=(BY, METRIC, CLASSES),
    requires=("province_code",),
    note=Text(
        "占本组比重 = 该地在本组的企业数 ÷ 本组有地域的企业数；"
        "区位商 = 该比重 ÷ 该地占各组合计的比重，大于1表示该地在本组更集中。",
        "Share of the group = a place's enterprises of the group over all of the group that "
        "have a place. The quotient divides it by the place's share of all groups together; "
        "above 1 the group is more concentrated there.",
    ),
    width="full",
    height=430,
    order=25,
)
