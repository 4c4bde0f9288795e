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

from data_layer.engine.rows import Held, forget_results

Rows = nw.LazyFrame[Any]
P = ParamSpec("P")
R = TypeVar("R", bound=nw.LazyFrame[Any])
T = TypeVar("T")
MOST = 64
"""Results kept: of held rows each, and a function of all others together."""

Known = OrderedDict[tuple[Hashable, ...], tuple[weakref.ref[Any], Any]]

_forget: list[Callable[[], None]] = []
_lock = threading.Lock()


def per_rows(function: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """Remember the latest results of a pure function of rows and hashable arguments.

    Rows are told apart by themselves or their native frame, which an opened registry keeps: not by
    content.
    """
    elsewhere: Known = OrderedDict()

    @wraps(function)
    def remembered(rows: R, *args: P.args, **named: P.kwargs) -> T:
        same = rows if isinstance(rows, Held) else rows.to_native()
        known = same.results() if isinstance(same, Held) else elsewhere
        key = (function, id(same), args, tuple(sorted(named.items())))
        with _lock:
            found = known.get(key)
            if found is not None and found[0]() is same:
                known.move_to_end(key)
                return found[1]
        result = function(rows, *args, **named)
        with _lock:
            known[key] = (weakref.ref(same), result)
            _trim(known, same.room if isinstance(same, Held) else 0)
        return result

    _forget.append(elsewhere.clear)
    return remembered


def _trim(known: Known, room: float) -> None:
    """Drop the oldest results where there are too many, and the oldest rows where those are."""
    while len(known) > MOST:
        known.popitem(last=False)
    held = {key: found.height for key, (_, found) in known.items() if isinstance(found, Held)}
    total = sum(held.values())
    for key in list(held)[:-1]:
        if total <= room:
            return
        del known[key]
        total -= held[key]


def forget() -> None:
    """Drop everything remembered, so that a benchmark starts from nothing.

    Dictionary codes of a registry's columns stay: they are part of holding it in memory.
    """
    for clear in _forget:
        clear()
    forget_results()
