"""Words inside figures, wrapped to a width. The words of a view carry no tags."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Width of a text in columns: wide (Chinese) characters count two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


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
    for char in text:
        wide = columns(char) == 2
        closing = char in "，。；、：）”！？,.;:)"
        opening = bool(pieces) and pieces[-1].strip() in ("“", "（")
        joined = bool(pieces) and not wide and not char.isspace() and columns(pieces[-1][-1]) == 1
        if pieces and (closing or opening or joined):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def in_sentence(label: str) -> str:
    """An English label as it stands inside a sentence: R&D, PCT and SRDI keep their capitals."""
    words = label.split(" ")
    acronym = [any(c.isupper() for c in word.lstrip("(")[1:]) for word in words]
    return " ".join(w if kept else w.lower() for w, kept in zip(words, acronym, strict=True))
