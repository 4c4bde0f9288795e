"""Values that were not recognised: each once, with its count, a proposal and a field."""

from __future__ import annotations

import zlib
from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction, counted, reason
from data_layer.intake.choices import Choice, Choices
from data_layer.intake.preview import Preview
from data_layer.intake.suggest import names_of, suggested
from data_layer.intake.tally import VALUES, ColumnPreview, Unknown
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang

LONGEST = 60


def values(found: Preview, choices: Choices, at: str, lang: Lang) -> Any:
    """The values of all columns, and the lists that their fields offer."""
    parts = [it for column in found.columns if (it := _column(column, choices, at, lang))]
    if not parts:
        return None
    wanted = dict.fromkeys(it.column for it in found.columns if it.column)
    return html.Section(
        [
            html.H3(WORDS["unknown"](lang)),
            html.P(WORDS["unknown_hint"](lang), className="muted"),
            *parts,
            *(_names(it, lang) for it in wanted),
        ],
        className="import-unknown",
    )


def _column(column: ColumnPreview, choices: Choices, at: str, lang: Lang) -> Any:
    if column.column is None:
        return None
    held = choices.columns.get(column.heading, Choice(column.column))
    given = held.values if held.column == column.column else {}
    if not column.unknown and not given:
        return None
    listed = {it.text for it in column.unknown}
    lines = [_value(column, it, given.get(it.text, ""), at, lang) for it in column.unknown]
    lines += [
        _value(column, Unknown(text, 0, ""), to, at, lang)
        for text, to in given.items()
        if text not in listed
    ]
    cells = counted(WORDS["unknown_of"], column.rejected, lang, heading=column.heading)
    more = WORDS["unknown_more"](lang).format(n=VALUES)
    return html.Div(
        [
            html.Div([html.Strong(cells), html.Small(columns()[column.column].thing(lang))]),
            html.Ul(lines, className="import-values"),
            html.P(more, className="muted") if len(column.unknown) == VALUES else None,
        ],
        className="import-column-values",
    )


def _value(column: ColumnPreview, it: Unknown, given: str, at: str, lang: Lang) -> Markup:
    name = column.column or ""
    data = {"data-column": name, "data-text": it.text}
    shown = it.text[:LONGEST] or "—"
    field = html.Input(
        type="text",
        id=f"import-value-{zlib.crc32(f'{column.heading}={it.text}'.encode()):08x}",
        value=given,
        placeholder=WORDS["what_is"](lang),
        list=f"import-list-{name}",
        className="form-control form-control-sm",
        **correction("value", column.heading, at, WORDS["stands_for"](lang).format(text=shown)),
        **data,
    )
    if not it.rows:
        why = WORDS["given"](lang)
    else:
        rows = counted(WORDS["rows"], it.rows, lang)
        why = f"{rows} · {reason(it.reason, lang)}"
    return html.Li(
        [
            html.Div([html.Span(shown, className="import-text"), html.Small(why)]),
            html.Span("→", **{"aria-hidden": "true"}),
            html.Div([_proposal(column, it, given, at, lang), field], className="import-answer"),
        ]
    )


def _proposal(column: ColumnPreview, it: Unknown, given: str, at: str, lang: Lang) -> Any:
    near = suggested(column.column or "", it.text) if it.rows and not given else None
    if near is None:
        return None
    said = WORDS["accept"](lang).format(text=it.text[:LONGEST], name=near(lang))
    data = correction("value", column.heading, at, said)
    data |= {"data-column": column.column, "data-text": it.text, "data-value": near.zh}
    return html.Button(f"{near(lang)}？", type="button", className="import-chip", **data)


def _names(name: str, lang: Lang) -> Any:
    names = dict.fromkeys(it(lang) for it in names_of(name).values())
    options = [html.Option(value=it) for it in names]
    return html.Datalist(options, id=f"import-list-{name}") if options else None
