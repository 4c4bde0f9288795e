"""Industries ranked against the published twelve largest divisions (e20)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.labels import brief, wrapped
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.parts.least import LEAST, large_enough
from components.parts.members import OF_LEVEL
from components.parts.section_only import with_section_only
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import RULE
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.industries import industry_code
from data_layer.topics.industries.measures import INDUSTRY, LEVELS, MEASURES, industry_measures
from data_layer.vocabulary.fields import text
from data_layer.vocabulary.text import Text

FIELDS = (INDUSTRY, *MEASURES, text("feature", Text("功能特征", "Feature")))
METRICS = {f.name: f.label for f in MEASURES if f.name in ("share_pct", "little_giant_share_pct")}


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` industries of a level by the chosen share; small groups come last."""
    measured = industry_measures(rows, filters, params["level"])
    order = ["small_group", params["metric"], "industry_code"]
    large = large_enough(measured, params)
    ordered = large.sort(order, descending=[False, True, False], nulls_last=True)
    feature = pl.lit(None, dtype=pl.String).alias("feature")
    return ordered.head(int(float(params["top"]))).with_columns(feature)


def published(params: Params) -> pl.DataFrame | None:
    """The twelve divisions that e20 prints; nothing at other levels."""
    table = reference.table("e20_industries_top12")
    codes = pl.Series("industry_code", [industry_code(name) for name in table["industry"]])
    rows = table.select(codes, "share_pct", "feature")
    return rows if params["level"] == "division" else None


def figure(view: View) -> Figure:
    """Bars by share, with the published share as a mark."""
    figure = ranking(view, "industry", view.params["metric"], click=("industry", "industry_code"))
    names = view.named["industry"].to_list()
    figure["layout"]["yaxis"] |= {
        "tickmode": "array",
        "tickfont": {"size": 10},
        "tickvals": names,
        "ticktext": [wrapped(brief(name), 26, 3) for name in names],
    }
    return figure


def alt(view: View) -> AltText:
    """The industry that leads, and how many enterprises have a section only."""
    return with_section_only(view, leader(view, "industry", view.params["metric"]))


EXHIBIT = Exhibit(
    title=Text("重点行业排名", "Industries ranked"),
    reading=Text(
        "切换层级与指标，对照数量与国家级占比。报告：前三位中有两个是研发与技术服务，专精特新"
        "不只是制造业。",
        "Switch level and metric to compare number and little-giant share. The report: two "
        "of the first three divisions are R&D and technology services; SRDI is more than "
        "manufacturing.",
    ),
    origin=("e20", "f_top12"),
    fields=FIELDS,
    members=OF_LEVEL,
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    among=pl.col("division").is_not_null(),
    params=(
        Param("metric", Text("指标", "Metric"), "share_pct", options=METRICS),
        Param("level", Text("层次", "Level"), "division", options=LEVELS),
        Param("top", Text("前几名", "Top"), "12", low=5, high=40, step=1),
        LEAST,
    ),
    requires=("section",),
    note=Text(
        f"占筛选后企业：以符合筛选且填报该层次行业的企业为分母，未填报的另列。{RULE.zh}"
        "不足10家的行业排在最后。",
        "Share of the selection: of the enterprises that pass the filters and have an industry of "
        f"that level; those without are counted beside it. {RULE.en} Industries with fewer than "
        "10 enterprises come last.",
    ),
    width="third",
    height=560,
    order=21,
)
