"""What stands on every slide around its content: title, badges, filters, source, notes."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from components.compat import element
from components.look.theme import INK
from components.rendering.caption import BADGES, Caption
from components.travel.briefing.box import FILTERS, FOOT, HEIGHT, PLACE, SIDE, WIDE, WIDTH, inches
from components.travel.briefing.typeface import breadth, rgb, write

INKS = INK["light"]
TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and nothing else."""
BADGE_HEIGHT, BADGE_SIZE = 0.3, 11
TITLE_TOP, TITLE_HEIGHT = 0.3, 0.66
SMALLEST_TITLE = 11
FOOT_SIZES, EDGE = (10, 9, 8, 7), 0.08
"""Points of the foot, and inches below it."""
LEADING, RAGGED, POINTS = 1.2, 1.12, 72
"""Height of a line by its type; how much longer wrapped words are than their letters; points of an
inch."""
MARGINS = 0.1
"""Inches above and below the words of a text box."""
BOLD = 1.1
"""How much wider bold type is."""


def new_slide(deck: Any) -> Any:
    """An empty slide with a title."""
    return deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])


def set_title(slide: Any, words: str, size: float, width: float) -> None:
    """The slide's own title, so that outline and screen readers find it; smaller if it is long.

    width: inches that it may take.
    """
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = inches(
        SIDE, TITLE_TOP, width, height=TITLE_HEIGHT
    )
    frame = shape.text_frame
    frame.margin_left = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    sizes = [size, *range(int(size) - 1, SMALLEST_TITLE, -1)]
    fits = next((size for size in sizes if _lines_fit(words, size, width)), SMALLEST_TITLE)
    write(frame, words, fits, color=INKS.text, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def height_of(words: str, size: float, width: float) -> float:
    """Inches of a text whose lines end at words, with the margins of its box."""
    lines = ceil(breadth(words, size) * RAGGED / (width - 0.2))
    return lines * size * LEADING / POINTS + MARGINS


def _lines_fit(words: str, size: float, width: float) -> bool:
    """Whether the lines of a title stand within its height; lines end at words, so ask for more."""
    lines = ceil(breadth(words, size * BOLD) * RAGGED / (width - 0.2))
    return lines * size * LEADING <= TITLE_HEIGHT * POINTS


def add_words(slide: Any, box: Any, words: str, size: float, color: str) -> Any:
    """A text box without margins on its left."""
    shape = slide.shapes.add_textbox(*box)
    shape.text_frame.margin_left = 0
    write(shape.text_frame, words, size, color=color)
    return shape


def add_badges(slide: Any, words: Caption) -> float:
    """Kinds of numbers from the right edge, the demonstration outermost; answers their left end."""
    right = WIDTH - SIDE
    for kind, badge in zip(reversed(words.kinds), reversed(words.badges), strict=True):
        ink, ground = BADGES["light"][kind]
        width = breadth(badge, BADGE_SIZE) + 0.25
        right -= width
        box = inches(right, 0.48, width, height=BADGE_HEIGHT)
        shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *box)
        shape.name = f"badge {kind}"
        element(shape).remove(element(shape).find(qn("p:style")))  # the template's shadow
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(ground)
        shape.line.fill.background()
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = Inches(0.05)
        frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(frame, badge, BADGE_SIZE, color=ink, bold=True)
        frame.word_wrap = False
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        right -= 0.1
    return right


def surround(slide: Any, words: Caption, place: str) -> None:
    """Everything around the content. place: which slide of how many."""
    left = add_badges(slide, words)
    set_title(slide, words.title, 24, width=left - SIDE - 0.2)
    size = 13 if breadth(words.filters, 13) <= WIDE else 10
    add_words(slide, FILTERS, words.filters, size=size, color=INKS.muted)
    add_words(slide, FOOT, "\n".join(words.lines), _foot_size(words.lines), color=INKS.muted)
    number = add_words(slide, PLACE, place, size=10, color=INKS.muted)
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _foot_size(lines: Sequence[str]) -> float:
    """Points of the foot's type: smaller where five documents are named, so that it is whole."""
    room = (HEIGHT - EDGE - FOOT.top.inches) * POINTS / LEADING
    wide = FOOT.width.inches - 0.2

    def taken(size: float) -> float:
        return sum(ceil(breadth(line, size) / wide) for line in lines) * size

    return next((size for size in FOOT_SIZES if taken(size) <= room), FOOT_SIZES[-1])


def describe(shape: Any, alt: str) -> None:
    """The words that a screen reader says for a shape."""
    for properties in element(shape).xpath(".//p:cNvPr"):
        properties.set("descr", alt)


def notes(slide: Any, lines: list[str]) -> None:
    """Speaker notes, a paragraph a line."""
    slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)


def cover(deck: Any, title: str, under: str) -> Any:
    """The first slide of a briefing that has a title."""
    slide = new_slide(deck)
    set_title(slide, title, 40, width=WIDTH - 2)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = inches(
        1, HEIGHT / 2 - 1.2, WIDTH - 2, height=1.3
    )
    add_words(
        slide, inches(1, HEIGHT / 2 + 0.2, WIDTH - 2, height=0.6), under, size=16, color=INKS.muted
    )
    return slide
