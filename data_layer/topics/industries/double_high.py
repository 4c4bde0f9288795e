"""Industries by size and little-giant share: high in both is what policy looks for (e22)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.industries import industry_code
from data_layer.topics.industries.measures import INDUSTRY, MEASURES, industry_measures
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal, flag, per_cent, text
from data_layer.vocabulary.terms import NO_UNIT
from data_layer.vocabulary.text import Text

FIELDS: tuple[Field, ...] = (
    INDUSTRY,
    *(field for field in MEASURES if field.name not in ("share_pct", "small_group")),
    per_cent("overall_share_pct", Text("全体国家级占比", "Little-giant share of all")),
    decimal(
        "typical_size",
        Text("平均每个行业企业数", "Mean enterprises an industry"),
        Text("家", "enterprises"),
        digits=1,
    ),
    flag("double_high", Text("双高", "Both high")),
    SMALL_GROUP,
    count("stars", Text("报告价值星级", "Stars in the report"), NO_UNIT),
    text("positioning", Text("报告定位", "Positioning in the report")),
)


def double_high(rows: Rows, filters: Filters, level: str) -> pl.DataFrame:
    """FIELDS of each industry of a level, the largest first.

    `double_high`: no fewer enterprises than the mean industry (`typical_size`), and no lower a
    little-giant share than all of them together (`overall_share_pct`), both of those whose tier is
    known. Where all or none are little giants, no industry stands out and none is double high.
    """
    measured = industry_measures(rows, filters, level)
    with_tier = (pl.col("enterprises") - pl.col("tier_missing")).sum().alias("known")
    whole = measured.select(pl.col("little_giants", "enterprises").sum(), with_tier).row(
        0, named=True
    )
    overall = whole["little_giants"] / whole["known"] * 100 if whole["known"] else None
    typical = whole["enterprises"] / max(measured.height, 1)
    high = (pl.col("little_giant_share_pct") >= pl.lit(overall, pl.Float64)) & (
        pl.col("enterprises") >= typical
    )
    if overall in (0, 100):
        high = pl.lit(value=False)
    return measured.with_columns(
        pl.lit(overall, pl.Float64).alias("overall_share_pct"),
        pl.lit(typical).alias("typical_size"),
        high.alias("double_high"),
        pl.lit(None, dtype=pl.Int64).alias("stars"),
        pl.lit(None, dtype=pl.String).alias("positioning"),
    ).sort("enterprises", "industry_code", descending=[True, False])


def printed_groups() -> pl.DataFrame:
    """The five groups of e22, two of them with a printed number of enterprises."""
    table = reference.table("e22_mid_industries")
    codes = pl.Series("industry_code", [industry_code(name) for name in table["industry"]])
    return table.select(codes, "enterprises", "little_giant_share_pct", "stars", "positioning")
