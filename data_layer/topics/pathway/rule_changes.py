"""Who enters and who falls out by a reader's own rule, by place, industry, tier and size."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect
from data_layer.policy.rule import MOVES, Rule, judged, moved
from data_layer.reference_figures import tables as reference

COLUMNS: Mapping[str, str] = {
    "province": "province_code",
    "city": "city_code",
    "industry": "division",
    "tier": "tier",
}
"""What may be grouped by, and the column with it; size is the bands of insured employees."""
SIZE = "size"
UNREPORTED = "未填报"


def changes(rows: Rows, filters: Filters, rule: Rule, by: str) -> pl.DataFrame:
    """A row a group: `group`, `enterprises`, `meets_now`, `meets`, `unknown`, MOVES.

    Who meets the own rule is who met the rule in force, and who enters and is settled, without who
    leaves and is unsettled. Groups in the order of who moves, then of who meets, then of the group;
    sizes in theirs. What is not reported is a group of its own.
    """
    group = _size() if by == SIZE else pl.col(COLUMNS[by]).cast(pl.String)
    groups = judged(filters.apply(rows), rule).group_by(group.fill_null(UNREPORTED).alias("group"))
    counted = collect(
        groups.agg(
            pl.len().alias("enterprises"),
            pl.col("now").sum().alias("meets_now"),
            pl.col("own").sum().alias("meets"),
            pl.col("own").is_null().sum().alias("unknown"),
            *(moved(move).sum().alias(move) for move in MOVES),
        )
    )
    if by == SIZE:
        order = {name: place for place, name in enumerate((*_bands(), UNREPORTED))}
        return counted.sort(pl.col("group").replace_strict(order))
    moves = pl.sum_horizontal(*MOVES)
    return counted.sort(moves, "meets", "group", descending=[True, True, False])


def _bands() -> Mapping[str, tuple[int, int | None]]:
    """The bands of e05 by name: their least and most employees."""
    rows = reference.table("e05_insured_bands").select("band", "low", "high").iter_rows()
    return {name: (low, high) for name, low, high in rows}


def _size() -> pl.Expr:
    insured, group = pl.col("insured"), pl.lit(None, dtype=pl.String)
    for name, (low, high) in _bands().items():
        inside = (insured >= low) if high is None else insured.is_between(low, high)
        group = pl.when(inside).then(pl.lit(name)).otherwise(group)
    return group
