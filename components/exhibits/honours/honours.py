"""Honours held, national beside provincial (e06)."""

import polars as pl

from components.charts.labels import wrapped
from components.charts.paired import paired
from components.charts.sentences import gap, leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import by_row
from components.parts.members import BOTH_TIERS, of_pair
from components.parts.tier_bars import tier_series
from data_layer.topics.honours.honours import HOLDING_FIELDS, holding, printed_holding
from data_layer.vocabulary.terms import PAIR, TIERS
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """Two bars an honour; a click filters to the honour and the tier."""
    labels = [wrapped(name, 22) for name in view.named["honour"]]
    clicks = [tuple(f"honour:{h}&tier:{tier}" for tier in PAIR) for h in view.frame["honour"]]
    series = tier_series(view, ("national_pct", "provincial_pct"), [(a, b) for a, b in clicks])
    return paired(view, labels, series, unit="%")


def alt(view: View) -> AltText:
    """The honour whose holding differs most between the tiers, apart from the title itself."""
    other = pl.col("honour") != "little_giant_title"
    others = view.frame.filter(other)
    what = Text("国家级与省级的持有率", "Holding in the national and the provincial tier")
    compared = gap(view, "honour", ("national_pct", "provincial_pct"), what=what, rows=others)
    if compared:
        return compared
    tier = "national" if view.frame["national_pct"].count() else "provincial"
    name = TIERS[tier]
    what = Text(f"{name.zh}持有率", f"holding in the {tier} tier")
    return leader(view, "honour", f"{tier}_pct", where=other, what=what)


EXHIBIT = Exhibit(
    title=Text("荣誉资质持有率", "Titles and accreditations held"),
    reading=Text(
        "点击柱子即筛选。报告：企业技术中心最能区分两个层级；科技型中小企业反而省级更高。",
        "Click a bar to filter. The report: enterprise technology centres separate the tiers "
        "most; technology-based SMEs are more common in the provincial tier.",
    ),
    origin=("e06", "f_lg_also_champion"),
    fields=HOLDING_FIELDS,
    members=Members(
        columns=of_pair({"holders": ""}),
        whole={
            **of_pair({"values": "{honour}:known"}),
            "unreported": f"{BOTH_TIERS}&where={{honour}}:missing",
        },
    ),
    query=of_rows(holding),
    published=always(printed_holding),
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    requires=("tier",),
    note=Text(
        "持有率以该层级中该项荣誉已披露的企业为分母，未披露的单列在表格中。差距 = 国家级 − 省级。"
        "绿色工厂与CNAS报告未分层印出，只有计算值。",
        "Holding rates are of the tier's enterprises of which it is known; the others are counted "
        "in the table. Gap = national less provincial. The report prints no rates by tier for "
        "green factories and CNAS.",
    ),
    height=560,
    order=10,
)
