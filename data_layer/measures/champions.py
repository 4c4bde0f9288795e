"""The two groups that e40 compares: single champions, and little giants that are none.

The report prints 12,500 as the mean capital of little giants here and 12,856 of the national tier
in e04: both hold only if the little giants of e40 are those that are no single champions.
"""

from collections.abc import Mapping

import polars as pl

from data_layer.vocabulary.text import Text

CHAMPION = Text("单项冠军", "single champions")
LITTLE_GIANT = Text("小巨人（未列为单项冠军）", "little giants (not listed as single champions)")
DEFINITION = Text(
    "图表40的口径，本图谱各处一致：单项冠军 = 层级为单项冠军，或持有制造业单项冠军称号"
    "（含省级，见勘误x25，故宽于国家单项冠军）；小巨人 = 国家级中未列为单项冠军的企业。"
    "两者不重叠；称号未填报的不算单项冠军。均值只计有值企业。",
    "The groups of exhibit 40, the same everywhere in the atlas. Single champions: that tier or "
    "that title, provincial titles included (erratum x25), which is wider than the national "
    "champions. Little giants: the national tier without those listed as single champions. No "
    "enterprise is in both; one whose title is not reported is not counted as a champion. Means "
    "are of enterprises that have a value.",
)
COLUMNS: Mapping[str, str] = {
    "专利总量": "patents",
    "发明专利申请量": "invention_applications",
    "PCT申请量": "pct_applications",
    "发明授权量": "invention_grants",
    "参保人数": "insured",
    "注册资本": "registered_capital",
    "软件著作权": "software_copyrights",
}
"""Indicators of e40 that the registry has a column for."""


def champion() -> pl.Expr:
    """Whether a row is listed as a single champion, by tier or by title; never null."""
    listed = [pl.col("single_champion"), pl.col("tier") == "champion"]
    return pl.any_horizontal(*listed).fill_null(value=False)


def little_giant() -> pl.Expr:
    """Whether a row is of the national tier and not listed as a single champion; never null."""
    return (pl.col("tier") == "national").fill_null(value=False) & ~champion()
