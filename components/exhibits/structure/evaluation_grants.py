"""Invention grants with and without an evaluation of technology (e10)."""

from components.charts.grouped import Panel, Series, grouped
from components.charts.sentences import cell
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import total
from components.look.theme import INK, PALE
from components.parts.tier_bars import CALLED, SHORT, beside, printed
from data_layer.topics.structure.evaluations import (
    GRANT_FIELDS,
    grants_by_evaluation,
    printed_grants,
)
from data_layer.vocabulary.terms import PAIR, PIECES
from data_layer.vocabulary.text import Text

NAMES = {
    "with_evaluation": Text("有评价", "Assessed"),
    "without_evaluation": Text("无评价", "Not assessed"),
}


def figure(view: View) -> Figure:
    """Bars by tier, with and without an evaluation."""
    ink = INK[view.theme]
    tiers = view.frame["tier"].to_list()
    colors = {"with_evaluation": ink.accent, "without_evaluation": PALE[view.theme]}
    series = [
        Series(
            name=name(view.lang),
            color=colors[column],
            values=view.frame[column].to_list(),
            published=printed(view, column),
            clicks=[f"tier:{tier}" for tier in tiers],
        )
        for column, name in NAMES.items()
    ]
    return grouped(view, [Panel([view.say(*SHORT[t]) for t in tiers], series, PIECES(view.lang))])


def alt(view: View) -> AltText:
    """Medians of the evaluated, of either tier."""
    rows = view.frame.drop_nulls("with_evaluation").iter_rows(named=True)
    own = {row["tier"]: row for row in rows if row["tier"] in PAIR}
    field = view.field("with_evaluation")
    return beside(
        view,
        field.label,
        [
            cell(view, own[tier], "with_evaluation", name=CALLED[tier], unit=PIECES)
            for tier in PAIR
            if tier in own
        ],
    )


EXHIBIT = Exhibit(
    title=Text("成果评价与发明授权", "Assessment of S&T achievements and grants"),
    reading=Text(
        "对照有无成果评价的企业。报告：有成果评价的企业发明授权更多，省级的差距更大。",
        "Enterprises with and without an assessment of S&T achievements. The report: those "
        "with one hold more invention grants, above all in the provincial tier.",
    ),
    origin=("e10",),
    fields=GRANT_FIELDS,
    members=Members(
        columns={
            "with_values": "where=technology_evaluation+invention_grants:known",
            "without_values": "where=technology_evaluation:missing,invention_grants:known",
        }
    ),
    query=of_rows(grants_by_evaluation),
    published=always(printed_grants),
    figure=figure,
    alt=alt,
    sample=total("with_values", "without_values"),
    requires=("tier", "technology_evaluation", "invention_grants"),
    note=Text(
        "发明授权中位数（件）；没有评价与未披露无法区分，合为“无评价”。",
        "Median invention grants; none and not reported cannot be told apart and count as not "
        "assessed.",
    ),
    width="third",
    height=320,
    order=41,
)
