"""Single cells of the printed tables."""

from functools import cache

import polars as pl

from data_layer.reference_figures.tables import fact_value, table


@cache
def cell(name: str, key: str, value: str | int, column: str) -> float:
    """The number in `column` of the row of table `name` whose `key` is `value`."""
    return float(table(name).filter(pl.col(key) == value)[column].item())


@cache
def tier_cells(name: str, key: str, value: str | int) -> tuple[float, float]:
    """The national and the provincial number of a row, whichever way their columns end."""
    columns = table(name).columns
    names = [
        next(column for column in columns if column.startswith(tier))
        for tier in ("national", "provincial")
    ]
    return cell(name, key, value, column=names[0]), cell(name, key, value, column=names[1])


def published_total() -> int:
    """How many enterprises the report counts: the size that all counts refer to."""
    return int(fact_value("f_total"))
