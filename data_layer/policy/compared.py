"""What criteria hold against their thresholds: of two years the sum, or the lower one."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from data_layer.vocabulary.fields import count, decimal, per_cent
from data_layer.vocabulary.terms import NO_UNIT, WAN_YUAN
from data_layer.vocabulary.text import Text

RD_EXPENSE_2Y: Final = "rd_expense_2y"
TWO_YEARS: Final[Mapping[str, pl.Expr]] = {
    RD_EXPENSE_2Y: pl.col("rd_expense") + pl.col("rd_expense_previous"),
    "rd_ratio_low": pl.min_horizontal("rd_ratio", "rd_ratio_previous"),
}
"""Columns that the registry has not as such; null where a year is missing, but for the lower."""
VALUES: Final[Mapping[str, str]] = {
    "revenue_last_year": "revenue",
    "rd_expense_sum_2y": RD_EXPENSE_2Y,
    "rd_ratio_each_of_2y": "rd_ratio_low",
    "class1_ip": "class1_ip",
    "niche_share_pct": "niche_share",
    "quality_score": "quality_score",
}
"""National criterion to the column with the value that is held against its threshold."""
FIELDS: Final = (
    decimal("revenue", Text("营业收入", "Revenue"), WAN_YUAN, digits=1),
    decimal(RD_EXPENSE_2Y, Text("近两年研发费用", "R&D expense, two years"), WAN_YUAN, digits=1),
    per_cent("rd_ratio_low", Text("近两年较低的研发占比", "R&D intensity, lower of two years")),
    count("class1_ip", Text("I类知识产权", "Class I IP")),
    per_cent("niche_share", Text("市场占有率", "Niche market share")),
    count("niche_rank", Text("市场排名", "Niche market rank"), NO_UNIT),
    decimal("quality_score", Text("质量得分", "Quality score"), digits=1),
)
