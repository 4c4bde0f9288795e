"""Which enterprises are in force, due and lapsed on the day of a card, as filters."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from components.contract.counted import RowContext
from components.parts.lifecycle_words import day_of
from data_layer.topics.lifecycle.day import window


def on_the_day(standing: str, more: str = "") -> Callable[[RowContext], str]:
    """The query of those of a standing (in_force, due, lapsed, known, unknown, or `holding`: in
    force or due) on the day of the card; more: what they pass besides."""

    def of(context: RowContext) -> str:
        return f"{_ends(context)[standing]}&{more}" if more else _ends(context)[standing]

    return of


def _ends(context: RowContext) -> Mapping[str, str]:
    first, last = window(day_of(context.filters, context.params))
    return {
        "in_force": f"valid={last + timedelta(days=1)}..",
        "due": f"valid={first}..{last}",
        "holding": f"valid={first}..",
        "lapsed": f"valid=..{first - timedelta(days=1)}",
        "known": "where=valid_until:known",
        "unknown": "where=valid_until:missing",
    }
