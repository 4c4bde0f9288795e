"""Who takes part in standards, and in how many (e07)."""

from components.charts.grouped import Panel, Series, grouped
from components.charts.sentences import cell
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import largest
from components.look.theme import INK, TIER_COLORS
from components.parts.tier_bars import CALLED, SHORT, beside, printed
from data_layer.reference_figures.tables import fact_value
from data_layer.topics.structure.standards import (
    ALL,
    GROUPS,
    HOLDING_FIELDS,
    printed_holding,
    standards_holding,
)
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

TIMES = fact_value("f_std_ratio")


def figure(view: View) -> Figure:
    """Two panels: the share that holds any, and the mean of those."""
    groups = view.frame["group"].to_list()
    colors = [TIER_COLORS[view.theme].get(group, INK[view.theme].muted) for group in groups]
    names = [view.say(*SHORT[g]) if g in SHORT else GROUPS[g](view.lang) for g in groups]
    clicks = ["" if group == ALL else f"tier:{group}" for group in groups]
    panels = []
    for column in ("holding_pct", "mean_standards"):
        field = view.field(column)
        values = view.frame[column].to_list()
        bars = Series(
            field.label(view.lang), colors, values, published=printed(view, column), clicks=clicks
        )
        panels.append(Panel(names, [bars], field.unit(view.lang), title=view.title(column)))
    return grouped(view, panels, legend=False)


def alt(view: View) -> AltText:
    """The share that takes part, of either tier."""
    own = {r["group"]: r for r in view.frame.drop_nulls("holding_pct").iter_rows(named=True)}
    what = view.field("holding_pct").label
    return beside(
        view, what, [cell(view, own[t], "holding_pct", name=CALLED[t]) for t in PAIR if t in own]
    )


EXHIBIT = Exhibit(
    title=Text("参与标准", "Taking part in standards"),
    reading=Text(
        "持有率与平均标准数分列。报告：八成以上的国家级企业参与标准，省级不足一半。",
        "Share taking part and mean number, side by side. The report: more than four in five "
        "little giants take part in standards, fewer than half of the provincial enterprises "
        "do.",
    ),
    origin=("e07", "f_std_ratio"),
    fields=HOLDING_FIELDS,
    members=Members(
        row=lambda context: "" if context.row["group"] == ALL else f"tier={context.row['group']}",
        columns={
            "holders": "where=standards:1..",
            "values": "where=standards:known",
            "missing": "where=standards:missing",
        },
    ),
    query=of_rows(standards_holding),
    published=always(printed_holding),
    figure=figure,
    alt=alt,
    sample=largest("values"),
    requires=("tier", "standards"),
    note=Text(
        "持有率以填报标准数的企业（含0项）为分母，平均数只计至少1项的企业；未填报数见表格。"
        f"正文印出国家级持有率为省级的{TIMES}倍。",
        "The share is of enterprises that report a number of standards, 0 included; the mean is "
        "over those with one at least; the table counts those that do not report. The text prints "
        f"that the national share is {TIMES} times the provincial one.",
    ),
    width="half",
    height=320,
    order=30,
)
