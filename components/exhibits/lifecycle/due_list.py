"""The enterprises whose title is due or lapsed, one by one, with what they lack."""

from typing import Any
from urllib.parse import quote

import polars as pl
from dash import html

from components.charts.sentences import UNSAID, cell, sentence
from components.claims.extremes import Count
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.as_of import ON
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.contract.sample import rows as each_row
from components.look.amounts import number
from components.parts.data_table import data_table
from components.parts.lifecycle_words import ASSUMED, ON_DAY, day_of, due_search
from data_layer.filters.filters import Filters
from data_layer.policy.standing import STANDS
from data_layer.topics.lifecycle.due import LISTED, listed
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, count, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

SHOW = {
    "due": Text("12个月内到期", "Due within 12 months"),
    "fails": Text("到期且有条件未达到", "Due, fails a criterion"),
    "unknown": Text("到期且缺数据", "Due, unknown"),
    "meets": Text("到期且全部达到", "Due, meets all"),
    "lapsed": Text("已过有效期", "Lapsed"),
}
MOST_SHOWN = 50
"""Rows that a page or a picture holds; a download holds all."""
LAST = ("id", "division", "recognised_year", "validity_basis", "review", "review_year")
FIELDS = (
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in LISTED if name not in (*LAST, "name")),
    count("days", Text("距到期天数", "Days to its end"), Text("天", "days")),
    Field("stands", Text("按2026年条件", "By the criteria of 2026"), labels=STANDS),
    Field("unmet_criteria", Text("未达到的条件", "Criteria not met"), english="unmet_criteria_en"),
    Field("unmet_criteria_en", Text("未达到的条件（英文）", "Criteria not met (English)")),
    Field(
        "unknown_criteria", Text("缺数据的条件", "Criteria unknown"), english="unknown_criteria_en"
    ),
    Field("unknown_criteria_en", Text("缺数据的条件（英文）", "Criteria unknown (English)")),
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    *(of_column(columns()[name]) for name in LAST if name != "id"),
    ON_DAY,
)
"""What a slide has room for comes first."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row an enterprise, the earliest end first."""
    day = day_of(filters, params)
    return listed(rows, filters, params["show"], day=day).with_columns(
        as_of=pl.lit(day.isoformat())
    )


def body(view: View) -> html.Div:
    """A table whose names open the profiles, and the way to the list of all."""
    named = with_names(view.frame.head(MOST_SHOWN), view.fields, view.lang)
    heads = [
        view.say("企业", "Enterprise"),
        view.say("地区", "Place"),
        view.field("tier").label(view.lang),
        view.field("batch").label(view.lang),
        view.field("valid_until").label(view.lang),
        view.field("review").label(view.lang),
        view.field("stands").label(view.lang),
        view.say("未达到 / 缺数据", "Not met / unknown"),
    ]
    lines = [html.Tr(_line(view, row)) for row in named.iter_rows(named=True)]
    table = data_table([html.Th(title) for title in heads], lines, "edge", tall=True)
    return html.Div([table, html.P(_rest(view, named.height), className="muted")])


def _rest(view: View, listed: int) -> list[Any]:
    """How many more there are, and the list of who is due, with its own files."""
    more = view.frame.height - listed
    words = view.say(f"另有{number(more)}家，见下载。", f"{number(more)} more in the download.")
    if view.params["show"] == "lapsed":
        return [words] if more else []
    filters = view.filters.to_query()
    query = "&".join(filter(None, [filters, due_search(view.filters, view.params)]))
    language = "&lang=en" if view.lang == "en" else ""
    link = html.A(
        view.say("到期企业的名单", "The list of who is due"),
        href=f"{view.home}enterprises?{query}{language}",
        **{"data-nav": "1"},
    )
    return [words, " ", link] if more else [link]


def _line(view: View, row: dict[str, Any]) -> list[html.Td]:
    target = f"{view.home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys([name for name in (row["province"], row["city"]) if name]))
    name = [html.A(row["name"], href=target, className="to-chart")]
    name.append(html.Small(row["division_name"] or "", className="muted"))
    review = " ".join(str(part) for part in (row["review"], row["review_year"]) if part is not None)
    ends = [row["valid_until"], html.Br(), html.Small(row["validity_basis"], className="muted")]
    return [
        html.Td(name, className="prose"),
        html.Td(place),
        html.Td(row["tier"]),
        html.Td("—" if row["batch"] is None else row["batch"], className="num"),
        html.Td(ends),
        html.Td(review or "—", className="phrase"),
        html.Td(row["stands"], className="phrase"),
        html.Td(
            f"{row['unmet_criteria'] or '—'} / {row['unknown_criteria'] or '—'}", className="prose"
        ),
    ]


def alt(view: View) -> AltText:
    """How many are listed, and how they stand."""
    if view.frame.is_empty():
        return UNSAID
    whole = Count(SHOW[view.params["show"]], view.frame.height, pl.lit(value=True), unit="家")
    kinds = [
        Count(label, view.frame.filter(stands=name).height, pl.col("stands") == name, unit="家")
        for name, label in STANDS.items()
    ]
    row = view.frame.row(0, named=True)
    until = row["valid_until"]
    nearest = cell(view, row, "days", name=Text(f"{until}到期，距今", f"ends {until}, in"))
    days = Listing(Text("名单首位", "The one on top"), (nearest,))
    return sentence(view, whole, *(kind for kind in kinds if kind.number), days)


EXHIBIT = Exhibit(
    title=Text("到期企业名单", "Who is due"),
    reading=Text(
        "按到期先后列出须复核的企业及其未达到、缺数据的条件；点企业名打开画像，可下载名单。",
        "Who needs a re-review, in the order of their ends, with the criteria not met and unknown; "
        "a name opens the profile, the whole list can be downloaded.",
    ),
    origin=("r01_criteria_2026",),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    sample=each_row,
    params=(Param("show", Text("列出", "Show"), "due", options=SHOW), ON),
    requires=("tier", "valid_until"),
    note=ASSUMED,
    none=Text("筛选后的企业中没有所列情形的", "None of the enterprises that pass is of the kind"),
    width="full",
    order=40,
)
