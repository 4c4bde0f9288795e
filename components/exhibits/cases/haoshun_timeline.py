"""Case: the development of Haoshun Precision (e53)."""

from dash import html

from components.charts.timeline import Period, timeline
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import printed_table
from components.look.amounts import number
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("period", Text("时间节点", "Period"), "words"),
    Field("start_year", Text("起始年", "From"), digits=0),
    Field("end_year", Text("结束年", "To"), digits=0),
    text("stage", Text("发展阶段", "Stage")),
    text("milestone", Text("标志性事件", "Milestone")),
    text("outcome", Text("创新成果", "Outcome")),
)


def figure(view: View) -> Figure:
    """The five stages on a line of years."""
    return timeline(
        view,
        [
            Period(
                row["start_year"],
                row["end_year"],
                f"{row['period']} {row['stage']}",
                lines=(row["milestone"], row["outcome"]),
            )
            for row in view.named.iter_rows(named=True)
        ],
    )


def body(view: View) -> html.Ol:
    """The stages side by side, below each other where it is narrow."""
    named = with_names(view.frame, view.fields, view.lang)
    return html.Ol(
        [
            html.Li(
                [
                    html.Strong(row["period"]),
                    html.H3(row["stage"]),
                    html.P(row["milestone"]),
                    html.P(row["outcome"], className="muted"),
                ]
            )
            for row in named.iter_rows(named=True)
        ],
        className="periods",
    )


def alt(view: View) -> str:
    """First and last stage."""
    first, last = (view.named.row(place, named=True) for place in (0, -1))
    start, end = str(first["start_year"]), str(last["start_year"])
    stages = number(view.frame.height)
    return view.say(
        f"{start}年创立，{end}年进入{last['stage']}：{last['milestone']}；共{stages}个阶段。",
        f"Founded in {start}; {stages} stages on, in {end}: {last['milestone']}.",
    )


EXHIBIT = Exhibit(
    title=Text("豪顺精密：二十八年一个细分市场", "Haoshun Precision: one niche for 28 years"),
    reading=Text(
        "报告：从初创到“小巨人”用了27年，截至2025年累计230项授权专利、8项PCT。",
        "The report: 27 years from start-up to little giant; 230 patents granted and 8 PCT "
        "applications by 2025.",
    ),
    origin=("e53", "f_hs_patents", "f_hs_pct"),
    fields=FIELDS,
    query=printed_table("e53_haoshun_timeline", sort="start_year"),
    figure=figure,
    body=body,
    alt=alt,
    basis="reference",
    note=Text(
        "报告第5.1节；东莞市的液晶电视背板企业。",
        "Section 5.1 of the report; a maker of back panels for LCD televisions in Dongguan.",
    ),
    width="full",
    height=640,
    order=10,
)
