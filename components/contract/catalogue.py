"""All exhibits, found by listing the package `components.exhibits`: there is no list to edit.

The package is found by its name, since every exhibit in it is made of this room.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module

from components.contract.exhibit import Exhibit
from data_layer.reference_figures import tables as reference

PACKAGE = "components.exhibits"
LISTS = "sources"
"""The page that lists everything the sources print."""


@cache
def exhibits() -> Mapping[str, Exhibit]:
    """Every exhibit by id, ordered by page and place."""
    package = import_module(PACKAGE)
    modules = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    declared = [_declared(module.name) for module in modules if not module.ispkg]
    return {e.id: e for e in sorted(declared, key=lambda e: (e.page, e.order, e.id))}


def _declared(module: str) -> Exhibit:
    """The exhibit of a module, whose file is its id and whose folder is its page."""
    *_, page, id = module.split(".")
    return replace(import_module(module).EXHIBIT, id=id, page=page)


def on_page(page: str) -> tuple[Exhibit, ...]:
    """The exhibits of a page, in order."""
    return tuple(exhibit for exhibit in exhibits().values() if exhibit.page == page)


@cache
def shown_by(origin: str) -> tuple[str, ...]:
    """Ids of the exhibits that show a catalogue entry or fact; the lists of all are left out."""
    return tuple(e.id for e in exhibits().values() if origin in e.origin and e.page != LISTS)


@cache
def errata_of(id: str) -> tuple[reference.Erratum, ...]:
    """Errata that refer to what an exhibit shows; none on the page that lists them all."""
    if exhibits()[id].page == LISTS:
        return ()
    origin = set(exhibits()[id].origin)
    return tuple(e for e in reference.errata().values() if origin & set(e.refers_to))
