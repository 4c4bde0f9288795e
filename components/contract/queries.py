"""What most exhibits declare: a question of the rows, a table as it is printed."""

from collections.abc import Callable

import polars as pl

from components.contract.exhibit import Params
from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.reference_figures import tables as reference


def of_rows(
    question: Callable[..., pl.DataFrame], *names: str
) -> Callable[[Rows, Filters, Params], pl.DataFrame]:
    """A question of rows and filters as a query. names: of the parameters that it takes too."""
    return lambda rows, filters, params: question(rows, filters, *(params[name] for name in names))


def always(printed: Callable[[], pl.DataFrame]) -> Callable[..., pl.DataFrame]:
    """The same printed rows, whatever filters and parameters are: as `query` or `published`."""
    return lambda *_: printed()


def printed_table(name: str, sort: str | None = None) -> Callable[..., pl.DataFrame]:
    """`always` of a reference table, in printed order or by a column."""
    if sort is None:
        return always(lambda: reference.table(name))
    return always(lambda: reference.table(name).sort(sort))
