"""Files of the enterprises themselves, made in pieces."""

from collections.abc import Iterable

from components.contract.workspace import Workspace
from data_layer.enterprises.listing import Sort, enterprise_fields, stream
from data_layer.enterprises.workbook import workbook
from data_layer.files.tabular import csv_stream, parquet_stream
from data_layer.filters.query import Query
from data_layer.registry.clock import stamped
from data_layer.registry.manifest import Manifest
from data_layer.registry.registry import Registry
from data_layer.registry.ruled import scope
from data_layer.vocabulary.fields import KINDS, Kind
from data_layer.vocabulary.text import Lang, Text


def pieces_of(
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
    cited = [registry_row(workspace, registry.manifest, lang)]
    return [workbook(chunks, lang, about=details, sources=cited)]


def registry_row(workspace: Workspace, manifest: Manifest, lang: Lang) -> tuple[str, str]:
    """The registry itself as a source: file, version, rows, when it was imported."""
    kind: Kind = "demonstration" if manifest.demonstration else "computed"
    when = stamped(manifest.created, workspace.settings.zone)
    facts = (manifest.source, KINDS[kind](lang), manifest.version, when)
    return "registry", Text("；", "; ")(lang).join([*facts, f"n = {manifest.rows:,}"])
