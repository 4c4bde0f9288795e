"""Values that were not recognised: each once, with its count, a proposal and a field."""

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


def values(preview: Preview, choices: Choices, at: str, lang: Lang) -> Any:
    """The values of all columns, and the lists that their fields offer."""
    parts = [
        part for column in preview.columns if (part := _column(column, choices, at, lang=lang))
    ]
    if not parts:
        return None
    wanted = dict.fromkeys(
        shown_column.column for shown_column in preview.columns if shown_column.column
    )
    return html.Section(
        [
            html.H3(WORDS["unknown"](lang)),
            html.P(WORDS["unknown_hint"](lang), className="muted"),
            *parts,
            *(_names(name, lang) for name in wanted),
        ],
        className="import-unknown",
    )


def _column(column: ColumnPreview, choices: Choices, at: str, lang: Lang) -> Any:
    if column.column is None:
        return None
    choice = choices.columns.get(column.heading, Choice(column.column))
    given = choice.values if choice.column == column.column else {}
    if not column.unknown and not given:
        return None
    listed = {unknown.text for unknown in column.unknown}
    lines = [
        _value(column, unknown, given.get(unknown.text, ""), at=at, lang=lang)
        for unknown in column.unknown
    ]
    lines += [
        _value(column, Unknown(text, 0, ""), to, at=at, lang=lang)
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


def _value(column: ColumnPreview, unknown: Unknown, given: str, at: str, lang: Lang) -> Markup:
    name = column.column or ""
    data = {"data-column": name, "data-text": unknown.text}
    text = unknown.text[:LONGEST] or "—"
    field = html.Input(
        type="text",
        id=f"import-value-{zlib.crc32(f'{column.heading}={unknown.text}'.encode()):08x}",
        value=given,
        placeholder=WORDS["what_is"](lang),
        list=f"import-list-{name}",
        className="form-control form-control-sm",
        **correction(
            "value", column.heading, at, label=WORDS["stands_for"](lang).format(text=text)
        ),
        **data,
    )
    if not unknown.rows:
        why = WORDS["given"](lang)
    else:
        rows = counted(WORDS["rows"], unknown.rows, lang)
        why = f"{rows} · {reason(unknown.reason, lang)}"
    return html.Li(
        [
            html.Div([html.Span(text, className="import-text"), html.Small(why)]),
            html.Span("→", **{"aria-hidden": "true"}),
            html.Div(
                [_proposal(column, unknown, given, at=at, lang=lang), field],
                className="import-answer",
            ),
        ]
    )


def _proposal(column: ColumnPreview, unknown: Unknown, given: str, at: str, lang: Lang) -> Any:
    near = suggested(column.column or "", unknown.text) if unknown.rows and not given else None
    if near is None:
        return None
    label = WORDS["accept"](lang).format(text=unknown.text[:LONGEST], name=near(lang))
    data = correction("value", column.heading, at, label=label)
    data |= {"data-column": column.column, "data-text": unknown.text, "data-value": near.zh}
    return html.Button(f"{near(lang)}？", type="button", className="import-chip", **data)


def _names(name: str, lang: Lang) -> Any:
    names = dict.fromkeys(name_of_option(lang) for name_of_option in names_of(name).values())
    options = [html.Option(value=option) for option in names]
    return html.Datalist(options, id=f"import-list-{name}") if options else None
