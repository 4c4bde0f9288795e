"""The preview of a file, with a control for everything that can be corrected."""

from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from components.intake import tags as html
from components.intake.asked_view import conflicts, questions
from components.intake.check_words import WORDS
from components.intake.column_view import column_table
from components.intake.heading_view import headings, left_out, notes
from components.intake.parts import button, correction, counted, steps
from components.intake.said_view import said_of_all
from components.intake.sheet_view import sheet_choice, sheets_alike
from components.intake.value_view import values
from data_layer.importer.patents.columns import are_patents
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Preview
from data_layer.intake.remembered import Remembered
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.text import Lang


def check(
    upload: Upload,
    preview: Preview,
    choices: Choices,
    offer: Remembered | None,
    zone: ZoneInfo,
    base: str,
    lang: Lang,
) -> list[Any]:
    """Judgement and the way on, what was decided before, and everything to look at."""
    at = f"{base}/{upload.id}"
    return [
        steps(1, lang),
        html.P(upload.file.name, className="import-file"),
        _judgement(preview, at, lang),
        _patents(preview, at, lang),
        _offer(offer, zone, at, lang=lang),
        sheet_choice(preview.sheets, preview.sheet, at, lang=lang),
        sheets_alike(preview.alike, preview.joined, at, lang=lang),
        headings(preview, choices, at, lang=lang),
        said_of_all(preview, choices, upload.file.name, at=at, lang=lang),
        column_table(preview, at, lang),
        values(preview, choices, at, lang=lang),
        conflicts(preview, at, lang),
        questions(preview, lang),
        left_out(preview, lang),
        notes(preview, lang),
        _onward(preview, at, lang),
    ]


def _judgement(preview: Preview, at: str, lang: Lang) -> Markup:
    """The file in one line, and the button that imports it."""
    if not _ready(preview):
        unnamed = "no_rows" if preview.named else "no_name"
        why = WORDS["headings_alone" if preview.read == 0 else unnamed](lang)
        summary = html.Span(WORDS["bad"](lang) + why, role="status")
        other = None if preview.named else button(WORDS["is_figures"](lang), f"{at}/kind/figures")
        return html.Div([summary, other], className="import-judgement bad")
    counts = {
        "aside": sum(reason.rows for reason in preview.aside),
        "merged": preview.merged,
        "conflicts": preview.conflict_count,
        "rejected": sum(column.rejected for column in preview.columns),
        "questions": preview.question_count,
    }
    parts = [counted(WORDS["good"], preview.accepted, lang)]
    parts += [counted(WORDS[word], n, lang) for word, n in counts.items() if n]
    parts += [counted(WORDS["alike"], len(preview.alike), lang)] if preview.alike else []
    summary = ("；" if lang == "zh" else "; ").join(parts)
    return html.Div(
        [
            html.Icon(className="bi bi-check-circle"),
            html.Span(summary, role="status"),
            _start(preview, at, lang),
        ],
        className="import-judgement",
    )


def _patents(preview: Preview, at: str, lang: Lang) -> Markup | None:
    """That a list has the columns of patents, and the button that reads it as one of these."""
    if not are_patents(preview.headings):
        return None
    words = html.Span(WORDS["like_patents"](lang))
    take = button(WORDS["is_patents"](lang), f"{at}/kind/patents")
    return html.Div([words, take], className="import-offer")


def _ready(preview: Preview) -> bool:
    return preview.named and preview.accepted > 0


def _start(preview: Preview, at: str, lang: Lang) -> Markup:
    words = counted(WORDS["start_n"], preview.accepted, lang)
    return button(words, f"{at}/start", "out first")


def _offer(offer: Remembered | None, zone: ZoneInfo, at: str, lang: Lang) -> Any:
    if offer is None:
        return None
    words = WORDS["offer"](lang).format(file=offer.file, day=offer.day(zone))
    data = correction("remembered", "", at, label=None)
    take = html.Button(WORDS["offer_take"](lang), type="button", className="out", **data)
    return html.Div([html.Span(words), take], className="import-offer")


def _onward(preview: Preview, at: str, lang: Lang) -> Markup:
    """The way on and back, and the files: what is not taken, what to look at, the corrections."""
    lost = any(column.rejected for column in preview.columns) or preview.aside or preview.merged
    links = [
        ("rejects", "rejects.csv", bool(lost or preview.conflict_count)),
        ("questions_file", "questions.csv", bool(preview.question_count)),
        ("mapping", "mapping.toml", True),
    ]
    files = [
        html.A(WORDS[word](lang), href=f"{at}/{name}", className="out", download="")
        for word, name, offered in links
        if offered
    ]
    take = html.Label(
        [
            WORDS["mapping_take"](lang),
            html.Input(
                type="file",
                id="import-mapping",
                accept=".toml",
                className="visually-hidden",
                **{"data-mapping": f"{at}/mapping"},
            ),
        ],
        className="out",
    )
    return html.Div(
        [
            html.Div(
                [
                    _start(preview, at, lang) if _ready(preview) else None,
                    button(WORDS["other"](lang), f"{at}/discard"),
                ],
                className="import-onward",
            ),
            html.H3(WORDS["files"](lang)),
            html.P(WORDS["mapping_hint"](lang), className="muted"),
            html.Div([*files, take], className="import-onward"),
        ]
    )
