"""Numbers in cells: their unit, and why a text is none (a range, an estimate, other money)."""

from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import Cell, both
from data_layer.importer.cells.money import FOREIGN, SIGN
from data_layer.importer.cells.numerals import in_digits
from data_layer.importer.cells.units import (
    COUNT_MULTIPLES,
    COUNT_WORDS,
    FACTORS,
    UNIT_LABELS,
    UNITS_OF,
    Unit,
    measure_of,
    words_of,
)
from data_layer.vocabulary.schema import Column
from data_layer.vocabulary.text import Text

NUMBER: Final = (
    r"^(?:人民币|rmb|cny|¥)?\s*([+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(.*?)"
    r"\s*(?:人民币|rmb|cny)?$"
)
BARE: Final = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
"""Digits alone, which are read at once."""
GROUPED_BY_THOUSANDS: Final = r"^[+-]?\d{1,3}(,\d{3})*(\.\d*)?$"
RANGE: Final = r"^[^\d]*\d[\d,.]*\s*[^\d\s]{0,2}\s*(?:-|~|—|–|至|到)\s*\d"
ROUGH: Final = (
    r"^(?:约|大约|近|超|逾|不足|不到|不少于|不低于|不超过|少于|多于|低于|高于|小于|大于|至少|至多|[<>≤≥~])"
    r"|(?:左右|上下|以上|以下|以内|余|多)[^\d]{0,3}$|\+[^\d]{0,2}$"
)
SPELLING: Final = r"[\s()\[\]]|人民币|rmb|cny|整$"
REMARK: Final = r"\((?:[实认]缴|[^)]*\d{4}[年.-][^)]*|年报|[^)]*年报|合并|单体)\)$"
THOUSANDS: Final = r"(\d)\s(\d{3}\b)"
GROWN: Final = r"^(?:同比)?(?:增长|上升|增加)(?:了)?\s*"
SHRUNK: Final = r"^(?:同比)?(?:下降|减少|降低|负增长)(?:了)?\s*"
HUNDREDTHS: Final = r"^百分之(.+)$|^(.+?)个?百分点$"
TRADITIONAL: Final = {"萬": "万", "億": "亿", "圓": "元", "幣": "币"}
BOOKED: Final = r"^\(([\d.,]+\s*%?)\)$"


def parsed(column: Column, unit: Unit | None, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A number in the schema's unit, and the unit word behind it ("" if none).

    The word goes before the column's unit. Both are null where the text is no number.
    """
    amount = measure_of(column) == "amount"
    spelt = in_digits(_signed(text), money=amount)
    groups = spelt.str.extract_groups(NUMBER)
    digits, word = groups.struct[0], groups.struct[1].str.replace_all(SPELLING, "")
    if amount and unit is None:
        word = pl.when((word == "") & text.str.contains(SIGN)).then(pl.lit("元")).otherwise(word)
    well_grouped = ~digits.str.contains(",", literal=True) | digits.str.contains(
        GROUPED_BY_THOUSANDS
    )
    plain = digits.str.replace_all(",", "").cast(pl.Float64, strict=False)
    number = pl.when(well_grouped & plain.is_finite()).then(plain)
    return _scaled(column, unit, number, word=word), pl.when(number.is_not_null()).then(word)


def _signed(text: pl.Expr) -> pl.Expr:
    """Without a remark in brackets; a fall that is said in words or by brackets as a minus."""
    bare = (
        text.str.replace_many(TRADITIONAL)
        .str.replace(REMARK, "")
        .str.strip_chars()
        .str.replace_all(THOUSANDS, "$1$2")
    )
    bare = bare.str.replace(HUNDREDTHS, "$1$2%")
    return bare.str.replace(GROWN, "").str.replace(SHRUNK, "-").str.replace(BOOKED, "-$1")


def _scaled(column: Column, unit: Unit | None, number: pl.Expr, word: pl.Expr) -> pl.Expr:
    measure = measure_of(column)
    if measure == "count":
        times = dict.fromkeys(("", *COUNT_WORDS), 1) | dict(COUNT_MULTIPLES)
        return number * word.replace_strict(times, default=None, return_dtype=pl.Float64)
    factors = {text: FACTORS[word_of_unit] for text, word_of_unit in words_of(measure).items()}
    multiply, divide = (
        word.replace_strict(
            {text: factor[at] for text, factor in factors.items()},
            default=None,
            return_dtype=pl.Float64,
        )
        for at in (0, 1)
    )
    by_words = (
        pl.when(multiply == divide).then(number).otherwise((number * multiply / divide).round(6))
    )
    return pl.when(word == "").then(scaled(column, unit, number)).otherwise(by_words)


def scaled(column: Column, unit: Unit | None, number: pl.Expr) -> pl.Expr:
    """A number without a unit of its own in the schema's unit."""
    measure = measure_of(column)
    own = unit or ("wan" if measure == "amount" else "percent")
    return _times(number, own if measure != "count" else None)


def _times(number: pl.Expr, unit: Unit | None) -> pl.Expr:
    multiply, divide = FACTORS[unit] if unit else (1, 1)
    if multiply == divide:
        return number
    # 0.2176 * 100 is 21.759999999999998: rounded to the fen and to a billionth of a per cent,
    # the result is what the decimal text says.
    return (number * multiply / divide).round(9 if unit == "fraction" else 6)


def number(column: Column, unit: Unit | None, text: pl.Expr) -> Cell:
    """A number in the schema's unit, or why the text is none."""
    value, word = parsed(column, unit, text)
    measure = measure_of(column)
    units = (
        COUNT_WORDS
        if measure == "count"
        else [UNIT_LABELS[unit_name] for unit_name in UNITS_OF[measure]]
    )
    allowed = "、".join(units)
    reason = pl.when(text.is_null()).then(None)
    if column.dtype.is_integer():
        reason = reason.when(value != value.round(0)).then(
            pl.lit(both(Text("不是整数", "not a whole number")))
        )
    reason = (
        reason.when(value.is_not_null())
        .then(None)
        .when(text.str.contains(RANGE))
        .then(pl.lit(both(Text("是区间，不是一个数", "a range, not a number"))))
        .when(text.str.contains(ROUGH))
        .then(pl.lit(both(Text("是约数，不是确切的数", "approximate, not a number"))))
    )
    for spelled, currency in FOREIGN.items():
        reason = reason.when(text.str.contains(spelled)).then(pl.lit(foreign(currency)))
    unit_unknown = Text(f"单位不认识；可用：{allowed}", f"unknown unit; allowed: {allowed}")
    reason = (
        reason.when(word.is_null())
        .then(pl.lit(both(Text("不是数字", "not a number"))))
        .otherwise(pl.lit(both(unit_unknown)))
    )
    return Cell(value, reason)


def foreign(currency: Text) -> str:
    """The reason (zh / en) why an amount in another currency is not taken."""
    return both(
        Text(f"外币（{currency.zh}），没有换算", f"foreign currency ({currency.en}), not converted")
    )
