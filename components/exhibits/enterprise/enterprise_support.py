"""What support one enterprise can ask for, what it lacks for the rest, and what is unknown."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.links import chart_href
from components.contract.sample import one
from components.parts.data_table import data_table
from components.parts.enterprise_param import PARAM, chosen
from components.parts.support_params import NOTE, ORIGIN, by_printed
from components.parts.support_rows import columns_asked, condition_rows
from components.parts.support_words import own_words, values_in_words
from data_layer.filters.filters import Filters
from data_layer.policy.support.judge import STATUSES
from data_layer.policy.support.measure import KINDS
from data_layer.policy.support.reading import Measures
from data_layer.topics.support.enterprise import answers
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, count
from data_layer.vocabulary.terms import NO_UNIT
from data_layer.vocabulary.text import Text

HOLDING = {
    "met": Text("达到", "Met"),
    "unmet": Text("未达到", "Not met"),
    "unknown": Text("缺数据", "Unknown"),
}
RESULT = {"qualifies": "met", "short": "unmet"}
"""Results that are coloured like those of a condition; the others are muted."""
SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?"}


def _both(name: str, label: Text) -> tuple[Field, Field]:
    english = Field(f"{name}_en", Text(f"{label.zh}（英文）", f"{label.en}, in English"))
    return Field(name, label, english=english.name), english


FIELDS = (
    Field("measure", Text("措施", "Measure"), key=True),
    replace(count("no", Text("条件序号", "Condition number"), NO_UNIT), key=True),
    *_both("name", Text("措施名称", "Name")),
    Field("measure_kind", Text("类别", "Kind of support"), labels=KINDS),
    Field("status", Text("结果", "Result"), labels=STATUSES),
    *_both("gives", Text("给予什么", "What it gives")),
    *_both("condition", Text("条件", "Condition")),
    Field("holding", Text("是否达到", "Whether it is met"), labels=HOLDING),
    *_both("value", Text("企业的值", "Value of the enterprise")),
    *_both("source", Text("出处", "Printed in")),
)
NAMES = [field.name for field in FIELDS]
ORDER = {name: at for at, name in enumerate(STATUSES)}


def with_own(rows: Rows, filters: Filters, params: Params, measures: Measures) -> pl.DataFrame:
    """A row a condition of a measure, those that it qualifies for first; one row without any."""
    enterprise = chosen(rows, filters, params)
    if enterprise is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    answer = answers(enterprise, measures.every)
    words, conditions = values_in_words(answer.values), columns_asked(measures)
    value_words = [
        None
        if columns is None
        else words[columns[0]]
        if len(columns) == 1
        else own_words(columns, words)
        for columns in conditions
    ]
    holding = iter(answer.holding)
    met = [None if columns is None else next(holding) for columns in conditions]
    return (
        condition_rows(measures)
        .with_columns(
            pl.Series("value", [value and value.zh for value in value_words], pl.String),
            pl.Series("value_en", [value and value.en for value in value_words], pl.String),
            pl.Series("met", met, pl.Boolean),
            pl.col("measure")
            .replace_strict(answer.statuses, default="unchecked", return_dtype=pl.String)
            .alias("status"),
        )
        .with_columns(_holding().alias("holding"))
        .sort(pl.col("status").replace_strict(ORDER), maintain_order=True)
        .select(NAMES)
    )


def _holding() -> pl.Expr:
    """One of HOLDING; null where there is no condition."""
    judged = pl.when(pl.col("met")).then(pl.lit("met")).when(~pl.col("met")).then(pl.lit("unmet"))
    return pl.when(pl.col("no") > 0).then(judged.otherwise(pl.lit("unknown")))


def body(view: View) -> html.Div:
    """A line a measure, with what is met, missing and unknown."""
    bracketed = view.say("（{}）", " ({})")
    heads = [
        html.Th(view.say("措施与给予什么", "Measure, and what it gives")),
        html.Th(view.field("status").label(view.lang)),
        html.Th(view.say("条件（企业的值）", "Conditions (value of the enterprise)")),
    ]
    codes = view.frame.select(result="status", held="holding")
    named = with_names(view.frame, view.fields, view.lang)  # markup escapes what `<` they hold
    lines: dict[str, html.Tr] = {}
    parts: dict[str, list[Any]] = {}
    page = chart_href("support_list", view.home)
    for row in pl.concat([named, codes], how="horizontal").iter_rows(named=True):
        id, holding = row["measure"], row["held"]
        if id not in lines:
            parts[id] = []
            lines[id] = html.Tr(_measure(row, page, parts[id]))
        sign = html.Span(SIGNS.get(holding, ""), className=f"result result-{holding}")
        value = html.Span(bracketed.format(row["value"]) if row["value"] else "", className="muted")
        parts[id].append(html.Div([sign, " ", row["condition"], value]))
    return data_table(heads, list(lines.values()), "support", tall=True)


def _measure(row: dict[str, Any], page: str, parts: list[Any]) -> list[html.Td]:
    """The cells of a measure. page: where its list is."""
    name: Any = html.B(row["name"])
    if row["no"]:
        adds = f"support.measure={row['measure']}"
        href = page.replace("#", f"?{adds}#")
        name = html.A(row["name"], href=href, className="to-chart", **{"data-adds": adds})
    source = html.Small(row["source"], className="muted")
    given = html.Td([name, html.Div(row["gives"]), source], className="prose")
    state = RESULT.get(row["result"], "unknown")
    result = html.Td(row["status"], className=f"result result-{state}")
    return [given, result, html.Td(parts, className="prose")]


def alt(view: View) -> AltText:
    """How many measures it can ask for, lacks something for, and cannot be told of."""
    if view.frame.is_empty():
        return UNSAID
    first = pl.col("no") <= 1
    counts = [
        Count(STATUSES[name], view.frame.filter(where).height, where, unit="项")
        for name in STATUSES
        for where in (first & (pl.col("status") == name),)
    ]
    return sentence(view, *counts)


EXHIBIT = Exhibit(
    title=Text("可申请的支持", "Support that it can ask for"),
    reading=Text(
        "报告与2026年办法提到的措施，逐条对照这家企业：符合什么，还差什么，缺什么数据。",
        "The measures that the report and the 2026 text name, held against this enterprise: what "
        "it qualifies for, what it lacks, what is unknown.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    query=by_printed(with_own),
    rules=with_own,
    body=body,
    alt=alt,
    sample=one,
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="full",
    height=640,
    order=270,
)
