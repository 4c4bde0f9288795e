"""What a running app holds: settings, registry versions and remembered results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from components.contract.evaluate import Result, evaluate
from components.contract.exhibit import Exhibit
from components.contract.fingerprint import code_fingerprint
from data_layer.filters.filters import FilterError, Problem
from data_layer.filters.query import Query
from data_layer.importer.province_figures import ContextTables
from data_layer.registry import clock
from data_layer.registry.cache import ResultCache, Shared
from data_layer.registry.cache_redis import Redis, RedisCache
from data_layer.registry.hosts import open_store
from data_layer.registry.settings import Settings
from data_layer.registry.store import Registry, Store, UnknownVersion
from data_layer.vocabulary.text import Text, same


class NoRegistryError(RuntimeError):
    """Nothing was imported and no demonstration registry was made."""


@dataclass(frozen=True)
class Workspace:
    """Passed to everything that answers a request."""

    settings: Settings
    store: Store
    cache: ResultCache

    @classmethod
    def open(cls, settings: Settings) -> Workspace:
        """The workspace of a data folder."""
        return cls(settings, open_store(settings), ResultCache(_kept_at(settings)))

    @property
    def today(self) -> date:
        """The day that it is where the server stands."""
        return clock.today(self.settings.zone)

    @property
    def assets(self) -> str:
        """Where the browser finds the asset files."""
        return f"{self.settings.prefix}assets/"

    def registry(self, version: str | None = None) -> Registry:
        """The pinned registry, or the current one; FilterError for an unknown version."""
        if version is not None:
            try:
                return self.store.open(version)
            except UnknownVersion as unknown:
                known = ", ".join(m.version for m in self.store.versions())
                raise FilterError([Problem("version", version, same(known))]) from unknown
        current = self.store.current()
        if current is None:
            raise NoRegistryError(
                Text(
                    "没有企业库：先运行 python app.py demo", "No registry: run python app.py demo"
                ).en
            )
        return current

    def run(self, exhibit: Exhibit, query: Query) -> Result:
        """An exhibit's result for a query, whose `params` are keyed by parameter name."""
        registry = self.registry(query.version)
        context = ContextTables(self.settings.home)
        found = evaluate(exhibit, registry, query.filters, query.params, self.cache, context)
        return replace(found, day=self.today)


def _kept_at(settings: Settings) -> Path | Shared:
    """Where results are kept for other workers: a folder of this host, or what hosts share."""
    if settings.redis is None:
        return settings.home / "cache" / code_fingerprint()
    return RedisCache(Redis(settings.redis), code_fingerprint())
