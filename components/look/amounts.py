"""Numbers as a reader writes them: separators, like decimals, and the unit where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_layer.vocabulary.text import Lang

DIGITS = 2
"""Decimals at most."""
ENGLISH: Mapping[str, tuple[float, str]] = {
    "10k enterprises": (10_000, "enterprises"),
    "100m CNY": (100, "million CNY"),
}
"""Chinese counts in 万 and 亿: factor and unit of the same amount in English."""


def number(value: float | None, digits: int = DIGITS) -> str:
    """A number as it is read: thousands separated, at most `digits` decimals, no trailing zeros."""
    if value is None:
        return ""
    if float(value).is_integer():
        return f"{value:,.0f}"
    short = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def numbers(values: Sequence[float | None], digits: int = DIGITS) -> list[str]:
    """Numbers that are read together: as many decimals each as the longest of them needs."""
    shown = max((len(number(v, digits).partition(".")[2]) for v in values), default=0)
    return ["" if v is None else f"{v:,.{shown}f}" for v in values]


def spelled(value: float, unit: str, lang: Lang) -> tuple[float, str]:
    """An amount in a unit that the language has."""
    factor, own = ENGLISH.get(unit, (1, unit)) if lang == "en" else (1, unit)
    return value * factor, own


def with_unit(value: float | None, unit: str, lang: Lang) -> str:
    """A number and its unit: 15 万家, 10.57%, 150,000 enterprises."""
    if value is None:
        return ""
    amount, own = spelled(value, unit, lang)
    return f"{number(amount)}%" if own == "%" else f"{number(amount)} {own}".strip()


def bar_labels(values: Sequence[float | None], unit: str, lang: Lang) -> list[str]:
    """What stands at bars of one unit: per cents and 万 are said, pieces and persons are not."""
    amounts = [None if v is None else spelled(v, unit, lang)[0] for v in values]
    sign = unit if unit == "%" or (lang == "zh" and unit.startswith("万家")) else ""
    return [f"{text}{sign}" if text else "" for text in numbers(amounts)]
