"""Run an exhibit: registry, filters and parameters in; a rounded, remembered result out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

import polars as pl

from components.contract.cells import view_claim
from components.contract.exhibit import Exhibit, Params, View
from components.contract.fingerprint import code_fingerprint
from components.contract.receipt_code import encode
from components.contract.sample import Sample
from data_layer.filters.filters import Filters
from data_layer.filters.query import Theme
from data_layer.importer.province_figures import ContextTables
from data_layer.measures.tallies import tally
from data_layer.policy.support.reading import Measures
from data_layer.registry.cache import ResultCache
from data_layer.registry.ruled import LEAST, enough, scope
from data_layer.registry.store import Registry
from data_layer.vocabulary.fields import ENTERPRISES, KINDS, Field, Kind, conform
from data_layer.vocabulary.text import Lang, Text

Store = Literal["memory", "disk", "version", "computed"]
"""Where a result was: in the process, behind it, with the data version; or it was computed now."""


ONE_ENTERPRISE = Text("单个企业，不随筛选变化", "a single enterprise, whatever the filters")

MOST_PRINTED = 64
"""Parameters of one exhibit whose printed rows are kept."""
AMONG = "among"
"""The number of those that an exhibit counts, where answers are kept."""


@dataclass(frozen=True)
class Result:
    """What an exhibit says of a registry under filters.

    frame: computed rows, empty if none pass. published: printed rows or None, whatever the
    filters. selected: rows that pass the filters; among: those of them that the exhibit counts.
    lacking: required columns that the registry does not have. store: where the frame was. day: on
    which a workspace was asked for it, where the server stands. rule: filters that every row
    passes, since who asks may see no others. notes: a reader's, as
    `contract/notes.py` spells them.
    """

    exhibit: Exhibit
    frame: pl.DataFrame
    published: pl.DataFrame | None
    kind: Kind
    filters: Filters
    params: Mapping[str, str]
    version: str
    selected: int
    among: int = 0
    lacking: tuple[str, ...] = ()
    store: Store = "computed"
    day: date = date.min
    notes: str = ""
    rule: Filters = field(default_factory=Filters)

    @property
    def narrowed(self) -> bool:
        """Whether the numbers are of a selection, which the report does not know."""
        return bool(self.filters.values or self.rule.values)

    @cached_property
    def sample(self) -> Sample:
        """The chart's own n: the enterprises that its figures are computed from."""
        if self.exhibit.sample is None or self.frame.is_empty():
            return Sample(self.among, self.among)
        return self.exhibit.sample(self.frame)

    def view(self, lang: Lang, theme: Theme = "light", assets: str = "/assets/") -> View:
        """The same, as figures and sentences take it. assets: where boundary files are served."""
        frame, fields, printed = self.frame, self.exhibit.fields, self.printed
        view = View(
            frame, fields, printed, kind=self.kind, filters=self.filters, params=self.params
        )
        return replace(view, lang=lang, theme=theme, assets=assets, ruled=bool(self.rule.values))

    def alt(self, lang: Lang) -> str:
        """The sentence that says the chart; empty where there is nothing to say."""
        # Headline, caption and slide of one card all say it.
        if lang not in self._alts:
            self._alts[lang] = (
                "" if self.frame.is_empty() else str(self.exhibit.alt(self.view(lang)))
            )
        return self._alts[lang]

    @cached_property
    def _alts(self) -> dict[Lang, str]:
        return {}

    @cached_property
    def code(self) -> str:
        """What verifies all its numbers; empty where there are none."""
        return "" if self.lacking else encode(view_claim(self))

    def scope(self, lang: Lang) -> str:
        """What the numbers are of, in words."""
        if self.exhibit.basis == "enterprise" and not self.filters.values:
            return ONE_ENTERPRISE(lang)
        return scope(self.rule, self.filters, lang)

    @cached_property
    def printed(self) -> pl.DataFrame | None:
        """The published rows that are shown: none beside a selection, which the report has not."""
        if self.kind == "published":
            return None
        return self.published if self.lacking or not self.narrowed else None

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of numbers that are shown, in the order of KINDS; words alone make none."""
        kinds = _kinds_in(self.frame, self.exhibit.fields, self.kind)
        if self.printed is not None:
            kinds |= _kinds_in(self.printed, self.exhibit.fields, "published")
        if self.kind != "published" and not (self.lacking and kinds):
            kinds |= {"computed", self.kind}
        return tuple([kind for kind in KINDS if kind in kinds])


def _kinds_in(frame: pl.DataFrame, fields: Sequence[Field], row: Kind) -> set[Kind]:
    """Kinds of the columns that hold anything; of another kind than the row's, figures alone."""
    kinds = {
        field.kind(row)
        for field in fields
        if not field.key
        and frame[field.name].null_count() < frame.height
        and (field.source is None or _figures(frame[field.name]))
    }
    return kinds or ({row} if frame.height else set())


def _figures(column: pl.Series) -> bool:
    """Whether a column holds figures: numbers, or words with a digit in them."""
    if column.dtype.is_numeric():
        return True
    return column.dtype == pl.String and bool(column.str.contains(r"\d").any())


def evaluate(
    exhibit: Exhibit,
    registry: Registry,
    filters: Filters,
    given: Params,
    cache: ResultCache,
    context: ContextTables | None = None,
    measures: Measures | None = None,
) -> Result:
    """The exhibit's result; FilterError if a parameter is out of bounds.

    context: the imported province figures, for exhibits that join them. measures: those of support
    that there are, where the operator adds any.
    """
    params = exhibit.settings(given)
    published = _published(exhibit, params)
    kind: Kind = "demonstration" if registry.demonstration else "computed"
    if exhibit.basis == "reference":
        kind = "published"
    if exhibit.basis in ("whole", "reference") or params.get("id"):
        filters = Filters()
    filters = filters.without(*exhibit.ignores(params))
    version = registry.version
    empty = Result(
        exhibit,
        _nothing(exhibit),
        published,
        kind=kind,
        filters=filters,
        params=params,
        version=version,
        selected=0,
    )
    if exhibit.basis != "reference":
        empty = replace(empty, rule=registry.rule)
    lacking = registry.lacks(exhibit.requires)
    if lacking:
        return replace(empty, lacking=lacking)

    stored = "version"
    own = measures if exhibit.rules is not None and measures and measures.digest else None

    def compute() -> pl.DataFrame:
        nonlocal stored
        result = None
        if own is None:
            result = registry.answers.get(code_fingerprint(), exhibit.id, filters, params)
        if own is not None and exhibit.rules is not None:
            stored, result = "computed", exhibit.rules(registry.counted, filters, params, own)
        elif result is None:
            stored, result = "computed", computed(exhibit, registry, filters, params=params)
        if exhibit.context is not None:
            figures = (context or ContextTables(None)).figures(params["indicator"])
            result = exhibit.context(result, figures)
        return conform(
            _enough(exhibit, registry, filters, cache=cache, found=result), exhibit.fields
        )

    state = (registry.version, exhibit.id, filters.to_query(), *sorted(params.items()))
    if exhibit.context is not None and context is not None:
        state = (*state, context.state())
    if own is not None:
        state = (*state, own.digest)
    frame, place = cache.placed_frame(state, compute)
    selected = count_selected(registry, filters, cache)
    among = selected
    if exhibit.among is not None:
        among = count_among(registry, filters, exhibit.among, cache=cache)
    return replace(empty, frame=frame, selected=selected, among=among, store=place or stored)


def _enough(
    exhibit: Exhibit, registry: Registry, filters: Filters, cache: ResultCache, found: pl.DataFrame
) -> pl.DataFrame:
    """What is found without groups that are too small to be shown to who sees some rows only.

    An enterprise that they see has its own cards.
    """
    if exhibit.basis == "enterprise" or exhibit.lists_enterprises:
        return found
    for counted in {ENTERPRISES.name, "n"} & set(found.columns):
        found = enough(registry, found, counted)
    few = registry.rule.values and count_selected(registry, filters, cache) < LEAST
    return found.clear() if few else found


def computed(
    exhibit: Exhibit, registry: Registry, filters: Filters, params: Params
) -> pl.DataFrame:
    """The exhibit's own result, computed now."""
    rows = registry.counted
    return exhibit.query(rows, filters, params)


def count_selected(registry: Registry, filters: Filters, cache: ResultCache) -> int:
    """How many enterprises pass the filters."""
    if not filters.values:
        return registry.manifest.rows

    def compute() -> pl.DataFrame:
        rows = registry.counted
        return tally(filters.apply(rows), ())

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
    kept, key = exhibit.printed_rows, tuple(sorted(params.items()))
    if key not in kept:
        if len(kept) >= MOST_PRINTED:
            kept.clear()
        printed = exhibit.published(params) if exhibit.published else None
        kept[key] = None if printed is None else _padded(printed, exhibit.fields)
    return kept[key]


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


def file_stem(id: str, filters: Filters, kind: Kind, day: date, lang: Lang) -> str:
    """Name of a download without its ending: exhibit, filters, kind of number and date."""
    chosen = "_".join(
        f"{k}-{unquote(filters.without(*_others(filters, k)).to_query().split('=', 1)[1])}"
        for k in filters.values
    )
    safe = re.sub(r"[^\w.,-]", "-", chosen)[:60]
    marks = {
        "demonstration": Text("演示数据", "demonstration"),
        "computed": Text("计算", "computed"),
        "published": Text("报告原值", "published"),
        "derived": Text("推算", "derived"),
    }
    parts = [id, safe, marks[kind](lang), day.isoformat()]
    return "_".join(part for part in parts if part)


def _others(filters: Filters, name: str) -> tuple[str, ...]:
    return tuple(other for other in filters.values if other != name)
