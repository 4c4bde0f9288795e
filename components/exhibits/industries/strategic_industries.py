"""Little-giant shares of the twelve strategic classes of the report (e23)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.industries import industry_code
from data_layer.topics.industries.measures import COUNTED, of_level, totals
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, printed, text
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("industry", Text("行业", "Industry"), domain="words", key=True),
    text("field", Text("战略领域", "Strategic field")),
    Field("code", Text("国标代码", "GB/T 4754 code")),
    ENTERPRISES,
    *little_giants.FIELDS,
    printed(text("positioning", Text("定位", "Positioning"))),
    SMALL_GROUP,
)


def _printed() -> pl.DataFrame:
    table = reference.table("e23_strategic_subclasses")
    return table.with_columns(pl.Series("code", [industry_code(n) for n in table["industry"]]))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The rows of e23 in printed order; without an enterprise or a code the numbers are empty."""
    selected = filters.apply(rows)
    if not totals(selected)[0]:
        return _nothing()
    listed = _printed().select("industry", "field", "code", "positioning")
    codes = listed["code"].drop_nulls()
    counted = pl.concat([of_level(selected, level) for level in ("division", "group", "class")])
    counted = counted.filter(pl.col("industry_code").is_in(codes.to_list()))
    return _measured(
        listed.join(
            counted, left_on="code", right_on="industry_code", how="left", maintain_order="left"
        )
    )


def _measured(joined: pl.DataFrame) -> pl.DataFrame:
    coded = pl.col("code").is_not_null()
    counted = joined.with_columns(pl.when(coded).then(pl.col(*COUNTED).fill_null(0)))
    return counted.with_columns(
        *little_giants.little_giants(), little_giants.small_group().fill_null(value=True)
    ).rename({"n": "enterprises"})


def _nothing() -> pl.DataFrame:
    return (
        published({})
        .clear()
        .with_columns(
            pl.lit(None, dtype=pl.Int64).alias(name)
            for name in ("enterprises", "little_giants", "tier_missing")
        )
        .with_columns(pl.lit(True).alias("small_group"))
    )


def published(params: Params) -> pl.DataFrame:
    """e23."""
    return _printed().select("industry", "field", "code", "little_giant_share_pct", "positioning")


def figure(view: View) -> Figure:
    """Bars by share in printed order, with the published share as a mark."""
    opens = ("industry", "code")
    return ranking(view, "industry", "little_giant_share_pct", click=opens, group="field")


EXHIBIT = Exhibit(
    title=Text("重点战略领域", "Strategic industries"),
    reading=Text(
        "条长为国家级占比，◆ 为报告原值。报告：所列战略行业的国家级占比都高于全体，电子专用材料"
        "制造最高。",
        "Bars are little-giant shares, diamonds those of the report. The report: each of these "
        "strategic industries has a higher little-giant share than all enterprises, special "
        "electronic materials the highest.",
    ),
    origin=("e23",),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"industry={context.row['code']}" if context.row["code"] else None
    ),
    query=query,
    published=published,
    figure=figure,
    alt=leading("industry", "little_giant_share_pct"),
    sample=total("enterprises"),
    requires=("tier", "division", "group", "class"),
    note=Text(
        "国家级占比以该行业企业为分母。集成电路设计与生物药品制品制造在国标中为中类；"
        "“高性能纤维及复合材料制造”不是国标行业名称，无法按企业库计算，只有报告原值。",
        "The little-giant share is of the industry's own enterprises. Integrated circuit design "
        "and biological medicines are groups in the standard; high-performance fibres and "
        "composites is not a name of the standard, so that only the published figure exists.",
    ),
    width="half",
    height=440,
    order=40,
)
