"""Words on coloured grounds: the ink that WCAG 2.2 asks for, 4.5:1 and more on any colour."""

from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter

from components.look.theme import INK, Colorscale

ENOUGH = 4.5
DARK = INK["light"].text
"""Ink of words on light grounds, in both themes."""
_INKS = (DARK, "#ffffff", "#000000")
"""In order of preference; between the first two, grounds of middle lightness need black."""


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


_LIGHT = tuple(_light(value / 255) for value in range(256))
"""Linear light of each value of a channel."""


@lru_cache(maxsize=8_192)
def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    red, green, blue = bytes.fromhex(color[1:])
    return 0.2126 * _LIGHT[red] + 0.7152 * _LIGHT[green] + 0.0722 * _LIGHT[blue]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=8_192)
def ink_on(ground: str) -> str:
    """The ink for words on a ground."""
    light = luminance(ground) + 0.05  # `contrast`, of many cells
    for ink in _INKS:
        own = luminance(ink) + 0.05
        if max(light, own) / min(light, own) >= ENOUGH:
            return ink
    return _INKS[-1]


def inked(words: str, ground: str) -> str:
    """Words for a figure whose ink is DARK, in the ink that the ground asks for."""
    ink = ink_on(ground)
    return f'<span style="color:{ink}">{words}</span>' if words and ink != DARK else words


def shade(scale: Colorscale, part: float) -> str:
    """The colour that Plotly draws at a part (0 to 1) of a colour scale."""
    part = min(max(part, 0.0), 1.0)
    above = bisect_left(scale, part, key=itemgetter(0))
    if not above:
        return scale[0][1]
    (start, first), (end, last) = scale[above - 1], scale[above]
    way = (part - start) / (end - start) if end > start else 1.0
    red, green, blue = bytes.fromhex(first[1:])
    more_red, more_green, more_blue = bytes.fromhex(last[1:])
    mixed = (
        round(red * (1 - way) + more_red * way),
        round(green * (1 - way) + more_green * way),
        round(blue * (1 - way) + more_blue * way),
    )
    return f"#{bytes(mixed).hex()}"
