"""Suzhou's printed numbers beside Suzhou and Jiangsu in the registry (e54, erratum x16)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import counted_among
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import largest
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field
from data_layer.vocabulary.text import Text

PLACES = {"city": Text("苏州市", "Suzhou"), "province": Text("江苏省", "Jiangsu")}
COLUMNS = {"city": ("city_code", "320500"), "province": ("province_code", "320000")}
FIELDS = (
    Field("place", Text("地区", "Place"), key=True, labels=PLACES),
    ENTERPRISES,
    *little_giants.FIELDS,
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Enterprises and little giants of the city and of its province that pass."""
    passed = filters.apply(rows)
    parts = [
        tally(passed.filter(pl.col(column) == code), [], little_giants.FLAGS).with_columns(
            pl.lit(place).alias("place")
        )
        for place, (column, code) in COLUMNS.items()
    ]
    return (
        pl.concat(parts)
        .with_columns(*little_giants.little_giants(), little_giants.small_group())
        .rename({"n": "enterprises"})
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
    """Bars of the registry, and the printed number of the city as a mark."""
    return ranking(view, "place", "enterprises")


def alt(view: View) -> str:
    """Computed numbers of both places beside the printed one."""
    places = dict(view.frame.select("place", "enterprises").iter_rows())
    city, province = (number(places.get(place)) or "—" for place in PLACES)
    printed = number(reference.fact_value("f_sz_total"))
    among = counted_among(view)
    return view.say(
        f"{among.zh}中苏州{city}家、江苏{province}家；报告印为苏州{printed}家。",
        f"In {among.en} Suzhou has {city} and Jiangsu {province}; the report prints {printed} for "
        "Suzhou.",
    )


EXHIBIT = Exhibit(
    title=Text("苏州的企业数是不是江苏的？", "Are Suzhou's numbers those of Jiangsu?"),
    reading=Text(
        "企业库、报告与推算并列。报告：印为苏州的24,142家与2,951家，几乎等于江苏全省；按城市"
        "表推算苏州约6,444家（勘误x16）。",
        "Registry, report and what follows from it, side by side. The report: the 24,142 and "
        "2,951 printed for Suzhou almost equal the whole of Jiangsu; its table of cities "
        "implies about 6,444 for Suzhou (erratum x16).",
    ),
    origin=("e54", "f_sz_total", "f_sz_national"),
    fields=FIELDS,
    members=Members(row=lambda context: "where={}:{}".format(*COLUMNS[context.row["place"]])),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=largest("enterprises"),
    requires=("city_code", "province_code"),
    height=300,
    order=30,
)
