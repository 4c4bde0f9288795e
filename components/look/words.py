"""Words inside figures, wrapped to a width. The words of a view carry no tags."""

from functools import lru_cache
from unicodedata import east_asian_width


def columns(text: str) -> int:
    """Width of a text in columns: wide (Chinese) characters count two."""
    return len(text) + sum(map("WF".__contains__, map(east_asian_width, text)))


@lru_cache(maxsize=8_192)
def wrap(text: str, width: int) -> str:
    """Lines of at most `width` columns joined by `<br>`; Chinese breaks anywhere, words do not."""
    lines = [""]
    for piece in _pieces(text):
        fits = columns((lines[-1] + piece).rstrip()) <= width
        if fits or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return "<br>".join(line.strip() for line in lines if line.strip())


def _pieces(text: str) -> list[str]:
    """What may not be broken: a word with the space before it, or one wide character.

    Closing punctuation stays with what it closes.
    """
    pieces: list[str] = []
    after_wide = False
    for char in text:
        wide = east_asian_width(char) in "WF"
        closing = char in "，。；、：）”！？,.;:)"
        opening = bool(pieces) and pieces[-1].strip() in ("“", "（")
        joined = bool(pieces) and not (wide or after_wide or char.isspace())
        after_wide = wide
        if pieces and (closing or opening or joined):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


PERSONS = ("Pearson", "Spearman")
"""Names that begin a label."""


def in_sentence(label: str) -> str:
    """An English label as it stands inside a sentence: R&D, PCT and SRDI keep their capitals."""
    first, space, rest = label.partition(" ")
    capital = first in PERSONS or any(c.isupper() for c in first[1:])
    return (first if capital else first.lower()) + space + rest
