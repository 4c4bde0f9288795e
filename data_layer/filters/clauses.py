"""What a filter asks of a row, as a Polars expression."""

import polars as pl

from data_layer.filters.code_clauses import of_clusters, of_industries
from data_layer.filters.days import Days, Year
from data_layer.filters.keys import Key
from data_layer.filters.values import Range, Value
from data_layer.measures.recognition import recognition_year


def clause(key: Key, value: Value) -> pl.Expr:
    """The condition that one key puts on a row; a missing cell never passes."""
    if isinstance(value, Year):
        # What it cannot know is said where it is used: who has left since is not in the list.
        return recognition_year() <= value.year
    if isinstance(value, Days):
        return value.within(pl.col(key.column))
    if isinstance(value, Range):
        column = pl.col(key.column)
        ends = [column >= value.low] if value.low is not None else []
        ends += [column <= value.high] if value.high is not None else []
        return ends[0] if len(ends) == 1 else ends[0] & ends[1]
    if isinstance(value, str):
        return pl.col("name").str.contains(value, literal=True)
    if key.kind == "all":
        return pl.all_horizontal(*[pl.col(name) for name in value])
    if key.kind == "flag":
        return pl.col(key.column) if value == ("1",) else ~pl.col(key.column)
    if key.name == "cluster":
        return of_clusters(value)
    return of_industries(value) if key.name == "industry" else pl.col(key.column).is_in(list(value))
