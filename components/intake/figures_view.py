"""The preview of a file of province x year figures, with what can be corrected."""

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS as CHECK
from components.intake.parts import button, correction, counted, reason, steps
from components.intake.sheet_view import sheet_choice
from data_layer.importer.figures.read import ROLES, Role
from data_layer.intake.figures import FigureColumn, FiguresPreview
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.text import Lang, Text

NAMES: Final[Mapping[Role, Text]] = {
    "province": Text("省份", "Province"),
    "year": Text("年份", "Year"),
    "figure": Text("指标的数值", "Figures of an indicator"),
    "indicator": Text("指标名称", "Name of the indicator"),
    "value": Text("数值", "Value"),
    "unit": Text("单位", "Unit"),
    "table": Text("所属的表", "Table it belongs to"),
    "": Text("不导入", "left out"),
}
WORDS: Final[Mapping[str, Text]] = {
    "good": Text("可以导入：{n} 个数值", "Ready to import: {n} figure{s}"),
    "of": Text("{n} 项指标", "{n} indicator{s}"),
    "provinces": Text("{n} 个省份", "{n} province{s}"),
    "rejected": Text("{n} 个不采用", "{n} not taken"),
    "missing": Text("{n} 格为空", "{n} empty"),
    "absent": Text(
        "没有哪一列是{roles}。请在下面指出。", "no column is the {roles}. Say below which one is."
    ),
    "is_list": Text("这是企业名单", "This is a list of enterprises"),
    "nothing": Text("没有一个数值可以采用。", "there is no figure to take."),
    "replaces": Text(
        "已有同名的表“{table}”，导入后以这个文件为准。",
        "There is a table “{table}” already; this file takes its place.",
    ),
    "hint": Text(
        "每省每年一个数值：或每项指标一列，或“指标名称”“数值”各一列。计划单列市和兵团的数不算作省的数。",
        "One figure a province and year: a column an indicator, or columns for its name and value. "
        "A city's or the corps' figure is never its province's.",
    ),
    "named": Text("指标", "Indicators"),
    "start": Text("导入 {n} 个数值", "Import {n} figure{s}"),
    "unknown": Text("不采用的数值", "Figures not taken"),
    "all": Text("{filled} 格全部认出", "all {filled} recognised"),
    "judged": Text("{filled} 格中 {good} 格认出", "{good} of {filled} recognised"),
}


def check_figures(upload: Upload, preview: FiguresPreview, base: str, lang: Lang) -> list[Any]:
    """Judgement and the way on, every column, and what is not taken."""
    at = f"{base}/{upload.id}"
    replaces = WORDS["replaces"](lang).format(table=preview.table) if preview.replaces else None
    return [
        steps(1, lang),
        html.P(upload.file.name, className="import-file"),
        _judgement(preview, at, lang),
        html.Div(replaces, className="import-offer") if replaces else None,
        sheet_choice(preview.sheets, preview.sheet, at, lang=lang),
        html.Section(
            [
                html.H3(CHECK["columns"](lang)),
                html.P(WORDS["hint"](lang), className="muted"),
                _table(preview, at, lang),
            ]
        ),
        _indicators(preview, lang),
        _unknown(preview, lang),
        _onward(preview, at, lang),
    ]


def _judgement(preview: FiguresPreview, at: str, lang: Lang) -> Markup:
    if preview.absent or not preview.stored:
        comma = Text("、", ", ")(lang)
        roles = comma.join(NAMES[role](lang) for role in preview.absent)
        why = WORDS["absent" if preview.absent else "nothing"](lang).format(roles=roles)
        problem = html.Span(CHECK["bad"](lang) + why, role="status")
        other = button(WORDS["is_list"](lang), f"{at}/kind/enterprises")
        return html.Div([problem, other], className="import-judgement bad")
    counts = (
        ("of", len(preview.indicators)),
        ("provinces", preview.provinces),
        ("missing", preview.missing),
        ("rejected", preview.rejected),
    )
    parts = [counted(WORDS["good"], preview.stored, lang)]
    parts += [counted(WORDS[word], n, lang) for word, n in counts if n]
    if preview.years:
        first, last = preview.years[0], preview.years[-1]
        parts.insert(2, str(first) if first == last else f"{first}–{last}")
    return html.Div(
        [
            html.Icon(className="bi bi-check-circle"),
            html.Span(Text("；", "; ")(lang).join(parts), role="status"),
            _start(preview, at, lang),
        ],
        className="import-judgement",
    )


def _start(preview: FiguresPreview, at: str, lang: Lang) -> Markup:
    return button(counted(WORDS["start"], preview.stored, lang), f"{at}/start", "out first")


def _table(preview: FiguresPreview, at: str, lang: Lang) -> Markup:
    heads = [html.Th(CHECK[head](lang), scope="col") for head in ("column", "is", "judgement")]
    rows = [_row(number, column, at, lang=lang) for number, column in enumerate(preview.columns)]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-columns")


def _row(number: int, column: FigureColumn, at: str, lang: Lang) -> Markup:
    label = f"{CHECK['is'](lang)}：{column.heading}"
    options = [
        html.Option(NAMES[role](lang), value=role, selected=role == column.role)
        for role in sorted(ROLES, key=list(NAMES).index)
    ]
    select = html.Select(
        options,
        id=f"import-role-{number}",
        className="form-select form-select-sm",
        **correction("role", column.heading, at, label=label),
    )
    samples = " · ".join(sample[:30] for sample in column.samples)
    state = "out" if not column.role else "warn" if column.rejected else "good"
    return html.Tr(
        [
            html.Th(
                [html.Div(column.heading), html.Small(samples, className="muted")], scope="row"
            ),
            html.Td(select),
            html.Td(_judged(column, lang), className=f"import-{state}"),
        ]
    )


def _judged(column: FigureColumn, lang: Lang) -> str:
    filled = f"{column.filled:,}"
    if not column.filled:
        return CHECK["empty"](lang)
    if not column.role:
        return CHECK["not_used"](lang).format(filled=filled)
    word = "judged" if column.rejected else "all"
    good = f"{max(column.filled - column.rejected, 0):,}"
    return WORDS[word](lang).format(filled=filled, good=good)


def _indicators(preview: FiguresPreview, lang: Lang) -> Any:
    if not preview.indicators:
        return None
    listed = [html.Li(indicator) for indicator in preview.indicators]
    return html.Section(
        [html.H3(WORDS["named"](lang)), html.Ul(listed, className="import-notes import-short")]
    )


def _unknown(preview: FiguresPreview, lang: Lang) -> Any:
    """What was not recognised, each text once."""
    if not preview.unknown:
        return None
    lines = [
        html.Li(
            [
                html.Strong(unknown.text[:60] or "—"),
                f" · {counted(CHECK['rows'], unknown.rows, lang)} · {reason(unknown.reason, lang)}",
            ]
        )
        for unknown in preview.unknown
    ]
    return html.Section([html.H3(WORDS["unknown"](lang)), html.Ul(lines, className="import-notes")])


def _onward(preview: FiguresPreview, at: str, lang: Lang) -> Markup:
    ready = preview.stored and not preview.absent
    rejects = html.A(CHECK["rejects"](lang), href=f"{at}/rejects.csv", className="out", download="")
    return html.Div(
        [
            _start(preview, at, lang) if ready else None,
            button(CHECK["other"](lang), f"{at}/discard"),
            rejects if preview.rejected else None,
        ],
        className="import-onward",
    )
