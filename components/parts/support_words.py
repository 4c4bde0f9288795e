"""Conditions of a measure of support, and the values that are held against them, in words."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from components.look.amounts import with_unit
from data_layer.policy.support.measure import BOUNDS, Condition, label_of, unit_of
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import YEAR
from data_layer.vocabulary.text import Text

FLAGS: Final = {True: Text("是", "yes"), False: Text("否", "no")}
UNKNOWN: Final = Text("缺数据", "unknown")
NO_COLUMN: Final = Text("企业库不载", "not in the registry")
EITHER: Final = Text(" 或 ", " or ")
YEARS: Final = Text("年", "years")


@cache
def condition_words(condition: Condition) -> Text:
    """What a condition asks: 研发占比≥10%, R&D intensity ≥ 10%."""
    if condition.any:
        return joined([condition_words(part) for part in condition.any], EITHER)
    if condition.stated is not None:
        return condition.stated.text
    column = condition.column or ""
    label = label_of(column)
    if condition.bound is not None:
        test, bound = condition.bound
        sign, amount = BOUNDS[test], _amount(column, bound)
        return Text(f"{label.zh}{sign}{amount.zh}", f"{label.en} {sign} {amount.en}")
    if condition.is_ is not None:
        return _named(column, FLAGS[condition.is_])
    called = [_coded(column, code) for code in condition.one_of]
    return _named(column, joined(called, Text("、", ", ")))


def own_words(columns: tuple[str, ...], values: Mapping[str, Text]) -> Text:
    """The values of an enterprise that a condition of several columns, or none, asks for."""
    if not columns:
        return NO_COLUMN
    return joined([_named(column, values[column]) for column in columns], Text("；", "; "))


def values_in_words(values: Mapping[str, Any]) -> dict[str, Text]:
    """The values of an enterprise by column."""
    return {column: _value(column, value) for column, value in values.items()}


def _value(column: str, value: Any) -> Text:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return FLAGS[value]
    return _coded(column, value) if isinstance(value, str) else _amount(column, value)


def joined(parts: list[Text], between: Text) -> Text:
    """Several words with something between them."""
    return Text(
        between.zh.join([part.zh for part in parts]), between.en.join([part.en for part in parts])
    )


def _named(column: str, words: Text) -> Text:
    label = label_of(column)
    return Text(f"{label.zh}：{words.zh}", f"{label.en}: {words.en}")


def _coded(column: str, code: str) -> Text:
    return of_column(columns()[column]).names().get(code, Text(code, code))


def _amount(column: str, number: float) -> Text:
    unit = YEARS if unit_of(column) == YEAR else unit_of(column)
    return Text(with_unit(number, unit.zh, "zh"), with_unit(number, unit.en, "en"))
