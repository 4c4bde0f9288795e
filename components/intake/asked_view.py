"""What a person is asked about: rows that share a code, and values that contradict sense."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import SAME_ID, WORDS
from components.intake.parts import correction, counted, reason
from data_layer.importer.tables.joined_sheets import in_words, label
from data_layer.intake.preview import Asked, Preview
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang


def conflicts(preview: Preview, at: str, lang: Lang) -> Any:
    """Rows with the code of an earlier row and another name, and what becomes of them."""
    if not preview.conflict_count:
        return None
    title = counted(WORDS["conflicts_title"], preview.conflict_count, lang)
    boxes = [
        html.Label(
            [
                html.Input(
                    type="radio",
                    id=f"import-same-{rule}",
                    name="import-same-id",
                    value=rule,
                    checked=rule == preview.same_id,
                    **correction("same_id", "", at, label=None),
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
            _listed(
                "import-conflicts",
                preview.conflicts,
                preview.conflict_count,
                preview.joined,
                lang=lang,
            ),
        ],
        className="import-asked",
    )


def questions(preview: Preview, lang: Lang) -> Any:
    """Values that are kept and that somebody should look at."""
    if not preview.question_count:
        return None
    title = WORDS["questions_title"](lang).format(n=f"{preview.question_count:,}")
    return html.Section(
        [
            html.H3(title),
            html.P(WORDS["questions_hint"](lang), className="muted"),
            _listed(
                "import-questions",
                preview.questions,
                preview.question_count,
                preview.joined,
                lang=lang,
            ),
        ],
        className="import-asked",
    )


def _listed(
    id: str, asked: Sequence[Asked], count: int, joined: Sequence[str], lang: Lang
) -> Markup:
    words = ("of_row", "of_column", "of_value", "why")
    heads = [html.Th(WORDS[head](lang), scope="col") for head in words]
    rows = [
        html.Tr(
            [
                html.Th(label(row.row, joined), scope="row"),
                html.Td(
                    columns()[row.column].thing(lang) if row.column in columns() else row.column
                ),
                html.Td(row.value),
                html.Td(reason(in_words(row.reason, joined), lang)),
            ]
        )
        for row in asked
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
