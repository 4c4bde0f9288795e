"""Text of cells to values of the schema, as Polars expressions: a value, or why there is none.

Every function takes text that `cleaned` has made and gives a `Cell`; both parts are null where
the text is. Places and industries are resolved in `codes`, since their columns depend on each
other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

import polars as pl

from data_layer.importer.units import (
    COUNT_WORDS,
    FACTORS,
    UNIT_LABELS,
    UNITS_OF,
    Unit,
    measure_of,
    words_of,
)
from data_layer.vocabulary.schema import Column, Enterprise, columns
from data_layer.vocabulary.text import Text

MISSING: Final = (
    "",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "n/a",
    "na",
    "#n/a",
    "nan",
    "null",
    "none",
    "nil",
    "无",
    "暂无",
    "不详",
    "未知",
    "未披露",
    "未公布",
    "未公开",
    "未提供",
    "不适用",
)
YES: Final = ("是", "有", "1", "1.0", "true", "yes", "y", "t", "√", "✓", "✔")
NO: Final = ("否", "无", "没有", "不是", "0", "0.0", "false", "no", "n", "f", "×", "✗", "x")
TIER_NAMES: Final[Mapping[str, str]] = {
    "小巨人": "national",
    "专精特新小巨人": "national",
    "国家级小巨人": "national",
    "国家级专精特新": "national",
    "国家级专精特新小巨人": "national",
    "littlegiant": "national",
    "专精特新": "provincial",
    "专精特新中小企业": "provincial",
    "省级专精特新": "provincial",
    "省级专精特新中小企业": "provincial",
    "制造业单项冠军": "champion",
    "单项冠军示范": "champion",
    "创新型中小企业": "innovative",
}
UNSEEN: Final = r"[\s\p{Cc}\x{feff}\x{200b}\x{202a}-\x{202e}\x{2066}-\x{2069}]+"
NUMBER: Final = (
    r"^(?:人民币|rmb|cny|¥)?\s*([+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(.*?)"
    r"\s*(?:人民币|rmb|cny)?$"
)
GROUPED_BY_THOUSANDS: Final = r"^[+-]?\d{1,3}(,\d{3})*(\.\d*)?$"
YEAR: Final = r"^(\d{4})(?:年.*|[-/.]\d{1,2}.*|\.0+|\d{4})?$"
DIGITS: Final = "一二三四五六七八九"


class Cell(NamedTuple):
    """The value of a cell in the schema's type, or the reason (zh / en) why it has none."""

    value: pl.Expr
    reason: pl.Expr


def both(text: Text) -> str:
    """A reason as it is written into the rejects file."""
    return f"{text.zh} / {text.en}"


def words(text: pl.Expr) -> pl.Expr:
    """Text with single spaces and none at its ends; control signs, and those that turn the
    direction of what follows, count as spaces."""
    return text.str.replace_all(UNSEEN, " ").str.strip_chars()


def cleaned(text: pl.Expr, missing: tuple[str, ...] = MISSING) -> pl.Expr:
    """Lower-case half-width text; null where it only says that there is no value."""
    plain = words(text.str.normalize("NFKC")).str.to_lowercase()
    return pl.when(~plain.is_in(list(missing))).then(plain)


def missing_words(column: Column) -> tuple[str, ...]:
    """What stands for no value in a column: in a yes-no column 无 is an answer."""
    return tuple(it for it in MISSING if column.dtype != pl.Boolean or it not in NO)


def converter(column: Column, unit: Unit | None) -> Callable[[pl.Expr], Cell]:
    """How the text of a column becomes its values."""
    if column.name in ("founded_year", "recognised_year"):
        return lambda text: _checked(column, _year(text))
    if column.name == "batch":
        return lambda text: _checked(column, _lookup(text, _batches(), "批次", "a batch"))
    if column.dtype == pl.Boolean:
        return lambda text: _lookup(text, _flags(), "是或否", "yes or no")
    if isinstance(column.dtype, pl.Enum):
        return lambda text: _choice(column, text)
    return lambda text: _number(column, unit, text)


def parsed(column: Column, unit: Unit | None, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A number in the schema's unit, and the unit word behind it ("" if none).

    The word goes before the column's unit. Both are null where the text is no number.
    """
    groups = text.str.extract_groups(NUMBER)
    digits, word = groups.struct[0], groups.struct[1].str.replace_all(r"\s", "")
    well_grouped = ~digits.str.contains(",", literal=True) | digits.str.contains(
        GROUPED_BY_THOUSANDS
    )
    plain = digits.str.replace_all(",", "").cast(pl.Float64, strict=False)
    number = pl.when(well_grouped & plain.is_finite()).then(plain)
    return _scaled(column, unit, number, word), pl.when(number.is_not_null()).then(word)


def _scaled(column: Column, unit: Unit | None, number: pl.Expr, word: pl.Expr) -> pl.Expr:
    measure = measure_of(column)
    value = pl.when(word.is_in(["", *COUNT_WORDS]) if measure == "count" else word == "")
    own = unit or ("wan" if measure == "amount" else "percent")
    result = value.then(_times(number, own if measure != "count" else None))
    for said in UNITS_OF[measure]:
        spelled = [text for text, meant in words_of(measure).items() if meant == said]
        result = result.when(word.is_in(spelled)).then(_times(number, said))
    return result.otherwise(None)


def _times(number: pl.Expr, unit: Unit | None) -> pl.Expr:
    multiply, divide = FACTORS[unit] if unit else (1, 1)
    if multiply == divide:
        return number
    # 0.2176 * 100 is 21.759999999999998: rounded to the fen and to a billionth of a per cent,
    # the result is what the decimal text says.
    return (number * multiply / divide).round(9 if unit == "fraction" else 6)


def _number(column: Column, unit: Unit | None, text: pl.Expr) -> Cell:
    value, word = parsed(column, unit, text)
    whole = column.dtype.is_integer()
    allowed = "、".join(words_of(measure_of(column)) or COUNT_WORDS)
    reason = (
        pl.when(text.is_null())
        .then(None)
        .when(word.is_null())
        .then(pl.lit(both(Text("不是数字", "not a number"))))
        .when(value.is_null())
        .then(
            pl.lit(both(Text(f"单位不认识；可用：{allowed}", f"unknown unit; allowed: {allowed}")))
        )
    )
    if whole:
        fractional = reason.when(value != value.round(0))
        reason = fractional.then(pl.lit(both(Text("不是整数", "not a whole number"))))
    return _checked(column, Cell(value, reason.otherwise(None)))


def _checked(column: Column, cell: Cell) -> Cell:
    """A cell within the bounds that the schema declares and the type can hold."""
    low, high = bounds(column.name)
    outside = (cell.value < low) | (cell.value > high)
    above = "" if high == float("inf") else f"{high:.12g}"
    said = Text(f"超出范围 {low:g}..{above}", f"outside {low:g}..{above}")
    reason = pl.coalesce(cell.reason, pl.when(outside).then(pl.lit(both(said))))
    value = pl.when(reason.is_null()).then(cell.value)
    return Cell(value.cast(column.dtype, strict=False), reason)


@cache
def bounds(name: str) -> tuple[float, float]:
    """Smallest and largest value of a numeric column; infinite where nothing bounds it."""
    declared = Enterprise.columns()[name]
    low, high = getattr(declared, "min", None), getattr(declared, "max", None)
    widest = {pl.Int16: 2.0**15 - 1, pl.Int32: 2.0**31 - 1}.get(type(columns()[name].dtype))
    most = float("inf") if widest is None else widest
    return (-most if low is None else low), (most if high is None else high)


def _year(text: pl.Expr) -> Cell:
    value = text.str.extract(YEAR, 1).cast(pl.Int64)
    said = Text("不是年份或日期", "neither a year nor a date")
    return Cell(value, _unless(value, text, both(said)))


def _lookup(text: pl.Expr, known: Mapping[str, object], zh: str, en: str) -> Cell:
    value = text.replace_strict(known, default=None)
    return Cell(value, _unless(value, text, both(Text(f"不是{zh}", f"not {en}"))))


def _choice(column: Column, text: pl.Expr) -> Cell:
    key = text.str.replace_all(r"[\s\"“”'‘’_\-()/]", "").str.strip_suffix("企业")
    value = key.replace_strict(_options(column.name), default=None).cast(column.dtype)
    allowed = "、".join(f"{id}（{label.zh}）" for id, label in column.labels.items())
    said = Text(f"不在可选值中：{allowed}", f"not one of: {', '.join(column.labels)}")
    return Cell(value, _unless(value, text, both(said)))


def _unless(value: pl.Expr, text: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(text.is_not_null() & value.is_null()).then(pl.lit(reason))


@cache
def _flags() -> Mapping[str, bool]:
    return dict.fromkeys(YES, True) | dict.fromkeys(NO, False)


@cache
def _options(name: str) -> Mapping[str, str]:
    labels = columns()[name].labels
    named = {_option_key(text): id for id, label in labels.items() for text in (id, *label)}
    return (dict(TIER_NAMES) if name == "tier" else {}) | named


def _option_key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(it for it in plain if it not in " \"“”'‘’_-()/").removesuffix("企业")


@cache
def _batches() -> Mapping[str, int]:
    """Batch by the ways to write it: 3, 3.0, 三, 第三批, 第3批, 首批."""
    written = {"首": 1, "首批": 1}
    for batch in range(1, 100):
        tens, ones = divmod(batch, 10)
        numeral = ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens - 1] + "十") + (
            DIGITS[ones - 1] if ones else ""
        )
        for digits in (str(batch), numeral):
            written |= dict.fromkeys((digits, f"{digits}批", f"第{digits}批"), batch)
        written[f"{batch}.0"] = batch
    return written


def unit_label(column: Column, unit: Unit | None) -> str:
    """The unit that a column of a file is taken to be in, for the report."""
    measure = measure_of(column)
    if not column.dtype.is_numeric() or measure == "count":
        return ""
    return UNIT_LABELS[unit or ("wan" if measure == "amount" else "percent")]
