"""Median growth of revenue, 2022 to 2024, national against provincial (e11a)."""

import polars as pl

from components.charts.grouped import Panel, grouped
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, View
from components.contract.queries import of_rows
from components.contract.sample import by_row
from components.parts.members import of_pair
from components.parts.tier_bars import contrast, tier_series
from data_layer.reference_figures.tables import fact_value
from data_layer.topics.structure.revenue_growth import FIELDS, YEARS, printed_growth, revenue_growth
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

DROPS = tuple(fact_value(id) for id in ("f_growth_drop_nat", "f_growth_drop_prov"))
SAMPLES = {
    "listed": Text("上市企业", "Listed"),
    "all": Text("全部填报企业", "All that report"),
}


def published(params: Params) -> pl.DataFrame | None:
    """The three years of e11a, which are of listed enterprises."""
    rows = printed_growth()
    return rows if params["of"] == "listed" else None


def figure(view: View) -> Figure:
    """Bars by year in the colours of the tiers."""
    national, provincial = (f"tier:{tier}" for tier in PAIR)
    clicks = [(national, provincial)] * view.frame.height
    series = tier_series(view, ("national_median_pct", "provincial_median_pct"), clicks)
    return grouped(view, [Panel(view.frame["year"].to_list(), series, "%")])


def alt(view: View) -> AltText:
    """The last year."""
    row = view.frame.row(-1, named=True)
    year = row["year"]
    what = Text(f"{year}年营收增长率中位数", f"Median revenue growth in {year}")
    return contrast(view, what, row, columns=("national_median_pct", "provincial_median_pct"))


EXHIBIT = Exhibit(
    title=Text("营收增长", "Revenue growth"),
    reading=Text(
        "报告：国家级增速每年都更高；2024年两个层级同时回落。",
        "The report: little giants grew faster in every year; both tiers slowed in 2024.",
    ),
    origin=("e11a", "f_growth_drop_nat", "f_growth_drop_prov"),
    fields=FIELDS,
    members=Members(
        row=lambda context: "listed=1" if context.params["of"] == "listed" else "",
        columns=of_pair({"values": "revenue_growth_{year}:known"}),
    ),
    query=of_rows(revenue_growth, "of"),
    published=published,
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    params=(Param("of", Text("样本", "Sample"), "listed", options=SAMPLES),),
    requires=("tier", "listed", *(f"revenue_growth_{year}" for year in YEARS)),
    note=Text(
        "报告只统计上市企业；各年样本数见表格，不足3家不显示中位数。"
        f"正文印出2024年回落：国家级{DROPS[0]}、省级{DROPS[1]}个百分点。",
        "The report covers listed enterprises only. The table gives the number of values a year; "
        "medians of fewer than 3 are not shown. The text prints the fall in 2024: "
        f"{DROPS[0]} points for little giants, {DROPS[1]} for provincial enterprises.",
    ),
    width="third",
    height=320,
    order=42,
)
