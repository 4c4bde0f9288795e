"""Downloads: /export/<exhibit>.<format> and /export/enterprises.<format>, streamed."""

from collections.abc import Iterable
from contextlib import nullcontext

from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.delivery import rows_asked
from components.contract.evaluate import count_selected
from components.contract.exhibit import Exhibit
from components.contract.file_name import file_stem
from components.contract.requests import exhibit_query, problems_of, refused
from components.contract.sources import cited_rows
from components.contract.workspace import Workspace
from components.travel.attachment import attachment
from components.travel.enterprise_files import pieces_of, registry_row
from components.travel.exhibit_files import encoded
from components.travel.pictures import FORMATS as PICTURES
from components.travel.spool import spool_of, tag_of
from components.travel.turns import documents
from data_layer.enterprises.listing import SORT, sorting
from data_layer.files.workbook import TOO_LONG, XLSX_ROWS
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.registry.registry import IN_MEMORY_ROWS
from data_layer.vocabulary.fields import Kind
from data_layer.vocabulary.text import Text

MIME = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = (*MIME, *PICTURES)
UNSORTED = Text(
    f"超过 {IN_MEMORY_ROWS:,} 家的企业库按原有次序下载",
    f"registries of more than {IN_MEMORY_ROWS:,} enterprises are downloaded in their own order",
)
ROWS = ("csv", "xlsx", "parquet")
"""Formats of the enterprises themselves."""


def register(server: Flask, workspace: Workspace) -> None:
    """Add the download addresses."""
    prefix = workspace.settings.prefix

    @server.get(f"{prefix}export/<name>.<format>")
    def export(name: str, format: str) -> Response:
        if name == "enterprises" and format in ROWS:
            return _enterprises(workspace, format)
        if name not in exhibits() or format not in MIME:
            return refused(404, _unknown(name, format))
        return _exhibit(workspace, exhibits()[name], format)

    @server.get(f"{prefix}export/<path:rest>")
    def no_export(rest: str) -> Response:
        return refused(404, [_problem("export", rest, f"<id>.{'|'.join(FORMATS)}")])


def _unknown(name: str, format: str) -> list[dict[str, str]]:
    if name != "enterprises" and name not in exhibits():
        return [_problem("export", name, ", ".join(["enterprises", *exhibits()]))]
    return [_problem("format", format, ", ".join(ROWS if name == "enterprises" else FORMATS))]


def _problem(key: str, value: str, allowed: str) -> dict[str, str]:
    return {"key": key, "value": value[:80], "allowed": allowed}


def _exhibit(workspace: Workspace, exhibit: Exhibit, format: str) -> Response:
    search = request.query_string.decode("utf-8", "replace")
    lang = parse_query(search).lang
    try:
        rows, asked = rows_asked(search)
        query = exhibit_query(exhibit, asked)
        result = workspace.run(exhibit, query)
    except FilterError as error:
        return refused(400, problems_of(error, lang))
    stem = file_stem(exhibit.id, result.filters, result.kind, day=result.day, lang=query.lang)
    cited = cited_rows(exhibit.origin, lang)
    if result.kind != "published":
        used = workspace.registry(query.version).manifest
        both = [used] if result.other is None else [result.other, used]
        cited += [registry_row(workspace, manifest, lang) for manifest in both]
    body = encoded(result, query.lang, format, cited=cited, rows=rows)
    return attachment(body, f"{stem}.{format}", MIME[format])


def _enterprises(workspace: Workspace, format: str) -> Response:
    search = request.query_string.decode("utf-8", "replace")
    lang = parse_query(search).lang
    try:
        query = parse_query(search, frozenset([SORT])).strict()
        sort = sorting(query.params.get(SORT, ""))
        registry = workspace.registry(query.version)
    except FilterError as error:
        return refused(400, problems_of(error, lang))
    if sort and registry.manifest.rows > IN_MEMORY_ROWS:
        return refused(413, [_problem(SORT, query.params[SORT], UNSORTED(lang))])
    kind: Kind = "demonstration" if registry.demonstration else "computed"
    today, lang = workspace.today, query.lang
    name = f"{file_stem('enterprises', query.filters, kind, day=today, lang=lang)}.{format}"
    selected = count_selected(registry, query.filters, workspace.cache)
    if format == "xlsx" and selected > XLSX_ROWS:
        return refused(413, [_problem("format", format, TOO_LONG(lang))])

    def pieces() -> Iterable[bytes]:
        return pieces_of(workspace, registry, query, sort=sort, format=format)

    if selected > IN_MEMORY_ROWS:  # sent while it is made: nobody waits minutes for its length
        return attachment(pieces(), name, MIME[format])
    turns = documents() if format == "xlsx" else None
    rule = registry.rule.to_query()
    tag = tag_of(format, registry.version, rule, query.to_query(), today.isoformat())
    file = spool_of(workspace.settings.home).file(tag, pieces, turns)
    if file is not None:
        return attachment(file, name, MIME[format], tag=tag)
    with turns.turn() if turns else nullcontext():
        return attachment(pieces(), name, MIME[format])
