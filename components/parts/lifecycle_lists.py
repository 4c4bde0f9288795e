"""Which enterprises are in force, due and lapsed on the day of a card, as filters."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from components.contract.counted import RowContext
from components.parts.lifecycle_words import day_of
from data_layer.topics.lifecycle.day import window


def on_the_day(standing: str, more: str = "") -> Callable[[RowContext], str]:
    """The query of those of a standing (in_force, due, lapsed, known, unknown, or `holding`: in
    force or due) on the day of the card; more: what they pass besides."""

    def of(context: RowContext) -> str:
        query = standing_on(day_of(context.filters, context.params))[standing]
        return f"{query}&{more}" if more else query

    return of


def standing_on(day: date) -> Mapping[str, str]:
    """The query of those of each standing on a day."""
    first, last = window(day)
    return {
        "in_force": f"valid={last + timedelta(days=1)}..",
        "due": f"valid={first}..{last}",
        "holding": f"valid={first}..",
        "lapsed": f"valid=..{first - timedelta(days=1)}",
        "known": "where=valid_until:known",
        "unknown": "where=valid_until:missing",
    }
