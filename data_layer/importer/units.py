"""Units that columns and cells of a file may be in, and how they become the schema's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from data_layer.vocabulary.schema import PER_CENT, WAN_YUAN, Column

Unit = Literal["yuan", "thousand", "wan", "million", "yi", "percent", "fraction"]
Measure = Literal["amount", "ratio", "count"]

# (multiply by, divide by) to reach 万元 or %.
FACTORS: Final[Mapping[Unit, tuple[float, float]]] = {
    "yuan": (1, 10_000),
    "thousand": (1, 10),
    "wan": (1, 1),
    "million": (100, 1),
    "yi": (10_000, 1),
    "percent": (1, 1),
    "fraction": (100, 1),
}
UNITS_OF: Final[Mapping[Measure, tuple[Unit, ...]]] = {
    "amount": ("yuan", "thousand", "wan", "million", "yi"),
    "ratio": ("percent", "fraction"),
    "count": (),
}
AMOUNT_WORDS: Final[Mapping[str, Unit]] = {
    "元": "yuan",
    "yuan": "yuan",
    "cny": "yuan",
    "rmb": "yuan",
    "千元": "thousand",
    "万元": "wan",
    "万": "wan",
    "wan": "wan",
    "wanyuan": "wan",
    "10kcny": "wan",
    "10k": "wan",
    "百万元": "million",
    "百万": "million",
    "亿元": "yi",
    "亿": "yi",
    "yi": "yi",
    "yiyuan": "yi",
}
RATIO_WORDS: Final[Mapping[str, Unit]] = {
    "%": "percent",
    "百分比": "percent",
    "百分数": "percent",
    "percent": "percent",
    "pct": "percent",
    "小数": "fraction",
    "fraction": "fraction",
}
COUNT_WORDS: Final = ("人", "名", "件", "项", "个", "家", "年", "次", "位", "分", "points")
UNIT_LABELS: Final[Mapping[Unit, str]] = {
    "yuan": "元",
    "thousand": "千元",
    "wan": "万元",
    "million": "百万元",
    "yi": "亿元",
    "percent": "%",
    "fraction": "小数 fraction",
}


def measure_of(column: Column) -> Measure:
    """Whether a numeric column holds money, a ratio in per cent, or a plain number."""
    if column.unit == WAN_YUAN:
        return "amount"
    return "ratio" if column.unit == PER_CENT else "count"


def words_of(measure: Measure) -> Mapping[str, Unit]:
    """Unit by the word for it, as written in headings and behind numbers."""
    return {"amount": AMOUNT_WORDS, "ratio": RATIO_WORDS, "count": {}}[measure]
