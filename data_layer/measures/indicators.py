"""What groups of enterprises are compared by: shares of those with a value, and medians."""

from collections.abc import Mapping

import polars as pl

from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import units_of

INDICATORS: Mapping[str, Text] = {
    "enterprises": Text("企业数", "Enterprises"),
    "little_giant_share": Text("国家级占比", "Little-giant share"),
    "high_tech_share": Text("高新技术企业占比", "High-tech share"),
    "patents": Text("专利总量中位数", "Median patents"),
    "invention_grants": Text("发明授权中位数", "Median invention grants"),
    "software_copyrights": Text("软件著作权中位数", "Median software copyrights"),
    # The report's own median is of values up to 30 %: another number, under another name.
    "rd_ratio": Text("研发占比中位数（全部披露值）", "Median R&D intensity (all values)"),
    "insured": Text("参保人数中位数", "Median employees with social insurance"),
    "registered_capital": Text("注册资本中位数", "Median registered capital"),
}
SHARES: Mapping[str, pl.Expr] = {
    "little_giant_share": pl.col("tier") == "national",
    "high_tech_share": pl.col("high_tech"),
}
MEDIANS = tuple(name for name in INDICATORS if name != "enterprises" and name not in SHARES)
FLAGS = {**SHARES, **{f"{name}_n": flag.is_not_null() for name, flag in SHARES.items()}}
"""Who counts for a share, and, by names that end in `_n`, who has its value."""
UNITS = {
    "enterprises": "enterprises",
    **dict.fromkeys(SHARES, "per_cent"),
    **dict(zip(MEDIANS, units_of(MEDIANS), strict=True)),
}
