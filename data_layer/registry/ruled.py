"""The registry of somebody who may see some rows only: for them there are no others.

Rows are taken in one place, here, and everything is computed from them: counts, shares, medians,
names, the columns that hold anything. So no answer differs by what the rule leaves out, and no two
answers subtracted give it away. Groups of one or two enterprises are left out of figures.
"""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, NoReturn

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.registry.manifest import DamagedVersionError, Manifest
from data_layer.registry.patents import Whole
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

LEAST: Final = 3
"""Enterprises that a figure under a rule is of, at least."""
MOST_ROWS: Final = 4_000_000
"""Rows of ruled registries that stay in memory, beside the last one."""
MOST_MANIFESTS: Final = 2_000
KEPT_NOTES: Final = ("mapped", "questions_file", "rejects", "seed")
"""Notes that lead to the cells of an enterprise; the others count what was in the file."""
SEEN = Text(
    "可见范围：{rule}（全部数字都只就此计算，不足 3 家的组不显示）",
    "rows you may see: {rule} (all figures are of these alone; groups of fewer than 3 are left "
    "out)",
)
FEW = Text(
    "可见的企业不足 3 家，不显示数字", "Fewer than 3 enterprises that you may see: no figures"
)


def ruled(registry: Registry, rule: Filters) -> Registry:
    """The registry of the rows that pass a rule."""
    rows = rule.apply(registry.rows)
    filled = rows.select(pl.len().alias(" n"), pl.col(list(columns())).count()).collect()
    counts = filled.row(0, named=True)
    manifest = replace(
        registry.manifest,
        rows=counts[" n"],
        columns_present=tuple(name for name in columns() if counts[name]),
        notes={k: v for k, v in registry.manifest.notes.items() if k in KEPT_NOTES},
    )
    whole = Whole(registry.rows)
    return Registry(manifest, rows, folder=registry.folder, rule=rule, whole=whole)


def enough(registry: Registry, frame: pl.DataFrame, counted: str) -> pl.DataFrame:
    """The frame without groups of one or two, where a rule leaves rows out. counted: their size."""
    if not registry.rule.values:
        return frame
    return frame.filter((pl.col(counted) >= LEAST) | (pl.col(counted).fill_null(0) == 0))


def scope(rule: Filters, filters: Filters, lang: Lang) -> str:
    """What rows an answer is of, in words: those there are for who asks, and the filters."""
    if not rule.values:
        return filters.sentence(lang)
    seen = SEEN(lang).format(rule=rule.sentence(lang))
    if not filters.values:
        return seen
    return Text("；", "; ")(lang).join((filters.sentence(lang), seen))


class Ruled:
    """Ruled registries that were asked for lately."""

    def __init__(self) -> None:
        self._registries: OrderedDict[tuple[str, str], Registry] = OrderedDict()
        self._manifests: OrderedDict[tuple[str, str], Manifest] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, registry: Registry, rule: Filters) -> Registry:
        """The registry under a rule, the same object for as long as it is kept."""
        state = (registry.version, rule.to_query())
        with self._lock:
            if state not in self._registries:
                self._registries[state] = ruled(registry, rule)
            self._registries.move_to_end(state)
            while len(self._registries) > 1 and self._rows() > MOST_ROWS:
                self._registries.popitem(last=False)
            return self._registries[state]

    def manifest(self, whole: Store, version: str, rule: Filters) -> Manifest:
        """What a version is under a rule, without opening it again each time."""
        state = (version, rule.to_query())
        manifest = self._manifests.get(state)
        if manifest is None:
            manifest = self.of(whole.open(version), rule).manifest
            with self._lock:
                self._manifests[state] = manifest
                while len(self._manifests) > MOST_MANIFESTS:
                    self._manifests.popitem(last=False)
        return manifest

    def _rows(self) -> int:
        return sum(registry.manifest.rows for registry in self._registries.values())


class RuledStore(Store):
    """The versions of a store under a rule; nothing is added or switched through it."""

    def __init__(self, whole: Store, rule: Filters, registries: Ruled) -> None:
        super().__init__(whole.home)
        self._whole = whole
        self._rule = rule
        self._registries = registries

    def open(self, version: str) -> Registry:
        """One version, UnknownVersion if missing."""
        return self._registries.of(self._whole.open(version), self._rule)

    def current(self) -> Registry | None:
        """The registry in use, None before the first one was added."""
        used = self._whole.current()
        return None if used is None else self._registries.of(used, self._rule)

    def current_version(self) -> str | None:
        """The version in use."""
        return self._whole.current_version()

    def versions(self) -> tuple[Manifest, ...]:
        """All versions that can be read, newest first."""
        manifests = []
        for manifest in self._whole.versions():
            with suppress(DamagedVersionError):
                manifests.append(self.manifest(manifest.version))
        return tuple(manifests)

    def manifest(self, version: str) -> Manifest:
        """What a version is of the rows that there are."""
        self._whole.manifest(version)  # it may have been removed
        return self._registries.manifest(self._whole, version, self._rule)

    def adopt(self, *_: Any, **__: Any) -> NoReturn:
        """Refused."""
        raise PermissionError("rows are added by somebody who sees all of them")

    def use(self, version: str) -> NoReturn:
        """Refused."""
        raise PermissionError("versions are switched by somebody who sees all rows")
