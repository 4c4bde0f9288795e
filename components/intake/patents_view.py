"""The preview of a list of patents: whose they are, which column is what, what is not taken."""

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS as CHECK
from components.intake.parts import button, counted, steps
from components.intake.sheet_view import sheet_choice
from data_layer.intake.patent_list import PatentsPreview
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.text import Lang, Text

NAMES: Final[Mapping[str, Text]] = {
    "id": Text("统一社会信用代码", "Credit code of the applicant"),
    "name": Text("申请人（专利权人）", "Applicant or owner"),
    "number": Text("号码", "Number"),
    "applied": Text("申请日", "Date of application"),
    "published": Text("公开日", "Date of publication"),
    "granted": Text("授权日", "Date of grant"),
    "kind": Text("专利类型", "Kind"),
    "ipc": Text("主IPC分类号", "Main IPC class"),
    "office": Text("国家或地区", "Country"),
}
WORDS: Final[Mapping[str, Text]] = {
    "good": Text("可以导入：{n} 件专利", "Ready to import: {n} patent{s}"),
    "mine": Text(
        "其中 {mine} 件属于企业库中的 {n} 家企业", "{mine} of them of {n} enterprise{s} here"
    ),
    "aside": Text("{n} 行搁置或并入同号的行", "{n} row{s} set aside or put together"),
    "cells": Text("{n} 格未认出", "{n} cell{s} not recognised"),
    "hint": Text(
        "列按列名认出。申请人按统一社会信用代码、否则按唯一的名称与当前企业库对应；对不上的保留，待这些企业导入后计入。",
        "Columns are known by their headings. Applicants are matched to the registry in use by "
        "credit code, else by a name that one enterprise alone has; others are kept and count once "
        "their enterprise is imported.",
    ),
    "start": Text("导入 {n} 件专利", "Import {n} patent{s}"),
    "assumed": Text("清单里没有的", "What the list leaves out"),
}


def check_patents(upload: Upload, preview: PatentsPreview, base: str, lang: Lang) -> list[Any]:
    """Judgement and the way on, every column that is used, and what is assumed."""
    at = f"{base}/{upload.id}"
    assumed = [html.Li(words(lang)) for words in preview.assumed]
    lost = bool(preview.set_aside or preview.cells_rejected)
    rejects = html.A(CHECK["rejects"](lang), href=f"{at}/rejects.csv", className="out", download="")
    return [
        steps(1, lang),
        html.P(upload.file.name, className="import-file"),
        _judgement(preview, at, lang),
        sheet_choice(preview.sheets, preview.sheet, at, lang=lang),
        html.Section(
            [
                html.H3(CHECK["columns"](lang)),
                html.P(WORDS["hint"](lang), className="muted"),
                _table(preview, lang),
            ]
        ),
        html.Section([html.H3(WORDS["assumed"](lang)), html.Ul(assumed, className="import-notes")])
        if assumed
        else None,
        html.Div(
            [
                _start(preview, at, lang),
                button(CHECK["other"](lang), f"{at}/discard"),
                rejects if lost else None,
            ],
            className="import-onward",
        ),
    ]


def _judgement(preview: PatentsPreview, at: str, lang: Lang) -> Markup:
    parts = [
        counted(WORDS["good"], preview.patents, lang),
        counted(WORDS["mine"], preview.enterprises, lang, mine=f"{preview.of_registry:,}"),
        *([counted(WORDS["aside"], preview.set_aside, lang)] if preview.set_aside else []),
        *(
            [counted(WORDS["cells"], preview.cells_rejected, lang)]
            if preview.cells_rejected
            else []
        ),
    ]
    return html.Div(
        [
            html.Icon(className="bi bi-check-circle"),
            html.Span(Text("；", "; ")(lang).join(parts), role="status"),
            _start(preview, at, lang),
        ],
        className="import-judgement",
    )


def _start(preview: PatentsPreview, at: str, lang: Lang) -> Markup:
    return button(counted(WORDS["start"], preview.patents, lang), f"{at}/start", "out first")


def _table(preview: PatentsPreview, lang: Lang) -> Markup:
    heads = [html.Th(CHECK[head](lang), scope="col") for head in ("column", "is")]
    rows = [
        html.Tr([html.Th(heading, scope="row"), html.Td(NAMES[role](lang))])
        for role, heading in preview.roles.items()
    ]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-columns")
