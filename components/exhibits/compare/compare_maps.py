"""Where the enterprises of two to four groups are, a map for each on one scale of colours."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.charts.map_panels import MapPanel, map_panels
from components.charts.sentences import cell, leaders, named, sentence
from components.claims.extremes import Leader
from components.claims.part import Part
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import by
from components.look.amounts import with_unit
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
from components.parts.members import also
from data_layer.filters.filters import Filters
from data_layer.filters.named_groups import selecting
from data_layer.topics.compare.places import FIELDS, SHARE, Ground, ground, of_ground, places
from data_layer.vocabulary.text import Text

MOST_NAMED = 2
COUNTRY = Text("全国", "China")


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row an item and place."""
    return places(rows, filters, items_of(rows, params))


def figure(view: View) -> Figure:
    """A map an item that has enterprises, in the order in which they are asked for."""
    return map_panels(view, [_panel(view, name) for name in shown_items(view)], SHARE.name)


def _panel(view: View, name: str) -> MapPanel:
    """The map of an item; of one that is a part of its map, its own n and share."""
    its = _ground(view, name)
    title, frame = called(name)(view.lang), view.named.filter(view.frame["item"] == name)
    own = _own(view, name)
    if own is None:
        return MapPanel(title, its.province, frame)
    share = with_unit(own[SHARE.name], "%", view.lang)
    whole = _whole(its)
    of = view.say(f"占{whole.zh}{share}", f"{share} of {whole.en}")
    n = f"n = {own['enterprises']:,}{view.say('，', ', ')}{of}"
    return MapPanel(title, its.province, frame, own=its.own, words=n)


def _ground(view: View, name: str) -> Ground:
    """What an item's places are shares of; an enterprise stands on the country."""
    return ground(name) if name in chosen(view.params) else Ground(name)


def _own(view: View, name: str) -> Mapping[str, Any] | None:
    """The row of the part that an item is itself, if it is one of its map and has enterprises."""
    its = _ground(view, name)
    column = "province_code" if its.province is None else "city_code"
    rows = view.frame.filter(pl.col("item") == name, pl.col(column) == (its.own or ""))
    return next(rows.iter_rows(named=True), None)


def _whole(its: Ground) -> Text:
    """What is divided, where an item is a part of it."""
    return COUNTRY if its.province is None else called(its.whole)


def alt(view: View) -> AltText:
    """What part of its province, or of the country, each item is that is one; of the first two
    others that are in several places, the place with the largest share."""
    names = shown_items(view)
    parts = [_part(view, name) for name in names]
    counts = dict(view.frame.group_by("item").len().iter_rows())
    divided = [name for name in names if counts[name] > 1 and _ground(view, name).own is None]
    claims = [*parts, *[_leading(view, name) for name in divided[:MOST_NAMED]]]
    said = [claim for claim in claims if claim is not None]
    if not said:
        return view.say("每个对象只在一地，见图。", "Each is in a single place: see the maps.")
    return sentence(view, *said)


def _part(view: View, name: str) -> Part | None:
    row = _own(view, name)
    if row is None:
        return None
    return Part(cell(view, row, SHARE.name, name=called(name)), _whole(_ground(view, name)))


def _leading(view: View, name: str) -> Leader | None:
    """The place with the largest share of an item."""
    column = "province_code" if _ground(view, name).province is None else "city_code"
    item = called(name)
    return leaders(
        view,
        column,
        SHARE.name,
        where=pl.col("item") == name,
        what=Text(f"{item.zh}的分布占比", f"share of {item.en}"),
        call=lambda row: named(view, column, row[column]),
    )


def _in_place(context: RowContext) -> Filters | None:
    province, city = context.row["province_code"], context.row["city_code"]
    where = f"province_code:{province}" if city is None else f"city_code:{city}"
    return also(context, _of_ground(context), where)


def _nowhere(context: RowContext) -> Filters | None:
    its = ground(of_item(context) or "")
    column = "province_code" if its.province is None else "city_code"
    return also(context, _of_ground(context), f"{column}:missing")


def _of_ground(context: RowContext) -> Filters | None:
    """The filters of all that a row's share is of."""
    group = of_item(context)
    return None if group is None else selecting(*of_ground(context.filters, group))


EXHIBIT = Exhibit(
    title=Text("分布对照", "Where they are"),
    reading=Text(
        "每个对象一幅图，同一色标：该对象的企业分布在哪里。省画其各市；城市画其所在省各市，直辖市画各省，"
        "对象自身描边；其余画各省。",
        "A map for each on one scale: where its enterprises are. A province is drawn by its "
        "cities; a city, outlined, among those of its province (a municipality among the "
        "provinces); anything else by provinces.",
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
        f"{NOTE.zh}占比 = 该地企业数 ÷ 该对象有地域的企业数；对象是城市时，分母是其所在省"
        "（直辖市为全国）有地域的企业数。",
        f"{NOTE.en} Share: a place's enterprises over all of the item that have a place; where the "
        "item is a city, over all of its province (of a municipality: of the country) that do.",
    ),
    width="full",
    height=400,
    order=40,
)
