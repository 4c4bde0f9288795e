"""Mean R&D intensity by year and tier (e11b)."""

from collections.abc import Callable

import polars as pl

from components.charts.grouped import Panel, grouped
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import by_row
from components.parts.tier_bars import contrast, tier_series
from data_layer.filters.filters import Filters
from data_layer.topics.rd.benchmarks import CEILING, YEAR_FIELDS, YEARS, printed_years, years
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

SAMPLES = {
    "all": Text("全部披露企业", "All that disclose"),
    "listed": Text("上市企业", "Listed"),
}


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means of one sample of enterprises in its last two years."""
    return years(rows, filters, params["sample"] == "listed")


def figure(view: View) -> Figure:
    """Bars by year; a year that the registry does not hold has its published marks alone."""
    series = tier_series(view, ("national_pct", "provincial_pct"))
    return grouped(view, [Panel(view.frame["year"].to_list(), series, "%")])


def alt(view: View) -> AltText:
    """The last year."""
    row = view.frame.row(-1, named=True)
    year = row["year"]
    what = Text(f"{year}年研发占比均值", f"Mean R&D intensity in {year}")
    return contrast(view, what, row, columns=("national_pct", "provincial_pct"))


def _of(tier: str) -> Callable[[RowContext], str]:
    """Those of a tier's sample with a value of the row's year."""

    def of(context: RowContext) -> str:
        listed = "&listed=1" if context.params["sample"] == "listed" else ""
        column = YEARS[context.row["year"]]
        return f"tier={tier}{listed}&where=rd_ratio:..{CEILING:g},{column}:known"

    return of


EXHIBIT = Exhibit(
    title=Text("研发占比均值，2022—2024", "Mean R&D intensity, 2022–2024"),
    reading=Text(
        "2022年企业库没有，只有报告原值。报告：两个层级同升同降，每年相差1.4个百分点。",
        "The registry does not hold 2022. The report: both tiers rise and fall together, 1.4 "
        "percentage points apart in every year.",
    ),
    origin=("e11b",),
    fields=YEAR_FIELDS,
    members=Members(row="", columns={f"{tier}_values": _of(tier) for tier in PAIR}),
    query=query,
    published=always(printed_years),
    figure=figure,
    alt=alt,
    sample=by_row(
        "national_values", "provincial_values", where=pl.col("national_values").is_not_null()
    ),
    params=(Param("sample", Text("样本", "Sample"), "all", options=SAMPLES),),
    requires=("rd_ratio", "rd_ratio_previous", "tier"),
    note=Text(
        "企业库的“研发占比”按2024年、“上一年研发占比”按2023年与报告对照。"
        "样本：最近一年研发占比在0—30%以内的企业，两年取同一批企业。报告该表题为“盈利能力”，实为研发占比。",
        "The registry's last year stands beside 2024, the year before beside 2023. Sample: "
        "enterprises whose last value lies within 0–30%, the same ones in both years. The report "
        "titles this table profitability; it holds R&D intensity.",
    ),
    width="third",
    height=360,
    order=30,
)
