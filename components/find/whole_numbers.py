"""Whole numbers of a question: batches (第三批), rows (前三名), smallest groups (300家以上)."""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

_SIGNS: Final = "一二三四五六七八九十"
_NAMES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_N: Final = rf"(?P<n>\d{{1,6}}|[{_SIGNS}]{{1,2}})"
_WORD: Final = rf"(?P<n>\d{{1,6}}|{'|'.join(_NAMES)})"
_ENTERPRISES: Final = r"(?:enterprises|companies|firms)"
Kind = Literal["batch", "top", "least"]


class WholeNumber(NamedTuple):
    """A number that ends at `end` of the text, and what it counts."""

    end: int
    kind: Kind
    number: int


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_PATTERNS: Final[Sequence[tuple[Kind, tuple[re.Pattern[str], ...]]]] = (
    (
        "batch",
        _compiled(
            rf"第\s*{_N}\s*批次?",
            r"batch(?:es)?\s*(?:no\.?\s*)?(?P<n>\d{1,2})(?!\d)",
            rf"(?P<n>{'|'.join(_ORDINALS)}|\d{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+batch",
        ),
    ),
    (
        "least",
        _compiled(
            rf"(?:企业(?:数量?)?|数量)\s*(?:不少于|不低于|至少|达到|≥|>=)?\s*{_N}\s*家?\s*(?:及?以上)",
            rf"(?:企业(?:数量?)?|数量)?\s*(?:不少于|不低于|至少|达到|≥|>=)\s*{_N}\s*家(?:企业)?",
            rf"{_N}\s*家(?:企业)?\s*(?:及?以上)(?:的?企业)?",
            rf"(?:of\s+|with\s+)?(?:at least|no fewer than|>=)\s*{_WORD}\s+{_ENTERPRISES}",
            rf"(?:of\s+|with\s+)?{_WORD}\s+(?:{_ENTERPRISES}\s+or more|or more\s+{_ENTERPRISES})",
        ),
    ),
    (
        "top",
        _compiled(
            rf"前\s*{_N}(?:名|位|家|个|强)?(?![\d%])",
            rf"top\s*{_WORD}(?![\d%])",
            rf"{_N}\s*[个座](?=城市|省|市|行业)",
            rf"{_WORD}\s+(?=cities|provinces|industries)",
        ),
    ),
)


def whole_number_at(text: str, start: int) -> WholeNumber | None:
    """The number that begins at a place of a folded text; None if there is none."""
    for kind, patterns in _PATTERNS:
        for pattern in patterns:
            if match := pattern.match(text, start):
                return WholeNumber(match.end(), kind, _number(match.group("n")))
    return None


def _number(words: str) -> int:
    """Digits, Chinese numerals up to 19, or English words up to ten."""
    if words.isdigit():
        return int(words)
    for names in (_NAMES, _ORDINALS):
        if words in names:
            return names.index(words) + 1
    return sum(_SIGNS.index(sign) + 1 for sign in words)
