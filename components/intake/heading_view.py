"""Which row holds the headings, the first rows to choose another from, and what is set aside."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction, counted, reason
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Preview
from data_layer.vocabulary.text import Lang

CELLS = 10
"""Cells of a row that are shown."""
LONGEST = 24


def headings(found: Preview, choices: Choices, at: str, lang: Lang) -> Any:
    """Where the headings stand, and the first rows of the file with a button each."""
    if found.heading_row is None:
        return None
    summary = html.Summary(
        [
            html.Strong(_where(found, lang)),
            html.Span(WORDS["headings_change"](lang), className="import-more"),
        ]
    )
    return html.Details(
        [
            summary,
            html.P(WORDS["headings_hint"](lang), className="muted"),
            _top(found, at, lang),
            html.Div(_choices(found, choices, at, lang), className="import-onward"),
        ],
        id="import-headings",
        className="import-fold",
        open=not found.named,
    )


def left_out(found: Preview, lang: Lang) -> Any:
    """Rows that are no enterprises, by reason."""
    if not found.aside:
        return None
    comma = "、" if lang == "zh" else ", "
    lines = []
    for it in found.aside:
        more = WORDS["more"](lang) if it.rows > len(it.first) else ""
        rows = WORDS["row"](lang).format(rows=comma.join(map(str, it.first)) + more)
        said = f"{counted(WORDS['rows'], it.rows, lang)} · {reason(it.reason, lang)}"
        lines.append(html.Li([said, html.Small(rows)]))
    total = f"{sum(it.rows for it in found.aside):,}"
    return html.Section(
        [
            html.H3(WORDS["left_out"](lang).format(n=total)),
            html.Ul(lines, className="import-notes"),
        ]
    )


def notes(found: Preview, lang: Lang) -> Any:
    """What was noticed on reading and needs no answer."""
    if not found.notes:
        return None
    return html.Section(
        [
            html.H3(WORDS["notes"](lang)),
            html.Ul([html.Li(it(lang)) for it in found.notes], className="import-notes"),
        ]
    )


def _where(found: Preview, lang: Lang) -> str:
    if not found.heading_row:
        return WORDS["headings_none"](lang)
    first = found.heading_row - found.heading_rows + 1
    word = "headings_several" if found.heading_rows > 1 else "headings_one"
    said = WORDS[word](lang).format(row=first, next=found.heading_row)
    above = counted(WORDS["headings_above"], first - 1, lang) if first > 1 else ""
    return said + above


def _top(found: Preview, at: str, lang: Lang) -> Markup:
    out = {row for it in found.aside for row in it.first}
    width = min(CELLS, max((len(cells) for _, cells in found.top), default=0))
    rows = [_row(number, cells, width, found, out, at, lang) for number, cells in found.top]
    return html.Div(
        html.Table(html.Tbody(rows), className="import-top"), className="import-scroll", tabIndex=0
    )


def _row(
    number: int,
    cells: tuple[str, ...],
    width: int,
    found: Preview,
    out: set[int],
    at: str,
    lang: Lang,
) -> Markup:
    last = found.heading_row or 0
    heads = last - found.heading_rows < number <= last
    filled = any(it.strip() for it in cells)
    act: Any = None
    if heads:
        act = html.Span(WORDS["headings_here"](lang), className="kind")
    elif filled:
        said = WORDS["headings_set_row"](lang).format(row=number)
        data = correction("heading_row", "", at, said) | {"data-value": str(number)}
        words = WORDS["headings_set"](lang)
        act = html.Button(words, id=f"import-row-{number}", type="button", className="out", **data)
    style = "heads" if heads else "skipped" if number < last or number in out else ""
    shown = [*cells[:width], *[""] * (width - len(cells))]
    return html.Tr(
        [
            html.Th(str(number), scope="row"),
            html.Td(act),
            *(html.Td(it if len(it) <= LONGEST else f"{it[:LONGEST]}…") for it in shown),
        ],
        className=style,
    )


def _choices(found: Preview, choices: Choices, at: str, lang: Lang) -> list[Any]:
    """One to three rows of headings, none at all, and back to what was found by itself."""
    rows = [
        html.Option(
            WORDS[f"headings_rows_{n}"](lang), value=str(n), selected=n == found.heading_rows
        )
        for n in (1, 2, 3)
    ]
    first = (found.heading_row or 0) - found.heading_rows + 1
    data = correction("heading_rows", str(first), at, WORDS["headings_rows"](lang))
    several = html.Label(
        [
            html.Span(WORDS["headings_rows"](lang)),
            html.Select(rows, id="import-heading-rows", className="form-select", **data),
        ],
        className="import-line",
    )
    buttons = [_set("0", "headings_no", at, lang)] if found.heading_row else []
    if choices.heading_row is not None:
        buttons.append(_set("", "headings_auto", at, lang))
    return [several if found.heading_row else None, *buttons]


def _set(value: str, word: str, at: str, lang: Lang) -> Markup:
    data = correction("heading_row", "", at, None) | {"data-value": value}
    return html.Button(WORDS[word](lang), type="button", className="out", **data)
