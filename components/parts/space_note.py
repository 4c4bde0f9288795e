"""What the exhibits of the space of industries say of how they are computed, and how codes read."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from data_layer.topics.space.tables import BETWEEN
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.text import Text

ORIGIN: Final = ("e18",)
"""Industries by city cluster: the exhibit of the report that comes nearest."""
REQUIRES: Final = ("city_code", "division")
ELSEWHERE: Final = ("industry",)
"""Filters that do not matter here."""
NOTE: Final = Text(
    "一城具备一个行业大类：该城该行业不少于10家企业，且区位商不低于1；不足10家的组不计。"
    "接近度 = 两个行业同时具备的城市数 ÷ 具备其中较常见者的城市数，即两个条件概率中较小的一个。"
    "密度 = 一个行业与该城所具备各行业的接近度之和 ÷ 与其余全部行业的接近度之和"
    "（Hidalgo、Klinger、Barabási、Hausmann，Science 317，2007）。"
    "复杂度：反射法矩阵的第二特征向量，标准化为均值0、标准差1"
    "（Hidalgo、Hausmann，PNAS 106，2009；Hausmann 等，The Atlas of Economic Complexity，2014）；"
    "空间不连通时不定义。"
    "空间按全国计算，只受地域与行业以外的筛选限制；所看的是筛选所选的一个城市，未选定时取筛选后企业最多的城市。"
    "所计为企业数，不是产值或出口；接近只表示同处一城，不表示因果。",
    "A city holds a division if it has 10 or more enterprises of it and a location quotient "
    "of at least 1; smaller groups do not count. Proximity = cities that hold both divisions "
    "over cities that hold the more common one: the smaller of two conditional probabilities. "
    "Density = sum of a division's proximities to what the city holds, over the sum to all "
    "others (Hidalgo, Klinger, Barabasi and Hausmann, Science 317, 2007). Complexity: second "
    "eigenvector of the matrix of reflections, with mean 0 and deviation 1 (Hidalgo and "
    "Hausmann, PNAS 106, 2009; Hausmann et al., The Atlas of Economic Complexity, 2014); "
    "where the space falls apart it is not defined. The space is of the country and obeys the "
    "filters other than those on places and industries; looked at is the one city that the "
    "filters choose, or the one with most enterprises under them. Enterprises are counted, no "
    "output or exports; near means in the same cities, and no cause.",
)


def named_codes(name: str, label: Text) -> tuple[Field, Field]:
    """A column of industries by name, and the same in English."""
    english = Field(f"{name}_en", Text(f"{label.zh}（英文）", f"{label.en}, in English"))
    return Field(name, label, english=english.name), english


def spelt(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The frame with lists of codes as names, in `<column>` and `<column>_en`; null of none."""
    zh, en = _names()
    return frame.with_columns(
        expression
        for column in columns
        for expression in (
            _joined(column, zh, "；").alias(column),
            _joined(column, en, "; ").alias(f"{column}_en"),
        )
    )


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names of industries by code, in Chinese and in English."""
    names = industry_names()
    return (
        {code: name.zh for code, name in names.items()},
        {code: name.en for code, name in names.items()},
    )


def _joined(column: str, names: Mapping[str, str], between: str) -> pl.Expr:
    listed = pl.col(column).str.split(BETWEEN).list.eval(pl.element().replace(names))
    return pl.when(pl.col(column) != "").then(listed.list.join(between))
