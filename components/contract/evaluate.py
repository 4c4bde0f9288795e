"""Run an exhibit: registry, filters and parameters in; a rounded, remembered result out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from components.contract.exhibit import Exhibit, Params
from components.contract.few import withheld
from components.contract.fingerprint import code_fingerprint
from components.contract.result import Result, Store
from components.contract.seen import as_seen
from components.contract.versus import VERSUS, stamped
from data_layer.demo import patents as demo
from data_layer.filters.filters import Filters
from data_layer.importer.figures.stored import ContextTables
from data_layer.measures.tallies import tally
from data_layer.policy.support.reading import Measures
from data_layer.registry.cache import ResultCache
from data_layer.registry.patents import Patents, located
from data_layer.registry.registry import Registry
from data_layer.registry.ruled import LEAST, enough
from data_layer.vocabulary.field_frames import conform
from data_layer.vocabulary.fields import ENTERPRISES, Field, Kind

MOST_PRINTED = 64
"""Parameters of one exhibit whose printed rows are kept."""
AMONG = "among"
"""The number of those that an exhibit counts, where answers are kept."""


def evaluate(
    exhibit: Exhibit,
    registry: Registry,
    filters: Filters,
    given: Params,
    cache: ResultCache,
    context: ContextTables | None = None,
    measures: Measures | None = None,
    other: Registry | None = None,
) -> Result:
    """The exhibit's result; FilterError if a parameter is out of bounds.

    context: the imported province figures, for exhibits that join them. measures: those of support
    that there are, where the operator adds any. other: the version to set beside this one, for
    exhibits that look at two.
    """
    params = exhibit.settings(given)
    filters = _obeyed(exhibit, filters, params)
    empty = _empty(exhibit, registry, filters, params)
    lacking = registry.lacks(exhibit.requires)
    if other is not None:
        empty = replace(empty, other=other.manifest)
        lacking = tuple(dict.fromkeys((*lacking, *other.lacks(exhibit.requires))))
    if lacking:
        return replace(empty, lacking=lacking)
    if exhibit.versus is not None and other is None:
        return replace(empty, selected=count_selected(registry, filters, cache))
    own = measures if exhibit.rules is not None and measures and measures.digest else None
    store: Store = "version"

    def compute() -> pl.DataFrame:
        nonlocal store
        store, frame = _found(exhibit, (other, registry), filters, params, own=own)
        if exhibit.context is not None:
            figures = (context or ContextTables(None)).figures(params["indicator"])
            frame = exhibit.context(frame, figures, params)
        frame = _enough(exhibit, registry, filters, cache=cache, frame=frame)
        return conform(frame, exhibit.fields)

    state: list[Any] = [
        registry.version,
        exhibit.id,
        filters.to_query(),
        *sorted(params.items()),
    ]
    state += [] if exhibit.context is None or context is None else [context.state()]
    state += [] if own is None else [own.digest]
    frame, place = cache.placed_frame(tuple(state), compute)
    selected = count_selected(registry, filters, cache)
    if selected == 0:  # of nobody nothing is known, zeros neither
        frame = frame.clear()
    counted = exhibit.among
    among = selected if counted is None else count_among(registry, filters, counted, cache)
    return replace(empty, frame=frame, selected=selected, among=among, store=place or store)


def _found(
    exhibit: Exhibit,
    registries: tuple[Registry | None, Registry],
    filters: Filters,
    params: Params,
    own: Measures | None,
) -> tuple[Store, pl.DataFrame]:
    """The exhibit's own rows, as stored with the version or computed now. registries: the other
    version, if two are looked at, and this one. own: measures of support that the operator adds."""
    other, registry = registries
    if exhibit.versus is not None and other is not None:
        return "computed", _of_both(exhibit, (other, registry), filters, params)
    if own is None:
        frame = registry.answers.get(code_fingerprint(), exhibit.id, filters, params)
        if frame is not None:
            return "version", frame
    return "computed", computed(exhibit, registry, filters, params, own)


def _obeyed(exhibit: Exhibit, filters: Filters, params: Params) -> Filters:
    """The filters that reach the exhibit."""
    if exhibit.basis in ("whole", "reference") or params.get("id"):
        return Filters()
    return filters.without(*exhibit.ignores(params))


def _empty(exhibit: Exhibit, registry: Registry, filters: Filters, params: Params) -> Result:
    """The result without rows: what is printed, and what kind of numbers there will be."""
    kind: Kind = "demonstration" if registry.demonstration else "computed"
    empty = Result(
        exhibit,
        _nothing(exhibit),
        _published(exhibit, params),
        kind="published" if exhibit.basis == "reference" else kind,
        filters=filters,
        params=params,
        version=registry.version,
        selected=0,
    )
    if exhibit.basis != "reference" and registry.rule.values:
        return replace(empty, exhibit=as_seen(exhibit), rule=registry.rule)
    return empty


def _of_both(
    exhibit: Exhibit, registries: tuple[Registry, Registry], filters: Filters, params: Params
) -> pl.DataFrame:
    """What is found of the other version and of this one, beside each other."""
    assert exhibit.versus is not None
    frames = []
    for registry in registries:
        one = {**params, VERSUS.name: VERSUS.default}
        frame = registry.answers.get(code_fingerprint(), exhibit.id, filters, one)
        frames.append(computed(exhibit, registry, filters, params=one) if frame is None else frame)
    then, now = registries
    return stamped(exhibit.versus(*frames), then.manifest, now.manifest)


def _enough(
    exhibit: Exhibit, registry: Registry, filters: Filters, cache: ResultCache, frame: pl.DataFrame
) -> pl.DataFrame:
    """What is found without groups that are too small to be shown to who sees some rows only.

    An enterprise that they see has its own cards.
    """
    if exhibit.basis == "enterprise" or exhibit.lists_enterprises:
        return frame
    if not registry.rule.values:
        return frame
    if count_selected(registry, filters, cache) < LEAST:
        return frame.clear()
    for counted in {ENTERPRISES.name, "n"} & set(frame.columns):
        frame = enough(registry, frame, counted)
    return withheld(frame, exhibit.fields)


def computed(
    exhibit: Exhibit,
    registry: Registry,
    filters: Filters,
    params: Params,
    measures: Measures | None = None,
) -> pl.DataFrame:
    """The exhibit's own result, computed now; by `measures` of support, where they are given."""
    if exhibit.rules is not None and measures is not None:
        return exhibit.rules(registry.counted, filters, params, measures)
    if exhibit.patents is not None and (events := patents_of(registry)) is not None:
        return exhibit.patents(registry.rows, filters, params, events)
    return exhibit.query(registry.counted, filters, params)


def patents_of(registry: Registry) -> Patents | None:
    """The list of patents of a registry's rows; None where nobody has brought one."""
    if registry.patents is not None:
        return located(registry.rows, registry.patents, registry.whole)
    return demo.patents(registry.rows) if registry.demonstration else None


def count_selected(registry: Registry, filters: Filters, cache: ResultCache) -> int:
    """How many enterprises pass the filters."""
    if not filters.values:
        return registry.manifest.rows

    def compute() -> pl.DataFrame:
        return tally(filters.apply(registry.counted), ())

    return int(cache.frame((registry.version, "selected", filters.to_query()), compute).item())


def count_among(registry: Registry, filters: Filters, among: pl.Expr, cache: ResultCache) -> int:
    """How many of the enterprises that pass are among those that an exhibit counts."""

    def compute() -> pl.DataFrame:
        stored = registry.answers.get(code_fingerprint(), AMONG, filters, {AMONG: str(among)})
        return tallied(registry, filters, among) if stored is None else stored

    state = (registry.version, AMONG, filters.to_query(), str(among))
    return int(cache.frame(state, compute).item())


def tallied(registry: Registry, filters: Filters, among: pl.Expr) -> pl.DataFrame:
    """One cell: the number of enterprises that pass and are among others."""
    return tally(filters.apply(registry.counted).filter(among), ())


def _published(exhibit: Exhibit, params: Params) -> pl.DataFrame | None:
    printed_frames, key = exhibit.printed_rows, tuple(sorted(params.items()))
    if key not in printed_frames:
        if len(printed_frames) >= MOST_PRINTED:
            printed_frames.clear()
        printed = exhibit.published(params) if exhibit.published else None
        printed_frames[key] = None if printed is None else _padded(printed, exhibit.fields)
    return printed_frames[key]


def _padded(printed: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Printed rows with every declared column: what is not printed is empty."""
    missing = [pl.lit(None).alias(f.name) for f in fields if f.name not in printed.columns]
    frame = conform(printed.with_columns(missing), fields)
    flags = [pl.col(f.name).cast(pl.Boolean) for f in fields if f.domain == "flag"]
    return frame.with_columns(flags)


def _nothing(exhibit: Exhibit) -> pl.DataFrame:
    types = {None: pl.String, 0: pl.Int64}
    return pl.DataFrame(
        schema={
            f.name: pl.Boolean if f.domain == "flag" else types.get(f.digits, pl.Float64)
            for f in exhibit.fields
        }
    )
