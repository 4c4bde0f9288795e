"""Ranges in a question: 专利>50, 注册资本1亿元以上, more than 100 employees, founded since 2015."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from components.find.words import phrases
from data_layer.filters.filters import Filters, read
from data_layer.filters.keys import keys
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

Relation = Literal["above", "from", "below", "to", "is"]

BEFORE: Final[dict[Relation, str]] = {
    "from": r">=|≥|=>|不低于|不少于|不小于|至少|大于等于|最少|at least|no less than|"
    r"not less than|minimum|min|since|from",
    "to": r"<=|≤|=<|不超过|不高于|不多于|不大于|至多|最多|小于等于|at most|no more than|"
    r"not more than|maximum|max|up to",
    "above": r">|大于|超过|高于|多于|超|over|above|more than|greater than|exceeding|"
    r"after|later than",
    "below": r"<|小于|低于|少于|不足|不到|不满|under|below|less than|fewer than|"
    r"before|earlier than",
    "is": r"=|等于|为|是|于|in|equals|exactly",
}
"""Words before a number, the longer of two that begin alike first."""
AFTER: Final[dict[Relation, str]] = {
    "from": r"及?以上|或以上|以来|起|以后|\+|and more|or more|and above|or above|and over",
    "to": r"及?以下|或以下|以内|or less|or fewer|and below|or below|and less",
    "above": r"之后|后",
    "below": r"以前|之前|前",
}
UNITS: Final[dict[str, dict[str, float]]] = {
    "capital": {
        "亿元": 10_000,
        "亿": 10_000,
        "万元": 1,
        "万": 1,
        "元": 0.0001,
        "billion yuan": 100_000,
        "billion": 100_000,
        "million yuan": 100,
        "million": 100,
        "bn": 100_000,
        "m": 100,
    },
    "rd": {"%": 1, "个百分点": 1, "per cent": 1, "percent": 1},
    "founded": {"年": 1},
    "recognised": {"年": 1},
    "batch": {"批": 1, "批次": 1},
    "insured": {"万人": 10_000, "人": 1, "名": 1, "千人": 1_000, "k": 1_000},
    "": {"件": 1, "项": 1, "个": 1, "万件": 10_000, "千件": 1_000, "k": 1_000},
}
"""Units by key, with how many of the key's own each is."""
LOOSE: Final = Text(
    "“大于”“小于”按“不低于”“不超过”处理：这一项的筛选含端点",
    "above and below are read as at least and at most: this filter has its ends within it",
)
_NUMBER: Final = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<{0}p>\.\d+)?"


class Amount(NamedTuple):
    """A range of one key that ends at `end` of the text. note: what is not exactly as asked."""

    end: int
    key: str
    value: str
    note: Text | None = None


def amount_at(text: str, start: int) -> Amount | None:
    """The range that begins at a place of a folded text; None if there is none."""
    for pattern in _patterns():
        match = pattern.match(text, start)
        if match is not None and (amount := _read(match)) is not None:
            return amount
    return None


def _read(match: re.Match[str]) -> Amount | None:
    parts = match.groupdict()
    field = phrases()[parts["field"].strip().rstrip("s") if _plural(parts) else parts["field"]].key
    low = _number(parts, "low", field, own=parts.get("first"))
    high = _number(parts, "high", field) if "high" in parts else None
    if low is None or (parts.get("high") and high is None):
        return None
    if high is not None:
        written, note = f"{_spelt(low)}..{_spelt(high)}", None
    else:
        written, note = _bounded(field, _relation(parts), low)
    filters, problems = read({field: written})
    if problems or not isinstance(filters, Filters):
        return None
    return Amount(match.end(), field, written, note=note)


def _plural(parts: dict[str, str | None]) -> bool:
    return parts["field"] not in phrases()


def _number(
    parts: dict[str, str | None], name: str, field: str, own: str | None = None
) -> float | None:
    """The number in the unit of the key; None where the unit is not one of it.

    own: the number's unit where it is not that at the end: 5000万到1亿.
    """
    whole = parts[name]
    if whole is None:
        return None
    value = float(whole.replace(",", "") + (parts[f"{name}p"] or ""))
    unit = (own or parts.get("unit") or "").strip()
    factors = UNITS.get(field, UNITS[""])
    return value * factors[unit] if unit in factors else (None if unit else value)


def _relation(parts: dict[str, str | None]) -> Relation:
    before = next((k for k in BEFORE if parts.get(f"b_{k}")), None)
    after = next((k for k in AFTER if parts.get(f"a_{k}")), None)
    return after or before or "is"


def _bounded(field: str, relation: Relation, value: float) -> tuple[str, Text | None]:
    """A range as an address writes it. The ends of one lie within it, so that above 50 patents is
    51 and more; of a number with decimals there is no next."""
    whole = not columns()[keys()[field].column].dtype.is_float()
    step = 1 if whole else 0
    note = LOOSE if not whole and relation in ("above", "below") else None
    bounds = {
        "from": f"{_spelt(value)}..",
        "to": f"..{_spelt(value)}",
        "above": f"{_spelt(value + step)}..",
        "below": f"..{_spelt(value - step)}",
        "is": f"{_spelt(value)}..{_spelt(value)}",
    }
    return bounds[relation], note


def _spelt(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(words) for words in _written())


def _written() -> Iterator[str]:
    fields = sorted(
        (w for w, meaning in phrases().items() if meaning.kind == "field"), key=len, reverse=True
    )
    field = rf"(?P<field>(?:{'|'.join(map(re.escape, fields))})s?)(?![a-z])"
    names = sorted({unit for units in UNITS.values() for unit in units}, key=len, reverse=True)
    unit = rf"(?:\s*(?P<unit>{'|'.join(map(re.escape, names))})(?![a-z]))?"
    first = unit.replace("<unit>", "<first>")
    before = "|".join(f"(?P<b_{k}>(?:{w})(?![a-z]))" for k, w in BEFORE.items())
    after = "|".join(f"(?P<a_{k}>{w})" for k, w in AFTER.items())
    low, high = _NUMBER.format("low"), _NUMBER.format("high")
    between = rf"{low}{first}\s*(?:-|–|~|\.\.|到|至|to|and)\s*{high}{unit}(?:之间)?"
    lead = r"(?:of|is|are|的|数量|在|between|from)?"
    yield rf"{field}\s*{lead}\s*{between}"
    yield rf"(?:between\s+|from\s+)?{between}\s*(?:的|of)?\s*{field}"
    yield rf"{field}\s*(?:of|is|are|的)?\s*(?:{before})\s*{low}{unit}\s*(?:{after})?"
    yield rf"{field}\s*(?:of|的)?\s*{low}{unit}\s*(?:{after})"
    yield rf"(?:{before})\s*{low}{unit}\s*(?:的|of|in)?\s*{field}"
    yield rf"{low}{unit}\s*(?:{after})\s*(?:的|of|in)?\s*{field}"
    yield rf"{low}{unit}\s*(?:的|of)?\s*{field}"
