"""Where the enterprises of a place lie among sorted rows: found by bisection, without a scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from data_layer.filters.filters import Filters
from data_layer.vocabulary.places import CLUSTERS, provinces

PLACE_KEYS = ("cluster", "province", "city")
Span = tuple[int, int]
"""First row, and the row after the last one."""


def spans(frame: pl.DataFrame, filters: Filters) -> tuple[Span, ...]:
    """The rows of the chosen places, ascending; one span of all rows if no place is chosen.

    frame: rows sorted by province and, inside a province, by city, missing ones first.
    """
    found: list[Span] = [(0, frame.height)]
    allowed = _provinces(filters)
    if allowed is not None:
        found = list(_runs(frame["province_code"], allowed, found))
    if filters.chosen("city"):
        if allowed is None:
            nowhere = (0, frame["province_code"].null_count())
            found = [nowhere, *_runs(frame["province_code"], provinces(), found)]
        found = list(_runs(frame["city_code"], filters.chosen("city"), found))
    return _joined(found)


def _provinces(filters: Filters) -> set[str] | None:
    """The provinces that the filters on provinces and clusters leave; None if there are none."""
    clusters = filters.chosen("cluster")
    members = {p for c in CLUSTERS if c.id in clusters for p in c.provinces}
    allowed = [set(it) for it in (filters.chosen("province"), members) if it]
    return set.intersection(*allowed) if allowed else None


def _runs(column: pl.Series, values: Iterable[str], within: Iterable[Span]) -> Iterator[Span]:
    """Where the values lie within each span, over which the column ascends, nulls first."""
    codes = np.sort(pl.Series(list(values), dtype=column.dtype).to_physical().to_numpy())
    for first, last in within:
        part = column.slice(first, last - first)
        known = part.slice(part.null_count()).to_physical().to_numpy()
        starts = np.searchsorted(known, codes, side="left") + last - known.size
        ends = np.searchsorted(known, codes, side="right") + last - known.size
        yield from ((int(a), int(b)) for a, b in zip(starts, ends, strict=True) if a < b)


def _joined(found: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours become one."""
    joined: list[Span] = []
    for first, last in found:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)
