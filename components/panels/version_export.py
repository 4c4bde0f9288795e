"""The comparison of two data versions as a file: its address names them as the page's does."""

from flask import Flask, Response, request

from components.contract.requests import problems_of, refused
from components.contract.workspace import Workspace
from components.panels.versions import CHANGES, EXPORT, KEYS, changes, chosen
from components.travel.attachment import attachment
from components.travel.downloads import MIME
from data_layer.files.tabular import csv_stream
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.vocabulary.fields import Field, count
from data_layer.vocabulary.text import Text

PARTS = {
    "rows": Text("企业", "enterprises"),
    "cells": Text("列", "columns"),
    "examples": Text("涉及的企业", "enterprises concerned"),
}
FIELDS = (
    Field("part", Text("部分", "Part"), labels=PARTS),
    Field("change", Text("变化", "Change"), labels=CHANGES),
    Field("id", Text("编号或列", "Id or column")),
    Field("name", Text("名称", "Name")),
    count("n", Text("企业数", "Enterprises"), Text("家", "enterprises")),
)


def register(server: Flask, workspace: Workspace) -> None:
    """Add the download address."""

    @server.get(f"{workspace.settings.prefix}{EXPORT}")
    def version_changes() -> Response:
        search = request.query_string.decode("utf-8", "replace")
        lang = parse_query(search).lang
        manifests = workspace.store.versions()
        if len(manifests) < 2:
            return refused(404, [{"key": "export", "value": EXPORT, "allowed": "2"}])
        try:
            parse_query(search, KEYS).strict()
            pair = chosen(search, manifests, workspace.store.current_version())
            before, after = (workspace.registry(version) for version in pair)
        except FilterError as error:
            return refused(400, problems_of(error, lang))
        rows = changes(workspace, before, after).select(field.name for field in FIELDS)
        name = f"version_changes_{before.version[:12]}_{after.version[:12]}.csv"
        return attachment(csv_stream([rows], FIELDS, lang), name, MIME["csv"])
