"""Units that columns and cells of a file may be in, and how they become the schema's."""

from collections.abc import Mapping
from typing import Final, Literal

from data_layer.vocabulary.schema import Column
from data_layer.vocabulary.terms import PER_CENT, WAN_YUAN

Unit = Literal[
    "yuan", "thousand", "wan", "million", "ten_million", "yi", "billion", "percent", "fraction"
]
Measure = Literal["amount", "ratio", "count"]

# (multiply by, divide by) to reach 万元 or %.
FACTORS: Final[Mapping[Unit, tuple[float, float]]] = {
    "yuan": (1, 10_000),
    "thousand": (1, 10),
    "wan": (1, 1),
    "million": (100, 1),
    "ten_million": (1000, 1),
    "yi": (10_000, 1),
    "billion": (100_000, 1),
    "percent": (1, 1),
    "fraction": (100, 1),
}
UNITS_OF: Final[Mapping[Measure, tuple[Unit, ...]]] = {
    "amount": ("yuan", "thousand", "wan", "million", "ten_million", "yi", "billion"),
    "ratio": ("percent", "fraction"),
    "count": (),
}
OWN_UNITS: Final[Mapping[Measure, Unit]] = {"amount": "wan", "ratio": "percent"}
"""Those of the schema."""
MULTIPLES: Final[Mapping[str, Unit]] = {
    "": "yuan",
    "千": "thousand",
    "thousand": "thousand",
    "thousands": "thousand",
    "000": "thousand",
    "k": "thousand",
    "万": "wan",
    "萬": "wan",
    "wan": "wan",
    "10k": "wan",
    "10000": "wan",
    "tenthousand": "wan",
    "w": "wan",
    "百万": "million",
    "million": "million",
    "millions": "million",
    "mn": "million",
    "mln": "million",
    "m": "million",
    "千万": "ten_million",
    "亿": "yi",
    "億": "yi",
    "yi": "yi",
    "100million": "yi",
    "十亿": "billion",
    "billion": "billion",
    "bn": "billion",
}
"""What may stand before the name of a currency."""
AMOUNT_WORDS: Final[Mapping[str, Unit]] = {
    f"{multiple}{currency}": unit
    for multiple, unit in MULTIPLES.items()
    for currency in ("元", "圆", "yuan", *([""] if multiple else ["rmb", "cny"]))
}
"""What may stand behind a number, without spaces, brackets and 人民币."""
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
COUNT_MULTIPLES: Final[Mapping[str, int]] = {
    f"{multiple}{word}": times
    for multiple, times in (("千", 1_000), ("万", 10_000), ("百万", 1_000_000), ("亿", 10**8))
    for word in ("", *COUNT_WORDS)
}
UNIT_LABELS: Final[Mapping[Unit, str]] = {
    "yuan": "元",
    "thousand": "千元",
    "wan": "万元",
    "million": "百万元",
    "ten_million": "千万元",
    "yi": "亿元",
    "billion": "十亿元",
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
