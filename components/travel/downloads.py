"""Downloads: /export/<exhibit>.<format> and /export/enterprises.<format>, streamed."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from io import BufferedReader
from typing import IO, Final
from urllib.parse import quote

import polars as pl
from flask import Flask, Response, request
from werkzeug.wsgi import FileWrapper

from components.contract.catalogue import exhibits
from components.contract.cells import row_claims, row_key, view_code
from components.contract.delivery import Rows, delivered, formulas, rows_asked
from components.contract.evaluate import count_selected
from components.contract.exhibit import Exhibit
from components.contract.file_name import file_stem
from components.contract.fingerprint import digest
from components.contract.receipt_code import encode
from components.contract.requests import exhibit_query, problems_of, refused
from components.contract.result import Result
from components.contract.sources import cited_rows, source_line
from components.contract.workspace import Workspace
from components.travel.pictures import FORMATS as PICTURES
from components.travel.spool import spool_of, tag_of
from components.travel.turns import documents
from data_layer.enterprises.listing import SORT, Sort, enterprise_fields, sorting, stream
from data_layer.enterprises.workbook import workbook
from data_layer.files.tabular import (
    csv_stream,
    json_bytes,
    parquet_bytes,
    parquet_stream,
)
from data_layer.files.workbook import TOO_LONG, XLSX_ROWS, xlsx_file
from data_layer.filters.filters import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.registry.clock import stamped
from data_layer.registry.ruled import scope
from data_layer.registry.store import IN_MEMORY_ROWS, Manifest, Registry
from data_layer.vocabulary.fields import KIND, KINDS, Kind
from data_layer.vocabulary.text import Lang, Text

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
CODE = Text("核验码", "code")
MOST_CODES = 5_000
"""Rows with a code each; of longer files the head alone has one, of the whole."""
PIECE: Final = 1 << 18
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
        cited += [_registry_row(workspace, manifest, lang) for manifest in both]
    body = _bytes(result, query.lang, format, cited=cited, rows=rows)
    return attachment(body, f"{stem}.{format}", MIME[format])


def _bytes(
    result: Result,
    lang: Lang,
    format: str,
    cited: Sequence[tuple[str, str]] = (),
    rows: Rows = "one",
) -> bytes:
    frame, fields = delivered(result, rows)
    if format == "csv":
        return b"".join(csv_stream([_coded(result, frame, lang)], fields, lang))
    if format == "json":
        return json_bytes(frame, fields, lang, about=dict(about(result, lang)))
    if format == "parquet":
        return parquet_bytes(frame, fields, lang, about=dict(about(result, lang)))
    buffer = io.BytesIO()
    xlsx_file(buffer, [frame], fields, lang=lang, about=about(result, lang), sources=cited)
    return buffer.getvalue()


def _coded(result: Result, frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """The rows with a last column that verifies them: the view's code in its head, each row's own
    below it, as far as MOST_CODES."""
    if result.lacking:
        return frame
    head = f"{CODE(lang)} {view_code(result)}"
    codes: list[str | None] = [None] * frame.height
    if frame.height <= MOST_CODES:
        printed = frame[KIND.name].is_in(["published", "derived"])
        claims = {source: row_claims(result, source) for source in ("computed", "published")}
        for at, row in enumerate(frame.iter_rows(named=True)):
            claim = claims["published" if printed[at] else "computed"].get(row_key(result, row, at))
            codes[at] = None if claim is None else encode(claim)
    return frame.with_columns(pl.Series(head, codes, pl.String))


def about(result: Result, lang: Lang) -> list[tuple[str, str]]:
    """What must leave with every file: title, filters, kind, sample, version, source, date.

    enterprises: those behind the figures; selected: those that pass the filters; neither where all
    figures are printed ones.
    """
    least, most = result.sample
    counts = [
        ("enterprises", str(most)),
        *([("enterprises_least", str(least))] if least < most else []),
        ("selected", str(result.selected)),
    ]
    return [
        ("exhibit", result.exhibit.id),
        ("title", result.exhibit.title(lang)),
        ("filters", result.scope(lang)),
        ("query", result.filters.to_query()),
        ("kind", KINDS[result.kind](lang)),
        ("kinds", Text("、", ", ")(lang).join(KINDS[kind](lang) for kind in result.kinds)),
        ("formulas", formulas(result, lang)),
        *([] if result.kind == "published" else counts),
        ("version", result.version),
        *([] if result.other is None else [("compared_with", result.other.version)]),
        ("code", view_code(result)),
        ("source", source_line(result.exhibit.origin, lang)),
        ("date", result.day.isoformat()),
    ]


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
        return _pieces(workspace, registry, query, sort=sort, format=format)

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


def _pieces(
    workspace: Workspace, registry: Registry, query: Query, sort: Sort, format: str
) -> Iterable[bytes]:
    """A file of the enterprises that pass."""
    fields, lang = enterprise_fields(), query.lang
    chunks = stream(registry, query.filters, sort=sort)
    if format == "csv":
        return csv_stream(chunks, fields, lang)
    kind: Kind = "demonstration" if registry.demonstration else "computed"
    details = [
        ("filters", scope(registry.rule, query.filters, lang)),
        ("query", query.filters.to_query()),
        ("kind", KINDS[kind](lang)),
        ("version", registry.version),
        ("source", registry.manifest.source),
        ("date", workspace.today.isoformat()),
    ]
    if format == "parquet":
        return parquet_stream(chunks, fields, lang, about=dict(details))
    cited = [_registry_row(workspace, registry.manifest, lang)]
    return [workbook(chunks, lang, about=details, sources=cited)]


def _registry_row(workspace: Workspace, manifest: Manifest, lang: Lang) -> tuple[str, str]:
    """The registry itself as a source: file, version, rows, when it was imported."""
    kind: Kind = "demonstration" if manifest.demonstration else "computed"
    when = stamped(manifest.created, workspace.settings.zone)
    facts = (manifest.source, KINDS[kind](lang), manifest.version, when)
    return "registry", Text("；", "; ")(lang).join([*facts, f"n = {manifest.rows:,}"])


def attachment(
    body: bytes | IO[bytes] | Iterable[bytes], name: str, mime: str, tag: str = ""
) -> Response:
    """A download with its name in UTF-8, and in ASCII for what reads no other.

    What is at hand whole, as bytes or as a file with its tag, has a length and an ETag and can be
    asked for in ranges, so that Polars and DuckDB read it by its address.
    """
    plain = name.encode("ascii", "ignore").decode().lstrip("_") or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-cache"}
    if isinstance(body, BufferedReader):
        size = os.fstat(body.fileno()).st_size
        response = Response(FileWrapper(body, PIECE), content_type=mime, headers=headers)
        response.direct_passthrough = True
        response.content_length = size
    else:
        response = Response(body, content_type=mime, headers=headers)
        if not isinstance(body, bytes):
            return response
        size, tag = len(body), digest(body)
    response.set_etag(tag)
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response
