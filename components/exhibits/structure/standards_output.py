"""Innovation output with and without standards, by tier (e08)."""

from collections.abc import Callable

import polars as pl

from components.charts.grouped import Panel, Series, grouped
from components.charts.sentences import cell
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import by
from components.look.theme import INK, PALE
from components.parts.tier_bars import CALLED, SHORT, beside, printed
from data_layer.topics.structure.standards import (
    INDICATORS,
    OUTPUT_FIELDS,
    printed_output,
    standards_output,
)
from data_layer.vocabulary.terms import PAIR, PIECES
from data_layer.vocabulary.text import Text

BRIEF = {
    "patents": Text("专利总量", "Patents"),
    "invention_grants": Text("发明授权", "Grants"),
    "combined": Text("综合成果", "Combined"),
}


def figure(view: View) -> Figure:
    """A panel a tier on one scale, bars with and without standards."""
    tiers = [tier for tier in PAIR if tier in set(view.frame["tier"])]
    return grouped(view, [_panel(view, tier) for tier in tiers], same_scale=True)


def _panel(view: View, tier: str) -> Panel:
    ink = INK[view.theme]
    rows = view.frame.filter(pl.col("tier") == tier)
    series = [
        Series(
            name=view.field(column).label(view.lang),
            color=color,
            values=rows[column].to_list(),
            published=printed(view, column, rows),
            clicks=[f"tier:{tier}"] * rows.height,
        )
        for column, color in (
            ("with_standards", ink.accent),
            ("without_standards", PALE[view.theme]),
        )
    ]
    names = [BRIEF[indicator](view.lang) for indicator in rows["indicator"]]
    title = view.say(*SHORT[tier]) + view.say("，中位数（件）", ", medians (items)")
    return Panel(names, series, PIECES(view.lang), title=title)


def alt(view: View) -> AltText:
    """Median patents with standards, of either tier."""
    patents = view.frame.filter(pl.col("indicator") == "patents").drop_nulls("with_standards")
    own = {row["tier"]: row for row in patents.iter_rows(named=True)}
    label = INDICATORS["patents"]
    what = Text(f"{label.zh}（有标准）", f"{label.en} with standards")
    return beside(
        view,
        what,
        [
            cell(view, own[tier], "with_standards", name=CALLED[tier])
            for tier in PAIR
            if tier in own
        ],
    )


def _of(standards: str) -> Callable[[RowContext], str]:
    """Those with so many standards that have the indicator."""

    def of(context: RowContext) -> str:
        name = context.row["indicator"]
        column = "patents+software_copyrights" if name == "combined" else name
        return f"where=standards:{standards},{column}:known"

    return of


EXHIBIT = Exhibit(
    title=Text("标准与创新成果", "Standards and output"),
    reading=Text(
        "对照有无标准的企业。报告：有标准的企业专利更多，省级的差距更大，参与标准与创新相伴。",
        "Enterprises with and without standards. The report: those with standards hold more "
        "patents, above all in the provincial tier; standards and invention go together.",
    ),
    origin=("e08", "f_std_uplift_nat", "f_std_uplift_prov"),
    fields=OUTPUT_FIELDS,
    members=Members(row="", columns={"with_values": _of("1.."), "without_values": _of("..0")}),
    query=of_rows(standards_output),
    published=always(printed_output),
    figure=figure,
    alt=alt,
    sample=by("indicator", "with_values", "without_values"),
    requires=("tier", "standards", "patents", "invention_grants", "software_copyrights"),
    note=Text(
        "综合成果为专利总量与软件著作权之和；只计填报标准数的企业；报告只印出专利总量的高出比例。",
        "Combined output is patents and software copyrights together. Of enterprises that report a "
        "number of standards. The report prints how much higher for patents only.",
    ),
    width="half",
    height=320,
    order=31,
)
