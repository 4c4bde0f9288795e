"""Which row holds the headings, the first rows to choose another from, and what is set aside."""

from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction, counted, reason
from data_layer.importer.tables.joined_sheets import label
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Preview
from data_layer.vocabulary.text import Lang

CELLS = 10
"""Cells of a row that are shown."""
LONGEST = 24


def headings(preview: Preview, choices: Choices, at: str, lang: Lang) -> Any:
    """Where the headings stand, and the first rows of the file with a button each."""
    if preview.heading_row is None:
        return None
    summary = html.Summary(
        [
            html.Strong(_where(preview, lang)),
            html.Span(WORDS["headings_change"](lang), className="import-more"),
        ]
    )
    return html.Details(
        [
            summary,
            html.P(WORDS["headings_hint"](lang), className="muted"),
            _top(preview, at, lang),
            html.Div(_choices(preview, choices, at, lang=lang), className="import-onward"),
        ],
        id="import-headings",
        className="import-fold",
        open=not preview.named,
    )


def left_out(preview: Preview, lang: Lang) -> Any:
    """Rows that are no enterprises, by reason."""
    if not preview.aside:
        return None
    comma = "、" if lang == "zh" else ", "
    lines = []
    for group in preview.aside:
        more = WORDS["more"](lang) if group.rows > len(group.first) else ""
        rows = WORDS["row"](lang).format(
            rows=comma.join(label(row, preview.joined) for row in group.first) + more
        )
        words = f"{counted(WORDS['rows'], group.rows, lang)} · {reason(group.reason, lang)}"
        lines.append(html.Li([words, html.Small(rows)]))
    total = f"{sum(group.rows for group in preview.aside):,}"
    return html.Section(
        [
            html.H3(WORDS["left_out"](lang).format(n=total)),
            html.Ul(lines, className="import-notes"),
        ]
    )


def notes(preview: Preview, lang: Lang) -> Any:
    """What was noticed on reading and needs no answer."""
    if not preview.notes:
        return None
    return html.Section(
        [
            html.H3(WORDS["notes"](lang)),
            html.Ul([html.Li(note(lang)) for note in preview.notes], className="import-notes"),
        ]
    )


def _where(preview: Preview, lang: Lang) -> str:
    if not preview.heading_row:
        return WORDS["headings_none"](lang)
    first = preview.heading_row - preview.heading_rows + 1
    word = "headings_several" if preview.heading_rows > 1 else "headings_one"
    words = WORDS[word](lang).format(row=first, next=preview.heading_row)
    above = counted(WORDS["headings_above"], first - 1, lang) if first > 1 else ""
    return words + above


def _top(preview: Preview, at: str, lang: Lang) -> Markup:
    out = {row for group in preview.aside for row in group.first}
    width = min(CELLS, max((len(cells) for _, cells in preview.top), default=0))
    rows = [
        _row(number, cells, width, preview=preview, out=out, at=at, lang=lang)
        for number, cells in preview.top
    ]
    return html.Div(
        html.Table(html.Tbody(rows), className="import-top"), className="import-scroll", tabIndex=0
    )


def _row(
    number: int,
    cells: tuple[str, ...],
    width: int,
    preview: Preview,
    out: set[int],
    at: str,
    lang: Lang,
) -> Markup:
    last = preview.heading_row or 0
    heads = last - preview.heading_rows < number <= last
    filled = any(cell.strip() for cell in cells)
    act: Any = None
    if heads:
        act = html.Span(WORDS["headings_here"](lang), className="kind")
    elif filled:
        label = WORDS["headings_set_row"](lang).format(row=number)
        data = correction("heading_row", "", at, label=label) | {"data-value": str(number)}
        words = WORDS["headings_set"](lang)
        act = html.Button(words, id=f"import-row-{number}", type="button", className="out", **data)
    style = "heads" if heads else "skipped" if number < last or number in out else ""
    texts = [*cells[:width], *[""] * (width - len(cells))]
    return html.Tr(
        [
            html.Th(str(number), scope="row"),
            html.Td(act),
            *(html.Td(text if len(text) <= LONGEST else f"{text[:LONGEST]}…") for text in texts),
        ],
        className=style,
    )


def _choices(preview: Preview, choices: Choices, at: str, lang: Lang) -> list[Any]:
    """One to three rows of headings, none at all, and back to what was found by itself."""
    rows = [
        html.Option(
            WORDS[f"headings_rows_{n}"](lang), value=str(n), selected=n == preview.heading_rows
        )
        for n in (1, 2, 3)
    ]
    first = (preview.heading_row or 0) - preview.heading_rows + 1
    data = correction("heading_rows", str(first), at, label=WORDS["headings_rows"](lang))
    several = html.Label(
        [
            html.Span(WORDS["headings_rows"](lang)),
            html.Select(rows, id="import-heading-rows", className="form-select", **data),
        ],
        className="import-line",
    )
    buttons = [_set("0", "headings_no", at, lang=lang)] if preview.heading_row else []
    if choices.heading_row is not None:
        buttons.append(_set("", "headings_auto", at, lang=lang))
    return [several if preview.heading_row else None, *buttons]


def _set(value: str, word: str, at: str, lang: Lang) -> Markup:
    data = correction("heading_row", "", at, label=None) | {"data-value": value}
    return html.Button(WORDS[word](lang), type="button", className="out", **data)
