"""The enterprises as a grid: the server sorts, filters and pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import dash
import dash_ag_grid as dag
from dash import ClientsideFunction, Input, Output, State, html

from components.contract.evaluate import count_selected
from components.contract.requests import read_locale
from components.contract.visitor import may
from components.contract.workspace import Workspace
from components.travel.downloads import ROWS
from data_layer.enterprises.listing import SORT, Sort, page, sorting
from data_layer.files.workbook import TOO_LONG, XLSX_ROWS
from data_layer.filters.filters import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.importer.origin import About, about_of, rows_of
from data_layer.registry.store import IN_MEMORY_ROWS, Registry
from data_layer.vocabulary.fields import of_column, with_names
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

SHOWN = (
    "name",
    "tier",
    "province_code",
    "city_code",
    "division",
    "registered_capital",
    "insured",
    "patents",
    "invention_grants",
    "software_copyrights",
    "rd_ratio",
    "founded_year",
    "batch",
    "valid_until",
)
WIDTHS = {"name": 290, "division": 190, "tier": 165, "province_code": 100, "city_code": 110}
NUMBER = "params.value == null ? '' : d3.format(',')(params.value)"
BLOCK = 100
PATH = "enterprises"
SOURCE = "source_row"
LIBRARY = re.compile(r'<script src="[^"]*/dash_ag_grid/[^"]*"></script>\n?')

WORDS = {
    "download": Text("下载筛选后的企业", "Download the filtered rows"),
    "hint": Text(
        "点击表头排序；企业名称可打开画像。", "Click a header to sort; a name opens its profile."
    ),
    "source": Text("来源行", "Source row"),
    "source_hint": Text(
        "来源行：{file}{sheet}中的行号，点击可看这一行原来的内容。",
        "Source row: its number in {file}{sheet}; click it to see the row as it stands there.",
    ),
    "sheet": Text("（工作表“{sheet}”）", " (sheet “{sheet}”)"),
}


def grid(lang: Lang, search: str) -> html.Div:
    """The grid in the order of the address; rows arrive by the callback below."""
    order = _order(parse_query(search or "", frozenset([SORT])))
    return html.Div(
        [
            html.Div(id="grid-downloads", className="downloads"),
            html.P(WORDS["hint"](lang), id="grid-hint", className="muted"),
            dag.AgGrid(
                id="grid",
                rowModelType="infinite",
                columnDefs=[_column(name, lang, order) for name in SHOWN],
                defaultColDef={
                    "resizable": True,
                    "sortable": True,
                    "minWidth": 90,
                    "wrapHeaderText": True,
                    "autoHeaderHeight": True,
                },
                getRowId="params.data.id",
                dashGridOptions={
                    "cacheBlockSize": BLOCK,
                    "maxBlocksInCache": 20,
                    "rowBuffer": 20,
                },
                className="atlas-grid",
                style={"height": "min(70vh, 720px)"},
            ),
        ],
        className="grid",
    )


def _order(query: Query) -> Sort:
    """The order of an address; none if it names what the grid does not show."""
    try:
        return [(name, down) for name, down in sorting(query.params.get(SORT, "")) if name in SHOWN]
    except FilterError:
        return []


def _columns(registry: Registry, lang: Lang, order: Sort) -> list[dict[str, Any]]:
    """The columns, with the rows of the file where the version keeps them."""
    columns = [_column(name, lang, order) for name in SHOWN]
    if _about(registry) is not None:
        source = {"field": SOURCE, "headerName": WORDS["source"](lang), "width": 110}
        fixed = {"sortable": False, "type": "rightAligned", "cellRenderer": "sourceLink"}
        columns.insert(1, source | fixed)
    return columns


def _hint(registry: Registry, lang: Lang) -> str:
    about, hint = _about(registry), WORDS["hint"](lang)
    if about is None:
        return hint
    sheet = WORDS["sheet"](lang).format(sheet=about.sheet) if about.sheet else ""
    return f"{hint} {WORDS['source_hint'](lang).format(file=about.file, sheet=sheet)}"


def _about(registry: Registry) -> About | None:
    return None if registry.folder is None else about_of(registry.folder)


def _sources(registry: Registry, ids: Sequence[str]) -> Mapping[str, int]:
    traced = registry.folder is not None and _about(registry) is not None
    return rows_of(registry.folder, ids) if traced and registry.folder else {}


def _column(name: str, lang: Lang, order: Sort) -> dict[str, Any]:
    field = of_column(columns()[name])
    definition: dict[str, Any] = {
        "field": field.name,
        "headerName": field.title(lang).replace("代码", "").removesuffix(" code"),
    }
    if field.digits is not None:
        definition |= {"type": "rightAligned", "width": 118}
    if field.digits is not None and name != "founded_year":
        definition |= {"valueFormatter": {"function": NUMBER}}
    definition |= {"width": WIDTHS[name]} if name in WIDTHS else {}
    if name == "name":
        definition |= {"cellRenderer": "enterpriseLink"}
    for rank, (sorted_by, down) in enumerate(order):
        if sorted_by == name:
            definition |= {"initialSort": "desc" if down else "asc", "initialSortIndex": rank}
    return definition


def scripts(tags: str, path: str) -> str:
    """The scripts of a page: the grid's library, a fifth of all, only where the grid is.

    A page without it that is led to the grid loads once more: assets/src/grid.js.
    """
    return tags if path.endswith(f"/{PATH}") else LIBRARY.sub("", tags)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Rows by block, and the addresses of the downloads."""
    app.clientside_callback(
        ClientsideFunction("grid", "arrive"),
        Output("removed", "data", allow_duplicate=True),
        Input("url", "pathname"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("grid", "selected"),
        Output("removed", "data", allow_duplicate=True),
        Input("grid", "dashGridOptions"),
        prevent_initial_call=True,
    )

    for name, changed in (
        ("sorted", Input("grid", "getRowsRequest")),
        ("order", Input("url", "search")),
        ("receipt", Input("grid", "cellClicked")),
    ):
        app.clientside_callback(
            ClientsideFunction("grid", name),
            Output("removed", "data", allow_duplicate=True),
            changed,
            prevent_initial_call=True,
        )

    @app.callback(
        Output("grid", "getRowsResponse"),
        Input("grid", "getRowsRequest"),
        State("url", "search"),
        State("locale", "data"),
        prevent_initial_call=True,
    )
    def rows(asked: dict[str, Any] | None, search: str, locale: Any) -> Any:
        if asked is None:
            raise dash.exceptions.PreventUpdate
        lang, _ = read_locale(locale)
        registry, query = _selection(workspace, search)
        sort = [
            (s["colId"], s["sort"] == "desc") for s in asked["sortModel"] if s["colId"] in SHOWN
        ]
        frame, total = page(
            registry, query.filters, sort, start=asked["startRow"], end=asked["endRow"], only=SHOWN
        )
        sources = _sources(registry, frame["id"].to_list())
        spelt = with_names(frame, [of_column(columns()[n]) for n in SHOWN], lang)
        named = [
            {
                **row,
                "province_code": row["province"],
                "city_code": row["city"],
                "division": row["division_name"],
                SOURCE: sources.get(row["id"]),
            }
            for row in spelt.to_dicts()
        ]
        return {"rowData": named, "rowCount": total}

    @app.callback(
        Output("grid", "dashGridOptions"),
        Output("grid-downloads", "children"),
        Output("grid", "columnDefs"),
        Output("grid-hint", "children"),
        Input("url", "search"),
        State("grid", "dashGridOptions"),
        State("locale", "data"),
    )
    def refresh(search: str, options: dict[str, Any], locale: Any) -> tuple[Any, ...]:
        lang, _ = read_locale(locale)
        registry, query = _selection(workspace, search)
        # The browser asks for the rows anew when this changes: assets/src/grid.js.
        context = {
            "query": query.filters.to_query(),
            "version": registry.version,
            "prefix": workspace.settings.prefix,
        }
        order = _order(query)
        if registry.manifest.rows > IN_MEMORY_ROWS:
            query = replace(query, params={})  # these are downloaded in their own order
        long = count_selected(registry, query.filters, workspace.cache) > XLSX_ROWS
        links = [
            html.Span(TOO_LONG(lang), className="muted")
            if kind == "xlsx" and long
            else _download(workspace, kind, query.to_query())
            for kind in ROWS
        ]
        downloads = [html.Span(WORDS["download"](lang)), *links] if may("export_rows") else []
        if options.get("context") == context:
            # Another order alone is what the grid itself has asked for.
            return dash.no_update, downloads, dash.no_update, dash.no_update
        return (
            {**options, "context": context},
            downloads,
            _columns(registry, lang, order),
            _hint(registry, lang),
        )


def _download(workspace: Workspace, kind: str, query: str) -> html.A:
    return html.A(
        kind.upper(),
        href=f"{workspace.settings.prefix}export/enterprises.{kind}"
        + (f"?{query}" if query else ""),
        className="out",
        **{"data-export": f"enterprises.{kind}"},
    )


def _selection(workspace: Workspace, search: str) -> tuple[Any, Any]:
    query = parse_query(search or "", frozenset([SORT]))
    try:
        return workspace.registry(query.version), query
    except FilterError:
        return workspace.registry(), query
