"""Suzhou's printed numbers beside Suzhou and Jiangsu in the registry (e54, erratum x16)."""

from __future__ import annotations

from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_name
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import largest
from components.look.amounts import number
from components.look.theme import INK, PUBLISHED_COLOR, layout
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.text import Text

PLACES = {"city": Text("苏州市", "Suzhou"), "province": Text("江苏省", "Jiangsu")}
COLUMNS = {"city": ("city_code", "320500"), "province": ("province_code", "320000")}
FIELDS = (
    Field("place", Text("地区", "Place"), key=True, labels=PLACES),
    ENTERPRISES,
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Enterprises and little giants of the city and of its province that pass."""
    passed = filters.apply(rows)
    little = {"little_giants": pl.col("tier") == "national"}
    records = []
    for place, (column, code) in COLUMNS.items():
        sums = tally(passed.filter(pl.col(column) == code), [], little).row(0, named=True)
        records.append((place, int(sums["n"]), int(sums["little_giants"] or 0)))
    schema = {"place": pl.String, "enterprises": pl.Int64, "little_giants": pl.Int64}
    return pl.DataFrame(records, schema=schema, orient="row").with_columns(
        share("little_giants", "enterprises").alias("little_giant_share_pct"),
        (pl.col("enterprises") < SMALL).alias("small_group"),
    )


def published(params: Params) -> pl.DataFrame:
    """What the report prints for Suzhou."""
    return pl.DataFrame(
        {
            "place": ["city"],
            "enterprises": [int(reference.fact_value("f_sz_total"))],
            "little_giants": [int(reference.fact_value("f_sz_national"))],
        }
    )


def figure(view: View) -> Figure:
    """Bars of the registry, and the printed numbers as bars of their own."""
    names = [PLACES[p](view.lang) for p in view.frame["place"]]
    traces = [_bars(view, view.frame, names, computed_name(view), INK[view.theme].accent)]
    if view.published is not None:
        printed = [PLACES[p](view.lang) for p in view.published["place"]]
        tint = PUBLISHED_COLOR[view.theme]
        traces.append(_bars(view, view.published, printed, published_name(view), tint))
    axes = {
        "barmode": "group",
        "bargap": 0.35,
        "xaxis": {"title": {"text": view.title("enterprises")}},
        "yaxis": {"autorange": "reversed", "ticks": ""},
        "showlegend": True,
        "margin": {"r": 60},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _bars(
    view: View, frame: pl.DataFrame, names: list[str], label: str, tint: str
) -> dict[str, Any]:
    giants = view.say("国家级", "little giants")
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": names,
        "x": frame["enterprises"].to_list(),
        "text": [number(n) for n in frame["enterprises"]],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{giants} {number(n)}" for n in frame["little_giants"]],
        "hovertemplate": "%{y}  %{x:,}<br>%{hovertext}<extra>%{fullData.name}</extra>",
        "marker": {"color": tint},
    }


def alt(view: View) -> str:
    """Computed numbers of both places beside the printed one."""
    city, province = (number(n) for n in view.frame["enterprises"])
    printed = number(reference.fact_value("f_sz_total"))
    return view.say(
        f"企业库中苏州{city}家、江苏{province}家；报告印为苏州{printed}家。",
        f"In the registry Suzhou has {city} and Jiangsu {province}; the report prints {printed} "
        "for Suzhou.",
    )


EXHIBIT = Exhibit(
    id="suzhou_check",
    title=Text("苏州的企业数是不是江苏的？", "Are Suzhou's numbers those of Jiangsu?"),
    reading=Text(
        "企业库、报告与推算并列。报告：印为苏州的24,142家与2,951家，几乎等于江苏全省；按城市"
        "表推算苏州约6,444家（勘误x16）。",
        "Registry, report and what follows from it, side by side. The report: the 24,142 and "
        "2,951 printed for Suzhou almost equal the whole of Jiangsu; its table of cities "
        "implies about 6,444 for Suzhou (erratum x16).",
    ),
    page="cases",
    origin=("e54", "f_sz_total", "f_sz_national"),
    fields=FIELDS,
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=largest("enterprises"),
    requires=("city_code", "province_code"),
    height=300,
    order=30,
)
