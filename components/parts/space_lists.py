"""Which enterprises the counts of /space are of, whatever place is looked at."""

from collections.abc import Callable

from components.contract.counted import RowContext, narrowed, spelt
from data_layer.filters.filters import Filters
from data_layer.topics.space.space import base


def of_space(query: str) -> Callable[[RowContext], Filters]:
    """All filters of the enterprises of the space that a query finds, in which `{name}` stands for
    a value of the row; without city or division nobody is in it."""
    return lambda context: narrowed(
        base(context.filters),
        spelt(f"{query.format_map(context.row)}&where=city_code+division:known"),
    )
