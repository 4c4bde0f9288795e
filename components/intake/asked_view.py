"""What a person is asked about: rows that share a code, and values that contradict sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import SAME_ID, WORDS
from components.intake.parts import correction, counted, reason
from data_layer.intake.preview import Asked, Preview
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang


def conflicts(found: Preview, at: str, lang: Lang) -> Any:
    """Rows with the code of an earlier row and another name, and what becomes of them."""
    if not found.conflict_count:
        return None
    title = counted(WORDS["conflicts_title"], found.conflict_count, lang)
    boxes = [
        html.Label(
            [
                html.Input(
                    type="radio",
                    id=f"import-same-{rule}",
                    name="import-same-id",
                    value=rule,
                    checked=rule == found.same_id,
                    **correction("same_id", "", at, None),
                ),
                words(lang),
            ],
            className="import-switch",
        )
        for rule, words in SAME_ID.items()
    ]
    legend = html.Legend(WORDS["conflicts_hint"](lang), className="muted")
    return html.Section(
        [
            html.H3(title),
            html.Fieldset([legend, *boxes], className="import-radios"),
            _listed("import-conflicts", found.conflicts, found.conflict_count, lang),
        ],
        className="import-asked",
    )


def questions(found: Preview, lang: Lang) -> Any:
    """Values that are kept and that somebody should look at."""
    if not found.question_count:
        return None
    title = WORDS["questions_title"](lang).format(n=f"{found.question_count:,}")
    return html.Section(
        [
            html.H3(title),
            html.P(WORDS["questions_hint"](lang), className="muted"),
            _listed("import-questions", found.questions, found.question_count, lang),
        ],
        className="import-asked",
    )


def _listed(id: str, asked: Sequence[Asked], count: int, lang: Lang) -> Markup:
    words = ("of_row", "of_column", "of_value", "why")
    heads = [html.Th(WORDS[it](lang), scope="col") for it in words]
    rows = [
        html.Tr(
            [
                html.Th(str(it.row), scope="row"),
                html.Td(columns()[it.column].thing(lang) if it.column in columns() else it.column),
                html.Td(it.value),
                html.Td(reason(it.reason, lang)),
            ]
        )
        for it in asked
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-asks")
    cut = WORDS["listed_first"](lang).format(n=len(asked)) if count > len(asked) else None
    return html.Details(
        [
            html.Summary(WORDS["listed"](lang)),
            html.Div(table, className="import-scroll", tabIndex=0),
            html.P(cut, className="muted") if cut else None,
        ],
        id=id,
        open=count <= 10,
    )
