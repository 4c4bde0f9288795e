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

Rows = nw.LazyFrame[Any]
P = ParamSpec("P")
T = TypeVar("T")
MOST = 64
"""Results kept a function, over all registries."""

_forget: list[Callable[[], None]] = []


def per_rows(function: Callable[Concatenate[Rows, P], T]) -> Callable[Concatenate[Rows, P], T]:
    """Remember the latest results of a pure function of rows and hashable arguments.

    Rows are told apart by their native frame, which an opened registry keeps: not by content.
    """
    known: OrderedDict[tuple[Hashable, ...], tuple[weakref.ref[Any], T]] = OrderedDict()
    lock = threading.Lock()

    @wraps(function)
    def remembered(rows: Rows, *args: P.args, **named: P.kwargs) -> T:
        native = rows.to_native()
        if not isinstance(native, pl.LazyFrame):
            return function(rows, *args, **named)
        key = (id(native), args, tuple(sorted(named.items())))
        with lock:
            held = known.get(key)
            if held is not None and held[0]() is native:
                known.move_to_end(key)
                return held[1]
        found = function(rows, *args, **named)
        with lock:
            known[key] = (weakref.ref(native), found)
            while len(known) > MOST:
                known.popitem(last=False)
        return found

    _forget.append(known.clear)
    return remembered


def forget() -> None:
    """Drop everything remembered, so that a benchmark starts from nothing."""
    for clear in _forget:
        clear()
