"""The data dictionary: every column of the schema, and how much of it a registry fills."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect
from data_layer.vocabulary.enterprise import Enterprise, Group
from data_layer.vocabulary.schema import Column, columns
from data_layer.vocabulary.terms import YEAR
from data_layer.vocabulary.text import Text, same

MOST_LISTED = 12
"""Longer lists of values are shortened to how many there are."""

GROUPS: Mapping[Group, Text] = {
    "identity": Text("标识", "Identity"),
    "place": Text("地区", "Place"),
    "industry": Text("行业", "Industry"),
    "size": Text("规模", "Size"),
    "innovation": Text("创新", "Innovation"),
    "honour": Text("荣誉", "Titles and accreditations"),
    "policy": Text("认定条件", "Policy"),
}
TYPES: Mapping[str, Text] = {
    "text": Text("文本", "text"),
    "choice": Text("选项", "choice"),
    "flag": Text("是否", "yes or no"),
    "date": Text("日期", "date"),
    "whole": Text("整数", "whole number"),
    "decimal": Text("小数", "decimal number"),
}
ANY = Text("不限", "any")


def dictionary(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`column`, `group`, `type`, `required`, `values`, `missing`, `filled_pct`, schema order.

    values: how many of the rows that pass the filters have one. Empty if no row passes.
    """
    selected = filters.apply(rows)
    # Required columns are texts, which a large registry keeps apart; they have no empty cell.
    counts = [
        pl.col(name).count().alias(name)
        for name, column in columns().items()
        if not column.required
    ]
    # A column may be called anything but this: the name of a column starts with a letter.
    counts_by_column = collect(selected.select(pl.len().alias("_rows"), *counts)).row(0, named=True)
    total = counts_by_column["_rows"]
    counts_by_column |= {name: total for name, column in columns().items() if column.required}
    schema = ["column", "group", "type", "required", "values", "missing", "filled_pct"]
    records = [
        (
            name,
            column.group,
            kind(column),
            column.required,
            counts_by_column[name],
            total - counts_by_column[name],
            counts_by_column[name] / total * 100,
        )
        for name, column in columns().items()
        if total
    ]
    return pl.DataFrame(records, schema=schema, orient="row")


def kind(column: Column) -> str:
    """Which of TYPES a column is."""
    if isinstance(column.dtype, pl.Enum):
        return "choice"
    if column.dtype == pl.Boolean:
        return "flag"
    if column.dated:
        return "date"
    if column.dtype.is_integer():
        return "whole"
    return "decimal" if column.dtype.is_float() else "text"


@cache
def allowed() -> Mapping[str, Text]:
    """What each column may hold, by column name: its options, its bounds, or anything."""
    return {name: _allowed(column) for name, column in columns().items()}


def _allowed(column: Column) -> Text:
    if isinstance(column.dtype, pl.Enum):
        return _options(column, column.dtype.categories.to_list())
    declared = Enterprise.columns()[column.name]
    low, high = getattr(declared, "min", None), getattr(declared, "max", None)
    if low is None and high is None:
        return ANY
    if column.dated:
        return same(f"{low} – {high}")
    if high is None:
        return same(f"≥ {low:g}")
    # A year is no amount: no thousands.
    return same(f"{low:g} – {high:g}" if column.unit == YEAR else f"{low:g} – {high:,g}")


def _options(column: Column, ids: list[str]) -> Text:
    if len(ids) > MOST_LISTED or not column.labels:
        first = ", ".join(ids[:3])
        return Text(f"{len(ids)} 个代码：{first} …", f"{len(ids)} codes: {first} …")
    pairs = [(id, column.labels[id]) for id in ids]
    return Text(
        "；".join(f"{id} {label.zh}" for id, label in pairs),
        "; ".join(f"{id} {label.en}" for id, label in pairs),
    )
