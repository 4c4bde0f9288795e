"""What charts and sentences of national against provincial enterprises share."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from components.charts.grouped import Series
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.cell import Cell
from components.claims.pairs import Listing, Multiple, Order
from components.claims.sentence import AltText
from components.contract.exhibit import View
from components.look.theme import TIER_COLORS
from data_layer.measures.rows import SMALL_GROUP
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

SHORT = {"national": ("国家级", "National"), "provincial": ("省级", "Provincial")}


def tier_series(
    view: View, columns: tuple[str, str], clicks: Sequence[tuple[str, str]] | None = None
) -> list[Series]:
    """The columns of the national and the provincial tier as bars, a row each.

    clicks: filter text of the national and the provincial bar of each row.
    """
    return [
        Series(
            view.say(*SHORT[tier]),
            TIER_COLORS[view.theme][tier],
            view.frame[column].to_list(),
            published=printed(view, column),
            clicks=None if clicks is None else [pair[place] for pair in clicks],
        )
        for place, (tier, column) in enumerate(zip(PAIR, columns, strict=True))
    ]


def printed(
    view: View, column: str, frame: pl.DataFrame | None = None
) -> list[float | None] | None:
    """The published values of a column, in the rows of the frame; None if nothing is printed."""
    rows = view.frame if frame is None else frame
    if view.published is None or view.published.is_empty():
        return None
    keys = [field.name for field in view.fields if field.key]
    both = rows.select(keys).join(
        view.published.select(*keys, column), on=keys, how="left", maintain_order="left"
    )
    return both[column].to_list()


CALLED = {
    "national": Text("国家级", "little giants"),
    "provincial": Text("省级", "provincial enterprises"),
}


def contrast(view: View, what: Text, row: Mapping[str, Any], columns: tuple[str, str]) -> AltText:
    """The figure of either tier in one row, and how the national stands to the provincial one.

    columns: those of the national and the provincial tier.
    """
    cells = [
        cell(view, row, column, name=CALLED[tier])
        for tier, column in zip(PAIR, columns, strict=True)
        if row[column] is not None
    ]
    return beside(view, what, cells)


def of_few(view: View) -> bool:
    """Whether a tier whose numbers the columns `national` and `provincial` hold is small."""
    sizes = [view.frame[tier].sum() for tier in PAIR if view.frame[f"{tier}_pct"].count()]
    return any(size < SMALL_GROUP for size in sizes)


def beside(view: View, what: Text, cells: Sequence[Cell]) -> AltText:
    """Two figures and how they compare; one alone; or nothing.

    Amounts are compared as a multiple, shares as an order.
    """
    if len(cells) < 2:
        return sentence(view, Listing(what, tuple(cells))) if cells else UNSAID
    first, second = cells
    if first.unit.zh == "%" or min(first.value, second.value) <= 0:
        return sentence(view, Order(what, first, second))
    return sentence(view, Multiple(what, first, second))
