"""What charts and sentences of national against provincial enterprises share."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from components.charts.grouped import Series
from components.contract.exhibit import View
from components.look.amounts import number
from components.look.theme import TIER_COLORS
from data_layer.vocabulary.schema import PAIR

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
            printed(view, column),
            None if clicks is None else [pair[place] for pair in clicks],
        )
        for place, (tier, column) in enumerate(zip(PAIR, columns, strict=True))
    ]


def printed(
    view: View, column: str, frame: pl.DataFrame | None = None
) -> list[float | None] | None:
    """The published values of a column, in the rows of the frame; None if nothing is printed."""
    shown = view.frame if frame is None else frame
    if view.published is None or view.published.is_empty():
        return None
    keys = [field.name for field in view.fields if field.key]
    both = shown.select(keys).join(
        view.published.select(*keys, column), on=keys, how="left", maintain_order="left"
    )
    return both[column].to_list()


def contrast(view: View, subject: str, unit: str, values: tuple[float | None, float | None]) -> str:
    """One sentence with the figure of either tier."""
    national, provincial = (
        "—" if value is None else f"{number(value)} {unit}".strip() for value in values
    )
    return view.say(
        f"{subject}：国家级{national}，省级{provincial}。",
        f"{subject}: {national} for little giants, {provincial} for provincial enterprises.",
    )
