"""Notes that a reader puts on a chart: they live in the address, and go wherever the chart goes.

Notes are divided by `;`, each a kind and what it needs:

    mark:江苏,广东                 these bars, points or areas stand out, the others step back
    range:2021..2023:words        a band from one value of the axis of names or years to another
    text:30,80:words              words, their middle at so many per cent from the left and bottom
    arrow:60,80,-90,40:words      an arrow to such a place, from words so many pixels right and up

A `;` of the words is written %3B, a `%` %25.
"""

import re
from dataclasses import dataclass
from typing import Literal

from data_layer.vocabulary.text import Text

Kind = Literal["mark", "range", "text", "arrow"]
MOST = 12
LONGEST = 1_500
GRAMMAR = Text(
    "以 ; 分隔：mark:名称,名称、range:甲..乙:文字、text:x,y:文字、arrow:x,y,dx,dy:文字",
    "divided by ; : mark:name,name, range:a..b:words, text:x,y:words, arrow:x,y,dx,dy:words",
)
_PLACE = r"-?\d{1,3}(?:\.\d)?"
_NOTE = (
    r"(?:mark:[^;]{1,300}"
    r"|range:[^;:]{1,60}\.\.[^;:]{1,60}:[^;]{0,160}"
    rf"|text:{_PLACE},{_PLACE}:[^;]{{1,160}}"
    rf"|arrow:{_PLACE},{_PLACE},{_PLACE},{_PLACE}:[^;]{{0,160}})"
)
PATTERN = rf"{_NOTE}(?:;{_NOTE}){{0,{MOST - 1}}}"
"""The notes of an address, as a full-match regular expression."""
_COMMA = re.compile("[,，]")
_ESCAPED = re.compile("%(3B|25)", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """One note. names: of a mark, or both ends of a range. at: per cent of the plot from the left
    and the bottom; of an arrow also how many CSS pixels right and up of there its words stand."""

    kind: Kind
    words: str = ""
    names: tuple[str, ...] = ()
    at: tuple[float, ...] = ()


def notes_of(text: str) -> tuple[Note, ...]:
    """The notes of a value that PATTERN matches; none of an empty one."""
    return tuple(_note(part) for part in text.split(";") if part)


def _note(part: str) -> Note:
    kind, _, rest = part.partition(":")
    if kind == "mark":
        # A name may hold a comma: what is written is then one name, too.
        parts = dict.fromkeys([*_COMMA.split(rest), rest])
        return Note("mark", names=tuple(_plain(name).strip() for name in parts))
    where, _, words = rest.partition(":")
    if kind == "range":
        low, _, high = where.partition("..")
        return Note("range", _plain(words), (_plain(low).strip(), _plain(high).strip()))
    at = tuple(float(number) for number in where.split(","))
    return Note("text" if kind == "text" else "arrow", _plain(words), at=at)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: {"3B": ";", "25": "%"}[match[1].upper()], text)
