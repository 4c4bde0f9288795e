"""When the enterprises were founded, national against provincial."""

import polars as pl

from components.charts.grouped import Panel, grouped
from components.charts.sentences import UNSAID, named
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.parts.tier_bars import contrast, of_few, tier_series
from data_layer.filters.filters import Filters
from data_layer.reference_figures.tables import fact_value
from data_layer.topics.structure.founding_years import FIELDS, founding_years, years_of
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

WIDTHS = {"5": Text("每五年", "Five years"), "1": Text("每年", "One year")}
LIFE = fact_value("f_sme_life")
CROWDED = 14
"""From this many bands on, bars have no room for numbers."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a band of years, and one for what is not reported."""
    return founding_years(rows, filters, int(params["width"]))


def figure(view: View) -> Figure:
    """Bars by band in the colours of the tiers."""
    clicks = [
        tuple(f"founded:{years}&tier:{tier}" if years else f"tier:{tier}" for tier in PAIR)
        for years in map(years_of, view.frame["founded"])
    ]
    series = tier_series(view, ("national_pct", "provincial_pct"), [(a, b) for a, b in clicks])
    figure = grouped(view, [Panel(view.named["founded"].to_list(), series, "%")])
    if view.frame.height > CROWDED:
        for trace in figure["data"]:
            trace.pop("text", None)
    return figure


def alt(view: View) -> AltText:
    """The band with most provincial enterprises, or little giants where there are no others."""
    column = "provincial_pct" if view.frame["provincial_pct"].count() else "national_pct"
    rows = view.frame.drop_nulls(column).sort(column, "founded", descending=[True, False])
    if rows.is_empty():
        return UNSAID
    row = rows.row(0, named=True)
    band = named(view, "founded", row["founded"])
    what = Text(f"成立年份{band.zh}", f"Founded {band.en}")
    row = {**row, "small_group": of_few(view)}
    return contrast(view, what, row, columns=("national_pct", "provincial_pct"))


EXHIBIT = Exhibit(
    title=Text("成立年份", "Year founded"),
    reading=Text(
        "看两个层级的成立年份错开多少：专精特新需要时间积累。",
        "See how far apart the tiers are in years of founding: it takes time to specialise.",
    ),
    origin=("f_sme_life",),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"where=founded_year:{years_of(context.row['founded']) or 'missing'}"
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("national", "provincial"),
    params=(Param("width", Text("分组", "Bands"), "5", options=WIDTHS),),
    requires=("tier", "founded_year"),
    note=Text(
        "报告没有印出成立年份，本图按企业库计算；占比以该层级全部企业为分母，含未填报的企业。"
        f"对照：来源文件称我国中小企业平均生命周期为{LIFE:g}年左右。",
        "The report prints no founding years; this chart is computed from the registry. Shares are "
        "of all enterprises of the tier, those that do not report included. For comparison: a "
        f"source puts the mean life of Chinese SMEs at about {LIFE:g} years.",
    ),
    width="half",
    height=360,
    order=21,
)
