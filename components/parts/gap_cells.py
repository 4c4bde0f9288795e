"""Values of an enterprise against the countable criteria of the national tier, as cells."""

import polars as pl

from components.contract.exhibit import View
from components.look.amounts import MONEY, each_number, with_unit, with_units
from data_layer.policy import compared
from data_layer.policy.candidates import attained, national
from data_layer.vocabulary.terms import NO_UNIT, PER_CENT, WAN_YUAN
from data_layer.vocabulary.text import Lang, Text

SHORT_NAMES = {
    "revenue_last_year": Text("营收", "Revenue"),
    "rd_expense_sum_2y": Text("两年研发费用", "R&D, 2 years"),
    "rd_ratio_each_of_2y": Text("研发占比", "R&D intensity"),
    "class1_ip": Text("I类知识产权", "Class I IP"),
    "niche_share_pct": Text("市场占有率", "Market share"),
    "quality_score": Text("质量得分", "Quality score"),
}
ATTAINED = [attained(name) for name in SHORT_NAMES]
LEGEND = {
    "met": Text("达到", "Met"),
    "open": Text("未达到，颜色越醒目差得越多", "Not met; the stronger the colour, the further"),
    "unknown": Text("缺数据（?）", "Unknown (?)"),
}
UNIT_WORDS = {"万元": WAN_YUAN, "%": PER_CENT}
MOST_SHOWN = 200
"""Rows that a page or a picture holds; a download holds as many as are asked for."""


def threshold_words(view: View, name: str) -> str:
    """The threshold of a criterion with its unit: ≥5%."""
    criterion = national()[name]
    unit = UNIT_WORDS.get(criterion.unit, NO_UNIT)(view.lang)
    return f"≥{with_unit(criterion.threshold, unit, view.lang)}"


def gap_cells(frame: pl.DataFrame, lang: Lang) -> list[tuple[str, ...]]:
    """A row an enterprise: the value that each criterion is held against, "?" where it is unknown;
    the rank where a share is missing."""
    ranks = ["" if rank is None else f"#{rank}" for rank in frame["niche_rank"]]
    columns = []
    for name in SHORT_NAMES:
        values, parts = _amounts(frame[compared.VALUES[name]], name, lang), frame[attained(name)]
        cells = zip(values, parts, ranks, strict=True)
        columns.append(["?" if part is None else value or rank for value, part, rank in cells])
    return list(zip(*columns, strict=True))


def _amounts(values: pl.Series, name: str, lang: Lang) -> list[str]:
    """The values in the unit of the threshold in the head; English says money in millions."""
    unit = UNIT_WORDS.get(national()[name].unit, NO_UNIT)(lang)
    return with_units(values, unit, lang) if unit in MONEY else each_number(values)
