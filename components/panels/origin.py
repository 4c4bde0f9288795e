"""Where an enterprise comes from: its rows in the file, their cells beside what is stored."""

from collections.abc import Mapping
from typing import Any

from dash import html

from components.look.amounts import number
from data_layer.importer.rows.origin import Origin, origins_of
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import YEAR
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text("原始数据：{file}{sheet}，第 {row} 行", "Source: {file}{sheet}, row {row}"),
    "sheet": Text("，工作表“{sheet}”", ", sheet “{sheet}”"),
    "heading": Text("文件中的列", "Column of the file"),
    "cell": Text("原来的内容", "As it stands there"),
    "stored": Text("采用为", "Taken as"),
    "remark": Text("说明", "Remarks"),
    "unused": Text("不导入", "left out"),
    "refused": Text("未采用：{reason}", "not taken: {reason}"),
    "question": Text("请核对：{reason}", "to look at: {reason}"),
}
SOURCE = "source"
"""The id of the first fold, by which a list of enterprises leads here."""


def origin(registry: Registry, record: Mapping[str, Any], lang: Lang) -> list[html.Details]:
    """One fold a row of the file; nothing where the version keeps no rows of a file."""
    if registry.folder is None:
        return []
    origins = origins_of(registry.folder, record["id"], registry.manifest.notes)
    return [_row(at, source, record, lang=lang) for at, source in enumerate(origins)]


def _row(at: int, source: Origin, record: Mapping[str, Any], lang: Lang) -> html.Details:
    sheet = WORDS["sheet"](lang).format(sheet=source.sheet) if source.sheet else ""
    title = WORDS["title"](lang).format(file=source.file, sheet=sheet, row=source.row)
    heads = html.Tr(
        [html.Th(WORDS[head](lang)) for head in ("heading", "cell", "stored", "remark")]
    )
    rows = [
        html.Tr(
            [
                html.Th(heading, scope="row"),
                html.Td(text or "—"),
                html.Td(_stored(source, heading, record, lang=lang)),
                html.Td(_remarks(source, heading, lang), className="muted"),
            ]
        )
        for heading, text in source.cells
    ]
    table = html.Table([html.Thead(heads), html.Tbody(rows)], className="import-asks")
    return html.Details(
        [html.Summary(title), html.Div(table, className="import-scroll")],
        id=f"{SOURCE}-{at}" if at else SOURCE,
        className="source-cells",
    )


def _stored(source: Origin, heading: str, record: Mapping[str, Any], lang: Lang) -> str:
    """What the enterprise has where the cell went; nothing of a cell that was not taken."""
    names = source.columns.get(heading, ())
    if not names:
        return WORDS["unused"](lang)
    if any(of == heading for of, _, _ in source.rejected):
        return "—"
    values = (
        f"{columns()[name].thing(lang)}: {_spelt(name, record.get(name), lang)}" for name in names
    )
    return "; ".join(values)


def _remarks(source: Origin, heading: str, lang: Lang) -> str:
    """Why a cell was not taken, what was assumed of it, and what should be looked at."""
    names = source.columns.get(heading, ())
    remarks = [
        WORDS["refused"](lang).format(reason=_reason(reason, lang))
        for of, _, reason in source.rejected
        if of == heading
    ]
    remarks += [source.assumed[heading](lang)] if heading in source.assumed else []
    remarks += [
        WORDS["question"](lang).format(reason=_reason(reason, lang))
        for of, _, reason in source.questions
        if of in names
    ]
    return Text("；", "; ")(lang).join(remarks)


def _reason(both: str, lang: Lang) -> str:
    zh, _, en = both.partition(" / ")
    return en if lang == "en" and en else zh


def _spelt(name: str, value: Any, lang: Lang) -> str:
    if value is None:
        return "—"
    names = of_column(columns()[name]).names()
    if str(value) in names:
        return names[str(value)](lang)
    column = columns()[name]
    if not column.numeric or column.unit == YEAR:
        return str(value)
    return f"{number(float(value))} {column.unit(lang)}".strip()
