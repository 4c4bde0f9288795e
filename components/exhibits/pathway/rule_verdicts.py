"""The rule of 2022, the rule in force and a reader's own, side by side."""

from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, cell, sentence
from components.charts.stacked import stacked
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import largest
from components.look.amounts import number
from components.look.theme import DIVERGING, INK
from components.parts.data_table import data_table
from components.parts.rule_params import EXEMPT, NOTE, PARAMS, RULES, bar, by_rule, own_rule, rules
from data_layer.filters.filters import Filters
from data_layer.policy.rule import INDICATORS, NOBODY, Rule
from data_layer.policy.rule_words import LABELS
from data_layer.topics.pathway import verdicts
from data_layer.vocabulary.fields import ENTERPRISES, Field, count
from data_layer.vocabulary.text import Text

HOME = ENTERPRISES.unit
VERDICTS = {
    "meets": Text("全部达到", "Meet every criterion"),
    "fails": Text("有一项未达到", "Fail a criterion"),
    "unknown": Text("缺数据，不能判断", "Unknown: data missing"),
}
MOVES = {
    "enters": Text("入围（原未达到）", "Enter (failed before)"),
    "leaves": Text("落选（原达到）", "Fall out (met it before)"),
    "settled": Text("由缺数据变为达到", "From unknown to met"),
    "unsettled": Text("由达到变为缺数据", "From met to unknown"),
}
FIELDS = (
    Field("rule", Text("规则", "Rule"), key=True, labels=RULES),
    *(count(name, label, HOME) for name, label in VERDICTS.items()),
    *(count(name, label, HOME) for name, label in MOVES.items()),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a rule."""
    return verdicts.verdicts(rows, filters, own_rule(params)).select(f.name for f in FIELDS)


def figure(view: View) -> Figure:
    """A bar a rule, divided into who meets it, who fails it and who is unknown."""
    scale = DIVERGING[view.theme]
    tints = {"meets": scale[3][1], "fails": scale[1][1], "unknown": INK[view.theme].nodata}
    axis = {"title": {"text": view.say("企业数", "Enterprises")}}
    return stacked(view, "rule", VERDICTS, colors=tints, axis=axis)


def body(view: View) -> html.Div:
    """Thresholds and results, a column a rule; what the own rule changes is marked."""
    named = list(RULES)
    heads = [html.Th(view.say("条件", "Criterion"))]
    heads += [html.Th(RULES[name](view.lang), className="num") for name in named]
    return html.Div(data_table(heads, [*_thresholds(view), *_results(view)], "rules"))


def _thresholds(view: View) -> list[html.Tr]:
    compared = rules(view.params)
    lines = []
    for name in INDICATORS:
        bars = {id: bar(rule, name, view.lang) for id, rule in compared.items()}
        cells = [
            html.Td(words, className="num moved" if id == "own" and words != bars["now"] else "num")
            for id, words in bars.items()
        ]
        lines.append(html.Tr([html.Th(LABELS[name](view.lang), scope="row"), *cells]))
    words = [
        "—" if rule.exempt == NOBODY else EXEMPT[rule.exempt](view.lang)
        for rule in compared.values()
    ]
    title = html.Th(view.say("I类知识产权的豁免", "Exemption from class I IP"), scope="row")
    return [*lines, html.Tr([title, *(html.Td(exempt, className="num") for exempt in words)])]


def _results(view: View) -> list[html.Tr]:
    by_rule: dict[str, dict[str, Any]] = {
        row["rule"]: row for row in view.frame.iter_rows(named=True)
    }
    lines = []
    for name in (*VERDICTS, *MOVES):
        cells = [html.Td(_figure(by_rule[id][name], id, name), className="num") for id in RULES]
        title = html.Th(view.field(name).label(view.lang), scope="row")
        lines.append(html.Tr([title, *cells], className=f"result-{name}"))
    return lines


def _figure(value: int, rule: str, name: str) -> str:
    return "—" if rule == "now" and name in MOVES else number(value)


def alt(view: View) -> AltText:
    """How many meet each rule, and what the own rule changes."""
    if view.frame.is_empty():
        return UNSAID
    by_rule = {row["rule"]: row for row in view.frame.iter_rows(named=True)}
    meets = Listing(
        VERDICTS["meets"], tuple(cell(view, by_rule[id], "meets", name=RULES[id]) for id in RULES)
    )
    own = by_rule["own"]
    names = {"enters": Text("入围", "enter"), "leaves": Text("落选", "fall out")}
    names["unknown"] = Text("缺数据", "unknown")
    moves = tuple(cell(view, own, name, name=label) for name, label in names.items())
    return sentence(view, meets, Listing(Text("按自拟规则", "By the own rule"), moves))


def _of_row(context: RowContext) -> Rule:
    return rules(context.params)[context.row["rule"]]


EXHIBIT = Exhibit(
    title=Text("三种规则并排：2022、2026与自拟", "Three rules side by side: 2022, 2026, your own"),
    reading=Text(
        "移动门槛，看有多少企业达到、多少入围或落选；缺数据单列，不当作未达到。",
        "Move the thresholds and see how many meet the rule, enter and fall out; what is unknown "
        "stands by itself and is never a no.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    members=Members(row="", columns={name: by_rule(name, _of_row) for name in (*VERDICTS, *MOVES)}),
    query=query,
    figure=figure,
    body=body,
    alt=alt,
    sample=lambda frame: largest("n")(frame.select(n=pl.sum_horizontal(*VERDICTS))),
    params=PARAMS,
    note=NOTE,
    width="full",
    height=260,
    order=61,
)
