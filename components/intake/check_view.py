"""The preview of a file, with a control for everything that can be corrected."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.words import WORDS
from data_layer.importer.units import UNIT_LABELS, UNITS_OF, measure_of
from data_layer.intake.choices import Choice, Choices
from data_layer.intake.preview import ColumnPreview, Preview
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

GROUPS = {
    "identity": Text("身份", "Identity"),
    "place": Text("地点", "Place"),
    "industry": Text("行业", "Industry"),
    "size": Text("规模", "Size"),
    "innovation": Text("创新", "Innovation"),
    "honour": Text("荣誉", "Honours"),
    "policy": Text("政策", "Policy"),
}


def check(upload: Upload, found: Preview, choices: Choices, base: str, lang: Lang) -> list[Any]:
    """Judgement, what is left out, every column, and the way on."""
    at = f"{base}/{upload.id}"
    return [
        html.H2(WORDS["second"](lang), tabIndex="-1", id="import-step"),
        html.P(upload.file.name, className="import-file"),
        _sheets(found, at, lang),
        _judgement(found, lang),
        _aside(found, lang),
        _table(found, choices, at, lang),
        *(_unknown(it, choices, at, lang) for it in found.columns),
        _lists(found),
        _onward(found, at, lang),
    ]


def judgement(column: ColumnPreview, lang: Lang) -> str:
    """A column in one sentence."""
    filled = f"{column.filled:,}"
    if column.filled == 0:
        return WORDS["empty"](lang)
    if column.column is None:
        return WORDS["not_used"](lang).format(filled=filled)
    if column.rejected == 0:
        return WORDS["all"](lang).format(filled=filled)
    good = f"{column.filled - column.rejected:,}"
    return WORDS["judged"](lang).format(filled=filled, good=good)


def label(name: str, lang: Lang) -> str:
    """What a column of the schema is called; of a place's code, what it is the code of."""
    said = columns()[name].label(lang)
    return said.removesuffix("代码").removesuffix(" code") if name.endswith("_code") else said


def reason(both: str, lang: Lang) -> str:
    """A reason (zh / en) in one language."""
    zh, _, en = both.partition(" / ")
    return en if lang == "en" and en else zh


def _sheets(found: Preview, at: str, lang: Lang) -> Any:
    if len(found.sheets) < 2:
        return None
    options = [html.Option(it, value=it, selected=it == found.sheet) for it in found.sheets]
    data = {"data-correct": "sheet", "data-href": f"{at}/correct"}
    select = html.Select(options, id="import-sheet", className="form-select", **data)
    return html.Div(
        [html.Label(WORDS["sheet"](lang), htmlFor="import-sheet"), select], className="import-line"
    )


def _judgement(found: Preview, lang: Lang) -> Markup:
    if not found.named or found.accepted == 0:
        why = WORDS["no_name" if not found.named else "no_rows"](lang)
        return html.Div(WORDS["bad"](lang) + why, className="import-judgement bad", role="status")
    aside = sum(it.rows for it in found.aside)
    rejected = sum(it.rejected for it in found.columns)
    more = [
        WORDS[word](lang).format(n=f"{n:,}")
        for word, n in (("aside", aside), ("merged", found.merged), ("rejected", rejected))
        if n
    ]
    good = WORDS["good"](lang).format(n=f"{found.accepted:,}")
    mark = ("；" if lang == "zh" else "; ").join([good, *more])
    return html.Div(
        [html.Icon(className="bi bi-check-circle"), mark],
        className="import-judgement",
        role="status",
    )


def _aside(found: Preview, lang: Lang) -> Markup:
    mark = "、" if lang == "zh" else ", "
    said = [note(lang) for note in found.notes]
    if found.first_row:
        said.insert(0, WORDS["headings"](lang).format(row=found.first_row, n=f"{found.read:,}"))
    for it in found.aside:
        rows = mark.join(map(str, it.first)) + (
            WORDS["more"](lang) if it.rows > len(it.first) else ""
        )
        said.append(f"{WORDS['row'](lang).format(rows=rows)}：{reason(it.reason, lang)}")
    return html.Ul([html.Li(one) for one in said], className="import-notes")


def _table(found: Preview, choices: Choices, at: str, lang: Lang) -> Markup:
    heads = [html.Th(WORDS[it](lang), scope="col") for it in ("column", "is", "unit", "judgement")]
    rows = [_row(number, it, at, lang) for number, it in enumerate(found.columns)]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-columns")
    return html.Div(table, className="import-scroll")


def _row(number: int, column: ColumnPreview, at: str, lang: Lang) -> Markup:
    samples = " · ".join(it[:30] for it in column.samples)
    state = "out" if column.column is None else "warn" if column.rejected else "good"
    head = html.Th([html.Div(column.heading), html.Small(samples, className="muted")], scope="row")
    return html.Tr(
        [
            head,
            html.Td(_meaning(number, column, at, lang), **{"data-label": WORDS["is"](lang)}),
            html.Td(_unit(number, column, at, lang), **{"data-label": WORDS["unit"](lang)}),
            html.Td(judgement(column, lang), className=f"import-{state}"),
        ]
    )


def _meaning(number: int, column: ColumnPreview, at: str, lang: Lang) -> Markup:
    grouped: dict[str, list[Any]] = {}
    for name, held in columns().items():
        option = html.Option(label(name, lang), value=name, selected=name == column.column)
        grouped.setdefault(held.group, []).append(option)
    groups = [
        html.Optgroup(options, label=GROUPS[group](lang)) for group, options in grouped.items()
    ]
    nothing = html.Option(WORDS["out"](lang), value="", selected=column.column is None)
    said = f"{WORDS['is'](lang)}：{column.heading}"
    return html.Select(
        [nothing, *groups],
        id=f"import-column-{number}",
        className="form-select form-select-sm",
        **_correction("column", column.heading, at, said),
    )


def _unit(number: int, column: ColumnPreview, at: str, lang: Lang) -> Any:
    allowed = UNITS_OF[measure_of(columns()[column.column])] if column.column else ()
    if not allowed:
        return "" if column.column is None else columns()[column.column].unit(lang)
    options = [html.Option(UNIT_LABELS[it], value=it, selected=it == column.unit) for it in allowed]
    auto = html.Option(WORDS["unit_auto"](lang), value="", selected=column.unit is None)
    said = f"{WORDS['unit'](lang)}：{column.heading}"
    return html.Select(
        [auto, *options],
        id=f"import-unit-{number}",
        className="form-select form-select-sm",
        **_correction("unit", column.heading, at, said) | {"data-column": column.column},
    )


def _unknown(column: ColumnPreview, choices: Choices, at: str, lang: Lang) -> Any:
    """Values of one column that were not recognised or that were corrected, each once."""
    if column.column is None:
        return None
    held = choices.columns.get(column.heading, Choice(column.column))
    given = held.values if held.column == column.column else {}
    if not column.unknown and not given:
        return None
    title = f"{column.heading}：{WORDS['unknown'](lang)}"
    lines = [
        _value(
            column,
            it.text,
            f"{WORDS['rows'](lang).format(n=f'{it.rows:,}')} · {reason(it.reason, lang)}",
            given,
            at,
            lang,
        )
        for it in column.unknown
    ]
    listed = {it.text for it in column.unknown}
    lines += [
        _value(column, text, WORDS["given"](lang), given, at, lang)
        for text in given
        if text not in listed
    ]
    return html.Section(
        [
            html.H3(title),
            html.P(WORDS["unknown_hint"](lang), className="muted"),
            html.Ul(lines, className="import-values"),
        ],
        className="import-unknown",
    )


def _value(
    column: ColumnPreview, text: str, said: str, given: Mapping[str, str], at: str, lang: Lang
) -> Markup:
    words = WORDS["stands_for"](lang).format(text=text[:60])
    field = html.Input(
        type="text",
        id=f"import-value-{zlib.crc32(f'{column.heading}={text}'.encode()):08x}",
        value=given.get(text, ""),
        placeholder=WORDS["what_is"](lang),
        list=f"import-list-{column.column}",
        className="form-control form-control-sm",
        **_correction("value", column.heading, at, words)
        | {"data-column": column.column, "data-text": text},
    )
    return html.Li([html.Span(text or "—", className="import-text"), html.Small(said), field])


def _lists(found: Preview) -> Markup:
    """What a value may be, of the columns whose values are listed."""
    wanted = dict.fromkeys(it.column for it in found.columns if it.column)
    return html.Div([html.Datalist(_names(it), id=f"import-list-{it}") for it in wanted])


def _names(name: str) -> list[Markup]:
    names: Iterable[Text] = of_column(columns()[name]).names().values()
    return [html.Option(value=it) for it in dict.fromkeys(text.zh for text in names)]


def _correction(what: str, heading: str, at: str, said: str) -> dict[str, Any]:
    return {
        "data-correct": what,
        "data-heading": heading,
        "data-href": f"{at}/correct",
        "aria-label": said,
    }


def _onward(found: Preview, at: str, lang: Lang) -> Markup:
    ready = found.named and found.accepted > 0
    words = WORDS["start_n"](lang).format(n=f"{found.accepted:,}")
    return html.Div(
        [
            html.Button(
                words,
                className="out first",
                disabled=not ready,
                type="button",
                **{"data-act": f"{at}/start"},
            ),
            html.Button(
                WORDS["other"](lang),
                className="out",
                type="button",
                **{"data-act": f"{at}/discard"},
            ),
            html.A(WORDS["rejects"](lang), href=f"{at}/rejects.csv", className="out", download="")
            if any(it.rejected for it in found.columns) or found.aside or found.merged
            else None,
            html.A(WORDS["mapping"](lang), href=f"{at}/mapping.toml", className="out", download=""),
        ],
        className="import-onward",
    )
