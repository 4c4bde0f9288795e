"""Places on a 16:9 slide, in inches as designed and in PowerPoint's own unit as used."""

from typing import NamedTuple

from pptx.util import Emu, Inches, Length

WIDTH, HEIGHT = 13.333, 7.5
SIDE = 0.5


class Box(NamedTuple):
    """Left, top, width and height in EMU."""

    left: Length
    top: Length
    width: Length
    height: Length


class Place(NamedTuple):
    """A part of the whole, from 0 to 1, as Plotly's domains have it."""

    left: float = 0
    right: float = 1
    bottom: float = 0
    top: float = 1


def inches(left: float, top: float, width: float, height: float) -> Box:
    """A box given in inches."""
    return Box(Inches(left), Inches(top), Inches(width), height=Inches(height))


def within(box: Box, place: Place) -> Box:
    """The part of a box that a place takes; places count from the lower left corner."""
    return Box(
        Emu(box.left + round(place.left * box.width)),
        Emu(box.top + round((1 - place.top) * box.height)),
        Emu(round((place.right - place.left) * box.width)),
        height=Emu(round((place.top - place.bottom) * box.height)),
    )


WIDE = WIDTH - 2 * SIDE
FILTERS = inches(SIDE, 0.96, WIDE, height=0.4)
CONTENT = inches(SIDE, 1.42, WIDE, height=5.2)
BESIDE, ON_THE_RIGHT = (
    inches(SIDE, 1.42, WIDE - 3.7, height=5.2),
    inches(9.35, 1.55, 3.5, height=4.9),
)
"""Content and, on its right, the presenter's comment."""
ABOVE, BELOW = inches(SIDE, 1.42, WIDE, height=4.35), inches(SIDE, 5.85, WIDE, height=0.8)
"""Content as wide as the slide and, below it, the presenter's comment."""
FOOT = inches(SIDE, 6.74, WIDE - 1.2, height=0.6)
PLACE = inches(WIDTH - SIDE - 1.0, 6.98, 1.0, height=0.35)
