"""Native tables: as many rows as a slide holds, with a sentence that says how many there are."""

from __future__ import annotations

import unicodedata
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from components.briefing.box import Box
from components.briefing.typeface import rgb, write
from components.theme import INK
from components.written import Written

INKS = INK["light"]
MOST_COLUMNS = 9
SIZE = 11.0
LINE = 0.2
"""Inches of one line of type of SIZE points."""
PADDING = 0.1
HALF_EM = SIZE / 72 / 2
NARROWEST, WIDEST = 8, 48
"""Half ems that a column asks for at least and at most."""
SHORT = 1.3
"""Inches up to which a column is left unbroken."""
LONGEST_CELL = 160


def add_table(slide: Any, rows: Written, box: Box) -> tuple[Any, int]:
    """Put the rows that fit on a slide; answers the graphic frame and how many rows it shows."""
    titles = rows.titles[:MOST_COLUMNS]
    cells = [[_clipped(c) for c in row[:MOST_COLUMNS]] for row in rows.rows]
    widths = _widths(titles, cells, box.width.inches)
    heights = [_height(row, widths) for row in [titles, *cells]]
    shown = _fitting(heights, box.height.inches)
    total = Inches(sum(heights[: shown + 1]))
    frame = slide.shapes.add_table(
        shown + 1, len(titles), box.left, box.top, box.width, Emu(min(total, box.height))
    )
    table = frame.table
    for at, width in enumerate(widths):
        table.columns[at].width = Inches(width)
    for at, row in enumerate([titles, *cells[:shown]]):
        table.rows[at].height = Inches(heights[at])
        for column, words in enumerate(row):
            _fill(table.cell(at, column), words, head=at == 0, right=rows.right[column], at=at)
    return frame, shown


def _clipped(words: str) -> str:
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - 1] + "…"


def _half_ems(words: str) -> int:
    """How wide words are: 2 for each full-width character, 1 for others."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _widths(titles: list[str], cells: list[list[str]], room: float) -> list[float]:
    """Inches of each column: short columns get what they need, long ones share what is left."""
    needs = [
        min(WIDEST, max(NARROWEST, *(_half_ems(row[at]) for row in [titles, *cells]))) * HALF_EM
        + 2 * PADDING
        for at in range(len(titles))
    ]
    short = [need for need in needs if need <= SHORT]
    long = sum(needs) - sum(short)
    left = room - sum(short)
    if not long or left < room / 4:
        return [room * need / sum(needs) for need in needs]
    return [need if need <= SHORT else left * need / long for need in needs]


def _height(row: list[str], widths: list[float]) -> float:
    """Inches of a row whose words wrap."""
    lines = max(
        -(-_half_ems(words) * HALF_EM // (width - 2 * PADDING))
        for words, width in zip(row, widths, strict=True)
    )
    return max(1, lines) * LINE + 0.1


def _fitting(heights: list[float], room: float) -> int:
    """How many rows fit under the head, one at least where there is one."""
    used, shown = heights[0], 0
    for height in heights[1:]:
        if used + height > room and shown:
            break
        used, shown = used + height, shown + 1
    return shown


def _fill(cell: Any, words: str, *, head: bool, right: bool, at: int) -> None:
    write(cell.text_frame, words, SIZE, INKS.surface if head else INKS.text, bold=head)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(2)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    cell.fill.solid()
    ground = INKS.accent if head else (INKS.canvas if at % 2 == 0 else INKS.surface)
    cell.fill.fore_color.rgb = rgb(ground)
