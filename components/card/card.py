"""The exhibit card: title, badges, reading, switches, chart or table, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import dash
import dash_bootstrap_components as dbc
import orjson
from dash import MATCH, Input, Output, State, html

from components.card.component import Card
from components.card.context_list import indicator_list
from components.card.gate import grant_of
from components.card.markup import markup
from components.card.picture_buttons import picture_buttons
from components.card.share import share_button
from components.card.tray import tray_button
from components.contract.catalogue import errata_of, exhibits
from components.contract.controls import param_control
from components.contract.evaluate import Result, file_stem
from components.contract.exhibit import Exhibit, Param
from components.contract.requests import card_query, read_locale
from components.contract.sources import source_line
from components.contract.workspace import Workspace
from components.look.theme import graph_config
from components.parts.enterprise_param import with_path
from components.parts.weight_params import PRESET
from components.rendering.distance import EQUAL, distance_sentence
from components.rendering.draw import draw, say
from components.rendering.printed import printed_rows
from components.rendering.table import table
from data_layer.filters.filters import FilterError
from data_layer.filters.query import Query, Theme
from data_layer.reference_figures.tables import Erratum
from data_layer.vocabulary.fields import KINDS, words
from data_layer.vocabulary.text import Lang, Text

FORMATS = ("csv", "xlsx", "parquet", "json")
BLANK_HEIGHT = 140
"""Of the chart that says why there is none, in pixels."""

WORDS = {
    "as_table": Text("看表格", "Table"),
    "errata": Text("勘误", "Errata"),
    "note": Text("说明", "Note"),
    "download": Text("下载", "Download"),
}


def card(
    exhibit: Exhibit,
    lang: Lang,
    search: str,
    *,
    shared: frozenset[str] = frozenset(),
    locked: bool = False,
) -> Card:
    """An empty card; its callback fills it. The address sets its switches.

    shared: scopes of parameters whose controls stand elsewhere on the page. locked: a signed frame,
    whose parameters nobody can change.
    """
    id = exhibit.id
    query = card_query(exhibit, search)
    controls = [
        _control(exhibit, param, query.params.get(param.name), lang)
        for param in exhibit.params
        if param.scope not in shared and not locked
    ]
    table_alone = exhibit.figure is None and exhibit.body is None
    switch = dbc.Switch(
        id={"type": "tabled", "exhibit": id},
        label=WORDS["as_table"](lang),
        value=table_alone,
        className="as-table" + (" d-none" if table_alone else ""),
    )
    return Card(
        [*controls, switch],
        id={"type": "card", "exhibit": id},
        exhibit=id,
        title=exhibit.title(lang),
        reading=exhibit.reading(lang),
        look=_look(exhibit, query, bare=len(controls) == 0 and not table_alone),
        height=exhibit.height if exhibit.figure else 0,
    )


def _look(exhibit: Exhibit, query: Query, *, bare: bool) -> str:
    """Classes of the card: its width, whether nothing but the switch is to be set, a preset."""
    preset = any(
        param == PRESET and query.params.get(PRESET.name, PRESET.default) != PRESET.default
        for param in exhibit.params
    )
    found = {f"w-{exhibit.width}": True, "bare": bare, "preset": preset}
    return " ".join(name for name, given in found.items() if given)


def _control(exhibit: Exhibit, param: Param, value: str | None, lang: Lang) -> html.Div:
    if exhibit.context is not None and param.name == "indicator":
        return html.Div(indicator_list(exhibit, param, value or "", lang), className="control")
    return param_control(exhibit, param, value, lang)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """The one callback that fills every card, asked by the cards themselves."""

    @app.callback(
        Output({"type": "card", "exhibit": MATCH}, "answer"),
        Input({"type": "card", "exhibit": MATCH}, "id"),
        State("url", "search"),
        State("locale", "data"),
        State({"type": "tabled", "exhibit": MATCH}, "value"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def fill(
        id: dict[str, str],
        search: str,
        locale: dict[str, str] | None,
        tabled: bool,
        pathname: str,
    ) -> str:
        lang, theme = read_locale(locale)
        exhibit = exhibits()[id["exhibit"]]
        grant = grant_of(workspace, search, exhibit.id)
        if grant is not None:
            locked = replace(card_query(exhibit, grant.query), version=grant.version)
            result = workspace.run(exhibit, locked)
            return _answer(workspace, result, locked, lang, theme, tabled, shared=False)
        query = card_query(exhibit, with_path(search, pathname, workspace.settings.prefix))
        try:
            result = workspace.run(exhibit, query)
        except FilterError:
            query = replace(query, version=None)
            result = workspace.run(exhibit, query)
        return _answer(workspace, result, query, lang, theme, tabled)


def _answer(
    workspace: Workspace,
    result: Result,
    query: Query,
    lang: Lang,
    theme: Theme,
    tabled: bool,
    *,
    shared: bool = True,
) -> str:
    """All that the card shows, as the component takes it."""
    blank = bool(result.lacking) or result.frame.is_empty()
    rows = (
        printed_rows(result, lang, workspace.settings.prefix)
        if blank
        else _rows(workspace, result, lang, theme, tabled)
    )
    parts = {
        "figure": draw(result, lang, theme, workspace.assets) if rows is None else None,
        "config": graph_config(lang),
        "height": 0 if rows is not None else BLANK_HEIGHT if blank else result.exhibit.height,
        "rows": markup(rows),
        "alt": say(result, lang),
        "badges": markup(badges(result, lang)),
        "foot": markup(foot(workspace, result, query, lang, theme, shared=shared)),
    }
    return orjson.dumps(parts, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _rows(workspace: Workspace, result: Result, lang: Lang, theme: Theme, tabled: bool) -> Any:
    """What stands in place of the chart: the table if asked for, or the exhibit's own body."""
    if tabled:
        home = workspace.settings.prefix
        return table(result.download, result.download_fields, lang, home)
    if result.exhibit.body is not None:
        return result.exhibit.body(result.view(lang, theme, workspace.assets))
    return None


def badges(result: Result, lang: Lang) -> list[html.Span]:
    """What kinds of numbers the card holds."""
    kinds = ["published"] if result.published is not None or result.kind == "published" else []
    if result.lacking and kinds:
        return [_badge("published", lang)]
    if result.kind != "published":
        kinds.append("computed")
    if result.kind == "demonstration":
        kinds.append("demonstration")
    return [_badge(kind, lang) for kind in kinds]


def _badge(kind: str, lang: Lang) -> html.Span:
    return html.Span(KINDS[kind](lang), className=f"kind kind-{kind}")


def foot(
    workspace: Workspace,
    result: Result,
    query: Query,
    lang: Lang,
    theme: Theme,
    *,
    shared: bool = True,
) -> list[Any]:
    """Sample, filters, version; distance to the report; errata; source; downloads if `shared`."""
    parts: list[Any] = [html.P(_basis(result, lang), className="basis")]
    distance = distance_sentence(result, lang)
    if distance:
        parts.append(html.P(distance, className="equal" if distance == EQUAL(lang) else "gap"))
    if result.exhibit.note is not None:
        parts.append(_folded(WORDS["note"](lang), [html.P(result.exhibit.note(lang))]))
    errata = errata_of(result.exhibit.id)
    if errata:
        lines = [html.P(_erratum(e, lang)) for e in errata]
        parts.append(_folded(f"{WORDS['errata'](lang)} {len(errata)}", lines))
    source = Text("来源：", "Source: ")(lang) + source_line(result.exhibit.origin, lang)
    parts.append(html.P(source, className="source"))
    if shared:
        parts.append(_downloads(workspace, result, query, lang, theme))
    return parts


def _folded(summary: str, content: list[Any]) -> html.Details:
    return html.Details([html.Summary(summary), *content])


def _erratum(erratum: Erratum, lang: Lang) -> str:
    """What is printed, and what it conflicts with."""
    known = words()
    parts = (erratum.topic, erratum.printed, erratum.conflict)
    topic, printed, conflict = (known[part](lang) if part in known else part for part in parts)
    template = Text("{id} {topic}：{printed}；{conflict}", "{id} {topic}: {printed}; {conflict}")
    return template(lang).format(id=erratum.id, topic=topic, printed=printed, conflict=conflict)


def _basis(result: Result, lang: Lang) -> str:
    if result.kind == "published":
        return Text("报告原值，不随筛选变化", "Published figures; filters do not change them")(lang)
    said = Text(
        "n = {n:,} 家；筛选：{filters}；数据版本 {version}",
        "n = {n:,}; filters: {filters}; data version {version}",
    )
    if result.lacking:
        said = Text(
            "企业库缺少所需的列，未计算；数据版本 {version}",
            "Not computed: the registry lacks the columns; data version {version}",
        )
    elif result.exhibit.basis == "whole":
        said = Text(
            "n = {n:,} 家，整个企业库，不随筛选变化；数据版本 {version}",
            "n = {n:,}, the whole registry; filters do not change it; data version {version}",
        )
    return said(lang).format(
        n=result.selected, filters=result.filters.sentence(lang), version=result.version[:12]
    )


def _downloads(
    workspace: Workspace, result: Result, query: Query, lang: Lang, theme: Theme
) -> html.Div:
    base = f"{workspace.settings.prefix}export/{result.exhibit.id}"
    params = result.exhibit.spelt(query.params)
    own = Query(result.filters, lang, "light", query.version, params).to_query()
    stem = file_stem(result.exhibit.id, result.filters, result.kind, datetime.now(UTC).date(), lang)
    links = [
        html.A(
            kind.upper(),
            href=f"{base}.{kind}" + (f"?{own}" if own else ""),
            download=f"{stem}.{kind}",
            className="out",
            **{"data-export": f"{result.exhibit.id}.{kind}"},
        )
        for kind in FORMATS
    ]
    drawn = Query(result.filters, lang, theme, query.version, params).to_query()
    pictures = picture_buttons(
        result, lang, theme, stem, f"{base}.pdf" + (f"?{drawn}" if drawn else "")
    )
    return html.Div(
        [
            html.Span(WORDS["download"](lang)),
            *links,
            pictures,
            tray_button(result, query, lang),
            share_button(workspace, result, query, lang),
        ],
        className="downloads",
    )
