"""Where an enterprise comes from: its rows in the file, their cells beside what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from data_layer.importer.origin import Origin, origins_of
from data_layer.registry.store import Registry
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text("原始数据：{file}{sheet}，第 {row} 行", "Source: {file}{sheet}, row {row}"),
    "sheet": Text("，工作表“{sheet}”", ", sheet “{sheet}”"),
    "heading": Text("文件中的列", "Column of the file"),
    "cell": Text("原来的内容", "As it stands there"),
    "stored": Text("采用为", "Taken as"),
    "unused": Text("未导入", "left out"),
    "refused": Text("未采用：{reason}", "not taken: {reason}"),
}


def origin(registry: Registry, held: Mapping[str, Any], lang: Lang) -> list[html.Details]:
    """One fold a row of the file; nothing where the version keeps no rows of a file."""
    folder = registry.folder
    if folder is None:
        return []
    notes = registry.manifest.notes
    return [_row(it, held, lang) for it in origins_of(folder, held["id"], notes)]


def _row(found: Origin, held: Mapping[str, Any], lang: Lang) -> html.Details:
    sheet = WORDS["sheet"](lang).format(sheet=found.sheet) if found.sheet else ""
    title = WORDS["title"](lang).format(file=found.file, sheet=sheet, row=found.row)
    refused = {heading: reason for heading, _, reason in found.rejected}
    heads = html.Tr([html.Th(WORDS[it](lang)) for it in ("heading", "cell", "stored")])
    rows = [
        html.Tr(
            [
                html.Th(heading, scope="row"),
                html.Td(text or "—"),
                html.Td(_stored(found.columns.get(heading, ()), held, refused.get(heading), lang)),
            ]
        )
        for heading, text in found.cells
    ]
    table = html.Table([html.Thead(heads), html.Tbody(rows)], className="import-changes")
    return html.Details(
        [html.Summary(title), html.Div(table, className="import-scroll")], className="source-cells"
    )


def _stored(
    names: tuple[str, ...], held: Mapping[str, Any], refused: str | None, lang: Lang
) -> str:
    if refused is not None:
        zh, _, en = refused.partition(" / ")
        return WORDS["refused"](lang).format(reason=en if lang == "en" and en else zh)
    if not names:
        return WORDS["unused"](lang)
    said = (f"{columns()[it].label(lang)}: {_spelt(it, held.get(it), lang)}" for it in names)
    return "; ".join(said)


def _spelt(name: str, value: Any, lang: Lang) -> str:
    if value is None:
        return "—"
    names = of_column(columns()[name]).names()
    if str(value) in names:
        return names[str(value)](lang)
    unit = columns()[name].unit(lang)
    return f"{value} {unit}".strip() if columns()[name].numeric else str(value)
