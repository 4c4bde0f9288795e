"""The choice of a sheet, the same for lists and for figures of provinces."""

from collections.abc import Sequence
from typing import Any

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction, counted
from data_layer.importer.tables.source import Alike
from data_layer.vocabulary.text import Lang


def sheet_choice(names: Sequence[str], read: str | None, at: str, lang: Lang) -> Any:
    """The sheet that is read, of a workbook with several; None of any other file."""
    if len(names) < 2:
        return None
    options = [html.Option(name, value=name, selected=name == read) for name in names]
    select = html.Select(
        options,
        id="import-sheet",
        className="form-select",
        **correction("sheet", "", at, label=None),
    )
    return html.Div(
        [
            html.Label(WORDS["sheet"](lang), htmlFor="import-sheet"),
            select,
            html.Small(counted(WORDS["sheets_unread"], len(names) - 1, lang), className="muted"),
        ],
        className="import-line",
    )


def sheets_alike(alike: Sequence[Alike], joined: Sequence[str], at: str, lang: Lang) -> Any:
    """That the list goes on in other sheets, and the button that takes them too; that they are
    taken, and the way back. None where it does not."""
    if joined:
        words = WORDS["joined"](lang).format(sheets=("、" if lang == "zh" else ", ").join(joined))
        back = _join("", "join_back", at, lang=lang)
        return html.Div([html.Span(words), back], className="import-offer")
    if not alike:
        return None
    rows = [
        html.Li([one.sheet, html.Small(counted(WORDS["rows"], one.rows, lang))]) for one in alike
    ]
    return html.Section(
        [
            html.H3(WORDS["alike_head"](lang)),
            html.Ul(rows, className="import-notes"),
            html.P(WORDS["alike_way"](lang), className="muted"),
            _join("1", "join", at, lang=lang),
        ],
        id="import-alike",
    )


def _join(value: str, word: str, at: str, lang: Lang) -> Any:
    data = correction("join", "", at, label=None) | {"data-value": value}
    return html.Button(
        WORDS[word](lang), id=f"import-join-{value}", type="button", className="out", **data
    )
