"""Intermediate results that several exhibits of a page need: computed once for a registry's rows.

Registries are immutable, so a result of the same rows and arguments stays right for as long as the
rows live, and goes with them.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import narwhals as nw
import polars as pl

from data_layer.held import Held, forget_results

Rows = nw.LazyFrame[Any]
P = ParamSpec("P")
T = TypeVar("T")
MOST = 64
"""Results kept a function: of held rows each, of all others together."""

ROOM = 600_000
"""Held rows kept as results of a function, over all its results of the same rows."""

Known = OrderedDict[tuple[Hashable, ...], tuple[weakref.ref[Any], Any]]

_forget: list[Callable[[], None]] = []


def per_rows(
    function: Callable[Concatenate[Rows, P], T], most: int = MOST
) -> Callable[Concatenate[Rows, P], T]:
    """Remember the latest results of a pure function of rows and hashable arguments.

    Rows are told apart by themselves or their native frame, which an opened registry keeps: not by
    content.
    """
    elsewhere: Known = OrderedDict()
    lock = threading.Lock()

    @wraps(function)
    def remembered(rows: Rows, *args: P.args, **named: P.kwargs) -> T:
        same = rows if isinstance(rows, Held) else rows.to_native()
        if not isinstance(same, pl.LazyFrame | Held):
            return function(rows, *args, **named)
        known = same.results(remembered) if isinstance(same, Held) else elsewhere
        key = (id(same), args, tuple(sorted(named.items())))
        with lock:
            found = known.get(key)
            if found is not None and found[0]() is same:
                known.move_to_end(key)
                return found[1]
        result = function(rows, *args, **named)
        with lock:
            known[key] = (weakref.ref(same), result)
            _trim(known, most)
        return result

    _forget.append(elsewhere.clear)
    return remembered


def _trim(known: Known, most: int) -> None:
    """Drop the oldest results: there are too many, or they hold too many rows."""
    heights = [found.height for _, found in known.values() if isinstance(found, Held)]
    while len(known) > most or (sum(heights) > ROOM and len(known) > 1):
        _, dropped = known.popitem(last=False)[1]
        heights = heights[1:] if isinstance(dropped, Held) else heights


def also_forget(clear: Callable[[], None]) -> None:
    """Let `forget` drop what is kept elsewhere."""
    _forget.append(clear)


def forget() -> None:
    """Drop everything remembered, so that a benchmark starts from nothing.

    Dictionary codes of a registry's columns stay: they are part of holding it in memory.
    """
    for clear in _forget:
        clear()
    forget_results()
