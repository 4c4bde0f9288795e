"""The enterprises that a reader's own rule moves, and those at its edge."""

from typing import Any
from urllib.parse import quote

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.contract.quantity import amounts
from components.contract.sample import rows as each_row
from components.exhibits.pathway.rule_verdicts import MOVES
from components.look.amounts import number
from components.parts.data_table import data_table, with_rest
from components.parts.rule_params import NOTE, PARAMS, own_rule
from data_layer.filters.filters import Filters
from data_layer.policy import compared
from data_layer.policy.candidates import national
from data_layer.topics.pathway import rule_edge
from data_layer.topics.pathway.rule_edge import INSIDE, OPEN, OUTSIDE
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, count, decimal, flag, of_column, per_cent
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

VERDICTS = {
    "meets": Text("达到", "Meets"),
    "fails": Text("未达到", "Fails"),
    "unknown": Text("缺数据", "Unknown"),
}
CHANGES = MOVES | {
    INSIDE: Text("勉强达到", "Narrowly inside"),
    OUTSIDE: Text("只差一步", "Narrowly outside"),
    OPEN: Text("缺数据，不能判断", "Unknown: data missing"),
}
SHOW = {"both": Text("进出与边缘", "Moves and edge")} | CHANGES
CRITERIA = Text("项", "criteria")
UNITS = {indicator: unit_code(criterion.unit) for indicator, criterion in national().items()}
MOST_DIGITS = 4
"""Decimals of a value beside its threshold: who just misses it does not read as who meets it."""
FIELDS = (
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in ("province_code", "city_code")),
    Field("change", Text("变化", "Change"), labels=CHANGES),
    flag("at_edge", Text("在边缘", "At the edge")),
    Field(
        "indicator",
        Text("决定的条件", "Deciding criterion"),
        labels={indicator: criterion.label for indicator, criterion in national().items()},
    ),
    *in_units(decimal("value", Text("企业的值", "Value"), digits=MOST_DIGITS), UNITS.values()),
    *in_units(decimal("threshold", Text("自拟门槛", "Own threshold")), UNITS.values()),
    per_cent("margin_pct", Text("最小余量", "Least margin"), MOST_DIGITS),
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    *(of_column(columns()[name]) for name in ("tier", "division")),
    Field("verdict_now", Text("按2026年规则", "By the rule of 2026"), labels=VERDICTS),
    Field("verdict_own", Text("按自拟规则", "By the own rule"), labels=VERDICTS),
    count("unmet", Text("未达到的条件", "Criteria not met"), CRITERIA),
    count("missing", Text("缺数据的条件", "Criteria unknown"), CRITERIA),
    *compared.FIELDS,
)
"""What a slide has room for comes first."""
MOST_SHOWN = 50
"""Rows that a page or a picture holds; a download holds all."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row an enterprise."""
    within = float(params["within"])
    near = rule_edge.edge(rows, filters, own_rule(params), show=params["show"], within=within)
    unit = pl.col("indicator").replace_strict(UNITS, default=None, return_dtype=pl.String)
    return by_unit(near.with_columns(unit.alias("unit")), FIELDS).select([f.name for f in FIELDS])


def body(view: View) -> html.Div:
    """A table whose names open the profiles."""
    named = with_names(view.frame.head(MOST_SHOWN), view.fields, view.lang)
    columns = ("name", "province_code", "tier", "change", "indicator", "value", "threshold")
    labels = {f.quantity or f.name: f.label(view.lang) for f in view.fields}
    titles = [labels[name].removesuffix("代码") for name in columns]
    titles[1] = view.say("地区", "Place")
    numbers = ("value", "threshold")
    heads = [
        html.Th(title, className="num" if name in numbers else None)
        for name, title in zip(columns, titles, strict=True)
    ]
    heads.append(html.Th(view.field("margin_pct").label(view.lang), className="num"))
    heads.append(html.Th(view.field("at_edge").label(view.lang)))
    texts = zip(*[amounts(named, FIELDS, name, lang=view.lang) for name in numbers], strict=True)
    rows = zip(named.iter_rows(named=True), texts, strict=True)
    lines = [html.Tr(_line(view, row, *text)) for row, text in rows]
    return with_rest(view, data_table(heads, lines, "edge", tall=True), named.height)


def _line(view: View, row: dict[str, Any], value: str, threshold: str) -> list[html.Td]:
    target = f"{view.home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys([p for p in (row["province"], row["city"]) if p]))
    name = [html.A(row["name"], href=target, className="to-chart")]
    name.append(html.Small(row["division_name"] or "", className="muted"))
    margin = "—" if row["margin_pct"] is None else f"{number(row['margin_pct'], 1)}%"
    return [
        html.Td(name, className="prose"),
        html.Td(place),
        html.Td(row["tier"]),
        html.Td(row["change"]),
        html.Td(row["indicator"] or "—"),
        html.Td(value or "—", className="num"),
        html.Td(threshold or "—", className="num"),
        html.Td(margin, className="num"),
        html.Td(view.say("是", "yes") if row["at_edge"] else ""),
    ]


def alt(view: View) -> AltText:
    """How many enter, fall out and stand at the edge."""
    if view.frame.is_empty():
        return UNSAID
    kinds = {
        Text("落选", "Fall out"): pl.col("change") == "leaves",
        Text("其中在边缘", "of these at the edge"): (pl.col("change") == "leaves")
        & pl.col("at_edge"),
        Text("入围", "enter"): pl.col("change") == "enters",
        Text("勉强达到", "narrowly inside"): pl.col("change") == INSIDE,
        Text("只差一步", "narrowly outside"): pl.col("change") == OUTSIDE,
        Text("缺数据", "unknown"): pl.col("change") == OPEN,
    }
    counts = [
        Count(what, view.frame.filter(where).height, where, unit="家")
        for what, where in kinds.items()
    ]
    return sentence(view, *(kind for at, kind in enumerate(counts) if at == 0 or kind.number))


EXHIBIT = Exhibit(
    title=Text("进出与边缘上的企业", "Enterprises that move, and those at the edge"),
    reading=Text(
        "先列入围与落选者，再列边缘上的：余量在所设百分比之内，且未达到的至多一项；点企业名打开画像，可下载名单。",
        "Who enters and falls out, then who is at the edge: a margin within the per cent set, and "
        "no second criterion unmet. A name opens the profile; the list can be downloaded.",
    ),
    origin=("r01_criteria_2026",),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    sample=each_row,
    params=(
        Param("show", Text("列出", "Show"), "both", options=SHOW),
        Param("within", Text("边缘（余量不超过，%）", "Edge: margin within (%)"), "5", high=50),
        *PARAMS,
    ),
    note=Text(
        "一项条件的余量 =（值 − 门槛）÷ 门槛；占有率与排名取较大者，"
        "排名的余量 =（名次上限 − 名次）÷ 名次上限。"
        "企业的余量取各项中最小的，该项即“决定的条件”；豁免、缺数据与不作要求的条件没有余量。"
        + NOTE.zh,
        "The margin of a criterion is (value - threshold) / threshold; of share and rank the "
        "larger counts, a rank's being (bound - rank) / bound. An enterprise's margin is the least "
        "of its criteria's, and that criterion decides; the exempt, unknown and unasked have none. "
        + NOTE.en,
    ),
    none=Text(
        "筛选后的企业中没有所列情形的", "None of the enterprises that pass is of the kind listed"
    ),
    width="full",
    order=65,
)
