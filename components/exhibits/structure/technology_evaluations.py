"""Evaluations of technology held, national against provincial (e09)."""

from components.charts.grouped import Panel, grouped
from components.charts.labels import wrapped
from components.charts.sentences import named
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.parts.members import of_pair
from components.parts.tier_bars import contrast, tier_series
from data_layer.topics.structure.evaluations import SHARE_FIELDS, evaluation_shares, printed_shares
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """Bars by evaluation in the colours of the tiers."""
    national, provincial = (f"tier:{tier}" for tier in PAIR)
    clicks = [(national, provincial)] * view.frame.height
    series = tier_series(view, ("national_pct", "provincial_pct"), clicks)
    names = [wrapped(name, 16, 3) for name in view.named["evaluation"]]
    return grouped(view, [Panel(names, series, "%")])


def alt(view: View) -> AltText:
    """The highest evaluation."""
    row = view.frame.row(0, named=True)
    what = named(view, "evaluation", row["evaluation"])
    return contrast(view, what, row, columns=("national_pct", "provincial_pct"))


EXHIBIT = Exhibit(
    title=Text("科技成果评价", "Assessment of S&T achievements"),
    reading=Text(
        "占比以该层级全部企业为分母。报告：有成果评价的企业很少；国家级达到国际水平的比例为省"
        "级的3.6倍。",
        "Shares are of every enterprise of the tier. The report: few enterprises have an "
        "assessment of S&T achievements; the share at international level is 3.6 times as "
        "high for little giants as for provincial enterprises.",
    ),
    origin=("e09",),
    fields=SHARE_FIELDS,
    members=Members(
        row="where=technology_evaluation:{evaluation}",
        whole=of_pair({"none": "technology_evaluation:missing"}),
    ),
    query=of_rows(evaluation_shares),
    published=always(printed_shares),
    figure=figure,
    alt=alt,
    requires=("tier", "technology_evaluation"),
    note=Text(
        "占比以该层级全部企业为分母。报告的数字由企业简介文本挖掘得到，没有评价与未披露无法区分。",
        "Shares are of all enterprises of the tier. The report mined its figures from the "
        "enterprises' descriptions: none and not reported cannot be told apart.",
    ),
    width="third",
    height=320,
    order=40,
)
