"""What changed between two data versions of the registry.

A card of its own and no exhibit: it looks at the store, where an exhibit sees one registry.
"""

from collections.abc import Sequence
from typing import Any

import dash
import polars as pl
from dash import Input, Output, State, html

from components.contract.choice import choice
from components.contract.controls import control_id
from components.contract.requests import read_locale
from components.contract.versus import comparable
from components.contract.visitor import may
from components.contract.workspace import Workspace
from components.rendering.table import table
from data_layer.filters.query import parse_query
from data_layer.registry.manifest import Manifest, UnknownVersion
from data_layer.registry.registry import Registry
from data_layer.registry.version_changes import compare
from data_layer.vocabulary.fields import Field, count, key
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

BEFORE, AFTER = "versions.a", "versions.b"
EXPORT = "export/version_changes.csv"
KEYS = frozenset({BEFORE, AFTER})
"""Keys of a page's address that say which two versions are compared."""
UNIT = Text("家", "enterprises")
WORDS = {
    "title": Text("两个版本之间的差别", "What differs between two versions"),
    "reading": Text(
        "每次导入成为一个版本，旧版本不变；两个版本逐格比较。链接可固定到任一版本。",
        "Every import becomes a version, and old ones stay as they are. Two are compared cell by "
        "cell; a link can be pinned to any.",
    ),
    "before": Text("从", "From"),
    "after": Text("到", "To"),
    "one": Text("只有一个版本，无可比较。", "There is one version: nothing to compare."),
    "same": Text("两个版本内容相同。", "The two versions hold the same."),
    "download": Text("下载", "Download"),
    "examples": Text("涉及的企业（每类前50家）", "Enterprises concerned (the first 50 of a kind)"),
}
CHANGES = {
    "added": Text("新增", "added"),
    "removed": Text("移除", "removed"),
    "changed": Text("有改动", "changed"),
    "same": Text("相同", "the same"),
}
FIELDS = {
    "rows": (
        Field("change", Text("变化", "Change"), key=True, labels=CHANGES),
        count("n", Text("企业数", "Enterprises"), UNIT),
    ),
    "cells": (
        Field(
            "id",
            Text("列", "Column"),
            key=True,
            labels={name: column.label for name, column in columns().items()},
        ),
        count("n", Text("改动的企业数", "Enterprises with another value"), UNIT),
    ),
    "examples": (
        Field("change", Text("变化", "Change"), labels=CHANGES),
        key("id", Text("编号", "Id")),
        Field("name", Text("名称", "Name")),
    ),
}
"""Columns of each part of a comparison."""


def versions_card(lang: Lang) -> html.Article:
    """An empty card; the callbacks fill it."""
    return html.Article(
        [
            html.Header(html.H2(WORDS["title"](lang), id="title-versions")),
            html.P(WORDS["reading"](lang), className="reading"),
            html.Div(id="versions", className="body"),
            html.Div(id="version-changes", className="body", **{"aria-live": "polite"}),
        ],
        className="exhibit w-full",
        id="versions-card",
        **{"aria-labelledby": "title-versions"},
    )


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Fill the choice of versions once, and the comparison with every address."""

    @app.callback(
        Output("versions", "children"),
        Input("locale", "data"),
        State("url", "search"),
    )
    def show(locale: dict[str, str] | None, search: str) -> list[Any]:
        lang, _ = read_locale(locale)
        manifests = workspace.store.versions()
        current = workspace.store.current_version()
        if len(manifests) < 2:
            return [html.P(WORDS["one"](lang), className="muted")]
        before, after = chosen(search, manifests, current)
        return [_controls(manifests, before, after, current=current, lang=lang)]

    @app.callback(
        Output("version-changes", "children"),
        Input("url", "search"),
        Input("locale", "data"),
    )
    def difference(search: str, locale: dict[str, str] | None) -> list[Any]:
        lang, _ = read_locale(locale)
        manifests = workspace.store.versions()
        if len(manifests) < 2:
            return []
        before, after = chosen(search, manifests, workspace.store.current_version())
        try:
            pair = workspace.store.open(before), workspace.store.open(after)
        except UnknownVersion as unknown:
            return [html.P(unknown.message(lang), className="problem")]
        language = "&lang=en" if lang == "en" else ""
        query = f"{BEFORE}={before}&{AFTER}={after}{language}"
        file = f"{workspace.settings.prefix}{EXPORT}?{query}"
        return describe(changes(workspace, *pair), lang, file)


def chosen(search: str, manifests: Sequence[Manifest], current: str | None) -> tuple[str, str]:
    """The two versions that an address asks for: by default the one before that in use, and the one
    in use."""
    params = parse_query(search or "", KEYS).params
    after = params.get(AFTER) or default_after(manifests, current)
    return params.get(BEFORE) or default_before(manifests, current), after


def default_after(manifests: Sequence[Manifest], current: str | None) -> str:
    """The version in use."""
    return current or manifests[0].version


def default_before(manifests: Sequence[Manifest], current: str | None) -> str:
    """The version made before the one in use; another where there is none."""
    version = default_after(manifests, current)
    used = next((manifest for manifest in manifests if manifest.version == version), None)
    alike = comparable(manifests, used) if used else []
    others = [manifest for manifest in manifests if manifest.version != version]
    return (alike or others)[0].version


def changes(workspace: Workspace, before: Registry, after: Registry) -> pl.DataFrame:
    """The comparison, remembered: versions never change."""
    state = ("changes", before.version, after.version)
    return workspace.cache.frame(state, lambda: compare(before, after))


def describe(differences: pl.DataFrame, lang: Lang, file: str) -> list[Any]:
    """The comparison as tables, and where it is to be had as a file."""
    parts = {name: differences.filter(pl.col("part") == name) for name in FIELDS}
    if not parts["examples"].height:
        return [html.P(WORDS["same"](lang), className="muted")]
    tables = {
        name: table(part.select(f.name for f in FIELDS[name]), FIELDS[name], lang)
        for name, part in parts.items()
    }
    sides = [tables[name] for name in ("rows", "cells") if parts[name].height]
    listed = html.Details([html.Summary(WORDS["examples"](lang)), tables["examples"]])
    link = html.A("CSV", href=file, download="", className="out")
    download = html.Div([html.Span(WORDS["download"](lang)), link], className="downloads")
    offered = [download] if may("export_rows") else []
    return [html.Div(sides, className="side-by-side"), listed, *offered]


def _controls(
    manifests: Sequence[Manifest], before: str, after: str, current: str | None, lang: Lang
) -> html.Div:
    options = {
        manifest.version: f"{manifest.version} · {manifest.rows:,} · {manifest.source}"
        for manifest in manifests
    }
    defaults = (default_before(manifests, current), default_after(manifests, current))
    parts = []
    for word, name, value, default in zip(
        ("before", "after"), (BEFORE, AFTER), (before, after), defaults, strict=True
    ):
        id = control_id(name, "one", "versions", default=default)
        select = choice(id, options, value)
        label = html.Label(WORDS[word](lang), className="control-label")
        parts.append(html.Div([label, select], className="control"))
    return html.Div(parts, className="controls")
