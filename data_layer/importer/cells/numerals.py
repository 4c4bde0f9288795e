"""Numbers in Chinese numerals: 叁佰万元整 is 3000000元, 一万二千人 is 12000人."""

import re
from functools import partial
from typing import Final

import polars as pl

WRITTEN: Final = (
    "零〇",
    "一壹",
    "二贰貳两",
    "三叁參",
    "四肆",
    "五伍",
    "六陆陸",
    "七柒",
    "八捌",
    "九玖",
)
"""The signs of each digit."""
DIGITS: Final = {sign: value for value, signs in enumerate(WRITTEN) for sign in signs}
TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SIGNS: Final = "".join((*DIGITS, *TENS, *MYRIADS))
SPELT: Final = (
    rf"^(?:人民币|rmb|¥)?\s*([{SIGNS}]{{1,24}})\s*(元|圆|人|名|件|项|个|家|年|次|位|分|%)?"
    r"\s*(?:人民币)?[整正]?$"
)
_SPELT: Final = re.compile(SPELT)


def in_digits(text: pl.Expr, *, money: bool) -> pl.Expr:
    """Cells that are a number in Chinese numerals, in digits; all others as they are.

    money: what has 万 or 亿 in it and no unit is an amount in yuan.
    """
    return text.map_batches(partial(_in_digits, money=money), return_dtype=pl.String)


def _in_digits(cells: pl.Series, *, money: bool) -> pl.Series:
    spelt = cells.str.contains(SPELT)
    if not spelt.any():
        return cells
    texts = cells.filter(spelt).unique().to_list()
    return cells.replace(
        {text: written for text in texts if (written := _written(text, money=money))}
    )


def _written(text: str, *, money: bool) -> str | None:
    match = _SPELT.match(text)
    number = None if match is None else value(match[1])
    if match is None or number is None:
        return None
    large = money and any(sign in match[1] for sign in MYRIADS)
    return f"{number}{match[2] or ('元' if large else '')}"


def value(signs: str) -> int | None:
    """The number that numerals spell; None where their order makes none (三三百, 万)."""
    total = section = digit = 0
    before = ""
    for sign in signs:
        if sign in DIGITS:
            if DIGITS.get(before):
                return None
            digit = DIGITS[sign]
        elif sign in TENS:
            if digit == 0 and before not in ("", "零", "〇", *MYRIADS):
                return None
            section += (digit or 1) * TENS[sign]
            digit = 0
        else:
            if section + digit + total == 0:
                return None
            larger = MYRIADS[sign] == 10**8 and total < 10**8
            total = (
                (total + section + digit) * MYRIADS[sign]
                if larger
                else (total + (section + digit) * MYRIADS[sign])
            )
            section = digit = 0
        before = sign
    return total + section + digit
