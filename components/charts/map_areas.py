"""The areas of a map: those with a value, and those without."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from components.charts.map_scale import AROUND_ONE
from components.contract.exhibit import View
from components.look.amounts import each_number
from components.look.theme import INK
from data_layer.measures.rows import SMALL_GROUP
from data_layer.vocabulary.places import CLUSTERS, cities, provinces
from data_layer.vocabulary.text import Lang, Text

BLANK = Text("无企业或无数据", "no enterprise or no data")
"""Of an area without a row nobody knows which: a list may have none there, or not cover it."""


def blank_areas(view: View, place: str, codes: Sequence[str], geojson: str) -> dict[str, Any]:
    """Areas without a value: those that a filter leaves out, and those that have no row."""
    ink = INK[view.theme]
    out = left_out(view, place, codes)
    words = {left: blank_words(view, out=left) for left in (False, True)}
    return {
        "type": "choropleth",
        "meta": "base",
        "geojson": geojson,
        "locations": list(codes),
        "z": [int(left) for left in out],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, ink.nodata], [1, ink.canvas]],
        "showscale": False,
        "marker": {"line": {"color": ink.line, "width": 0.7}},
        "text": [
            f"{name}<br>{words[left]}"
            for name, left in zip(area_names(view, codes), out, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def blank_words(view: View, *, out: bool) -> str:
    """Why an area has no value. out: whether a filter leaves it out."""
    return view.say("未选中", "not selected") if out else BLANK(view.lang)


def left_out(view: View, place: str, codes: Sequence[str]) -> list[bool]:
    """Whether the filters of place leave each area out, so that nobody there was looked for."""
    clusters, named, towns = (view.filters.chosen(key) for key in ("cluster", "province", "city"))
    members = {
        province for cluster in CLUSTERS if cluster.id in clusters for province in cluster.provinces
    }
    every = cities()
    above = {code: code if place == "province" else every[code].parent for code in codes}
    inside = set(codes)
    if named:
        inside &= {code for code in codes if above[code] in named}
    if clusters:
        inside &= {code for code in codes if above[code] in members}
    if towns:
        homes = {every[town].parent for town in towns if town in every}
        inside &= {c for c in codes if c in towns or (place == "province" and c in homes)}
    return [code not in inside for code in codes]


def area_names(view: View, codes: Sequence[str]) -> list[str]:
    """The usual name of each area."""
    names = short_names(view.lang)
    return [names[code] for code in codes]


@cache
def short_names(lang: Lang) -> Mapping[str, str]:
    """The usual names of all provinces and cities, by code; a province's before a city's."""
    return {code: place.short(lang) for code, place in {**cities(), **provinces()}.items()}


def valued(view: View, place: str, metric: str, drawn: Sequence[str]) -> pl.DataFrame:
    """The rows of the areas that are drawn and have a value."""
    return view.named.filter(
        pl.col(f"{place}_code").is_in(list(drawn)), pl.col(metric).is_not_null()
    )


def valued_areas(
    view: View, place: str, metric: str, geojson: str, frame: pl.DataFrame
) -> dict[str, Any]:
    """Areas with a value, coloured on the figure's colour axis; a click filters."""
    code = f"{place}_code"
    return {
        "type": "choropleth",
        "meta": "diverging" if metric in AROUND_ONE else "values",
        "geojson": geojson,
        "locations": frame[code].to_list(),
        "z": frame[metric].to_list(),
        "coloraxis": "coloraxis",
        "text": frame[place].to_list(),
        "hovertext": ranks(view, metric, frame),
        "customdata": [f"{place}:{c}" for c in frame[code]],
        "hovertemplate": hover(view, metric),
        "marker": {"line": {"color": INK[view.theme].surface, "width": 0.5}},
    }


def hover(view: View, metric: str) -> str:
    """Name, value with its unit, rank and n."""
    field = view.field(metric)
    value = f"{field.label(view.lang)} %{{z:,}} {field.unit(view.lang)}".rstrip()
    return f"<b>%{{text}}</b><br>{value}<br>%{{hovertext}}<extra></extra>"


def ranks(view: View, metric: str, frame: pl.DataFrame) -> list[str]:
    """Of each area its rank from the highest value, ties alike, and its enterprises."""
    among = f"{frame.height:,}"
    few = view.say("（不足10家）", " (fewer than 10)")
    words = view.say(
        "第{}位，共" + among + "个地区<br>n = {} 家{}", "Rank {} of " + among + "<br>n = {}{}"
    )
    n = frame["enterprises"]
    by_rank = pl.DataFrame(
        {
            "rank": frame[metric].rank("min", descending=True).cast(pl.Int64),
            "n": each_number(n.to_list()),
            "few": n < SMALL_GROUP,
        }
    )
    marked = pl.when("few").then(pl.lit(few)).otherwise(pl.lit(""))
    return by_rank.select(pl.format(words, "rank", "n", marked)).to_series().to_list()
