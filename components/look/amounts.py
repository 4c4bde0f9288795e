"""Numbers as a reader writes them: separators, like decimals, and the unit where it belongs.

The one place that knows how an amount is written in either language.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from data_layer.vocabulary.text import Lang, Text

DIGITS = 2
"""Decimals at most."""
MONEY: Mapping[str, float] = {"CNY 10,000": 1e4, "CNY 100 million": 1e8}
"""Units of money, 万元 and 亿元, in yuan: English has neither and says millions and billions."""
COUNTS: Mapping[str, tuple[float, str]] = {"10,000 enterprises": (10_000, "enterprises")}
"""Chinese counts in 万: factor and unit of the same amount in English."""
MEASURED: Mapping[str, str] = {"百分点": "个百分点"}
"""Units that Chinese says with a measure word after a number."""
MILLION, BILLION = 1e6, 1e9
LEAST = 1e-4
"""Below this a number is what arithmetic leaves of 0."""
SINGULAR: Mapping[str, str] = {
    "criteria": "criterion",
    "errata": "erratum",
    "cells": "cell",
    "columns": "column",
    "enterprises": "enterprise",
    "patents": "patent",
    "pieces": "piece",
    "percentage points": "percentage point",
    "persons": "person",
    "places": "place",
    "points": "point",
    "rows": "row",
    "views": "view",
    "years": "year",
}
_ONE = re.compile(rf"(?<![\d.,])1 ({'|'.join(SINGULAR)})\b")


def number(value: float | None, digits: int = DIGITS) -> str:
    """A number as it is read: thousands separated, at most `digits` decimals, no trailing zeros.

    One that would read 0 and is not keeps two digits that count: 0.0042.
    """
    return each_number((value,), digits)[0]


def each_number(values: Iterable[float | None], digits: int = DIGITS) -> list[str]:
    """`number` of each value; empty for a missing one."""
    texts: list[str] = []
    for value in values:
        if value is None:
            text = ""
        elif float(value).is_integer():
            text = f"{value:,.0f}"
        else:
            text = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
            if text in ("0", "-0"):
                text = f"{value:.2g}" if abs(value) >= LEAST else "0"
        texts.append(text)
    return texts


def numbers(values: Sequence[float | None], digits: int = DIGITS) -> list[str]:
    """Numbers that are read together: as many decimals each as the longest of them needs."""
    digits_needed = max(
        (len(f"{v:.{digits}f}".rstrip("0").partition(".")[2]) for v in values if v is not None),
        default=0,
    )
    return ["" if v is None else f"{v:,.{digits_needed}f}" for v in values]


def counted(n: float, noun: str, digits: int = DIGITS) -> str:
    """A number of things in English: 1 enterprise, 2 enterprises, 1 criterion."""
    return f"{number(n, digits)} {SINGULAR.get(noun, noun.removesuffix('s')) if n == 1 else noun}"


def worded(template: Text, lang: Lang, **figures: object) -> str:
    """A template with its figures; in English what is one of something is named in the singular."""
    words = template(lang).format(**figures)
    return words if lang == "zh" else _ONE.sub(lambda m: f"1 {SINGULAR[m.group(1)]}", words)


def money(yuan: float, digits: int = DIGITS) -> str:
    """An amount of money in English: CNY 57.74 million, CNY 6 billion, CNY 570,000."""
    for size, word in ((BILLION, "billion"), (MILLION, "million")):
        if abs(yuan) >= size:
            return f"CNY {number(yuan / size, digits)} {word}"
    return f"CNY {number(yuan, digits)}"


def spelled(value: float, unit: str, lang: Lang) -> tuple[float, str]:
    """A count in a unit that the language has."""
    factor, own = COUNTS.get(unit, (1, unit)) if lang == "en" else (1, unit)
    return value * factor, own


@lru_cache(maxsize=8_192)  # one figure is said in headline, chart and table
def with_unit(value: float | None, unit: str, lang: Lang, digits: int = DIGITS) -> str:
    """A number and its unit: 15万家, 10.57%, 150,000 enterprises, CNY 57.74 million."""
    return with_units((value,), unit, lang, digits)[0]


def with_units(
    values: Iterable[float | None], unit: str, lang: Lang, digits: int = DIGITS
) -> list[str]:
    """`with_unit` of each value; empty for a missing one."""
    if lang == "en" and unit in MONEY:
        return ["" if v is None else money(round(v * MONEY[unit], 6), digits) for v in values]
    if lang == "en" and unit not in ("%", "", "x", "times"):
        return ["" if v is None else counted(*spelled(v, unit, lang), digits) for v in values]
    if unit == "万家":  # below 1 in 家
        units = ["家" if v is not None and abs(v) < 1 else unit for v in values]
        amounts = [v if v is None or abs(v) >= 1 else v * 10_000 for v in values]
        texts = zip(each_number(amounts, digits), units, strict=True)
        return [text and f"{text}{own}" for text, own in texts]
    sign = "×" if lang == "en" and unit in ("x", "times") else MEASURED.get(unit, unit)
    return [text and f"{text}{sign}" for text in each_number(values, digits)]


def bar_labels(values: Sequence[float | None], unit: str, lang: Lang) -> list[str]:
    """What stands at bars of one unit: per cents, money and 万 are said, persons are not."""
    if lang == "en" and unit in MONEY:
        return with_units(values, unit, lang)
    amounts = [None if v is None else spelled(v, unit, lang)[0] for v in values]
    sign = unit if unit == "%" or (lang == "zh" and unit.startswith("万家")) else ""
    return [f"{text}{sign}" if text else "" for text in numbers(amounts)]
