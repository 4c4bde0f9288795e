"""How far one group is behind the other in each dimension (e30's gap rate)."""

from collections.abc import Callable

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.parts.group_params import DEFAULTS, NOTE, PARAMS, published_sides, replaced, sides
from components.parts.members import also, in_group
from data_layer.filters.filters import Filters
from data_layer.measures.tallies import share
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS, IDS, LABELS
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    decimal("score_a", Text("甲组得分", "Score of group A"), digits=1),
    decimal("score_b", Text("乙组得分", "Score of group B"), digits=1),
    per_cent("gap_pct", Text("差距率", "Gap"), digits=1),
    count("values_a", Text("甲组有值企业", "Enterprises of A with a value"), Text("家", "")),
    count("values_b", Text("乙组有值企业", "Enterprises of B with a value"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Both scores of a dimension and the gap (1 - B / A) in per cent, the widest first."""
    both = sides(rows, filters, params)
    wide = _wide(both.select("dimension", "side", "score"))
    values = _wide(both.select("dimension", "side", score="values")).rename(
        {"score_a": "values_a", "score_b": "values_b"}
    )
    small = both.group_by("dimension").agg(pl.col("small_group").any())
    gap = (100 - share("score_b", "score_a")).alias("gap_pct")
    return (
        wide.with_columns(gap)
        .join(values, on="dimension")
        .join(small, on="dimension")
        .sort("gap_pct", "dimension", descending=[True, False], nulls_last=True)
    )


def _wide(scores: pl.DataFrame) -> pl.DataFrame:
    a, b = (
        scores.filter(pl.col("side") == side).select("dimension", score=pl.col("score"))
        for side in ("a", "b")
    )
    return a.rename({"score": "score_a"}).join(b.rename({"score": "score_b"}), on="dimension")


def published(params: Params) -> pl.DataFrame | None:
    """e30, if the first group is the national and the second the provincial tier."""
    if any(params[side] != group for side, group in DEFAULTS.items()):
        return None
    printed = published_sides(params)
    if printed is None:
        return None
    gaps = reference.table("e30_dimension_scores").select(
        pl.col("dimension").replace_strict(IDS), "gap_pct"
    )
    return _wide(printed.select("dimension", "side", "score")).join(gaps, on="dimension")


def figure(view: View) -> Figure:
    """Bars by dimension, with the published gap as a mark."""
    drawn, gaps = ranking(view, "dimension", "gap_pct"), view.frame["gap_pct"].drop_nulls()
    low, high = min([0.0, *gaps]), max([0.0, *gaps])
    if low < 0:  # room for the numbers at the left ends
        room = (high - low) * 0.15
        drawn["layout"]["xaxis"]["range"] = [low - room, high + room]
    return drawn


def _of(side: str) -> Callable[[RowContext], Filters | None]:
    """Those of a side's group that have the dimension's indicator."""

    def of(context: RowContext) -> Filters | None:
        column = DIMENSIONS[context.row["dimension"]].column
        group = in_group(lambda row: row.params[side])(context)
        return also(context, group, f"{column}:known")

    return of


EXHIBIT = Exhibit(
    title=Text("五维差距率", "Gap in each dimension"),
    reading=Text(
        "差距从大到小，就是补短板的先后。报告：创新质量居首（77.8%），数字化能力最小（50.0%）。",
        "From the widest gap down: the order in which to catch up. The report: innovation "
        "quality comes first (77.8%) and digital capability last (50.0%).",
    ),
    origin=("e30",),
    fields=FIELDS,
    members=Members(row="", columns={f"values_{side}": _of(side) for side in ("a", "b")}),
    query=query,
    published=published,
    figure=figure,
    alt=leading("dimension", "gap_pct"),
    sample=each("values_a", "values_b"),
    params=PARAMS,
    ignores=replaced,
    requires=("tier", *COLUMNS),
    note=Text(
        f"差距率 = （1 − 乙组得分 ÷ 甲组得分）× 100%，负值表示乙组领先。{NOTE.zh}",
        f"Gap = (1 - score of B / score of A) x 100%; negative where B leads. {NOTE.en}",
    ),
    width="half",
    height=400,
    order=11,
)
