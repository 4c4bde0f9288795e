"""What a running app holds: settings, registry versions and remembered results."""

import logging
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from components.contract.as_of import dated
from components.contract.evaluate import evaluate
from components.contract.exhibit import NOTES, Exhibit
from components.contract.fingerprint import code_fingerprint
from components.contract.result import Result
from components.contract.versus import VERSUS, comparable, other_version
from data_layer.access.visitor import EVERYBODY, Visitor
from data_layer.filters.problems import VERSION, FilterError, Problem
from data_layer.filters.query import Query
from data_layer.importer.figures.stored import ContextTables
from data_layer.policy.support.reading import Measures, measures_of, printed_measures
from data_layer.registry import clock
from data_layer.registry.cache import ResultCache, Shared
from data_layer.registry.cache_redis import Redis, RedisCache
from data_layer.registry.hosts import open_store
from data_layer.registry.manifest import UnknownVersion
from data_layer.registry.registry import Registry
from data_layer.registry.ruled import Ruled, RuledStore
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Text, same

log = logging.getLogger(__name__)


class NoRegistryError(RuntimeError):
    """No version is in use: nothing was imported and no demonstration registry was made, or CURRENT
    is gone; `message` says what to do."""

    def __init__(self) -> None:
        self.message = Text(
            "没有启用的企业库：先运行 python app.py demo，或 python app.py use 版本",
            "No registry is in use: run python app.py demo, or python app.py use VERSION",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Workspace:
    """Passed to everything that answers a request.

    whole, results: all versions and all results that are kept; `store` and `cache` are what of
    them is there for who asks. who: says who that is; the program itself may see all.
    measures: of support, the printed ones and the operator's.
    """

    settings: Settings
    whole: Store
    results: ResultCache
    who: Callable[[], Visitor] = lambda: EVERYBODY
    ruled: Ruled = field(default_factory=Ruled)
    measures: Measures = field(default_factory=printed_measures)

    @classmethod
    def open(cls, settings: Settings) -> "Workspace":
        """The workspace of a data folder; SettingsError if its file of measures is unusable."""
        store, results = open_store(settings), ResultCache(_kept_at(settings))
        return cls(settings, store, results, measures=measures_of(settings))

    def asked_by(self, who: Callable[[], Visitor]) -> "Workspace":
        """The same, answering somebody as they may see it."""
        return replace(self, who=who)

    @property
    def store(self) -> Store:
        """The versions, of the rows that there are for who asks; RightError if there are none."""
        who = self.who()
        who.need("view")
        return RuledStore(self.whole, who.rule, self.ruled) if who.rule.values else self.whole

    @property
    def scope(self) -> str:
        """What a finished answer depends on beside what was asked: part of its key and ETag."""
        return self.who().scope

    @property
    def cache(self) -> ResultCache:
        """Results of the rows that there are for who asks."""
        return self.results.within(self.who().rule.to_query())

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
                with suppress(NoRegistryError):
                    current = self.registry()
                    if current.version == version:  # its files are gone, its rows are in memory
                        return current
                versions = ", ".join(m.version for m in self.store.versions())
                raise FilterError(
                    [Problem("version", version, same(versions), VERSION)]
                ) from unknown
        try:
            current = self.store.current()
        except UnknownVersion as unknown:
            log.error("%s", unknown)
            raise NoRegistryError from unknown
        if current is None:
            raise NoRegistryError
        return current

    def beside(self, exhibit: Exhibit, version: str | None) -> Hashable:
        """What an exhibit's answers depend on beside the rows: what else is in the data folder."""
        context = ContextTables(self.settings.home).state() if exhibit.context else ""
        others = ""
        if exhibit.versus is not None:
            manifests = comparable(self.whole.versions(), self.registry(version).manifest)
            others = ",".join(manifest.version for manifest in manifests)
        return (context, self.measures.digest if exhibit.rules else "", others)

    def other(self, exhibit: Exhibit, query: Query) -> Registry | None:
        """The version that an exhibit sets beside that of a query; FilterError for one that it
        cannot, None where it looks at one or there is one alone."""
        if exhibit.versus is None:
            return None
        asked = query.params.get(VERSUS.name, VERSUS.default)
        return other_version(self.store, self.registry(query.version), asked)

    def run(self, exhibit: Exhibit, query: Query) -> Result:
        """An exhibit's result for a query, whose `params` are keyed by parameter name."""
        registry = self.registry(query.version)
        context = ContextTables(self.settings.home)
        given = dated(exhibit, query.params, registry, filters=query.filters, today=self.today)
        other = self.other(exhibit, query)
        if other is not None:
            given = {**given, VERSUS.name: other.version}
        result = evaluate(
            exhibit,
            registry,
            query.filters,
            given=given,
            cache=self.cache,
            context=context,
            measures=self.measures,
            other=other,
        )
        notes = query.params.get(NOTES.name, "")
        return replace(result, day=self.today, notes=notes)


def _kept_at(settings: Settings) -> Path | Shared:
    """Where results are kept for other workers: a folder of this host, or what hosts share."""
    if settings.redis is None:
        return settings.home / "cache" / code_fingerprint()
    return RedisCache(Redis(settings.redis), code_fingerprint())
