"""Codes of the cells of one row, and why a cell has none."""

from typing import NamedTuple

from data_layer.importer.cells.cleaning import both
from data_layer.vocabulary.text import Text


class Resolved(NamedTuple):
    """Codes (None: none known) and reasons (None: nothing rejected), one each a column."""

    codes: tuple[str | None, ...]
    reasons: tuple[str | None, ...]


def in_both(reason: Text | None) -> str | None:
    """Why a cell has no code, in both languages."""
    return None if reason is None else both(reason)
