"""Where the enterprises of two to four groups are, a map for each on one scale of colours."""

import polars as pl

from components.charts.map_panels import MapPanel, map_panels
from components.charts.sentences import leaders, named, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import by
from components.parts.compare_items import (
    ITEMS,
    NOTE,
    called,
    chosen,
    items_of,
    of_item,
    replaced,
    shown_items,
)
from components.parts.members import also, in_group
from data_layer.filters.filters import Filters
from data_layer.topics.compare.places import FIELDS, SHARE, drilled, places
from data_layer.vocabulary.text import Text

MOST_NAMED = 2


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row an item and place."""
    return places(rows, filters, items_of(rows, params))


def figure(view: View) -> Figure:
    """A map an item that has enterprises, in the order in which they are asked for."""
    panels = [
        MapPanel(
            called(name)(view.lang),
            _drilled(view, name),
            _rows(view, name),
            part=name.startswith("city:"),
        )
        for name in shown_items(view)
    ]
    return map_panels(view, panels, SHARE.name)


def _rows(view: View, name: str) -> pl.DataFrame:
    """The named rows of an item, which is itself named in them."""
    return view.named.filter(view.frame["item"] == name)


def _drilled(view: View, name: str) -> str | None:
    """Of a place the province whose cities are drawn; an enterprise stands on the country."""
    return drilled(name) if name in chosen(view.params) else None


def alt(view: View) -> AltText:
    """The place with the largest share, of the first two items that are in several."""
    claims, counts = [], dict(view.frame.group_by("item").len().iter_rows())
    for name in [name for name in shown_items(view) if counts[name] > 1][:MOST_NAMED]:
        mine = pl.col("item") == name
        column = "city_code" if _drilled(view, name) else "province_code"
        item = called(name)
        leading = leaders(
            view,
            column,
            SHARE.name,
            where=mine,
            what=Text(f"{item.zh}的分布占比", f"share of {item.en}"),
            call=lambda row, column=column: named(view, column, row[column]),
        )
        claims += [] if leading is None else [leading]
    if not claims:
        return view.say("每个对象只在一地，见图。", "Each is in a single place: see the maps.")
    return sentence(view, *claims)


def _in_place(context: RowContext) -> Filters | None:
    province, city = context.row["province_code"], context.row["city_code"]
    where = f"province_code:{province}" if city is None else f"city_code:{city}"
    return also(context, in_group(of_item)(context), where)


def _nowhere(context: RowContext) -> Filters | None:
    column = "province_code" if drilled(of_item(context) or "") is None else "city_code"
    return also(context, in_group(of_item)(context), f"{column}:missing")


EXHIBIT = Exhibit(
    title=Text("分布对照", "Where they are"),
    reading=Text(
        "每个对象一幅图，同一色标：该对象的企业分布在哪里。地区画其省内各市，其余画各省。",
        "A map for each on one scale: where its enterprises are. Of a province or city the cities "
        "of that province are drawn, of anything else the provinces.",
    ),
    origin=("e15", "e19"),
    fields=FIELDS,
    members=Members(row=_in_place, whole={"place_missing": _nowhere}),
    query=query,
    figure=figure,
    alt=alt,
    sample=by("item", "enterprises"),
    params=(ITEMS,),
    ignores=replaced,
    requires=("province_code",),
    note=Text(
        f"{NOTE.zh}占比 = 该地企业数 ÷ 该对象有地域的企业数。",
        f"{NOTE.en} Share: a place's enterprises over all of the item that have a place.",
    ),
    width="full",
    height=400,
    order=40,
)
