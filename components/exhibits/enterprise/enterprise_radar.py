"""Five dimensions of one enterprise against its peers (in the form of e30)."""

import polars as pl

from components.charts.dimensions import five_dimensions, scored
from components.charts.sentences import leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by_row
from components.look.theme import INK
from components.parts.enterprise_param import NOTE, PARAM, among_peers, chosen
from components.parts.members import of_dimension
from data_layer.enterprises.peers import KINDS, peers_of
from data_layer.enterprises.profiles import profile
from data_layer.filters.filters import Filters
from data_layer.filters.named_groups import ALL, ENTERPRISE
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS, LABELS
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

SCORES = {
    "percentile": Text("同行中的百分位", "Percentile among peers"),
    "median": Text("对国家级中位数", "Against the national median"),
}
SIDES = {"enterprise": Text("本企业", "This enterprise"), "peers": Text("同行中位数", "Peers")}
FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    Field("side", Text("对象", "Side"), key=True, labels=SIDES),
    *in_units(decimal("value", Text("值或中位数", "Value or median"), digits=1), units_of(COLUMNS)),
    decimal("score", Text("得分", "Score"), digits=1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    Field("peers", Text("同行", "Peers"), labels=KINDS),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Both sides in five dimensions; of the peers the median, scored like a value."""
    enterprise = chosen(rows, filters, params)
    if enterprise is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    group = peers_of(rows, enterprise)
    own = profile(rows, group.filters, f"{ENTERPRISE}:{enterprise['id']}", method=params["score"])
    others = profile(rows, group.filters, ALL, method=params["score"])
    parts = [
        part.with_columns(side=pl.lit(side), peers=pl.lit(group.kind))
        for side, part in (("enterprise", own), ("peers", others))
    ]
    both = pl.concat(parts, how="vertical_relaxed")
    units = units_of(DIMENSIONS[d].column for d in both["dimension"])
    return by_unit(both.with_columns(units), FIELDS)


def figure(view: View) -> Figure:
    """Two lines, from 0 to 100 or to what is beyond it."""
    ink = INK[view.theme]
    tints = {"enterprise": ink.accent, "peers": ink.muted}
    lines = [
        scored(view.frame, pl.col("side") == side, SIDES[side](view.lang), color=tints[side])
        for side in SIDES
    ]
    return five_dimensions(view, lines)


def alt(view: View) -> AltText:
    """Its highest score."""
    own = pl.col("side") == "enterprise"
    claim = leaders(view, "dimension", "score", where=own)
    if claim is None:
        return view.say("该企业没有可评分的维度。", "The enterprise has no dimension to score.")
    return sentence(view, claim)


EXHIBIT = Exhibit(
    title=Text("五维科创力", "Innovation capability in five dimensions"),
    reading=Text(
        "百分位以50为同行中间水平；切换后得分 = 值 ÷ 全库国家级中位数 × 100，100即国家级中位水平。",
        "As a percentile 50 is the middle of the peers; or else value over the registry's national "
        "median x 100, where 100 is the national median.",
    ),
    origin=("e30", "e24"),
    fields=FIELDS,
    members=Members(row=among_peers, columns={"values": of_dimension("known")}),
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row("values", where=pl.col("side") == "peers"),
    basis="enterprise",
    params=(PARAM, Param("score", Text("评分", "Score"), "percentile", options=SCORES)),
    requires=("tier", *COLUMNS),
    note=NOTE,
    width="half",
    height=520,
    order=230,
)
