"""How many rows are in a group, for how many a condition holds, and means."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from data_layer.measures.rows import MULTIPLICITY, Rows, collect, collect_sorted, size, weighted

DIGITS = 9


def tally(
    rows: Rows,
    by: Sequence[str],
    flags: Mapping[str, pl.Expr] | None = None,
    nulls: bool = False,
) -> pl.DataFrame:
    """Rows by group: `by`..., `n`, and for each flag the number of rows where it holds.

    Groups with a null key are left out unless `nulls`; the frame is sorted by `by`.
    """
    one = pl.col(MULTIPLICITY) if weighted(rows) else None
    totals = [_true_for(flag, one).alias(name) for name, flag in (flags or {}).items()]
    return _grouped(rows, by, [size(rows).alias("n"), *totals], nulls=nulls)


def _true_for(flag: pl.Expr, one: pl.Expr | None) -> pl.Expr:
    """How many enterprises a flag is true for."""
    return flag.sum() if one is None else pl.when(flag).then(one).otherwise(0).sum()


def histogram(rows: Rows, by: Sequence[str], column: str) -> pl.DataFrame:
    """Value histogram: `by`..., `value`, `n`, sorted; null values and null keys left out."""
    return _grouped(rows, [*by, column], [size(rows).alias("n")]).rename({column: "value"})


def means(rows: Rows, by: Sequence[str], columns: Iterable[str]) -> pl.DataFrame:
    """Means over the rows that have a value: `by`..., `n`, and `<c>_mean`, `<c>_n` a column."""
    chosen = tuple(columns)
    if weighted(rows):
        one = pl.col(MULTIPLICITY)
        counts = {c: one.filter(pl.col(c).is_not_null()).sum() for c in chosen}
        totals = {c: (pl.col(c).cast(pl.Float64) * one).sum() for c in chosen}
        mean = {c: pl.when(counts[c] > 0).then(totals[c] / counts[c]) for c in chosen}
    else:
        counts = {c: pl.col(c).count() for c in chosen}
        mean = {c: pl.col(c).mean().cast(pl.Float64) for c in chosen}
    # Threads add up in any order: without the last digits a mean on a bound stays on it.
    figures = [mean[c].round(DIGITS).alias(f"{c}_mean") for c in chosen]
    return _grouped(
        rows,
        by,
        [size(rows).alias("n"), *figures, *(counts[c].alias(f"{c}_n") for c in chosen)],
    )


def _grouped(
    rows: Rows, by: Sequence[str], figures: Sequence[pl.Expr], nulls: bool = False
) -> pl.DataFrame:
    if by:
        return collect_sorted(rows.group_by(by).agg(figures), by, nulls)
    return collect(rows.select(figures))


def every(counted: pl.DataFrame, lists: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Counts of every combination of the codes of some lists, in their order: 0 where none is.

    counted: the columns of `lists` and whole numbers. Groups that a list sets are all there, so
    that an empty one is 0 and not missing; places and industries, which a registry brings, are
    listed where an enterprise is.
    """
    grid = pl.DataFrame({"": [0]})
    for name, codes in lists.items():
        grid = grid.join(pl.DataFrame({name: list(codes)}, schema={name: pl.String}), how="cross")
    filled = grid.drop("").join(counted, on=list(lists), how="left", maintain_order="left")
    return filled.with_columns(pl.col(pl.Int64).fill_null(0))


def share(part: str, whole: str) -> pl.Expr:
    """Per cent of `whole`; null where `whole` is 0."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole) * 100)


def location_quotient(part: str, whole: str, part_total: float, whole_total: float) -> pl.Expr:
    """A place's share of `part` over its share of `whole`; 1 is the national pattern."""
    if not part_total or not whole_total:
        return pl.lit(None, dtype=pl.Float64)
    quotient = (pl.col(part) / pl.col(whole)) / (part_total / whole_total)
    return pl.when(pl.col(whole) > 0).then(quotient)
