"""The enterprises as a grid: the server sorts, filters and pages."""

import re
from dataclasses import replace
from typing import Any

import dash
import dash_ag_grid as dag
from dash import ClientsideFunction, Input, Output, State, html

from components.contract.evaluate import count_selected
from components.contract.requests import read_locale
from components.contract.visitor import may
from components.contract.workspace import Workspace
from components.panels.grid_columns import (
    GRID_COLUMNS,
    SOURCE,
    WORDS,
    column_def,
    column_defs,
    hint,
    source_rows,
)
from components.travel.downloads import ROWS
from data_layer.enterprises.listing import SORT, Sort, page, sorting
from data_layer.files.workbook import TOO_LONG, XLSX_ROWS
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.registry.registry import IN_MEMORY_ROWS, Registry
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

BLOCK = 100
PATH = "enterprises"
LIBRARY = re.compile(r'<script src="[^"]*/dash_ag_grid/[^"]*"></script>\n?')

DOWNLOAD = Text("下载筛选后的企业", "Download the filtered rows")


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
                columnDefs=[column_def(name, lang, order) for name in GRID_COLUMNS],
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
        return [
            (name, down)
            for name, down in sorting(query.params.get(SORT, ""))
            if name in GRID_COLUMNS
        ]
    except FilterError:
        return []


def scripts(tags: str, path: str) -> str:
    """The scripts of a page: the grid's library, a fifth of all, only where the grid is.

    A page without it that is led to the grid loads once more: assets/src/grid.js.
    """
    return tags if path.endswith(f"/{PATH}") else LIBRARY.sub("", tags)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Rows by block, and the addresses of the downloads."""
    for name, changed in (
        ("arrive", Input("url", "pathname")),
        ("selected", Input("grid", "dashGridOptions")),
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
        return _block(workspace, asked, search, read_locale(locale)[0])

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
        return _refreshed(workspace, search, options, read_locale(locale)[0])


def _refreshed(
    workspace: Workspace, search: str, options: dict[str, Any], lang: Lang
) -> tuple[Any, ...]:
    """Options, downloads, columns and the line above the grid, of what the address selects."""
    registry, query = _selection(workspace, search)
    downloads = _downloads(workspace, registry, query, lang)
    # The browser asks for the rows anew when this changes: assets/src/grid.js.
    context = {
        "query": query.filters.to_query(),
        "version": registry.version,
        "prefix": workspace.settings.prefix,
    }
    if options.get("context") == context:
        # Another order alone is what the grid itself has asked for.
        return dash.no_update, downloads, dash.no_update, dash.no_update
    shown = column_defs(registry, lang, _order(query))
    return {**options, "context": context}, downloads, shown, hint(registry, lang)


def _block(workspace: Workspace, asked: dict[str, Any], search: str, lang: Lang) -> dict[str, Any]:
    """The rows that the grid asks for, and how many there are in all."""
    registry, query = _selection(workspace, search)
    sort = [
        (s["colId"], s["sort"] == "desc") for s in asked["sortModel"] if s["colId"] in GRID_COLUMNS
    ]
    frame, total = page(
        registry,
        query.filters,
        sort,
        start=asked["startRow"],
        end=asked["endRow"],
        only=GRID_COLUMNS,
    )
    sources = source_rows(registry, frame["id"].to_list())
    spelt = with_names(frame, [of_column(columns()[n]) for n in GRID_COLUMNS], lang)
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


def _downloads(workspace: Workspace, registry: Registry, query: Query, lang: Lang) -> list[Any]:
    """A link a format, for those who may; a workbook has no room for more than XLSX_ROWS rows."""
    if not may("export_rows"):
        return []
    if registry.manifest.rows > IN_MEMORY_ROWS:
        query = replace(query, params={})  # these are downloaded in their own order
    long = count_selected(registry, query.filters, workspace.cache) > XLSX_ROWS
    links = [
        html.Span(TOO_LONG(lang), className="muted")
        if kind == "xlsx" and long
        else _download(workspace, kind, query.to_query())
        for kind in ROWS
    ]
    return [html.Span(DOWNLOAD(lang)), *links]


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
