"""Every measure of support: what it gives, where it is printed, and how many it is for."""

from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, cell, sentence
from components.claims.extremes import Count
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.links import chart_href
from components.look.amounts import each_number
from components.parts.support_params import NOTE, ORIGIN, PARAM, by_printed, by_standing
from components.parts.support_rows import measure_rows
from data_layer.filters.filters import Filters
from data_layer.policy.support.measure import KINDS
from data_layer.policy.support.reading import Measures, printed_measures
from data_layer.topics.support.counts import COUNTS, by_measure
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, flag
from data_layer.vocabulary.text import Text

HOME = ENTERPRISES.unit
COUNTED = {
    "qualifies": Text("符合条件", "Qualify"),
    "near": Text("只差一项", "One condition short"),
    "short": Text("未达到", "Something is missing"),
    "unknown": Text("缺数据", "Unknown"),
    "elsewhere": Text("不适用", "Not for them"),
}
LED = {
    "qualifies": Text("符合条件的企业数", "enterprises that qualify"),
    "near": Text("只差一项的企业数", "enterprises that lack one condition"),
    "unknown": Text("缺数据的企业数", "enterprises of which it is unknown"),
}
"""What is said to be many of, where one place leads."""
WORDS = {
    "name": Text("措施名称", "Name"),
    "gives": Text("给予什么", "What it gives"),
    "conditions": Text("条件", "Conditions"),
    "period": Text("期限", "Period"),
    "source": Text("出处", "Printed in"),
    "note": Text("读法", "How it is read"),
    "reason": Text("无法核对的原因", "Why it cannot be checked"),
}
FIELDS = (
    Field("measure", Text("措施", "Measure"), key=True),
    Field("measure_kind", Text("类别", "Kind of support"), labels=KINDS),
    *(
        field
        for name, label in WORDS.items()
        for field in (
            Field(name, label, english=f"{name}_en"),
            Field(f"{name}_en", Text(f"{label.zh}（英文）", f"{label.en}, in English")),
        )
    ),
    flag("own", Text("本地措施", "Added by the operator")),
    *(count(name, label, HOME) for name, label in COUNTED.items()),
)
NAMES = [field.name for field in FIELDS]
LISTED = ("qualifies", "near", "unknown")
"""Counts that lead to the list of those enterprises."""


def with_own(rows: Rows, filters: Filters, params: Params, measures: Measures) -> pl.DataFrame:
    """A row a measure, by kind and then in the order of the file; no row if nobody passes."""
    counted = by_measure(rows, filters, measures.every)
    return (
        measure_rows(measures)
        .join(counted, on="measure", how="inner", maintain_order="left")
        .select(NAMES)
    )


def body(view: View) -> html.Div:
    """A table by kind; a measure leads to its map and its list."""
    heads = [html.Th(view.say("措施与给予什么", "Measure, and what it gives"))]
    heads.append(html.Th(view.say("条件与出处", "Conditions, and where they are printed")))
    heads += [html.Th(COUNTED[name](view.lang), className="num") for name in COUNTED]
    numbers = zip(*[each_number(view.frame[name]) for name in COUNTED], strict=True)
    unchecked = view.say("无法由企业库核对：", "Not checkable: ")
    own = view.field("own").label(view.lang)
    pages = {id: chart_href(id, view.home) for id in ("support_map", "support_list")}
    named = with_names(view.frame, view.fields, view.lang)  # markup escapes what `<` they hold
    parts: dict[str, list[html.Tr]] = {}
    for row, counts in zip(named.iter_rows(named=True), numbers, strict=True):
        description = _description(row, pages["support_map"], unchecked, own=own)
        line = html.Tr([*description, *_numbers(row["measure"], counts, pages["support_list"])])
        parts.setdefault(row["measure_kind"], []).append(line)
    wide = str(len(heads))
    bodies = [
        html.Tbody([html.Tr(html.Th(kind, colSpan=wide, className="group")), *lines])
        for kind, lines in parts.items()
    ]
    grid = html.Table([html.Thead(html.Tr(heads)), *bodies], className="data support")
    return html.Div(grid, className="table-wrap", tabIndex="0")


def _description(row: dict[str, Any], page: str, unchecked: str, own: str) -> list[html.Td]:
    """What a measure is. page: where its map is. unchecked, own: words beside such measures."""
    name: Any = html.B(row["name"])
    if row["reason"] is None:
        name = _link(row["name"], page, f"support.measure={row['measure']}")
    badge = [html.Span(own, className="kind")] if row["own"] else []
    period = [html.Small(row["period"], className="muted")] if row["period"] else []
    given = html.Td([name, *badge, html.Div(row["gives"]), *period], className="prose")
    conditions = row["conditions"] or unchecked + row["reason"]
    note = [html.Small(row["note"], className="muted")] if row["note"] else []
    source = html.Small(row["source"], className="muted")
    return [given, html.Td([html.Div(conditions), *note, source], className="prose")]


def _numbers(measure: str, counts: tuple[str, ...], page: str) -> list[html.Td]:
    """Its counts. page: where its list is."""
    cells = []
    for name, words in zip(COUNTED, counts, strict=True):
        cell: Any = words or "—"
        if name in LISTED and words not in ("", "0"):
            cell = _link(words, page, f"support.measure={measure}&support_list.show={name}")
        cells.append(html.Td(cell, className="num"))
    return cells


def _link(words: str, page: str, adds: str) -> html.A:
    """A link to a chart that opens with settings beside the address's filters."""
    href = page.replace("#", f"?{adds}#")
    return html.A(words, href=href, className="to-chart", **{"data-adds": adds})


def alt(view: View) -> AltText:
    """How many measures can be checked, and which is for most."""
    if view.frame.is_empty():
        return UNSAID
    checked = pl.col("qualifies").is_not_null()
    what = Text("可由企业库核对的措施", "Measures that the registry can check")
    parts = [Count(what, view.frame.filter(checked).height, checked, unit="项")]
    others = Text("只能列出的", "listed only")
    parts.append(Count(others, view.frame.filter(~checked).height, ~checked, unit="项"))
    row = view.frame.row(by_predicate=pl.col("measure") == PARAM.default, named=True)
    name = printed_measures().of(PARAM.default)
    if row["qualifies"] is None or name is None:
        return sentence(view, *parts)
    figure = cell(view, row, "qualifies", name=name.name.text)
    return sentence(view, Listing(COUNTED["qualifies"], (figure,)), *parts)


EXHIBIT = Exhibit(
    title=Text("支持措施：给予什么，谁符合", "Measures of support: what they give, and for whom"),
    reading=Text(
        "报告与2026年办法提到的措施，按印出的条件逐家核对；点措施看分布，点数字看名单。",
        "The measures that the report and the 2026 text name, held against each enterprise. Click "
        "a measure for its map, a number for the list.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            name: by_standing(name, lambda context: context.row["measure"]) for name in COUNTS
        },
    ),
    query=by_printed(with_own),
    rules=with_own,
    body=body,
    alt=alt,
    note=NOTE,
    width="full",
    height=720,
    order=10,
)
