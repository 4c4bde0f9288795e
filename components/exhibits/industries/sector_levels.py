"""Innovation by sector and industry: grants, R&D intensity, software copyrights (e33)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import total
from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import MEDIAN_MINIMUM
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import means, tally
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.industries import industry_code
from data_layer.topics.industries.measures import by_codes
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    per_cent,
    printed,
    text,
)
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("industry", Text("行业", "Industry"), domain="words", key=True),
    text("sector", Text("产业领域", "Sector")),
    Field("code", Text("国标代码", "GB/T 4754 code")),
    ENTERPRISES,
    decimal("grants_median", Text("发明授权中位数", "Median invention grants"), PIECES, digits=1),
    per_cent("rd_mean_pct", Text("研发占比均值", "Mean R&D intensity"), digits=1),
    count("rd_values", Text("填报研发占比的企业", "With R&D intensity"), ENTERPRISES.unit),
    decimal(
        "software_copyright_median",
        Text("软著中位数", "Median software copyrights"),
        PIECES,
        digits=1,
    ),
    count("grants_values", Text("有授权数的企业", "With a number of grants"), ENTERPRISES.unit),
    count("copyright_values", Text("有软著数的企业", "With copyrights on file"), ENTERPRISES.unit),
    printed(text("feature", Text("特征", "Feature"))),
    SMALL_GROUP,
)
METRICS = {
    f.name: f.label
    for f in FIELDS
    if f.name in ("grants_median", "rd_mean_pct", "software_copyright_median")
}


def _printed() -> pl.DataFrame:
    table = reference.table("e33_sector_levels")
    return table.with_columns(pl.Series("code", [industry_code(n) for n in table["industry"]]))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The rows of e33 in printed order; means of fewer than three values are empty, as medians."""
    listed = _printed().select("industry", "sector", "code", "feature")
    selected, codes = filters.apply(rows), listed["code"].to_list()
    levels = by_codes(selected, codes, _levels)
    joined = listed.join(
        levels, left_on="code", right_on="industry_code", how="left", maintain_order="left"
    )
    rows_of_levels = joined if tally(selected, [])["n"].item() else joined.clear()
    return rows_of_levels.with_columns(
        (pl.col("enterprises").fill_null(0) < SMALL).alias("small_group"),
    )


def _levels(rows: Rows, level: str) -> pl.DataFrame:
    """Columns of FIELDS for the industries of one level."""
    counted = tally(rows, [level]).rename({"n": "enterprises"})
    middle = medians_of(rows, [level], ["invention_grants", "software_copyrights"]).select(
        level,
        pl.col("invention_grants_median").alias("grants_median"),
        pl.col("software_copyrights_median").alias("software_copyright_median"),
        pl.col("invention_grants_n").alias("grants_values"),
        pl.col("software_copyrights_n").alias("copyright_values"),
    )
    enough = pl.col("rd_ratio_n") >= MEDIAN_MINIMUM
    spent = means(rows, [level], ["rd_ratio"]).select(
        level,
        pl.when(enough).then(pl.col("rd_ratio_mean")).alias("rd_mean_pct"),
        pl.col("rd_ratio_n").alias("rd_values"),
    )
    return counted.join(middle, on=level, how="left").join(spent, on=level, how="left")


def figure(view: View) -> Figure:
    """Bars in printed order, with the published value as a mark."""
    opens = ("industry", "code")
    return ranking(view, "industry", view.params["metric"], click=opens, group="sector")


EXHIBIT = Exhibit(
    title=Text("分领域科创力水平", "Innovation by sector"),
    reading=Text(
        "切换指标，看各产业靠什么。报告：硬科技靠专利，软件靠软著与高研发占比，不能用一把尺子"
        "量所有领域。",
        "Switch the metric to see what a sector stands on. The report: hard technology shows "
        "in patents, software in copyrights and R&D; one yardstick does not fit every sector.",
    ),
    origin=("e33",),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"industry={context.row['code']}" if context.row["code"] else None
    ),
    query=query,
    published=always(_printed),
    figure=figure,
    alt=leading("industry"),
    sample=total("enterprises"),
    params=(Param("metric", Text("指标", "Metric"), "grants_median", options=METRICS),),
    requires=("division", "group", "invention_grants", "software_copyrights", "rd_ratio"),
    note=Text(
        "研发占比均值只计填报研发占比的企业，其数量见表格；报告只印出信息技术咨询服务的软著中位数。",
        "The mean R&D intensity is of the enterprises that report one, whose number stands in the "
        "table; the report prints the median of software copyrights for IT consulting only.",
    ),
    width="half",
    height=440,
    order=41,
)
