"""Percentiles of R&D intensity by tier, with the policy lines (e12, e27)."""

from collections.abc import Callable
from typing import Any

import polars as pl

from components.charts.grouped import Panel, grouped
from components.charts.labels import wrapped
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import by_row
from components.look.amounts import number
from components.look.theme import INK
from components.parts.members import of_pair
from components.parts.tier_bars import contrast, tier_series
from data_layer.filters.filters import Filters
from data_layer.reference_figures.tables import fact_value
from data_layer.topics.rd.benchmarks import CEILING, LEVEL_FIELDS, levels, printed_levels
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

RANGES = {
    "report": Text(f"0—{CEILING:g}%（同报告）", f"0–{CEILING:g}% (as the report)"),
    "all": Text("全部披露值", "All that is disclosed"),
}
INDUSTRY = fact_value("f_rd_industry_avg")
BESIDE = 76
"""Room right of the bars for the words of the lowest line, which crosses them all."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """P50, P75, P90 and mean of either tier."""
    return levels(rows, filters, CEILING if params["range"] == "report" else None)


def figure(view: View) -> Figure:
    """Bars by level; the policy lines across the level that each belongs to."""
    levels = view.named["level"].to_list()
    lines = _policy_lines(view)
    labels = [f"{level}<br>{lines[level][1]}" if level in lines else level for level in levels]
    series = tier_series(view, ("national_pct", "provincial_pct"))
    drawn = grouped(view, [Panel(labels, series, "%")])
    across = [
        _line(view, place, place, height=lines[level][0])
        for place, level in enumerate(levels)
        if level in lines
    ]
    drawn["layout"]["xaxis"]["tickangle"] = 0
    last = len(levels) - 1
    drawn["layout"]["shapes"] = [*across, _line(view, 0, last, height=INDUSTRY)]
    drawn["layout"]["annotations"].append(_industry(view, last))
    drawn["layout"]["margin"]["r"] = BESIDE
    return drawn


def _policy_lines(view: View) -> dict[str, tuple[float, str]]:
    """Height and words of the policy line of a level."""
    printed = view.published_named
    if printed is None:
        return {}
    rows = printed.drop_nulls("policy_threshold_pct").iter_rows(named=True)
    return {
        row["level"]: (
            row["policy_threshold_pct"],
            f"{wrapped(row['policy_line'], 12)}<br>{number(row['policy_threshold_pct'])}%",
        )
        for row in rows
    }


def _industry(view: View, last: int) -> dict[str, Any]:
    """What the lowest line is, beside it: the average of industry above designated size."""
    average = number(INDUSTRY)
    return {
        "x": last + 0.5,
        "y": INDUSTRY,
        "xanchor": "left",
        "yanchor": "middle",
        "text": view.say(
            f"规上工业平均<br>约 {average}%", f"all larger<br>industry:<br>about {average}%"
        ),
        "align": "left",
        "showarrow": False,
        "font": {"size": 10, "color": INK[view.theme].text},
    }


def _line(view: View, first: int, last: int, height: float) -> dict[str, Any]:
    """A dashed line across categories `first` to `last`."""
    return {
        "type": "line",
        "x0": first - 0.46,
        "x1": last + 0.46,
        "y0": height,
        "y1": height,
        "line": {"color": INK[view.theme].text, "width": 1.6, "dash": "dash"},
    }


def alt(view: View) -> AltText:
    """The medians of the two tiers."""
    what = Text("研发占比中位数", "Median R&D intensity")
    return contrast(
        view, what, view.frame.row(0, named=True), columns=("national_pct", "provincial_pct")
    )


def _of(tier: str, name: str) -> Callable[[RowContext], str]:
    """Those of a tier up to the highest value that counts, or above it."""

    def of(context: RowContext) -> str:
        limit = f"{CEILING:g}" if context.params["range"] == "report" else "100"
        test = f"..{limit}" if name == "values" else f"{limit}<.."
        return f"tier={tier}&where=rd_ratio:{test}"

    return of


EXHIBIT = Exhibit(
    title=Text("研发占比标杆：P50、P75、P90", "R&D intensity benchmarks: P50, P75, P90"),
    reading=Text(
        "虚线是政策的达标、良好、优秀线：看每一层级走到哪条线上。",
        "Dashed lines are the qualifying, good and excellent lines: see which a tier reaches.",
    ),
    origin=("e12", "e27", "f_rd_industry_avg"),
    fields=LEVEL_FIELDS,
    members=Members(
        row="",
        columns={
            **of_pair({"unreported": "rd_ratio:missing"}),
            **{f"{tier}_{name}": _of(tier, name) for tier in PAIR for name in ("values", "above")},
        },
    ),
    query=query,
    published=always(printed_levels),
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    params=(Param("range", Text("取值范围", "Values"), "report", options=RANGES),),
    requires=("rd_ratio", "tier"),
    note=Text(
        "研发占比 = 研发费用占营业收入的比重，最近一年。报告只取0—30%以内的值；"
        "超过上限与未披露的企业数列在表格中。"
        "分位数精确计算（线性插值）；不足3个值不显示。",
        "R&D intensity is R&D expense over revenue in the last year. The report keeps values "
        "within 0–30% only; how many lie above and how many disclose nothing stands in the table. "
        "Percentiles are exact (linear interpolation); fewer than 3 values are not shown.",
    ),
    height=400,
    order=10,
)
