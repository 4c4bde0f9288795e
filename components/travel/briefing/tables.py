"""Native tables: as many rows as a slide holds; the rest on further slides, if these are few."""

from math import ceil
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from components.look.theme import INK
from components.rendering.written import MOST_COLUMNS, Written
from components.travel.briefing.box import Box
from components.travel.briefing.columns import height, widths
from components.travel.briefing.typeface import rgb, write

INKS = INK["light"]
SIZES = (11.0, 10.0, 9.0)
"""Points of the type; smaller where that puts a whole table on one slide."""
FILLED = 0.94
"""How much of its place a table fills, since some programs set lines wider apart."""
SEEN = 14
"""Rows that a slide may hold: the widths of columns are made for these."""
LONGEST_CELL = 900
"""Letters of a cell that one slide holds."""
MOST_SLIDES = 5
"""Slides that a table goes on over; a longer one is cut, and says so."""


def add_table(slide: Any, rows: Written, box: Box, *, goes_on: bool = False) -> tuple[Any, int]:
    """Put the rows that fit on a slide; answers the graphic frame, and how many rows it shows.

    goes_on: the others follow on slides that hold as many each, so that none is almost empty.
    """
    titles = rows.titles[:MOST_COLUMNS]
    cells = [row[:MOST_COLUMNS] for row in rows.rows]
    size = size_of(rows, box, goes_on=goes_on)
    wide, heights, fitting = _laid(rows, box, size)
    if goes_on and fitting < len(cells) == rows.total:
        fitting = _evenly(heights, fitting, box)
    total = Inches(sum(heights[: fitting + 1]))
    frame = slide.shapes.add_table(
        fitting + 1, len(titles), box.left, box.top, box.width, Emu(min(total, box.height))
    )
    table = frame.table
    for at, width in enumerate(wide):
        table.columns[at].width = Inches(width)
    for at, row in enumerate([titles, *cells[:fitting]]):
        table.rows[at].height = Inches(heights[at])
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            write(
                cell.text_frame, words, size, INKS.surface if at == 0 else INKS.text, bold=at == 0
            )
            _dress(cell, right=rows.right[column], at=at)
    return frame, fitting


def size_of(rows: Written, box: Box, *, goes_on: bool = False) -> float:
    """The largest type in which all rows stand on one slide, else on as many as a table may go on
    over, else the largest."""
    laid = {size: _laid(rows, box, size) for size in SIZES}
    whole = [size for size, (*_, fitting) in laid.items() if fitting >= rows.total]
    if not whole and goes_on and rows.total == len(rows.rows):
        whole = [size for size, it in laid.items() if _slides(it[1], it[2], box) <= MOST_SLIDES]
    return whole[0] if whole else SIZES[0]


def _laid(rows: Written, box: Box, size: float) -> tuple[list[float], list[float], int]:
    """Inches of the columns and of head and rows, and how many rows fit."""
    cells = [row[:MOST_COLUMNS] for row in [rows.titles, *rows.rows]]
    wide = widths(cells[: 1 + SEEN], box.width.inches, size)
    heights = [height(row, wide, size) for row in cells]
    return wide, heights, _fitting(heights, box.height.inches * FILLED)


def further_sheets(rows: Written, start: int, box: Box) -> list[Written]:
    """The rows from `start` on, as they fit slides; none at all if they would take too many, or
    are not all at hand."""
    if rows.total > len(rows.rows):
        return []
    size = size_of(rows, box, goes_on=True)
    sheets, rest = [], rows.rows[start:]
    while rest and len(sheets) < MOST_SLIDES - 1:
        fits = min(_laid(rows._replace(rows=rest), box, size)[2], start)
        sheets.append(rows._replace(rows=rest[:fits], total=fits))
        rest = rest[fits:]
    return [] if rest else sheets


def whole_rows(rows: Written) -> Written:
    """The same with every cell no longer than a slide: what is longer goes on in a row below."""
    whole: list[list[str]] = []
    for row in rows.rows:
        parts = [_parts(words) for words in row]
        most = max(len(part) for part in parts)
        whole += [[part[at] if at < len(part) else "" for part in parts] for at in range(most)]
    return rows._replace(rows=whole, total=rows.total + len(whole) - len(rows.rows))


def _parts(words: str) -> list[str]:
    """Words in parts of at most LONGEST_CELL letters, divided where a sentence or a word ends."""
    parts = []
    while len(words) > LONGEST_CELL:
        start = words[:LONGEST_CELL]
        end = max(start.rfind(sign) + 1 for sign in "。；;. ") or LONGEST_CELL
        parts.append(words[:end].rstrip())
        words = words[end:].lstrip()
    return [*parts, words]


def _evenly(heights: list[float], fitting: int, box: Box) -> int:
    """How many rows each slide holds where none is to be almost empty; as many as fit on the first
    if the others would be too many."""
    slides = _slides(heights, fitting, box)
    return fitting if slides > MOST_SLIDES else min(fitting, ceil((len(heights) - 1) / slides))


def _slides(heights: list[float], fitting: int, box: Box) -> int:
    """How many slides rows take of which so many fit on the first."""
    rest, slides = [heights[0], *heights[1 + fitting :]], 1
    while len(rest) > 1:
        rest = [rest[0], *rest[1 + _fitting(rest, box.height.inches * FILLED) :]]
        slides += 1
    return slides


def _fitting(heights: list[float], room: float) -> int:
    """How many rows fit under the head, one at least where there is one."""
    used, fitting = heights[0], 0
    for one in heights[1:]:
        if used + one > room and fitting:
            break
        used, fitting = used + one, fitting + 1
    return fitting


def _dress(cell: Any, *, right: bool, at: int) -> None:
    """Place and ground of the words of a cell; at: its row, the head first."""
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(2)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    cell.fill.solid()
    ground = INKS.accent if at == 0 else (INKS.canvas if at % 2 == 0 else INKS.surface)
    cell.fill.fore_color.rgb = rgb(ground)
