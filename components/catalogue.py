"""All exhibits, found by listing the package `components.exhibits`: there is no list to edit."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from components import exhibits as package
from components.exhibit import Exhibit
from data_layer import reference


@cache
def exhibits() -> Mapping[str, Exhibit]:
    """Every exhibit by id, ordered by page and place."""
    names = [m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")]
    found = [import_module(f"{package.__name__}.{name}").EXHIBIT for name in names]
    return {e.id: e for e in sorted(found, key=lambda e: (e.page, e.order, e.id))}


def on_page(page: str) -> tuple[Exhibit, ...]:
    """The exhibits of a page, in order."""
    return tuple(exhibit for exhibit in exhibits().values() if exhibit.page == page)


@cache
def errata_of(id: str) -> tuple[reference.Erratum, ...]:
    """Errata that refer to what an exhibit shows."""
    origin = set(exhibits()[id].origin)
    return tuple(e for e in reference.errata().values() if origin & set(e.refers_to))
