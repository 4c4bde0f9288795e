"""How wide the columns of a slide's table are, so that it becomes as short as it can."""

import re
from collections.abc import Sequence
from math import ceil

from components.travel.briefing.typeface import breadth

LINE = 0.2 / 11
"""Inches of one line for each point of its type."""
PADDING = 0.1
BOLD = 1.2
"""How much wider bold type is."""
SLACK = 1.06
"""How much more room words get than they are wide: programs do not set them quite alike."""
RAGGED = 1.12
"""How much longer wrapped words are than their letters, since lines end at words."""
LONGEST_WORD = 1.6
"""Inches that a single word asks for at most."""
SHORT = 4
"""Signs of a cell that stand on one line, such as 湖北."""
STEP = 0.1
"""Inches in which room is given away."""
AMOUNT = re.compile(r"[-−+]?[\d,.]+ ?\S{1,3}")
"""A number with its unit stands on one line too, such as 5,000 万元."""


def widths(rows: Sequence[Sequence[str]], room: float, size: float) -> list[float]:
    """Inches of each column; the first row is the head.

    No word is broken if that can be. What is left of the room goes, step by step, to the column
    that makes the table shorter by most: a single long cell does not take it from all others.
    """
    long = [_lengths(row, size, bold=at == 0) for at, row in enumerate(rows)]
    given = [max(_least(words, size) for words in column) for column in zip(*rows, strict=True)]
    while room - sum(given) >= STEP:
        gains = _gains(long, given)
        best = max(range(len(given)), key=gains.__getitem__)
        if gains[best] <= 0:
            break
        given[best] += STEP
    return [room * one / sum(given) for one in given]


def height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Inches of a row whose words wrap."""
    lines = [
        long / (width - 2 * PADDING)
        for long, width in zip(_lengths(row, size), widths, strict=True)
    ]
    return max(1 if n <= 1 else ceil(n * RAGGED / SLACK) for n in lines) * LINE * size + 0.1


def _lengths(row: Sequence[str], size: float, *, bold: bool = False) -> list[float]:
    """Inches of each cell on one line."""
    return [breadth(words, size) * SLACK * (BOLD if bold else 1) for words in row]


def _least(words: str, size: float) -> float:
    """Inches of the longest part that stands on one line; Chinese breaks anywhere, save short
    words and amounts."""
    whole = len(words) <= SHORT or AMOUNT.fullmatch(words)
    parts = [words] if whole else re.findall(r"[\x21-\x7e\u00c0-\u024f]+|.", words)
    longest = max((breadth(part, size * BOLD) for part in parts), default=0)
    return min(LONGEST_WORD, longest) + 2 * PADDING


def _gains(long: Sequence[Sequence[float]], given: Sequence[float]) -> list[float]:
    """By how many lines all rows become shorter, for each column if it becomes a step wider: a row
    is as high as its longest cell, so only that one can shorten it, as far as the next."""
    gains = [0.0] * len(given)
    for row in long:
        lines = [cell / (width - 2 * PADDING) for cell, width in zip(row, given, strict=True)]
        most = max(range(len(lines)), key=lines.__getitem__)
        wider = row[most] / (given[most] + STEP - 2 * PADDING)
        next_one = max((n for at, n in enumerate(lines) if at != most), default=0)
        gains[most] += max(0.0, lines[most] - max(1.0, wider, next_one))
    return gains
