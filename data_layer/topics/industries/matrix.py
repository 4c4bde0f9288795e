"""Industries against places or tiers (e18): counts, shares, location quotients of every cell."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures.industries import GATHERED
from data_layer.topics.industries.measures import COUNTED, UNREPORTED, any_industry, section_only
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    flag,
    per_cent,
    printed,
)
from data_layer.vocabulary.pinyin import pinyin
from data_layer.vocabulary.places import CLUSTERS, province_names
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

OTHER = "other"
PLACES = ("cluster", "province", "city")
COLUMN_OF = {"cluster": "province_code", "province": "province_code", "tier": "tier"}
OWN_KEYS = {"cluster": PLACES, "province": PLACES, "tier": ("tier",)}
"""Filter keys that choose among the columns of a matrix."""

COLUMNS: Mapping[str, Text] = {
    **{cluster.id: cluster.name for cluster in CLUSTERS},
    OTHER: Text("其他地区", "Other regions"),
    **province_names(),
    **TIERS,
    UNREPORTED: Text("未填报", "Not reported"),
}
FIELDS: tuple[Field, ...] = (
    any_industry(),
    Field("column", Text("列", "Column"), labels=COLUMNS, key=True),
    ENTERPRISES,
    per_cent(
        "column_share_pct",
        Text("占本列（含未选的行业）", "Share of the whole column"),
    ),
    per_cent("row_share_pct", Text("占本行（含未选的列）", "Share of the whole row")),
    decimal(
        "location_quotient",
        Text("区位商（对全部行列）", "Location quotient (against all rows and columns)"),
    ),
    *little_giants.FIELDS,
    count(
        "column_total",
        Text("本列合计（含未选的行业）", "Whole column (industries not chosen included)"),
        ENTERPRISES.unit,
    ),
    count(
        "industry_total",
        Text("本行合计（含未选的列）", "Whole row (columns not chosen included)"),
        ENTERPRISES.unit,
    ),
    count("section_only", Text("其中只有门类", "Of these, section only"), ENTERPRISES.unit),
    SMALL_GROUP,
    printed(flag("named_in_report", Text("报告正文点名", "Named in the report's text"))),
)
WITH_INDUSTRY = pl.col("division").is_not_null() | pl.col("section").is_not_null()
"""Enterprises with an industry, be it a section alone."""
ORDERS = {
    "value": Text("按数值", "Value"),
    "name": Text("按名称", "Name"),
    "code": Text("按代码", "Code"),
}
LARGEST_FIRST = ("enterprises", "column_share_pct")


def industry_matrix(
    rows: Rows, filters: Filters, by: str, top: int, measure: str, order: str
) -> pl.DataFrame:
    """FIELDS of the `top` divisions in every column that has a row; absent cells count 0.

    by: cluster, province or tier. A cell counts what passes all filters. A column's total leaves
    the industry filter out and a row's total the filters on the columns, so that choosing a cell
    does not change its shares. Enterprises without industry or column have their own row and
    column, and are in no total that shares are of; those of a section alone are its row. Rows by
    `order`, columns in their fixed order.
    """
    own, column = OWN_KEYS[by], COLUMN_OF[by]
    cells = _in_columns(_counted(filters.apply(rows), ("division", column)), by)
    of_columns = filters.without("industry").apply(rows).filter(WITH_INDUSTRY)
    columns = _in_columns(_counted(of_columns, (column,)), by)
    of_lines = filters.without(*own).apply(rows).filter(pl.col(column).is_not_null())
    lines = _counted(of_lines, ("division",))
    everything = _reporting(filters.without("industry", *own).apply(rows), column)
    grid = _grid(
        _largest(cells, top),
        cells,
        columns.select("column", column_total="n"),
        lines.select("division", industry_total="n"),
    )
    reported = (pl.col("industry_code") != UNREPORTED) & (pl.col("column") != UNREPORTED)
    measured = grid.with_columns(
        *(pl.when(reported).then(expression) for expression in _shares(everything)),
        *little_giants.little_giants("enterprises"),
        little_giants.small_group("enterprises"),
        pl.lit(section_only(filters.apply(rows)), pl.Int64).alias("section_only"),
        _named(by).alias("named_in_report"),
    )
    return _ordered(measured, measure, order)


def _grid(
    largest: pl.DataFrame, cells: pl.DataFrame, columns: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Every column of every division shown, counted, with the totals of both."""
    every = largest.join(cells.select(pl.col("column").unique().sort()), how="cross")
    return (
        every.join(cells, on=["division", "column"], how="left", maintain_order="left")
        .join(columns, on="column", how="left", maintain_order="left")
        .join(lines, on="division", how="left", maintain_order="left")
        .with_columns(pl.col(*COUNTED, "column_total", "industry_total").fill_null(0))
        .rename({"division": "industry_code", "n": "enterprises"})
    )


def _shares(everything: int) -> tuple[pl.Expr, ...]:
    """Shares of column and row, and (cell / column) / (row / everything), null of nothing.

    The quotient is against what both an industry and a column are known of.
    """
    expected = pl.col("column_total") * pl.col("industry_total") / max(everything, 1)
    return (
        share("enterprises", "column_total").alias("column_share_pct"),
        share("enterprises", "industry_total").alias("row_share_pct"),
        pl.when(expected > 0).then(pl.col("enterprises") / expected).alias("location_quotient"),
    )


def _reporting(selected: Rows, column: str) -> int:
    """Enterprises of which both the division and the column are known."""
    both = WITH_INDUSTRY & pl.col(column).is_not_null()
    return int(tally(selected, (), {"both": both})["both"].item() or 0)


@per_rows
def _counted(selected: Rows, by: tuple[str, ...]) -> pl.DataFrame:
    """`by`... and COUNTED; what has no value of a column is UNREPORTED there, and of what has a
    section and no division the section stands for it."""
    if "division" not in by:
        counted = tally(selected, by, little_giants.FLAGS, nulls=True)
        return counted.with_columns(pl.col(by).fill_null(UNREPORTED))
    finer = tally(selected, ("section", *by), little_giants.FLAGS, nulls=True)
    named = finer.with_columns(division=pl.coalesce(pl.col("division", "section").cast(pl.String)))
    return (
        named.with_columns(pl.col(by).fill_null(UNREPORTED))
        .group_by(by)
        .agg(pl.col(*COUNTED).sum())
        .sort(by)
    )


def _in_columns(counted: pl.DataFrame, by: str) -> pl.DataFrame:
    """Counts by the codes of a column as counts by the columns of the matrix."""
    column = pl.col(COLUMN_OF[by])
    if by == "cluster":
        column = column.replace_strict(_CLUSTER_OF, default=OTHER)
    keys = [column.alias("column"), *(pl.col(c) for c in ("division",) if c in counted.columns)]
    return counted.group_by(keys).agg(pl.col(*COUNTED).sum())


_CLUSTER_OF = {code: cluster.id for cluster in CLUSTERS for code in cluster.provinces} | {
    UNREPORTED: UNREPORTED
}


def _largest(cells: pl.DataFrame, top: int) -> pl.DataFrame:
    """The `top` divisions by enterprises, ties by code; what has no division comes on top of it."""
    lines = cells.group_by("division").agg(pl.col("n").sum())
    nowhere = pl.col("division") == UNREPORTED
    divisions = lines.filter(~nowhere).sort("n", "division", descending=[True, False]).head(top)
    return pl.concat([divisions, lines.filter(nowhere)]).select("division")


def _named(by: str) -> pl.Expr:
    """Whether the report's text names the cell's division as its cluster's own."""
    if by != "cluster":
        return pl.lit(False)
    named = [f"{column}|{code}" for column, codes in GATHERED.items() for code in codes]
    return pl.concat_str("column", "industry_code", separator="|").is_in(named)


def _ordered(frame: pl.DataFrame, measure: str, order: str) -> pl.DataFrame:
    """Rows by code, by name, or by value: the total where cells count, else the largest cell.

    Cells that are small groups decide between rows that no other cell tells apart.
    """
    code, cell = pl.col("industry_code"), pl.col(measure)
    solid = cell.filter(~pl.col("small_group")).max()
    first = pl.col("enterprises").sum() if measure in LARGEST_FIRST else solid
    keys = {"value": [-first.over(code), -cell.max().over(code)]}.get(order, [])
    if order == "name":
        names = any_industry().names()
        spelt = {one: pinyin(names[one].zh) for one in frame["industry_code"].unique()}
        keys = [code.replace_strict(spelt, return_dtype=pl.String)]
    place = pl.col("column").cast(pl.Enum(list(COLUMNS)))
    return frame.sort(code == UNREPORTED, *keys, code, place, nulls_last=True)
