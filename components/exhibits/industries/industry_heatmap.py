"""Industries by city cluster, province or tier as a heatmap (e18)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from components.charts.heatmap import heatmap
from components.charts.labels import brief, wrapped
from components.charts.matrix import Matrix, described
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.parts.members import SECTION_ONLY, also
from components.parts.section_only import with_section_only
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import RULE
from data_layer.reference_figures.tables import facts
from data_layer.topics.industries.matrix import (
    COLUMN_OF,
    COLUMNS,
    FIELDS,
    ORDERS,
    OTHER,
    OWN_KEYS,
    WITH_INDUSTRY,
    industry_matrix,
)
from data_layer.topics.industries.measures import UNREPORTED
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.industries import of_level
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.text import Text, same

MEASURE_NAMES = (
    "enterprises",
    "column_share_pct",
    "row_share_pct",
    "location_quotient",
    "little_giant_share_pct",
)
POINTED = tuple(field.name for field in FIELDS if field.name in (*MEASURE_NAMES, "little_giants"))
"""What a pointer on a cell reads, in the order of the table."""
MEASURES = {field.name: field.label for field in FIELDS if field.name in MEASURE_NAMES}
BY = {
    "cluster": Text("三大城市群", "City clusters"),
    "province": Text("省份", "Provinces"),
    "tier": Text("层级", "Tiers"),
}
ROOMY = 14
"""Up to this many rows a label may take two lines."""
TEXT_FACTS = ("f_hm_yrd", "f_hm_prd", "f_hm_bth")


def _note() -> Text:
    statements = [facts()[id].statement for id in TEXT_FACTS]
    english = [words()[statement].en for statement in statements]
    return Text(
        "区位商 = 该行业在本列企业中的占比 ÷ 该行业在全部企业中的占比；大于1表示该行业在此更集中。"
        "占本列：占该列全部行业企业的比重；占本行：占该行业全部企业的比重。合计、占比与区位商不因选了"
        "某列（地域或层级）或某行业而变：选了一省，本行合计仍是全国的。未填报行业或列的企业自成一行一列，"
        f"不在合计之内；只有门类的企业以门类成行。{RULE.zh}"
        "“按数值”排序：企业数与占本列按行合计，其余按该行最大值。"
        "按层级看时，国家级占比恒为100或0。"
        "报告图表18只有图像、未印数字，正文写道：" + "；".join(statements) + "。图中以方框标出。",
        "Location quotient = the industry's share of the column's enterprises over its share of "
        "all enterprises; above 1 means that the industry gathers there. Share of the column: of "
        "the column's enterprises in all industries. Share of the row: of the industry's "
        "enterprises everywhere. Totals, shares and quotients stay as they are when a column "
        "(place or tier) or an industry is chosen: with one province chosen, a row's total is "
        "still the country's. Enterprises without industry or column have a row and a column of "
        "their own and are in no total; those of a section alone are that section's row. "
        f"{RULE.en} "
        'Ordered by "value": by row total for enterprises and share of '
        "the column, otherwise by the row's largest cell. By tier the "
        "little-giant share is always 100 or 0. Exhibit 18 of the report is a picture "
        "without numbers; its text says: " + "; ".join(english) + ". Outlined in the chart.",
    )


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """FIELDS of the largest divisions in each column."""
    top = int(float(params["top"]))
    return industry_matrix(
        rows, filters, params["by"], top=top, measure=params["measure"], order=params["order"]
    )


def figure(view: View) -> Figure:
    """Heatmap of the chosen measure; cells that the report's text names are outlined."""
    measure, by = view.params["measure"], view.params["by"]
    if view.params["order"] == "name" and view.lang == "en":
        view = _by_english_name(view)
    names = dict(view.named.select("industry_code", "industry").iter_rows())
    lines, there = 2 if len(names) <= ROOMY else 1, set(view.frame["column"])
    cells = view.frame.select("industry_code", "column").iter_rows()
    labels = {code: _label(view, code, name, lines=lines) for code, name in names.items()}
    matrix = Matrix(
        row="industry_code",
        column="column",
        value=measure,
        total="industry_total",
        labels=labels,
        columns={code: _head(COLUMNS[code](view.lang), by) for code in COLUMNS if code in there},
        clicks=[_click(by, *keys) for keys in cells],
        hover=described(view, "industry", "column", names=POINTED),
        marked=("named_in_report", view.say("报告正文点名的行业", "Named in the report's text")),
        small="small_group",
        around_one=measure == "location_quotient",
    )
    return heatmap(view, matrix)


def _by_english_name(view: View) -> View:
    order = view.named.select("industry").to_series()
    places = pl.Series("place", [name.casefold() for name in order])
    frame = view.frame.with_columns(places).sort("place", maintain_order=True).drop("place")
    return replace(view, frame=frame)


def _label(view: View, code: str, name: str, lines: int) -> str:
    if code == UNREPORTED:
        return name
    alone = view.say("（只知门类）", " (section only)") if len(code) == 1 else ""
    return f"{code} {wrapped(brief(name), 36, lines)}{alone}"


def _head(name: str, by: str) -> str:
    return name if by == "province" else wrapped(name, 16)


def _click(by: str, row: str, column: str) -> str:
    """The keys of a cell; conditions for what no key says, as the counts of the table lead."""
    parts = [] if row == UNREPORTED else [f"industry:{row}"]
    tests = [] if len(row) > 1 and row != UNREPORTED else [_line(row)]
    if column in (OTHER, UNREPORTED):
        tests.append(_column(by, column))
    else:
        parts.append(f"{by}:{column}")
    return "&".join([*parts, *([f"where:{','.join(tests)}"] if tests else [])])


def alt(view: View) -> AltText:
    """The cell with the highest value of the measure."""
    columns, industries = view.field("column").names(), view.field("industry_code").names()

    def call(row: Mapping[str, Any]) -> Text:
        column = columns.get(row["column"], same(row["column"]))
        industry = industries.get(row["industry_code"], same(row["industry_code"]))
        return Text(f"{column.zh}的{industry.zh}", f"{industry.en} in {column.en}")

    reported = (pl.col("column") != UNREPORTED) & (pl.col("industry_code") != UNREPORTED)
    measure = view.params["measure"]
    highest = leader(view, "industry", measure, where=reported, call=call, rows=Text("格", "cells"))
    return with_section_only(view, highest)


SECTIONS = "|".join(section.code for section in of_level("section"))


def _line(code: str) -> str:
    """The conditions of a row: of a division, of a section alone, or of no industry."""
    if code == UNREPORTED:
        return "division:missing,section:missing"
    return f"section:{code},division:missing" if len(code) == 1 else f"division:{code}"


def _column(by: str, code: str) -> str:
    """The conditions of a column."""
    column = COLUMN_OF[by]
    if code == UNREPORTED:
        return f"{column}:missing"
    if code == OTHER:
        return f"province_code:known,cluster:!{'|'.join(cluster.id for cluster in CLUSTERS)}"
    return f"cluster:{code}" if by == "cluster" else f"{column}:{code}"


def _in_cell(context: RowContext) -> str:
    column = _column(context.params["by"], context.row["column"])
    return f"where={_line(context.row['industry_code'])},{column}"


def _in_column(context: RowContext) -> Filters | None:
    of_columns = context.filters.without("industry")
    column = _column(context.params["by"], context.row["column"])
    return also(context, of_columns, f"{column},industry:{SECTIONS}")


def _in_line(context: RowContext) -> Filters | None:
    by = context.params["by"]
    of_lines = context.filters.without(*OWN_KEYS[by])
    line = _line(context.row["industry_code"])
    return also(context, of_lines, f"{line},{COLUMN_OF[by]}:known")


EXHIBIT = Exhibit(
    title=Text("行业 × 区域热力图", "Industries by region"),
    reading=Text(
        "横看一个行业聚在哪里，纵看一个区域长于什么；切换到区位商可去掉规模的影响，点击单元格即筛选。",
        "Read across for where an industry gathers and down for what a region is strong in. The "
        "location quotient takes size out of the comparison; click a cell to filter.",
    ),
    origin=("e18", *TEXT_FACTS),
    fields=FIELDS,
    members=Members(
        row=_in_cell,
        whole={
            "column_total": _in_column,
            "industry_total": _in_line,
            "section_only": SECTION_ONLY,
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    among=WITH_INDUSTRY,
    params=(
        Param("by", Text("列", "Columns"), "cluster", options=BY),
        Param("measure", Text("指标", "Measure"), "enterprises", options=MEASURES),
        Param("order", Text("行排序", "Order"), "value", options=ORDERS),
        Param("top", Text("行业数", "Industries"), "10", low=3, high=30, step=1),
    ),
    requires=("section",),
    note=_note(),
    width="full",
    height=600,
    order=10,
)
