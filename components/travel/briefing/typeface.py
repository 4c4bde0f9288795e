"""Type on slides: every run in a Latin and an East Asian face."""

import unicodedata
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.compat import element
from components.travel.briefing.items import seen

FACE = "Microsoft YaHei"
NOTHING = "\u00a0"
"""An empty line would stand in the template's own, larger type."""
POINTS = 72
"""Points of an inch."""
LATIN = 1.18
"""Half ems of a Latin letter, in the widest face that may stand in for the one asked for."""


def half_ems(words: str) -> float:
    """How wide words are: 2 for each full-width character, somewhat more than 1 for others."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else LATIN for c in words)


def breadth(words: str, size: float) -> float:
    """Inches of words on one line in type of `size` points."""
    return half_ems(words) * size / POINTS / 2


def rgb(color: str) -> RGBColor:
    """#rrggbb as PowerPoint takes it."""
    return RGBColor.from_string(color.removeprefix("#").upper())


def set_face(font: Any) -> None:
    """Latin and East Asian face of a font; python-pptx alone sets the Latin one."""
    font.name = FACE
    properties = element(font)
    east = properties.find(qn("a:ea"))
    if east is None:
        east = properties.makeelement(qn("a:ea"), {})
        properties.find(qn("a:latin")).addnext(east)
    east.set("typeface", FACE)


def set_font(font: Any, size: float, color: str, *, bold: bool = False) -> None:
    """Face, size in points, colour as #rrggbb and weight of a font."""
    font.size = Pt(size)
    font.bold = bold
    font.color.rgb = rgb(color)
    set_face(font)


def write(frame: Any, words: str, size: float, color: str, *, bold: bool = False) -> None:
    """Fill a text frame: a paragraph for each line."""
    frame.word_wrap = True
    for at, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = seen(line) or NOTHING
        set_font(run.font, size, color, bold=bold)
