"""The enterprises that qualify for a measure, or that lack something for it."""

from typing import Any
from urllib.parse import quote

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.contract.sample import rows as each_row
from components.exhibits.support.support_measures import COUNTED
from components.parts.data_table import data_table, with_rest
from components.parts.support_params import NOTE, ORIGIN, PARAM, by_printed, measure_of
from components.parts.support_words import condition_words
from data_layer.filters.filters import Filters
from data_layer.policy.support.judge import STATUSES
from data_layer.policy.support.measure import Measure
from data_layer.policy.support.reading import Measures
from data_layer.topics.support.listing import BETWEEN, LISTS, listed
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

SHOW = {name: COUNTED[name] for name in LISTS}
OPEN = {
    "unmet": Text("未达到的条件", "Conditions not met"),
    "unknown": Text("缺数据的条件", "Conditions unknown"),
}
FIELDS = (
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in ("tier", "province_code", "city_code", "division")),
    Field("status", Text("结果", "Result"), labels=STATUSES),
    *(
        field
        for name, label in OPEN.items()
        for field in (
            Field(name, label, english=f"{name}_en"),
            Field(f"{name}_en", Text(f"{label.zh}（英文）", f"{label.en}, in English")),
        )
    ),
)
MOST_SHOWN = 50
"""Rows that a page or a picture holds; a download holds all."""


def with_own(rows: Rows, filters: Filters, params: Params, measures: Measures) -> pl.DataFrame:
    """A row an enterprise, by its id."""
    measure = measure_of(params, measures)
    enterprises = listed(rows, filters, measure, show=params["show"])
    return enterprises.with_columns(_spelt(enterprises, measure)).select(
        field.name for field in FIELDS
    )


def _spelt(enterprises: pl.DataFrame, measure: Measure) -> list[pl.Expr]:
    """The places of conditions as words, in both languages."""
    words = [condition_words(condition) for condition in measure.conditions]
    wanted = []
    for name in OPEN:
        places = enterprises[name].unique().to_list()
        each = [
            [words[int(at)] for at in positions.split(BETWEEN)] if positions else []
            for positions in places
        ]
        for ending, of_rows, comma in (
            ("", [[words_of_one.zh for words_of_one in one] for one in each], "；"),
            ("_en", [[words_of_one.en for words_of_one in one] for one in each], "; "),
        ):
            spelt = dict(zip(places, [comma.join(one) or None for one in of_rows], strict=True))
            column = pl.col(name).replace_strict(spelt, default=None, return_dtype=pl.String)
            wanted.append(column.alias(f"{name}{ending}"))
    return wanted


def body(view: View) -> html.Div:
    """A table whose names open the profiles; of those that qualify no condition is open."""
    open_conditions = () if view.params["show"] == "qualifies" else tuple(OPEN)
    named = with_names(view.frame.head(MOST_SHOWN), view.fields, view.lang)
    heads = [
        html.Th(view.field("name").label(view.lang)),
        html.Th(view.say("地区", "Place")),
        html.Th(view.field("tier").label(view.lang)),
        *(html.Th(view.field(name).label(view.lang)) for name in ("status", *open_conditions)),
    ]
    lines = [html.Tr(_line(view, row, open_conditions)) for row in named.iter_rows(named=True)]
    return with_rest(view, data_table(heads, lines, "edge", tall=True), named.height)


def _line(view: View, row: dict[str, Any], open_conditions: tuple[str, ...]) -> list[html.Td]:
    target = f"{view.home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys([p for p in (row["province"], row["city"]) if p]))
    name = [html.A(row["name"], href=target, className="to-chart")]
    name.append(html.Small(row["division_name"] or "", className="muted"))
    return [
        html.Td(name, className="prose"),
        html.Td(place),
        html.Td(row["tier"] or "—"),
        html.Td(row["status"]),
        *(html.Td(row[column] or "—", className="prose") for column in open_conditions),
    ]


def alt(view: View) -> AltText:
    """How many are listed."""
    if view.frame.is_empty():
        return UNSAID
    every = pl.lit(value=True)
    return sentence(view, Count(SHOW[view.params["show"]], view.frame.height, every, unit="家"))


EXHIBIT = Exhibit(
    title=Text("名单：谁符合，谁只差一项", "The list: who qualifies, who lacks one condition"),
    reading=Text(
        "所选措施的企业名单，可下载；点企业名打开画像。",
        "The enterprises of the chosen measure, to download; a name opens the profile.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    query=by_printed(with_own),
    rules=with_own,
    body=body,
    alt=alt,
    sample=each_row,
    params=(PARAM, Param("show", Text("列出", "Show"), "qualifies", options=SHOW)),
    none=Text(
        "筛选后的企业中没有所列情形的", "None of the enterprises that pass is of the kind listed"
    ),
    note=NOTE,
    width="full",
    order=40,
)
