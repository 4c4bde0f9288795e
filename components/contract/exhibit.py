"""The exhibit contract: one declaration from which card, embed, download, slide and API follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import polars as pl

from components.claims.sentence import AltText
from components.contract.counted import NO_MEMBERS, Members
from components.contract.param import NOTES, Param
from components.contract.sample import SampleOf
from components.look.tagless import all_tagless
from data_layer.filters.filters import Filters
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Theme
from data_layer.measures.rows import Rows
from data_layer.policy.support.reading import Measures
from data_layer.registry.patents import Patents
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, Kind
from data_layer.vocabulary.text import Lang, Text

Figure = dict[str, Any]
"""A Plotly figure as plain data: {"data": [...], "layout": {...}}."""
Params = Mapping[str, str]
Column = tuple[Field, pl.Series]
"""A column and its values, one a row."""
Width = Literal["third", "half", "two_thirds", "full"]


@dataclass(frozen=True)
class View:
    """All that a figure or a sentence may use: rounded frames, never the registry itself."""

    frame: pl.DataFrame
    fields: Sequence[Field]
    published: pl.DataFrame | None
    kind: Kind
    filters: Filters
    params: Params
    lang: Lang = "zh"
    theme: Theme = "light"
    assets: str = "/assets/"
    ruled: bool = False
    """Whether who asks may see some rows only."""

    @property
    def comparable(self) -> bool:
        """Whether published figures mean the same: the report knows no filters."""
        return not (self.filters.values or self.ruled)

    @cached_property
    def named(self) -> pl.DataFrame:
        """The frame with the names of its codes in the language of the view."""
        return all_tagless(with_names(self.frame, self.fields, self.lang))

    @cached_property
    def home(self) -> str:
        """Path under which the app's pages are."""
        return self.assets.removesuffix("assets/")

    @cached_property
    def published_named(self) -> pl.DataFrame | None:
        """The published frame with names, or None."""
        if self.published is None:
            return None
        return all_tagless(with_names(self.published, self.fields, self.lang))

    def field(self, name: str) -> Field:
        """The declared column of that name."""
        return self._fields_by_name[name]

    @cached_property
    def keys(self) -> list[str]:
        """Names of the columns that identify a row."""
        return [field.name for field in self.fields if field.key]

    @cached_property
    def code_columns(self) -> Mapping[str, str]:
        """Column of codes by its own name and by that of the names beside it."""
        beside = {f.name_column: f.name for f in self.fields if f.name_column is not None}
        return beside | {f.name: f.name for f in self.fields}

    @cached_property
    def _fields_by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    def title(self, name: str) -> str:
        """Axis title of a column: label and unit."""
        return self.field(name).title(self.lang)

    def say(self, zh: str, en: str) -> str:
        """The words in the language of the view."""
        return zh if self.lang == "zh" else en


def _nothing(_params: Params) -> Sequence[str]:
    return ()


def _none_drawn(_view: View) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One figure or table of the atlas.

    id, page: names of its file and folder, which the catalogue fills in. origin: ids of
    catalogue.csv or facts.csv that it shows or recomputes.
    query(rows, filters, params): the whole registry and the filters in; sorted rows out, columns as
    `fields` declare. published(params): printed figures in the same columns (a subset is enough).
    figure(view) draws what the frame holds and nothing else; None shows the table alone.
    body(view) is what the card shows instead of a figure where words and large numbers say more
    than a chart (Dash components; pictures, slides and downloads take figure or table).
    alt(view): one sentence that says the chart, computed from it: claims, or plain words that claim
    nothing. requires: registry columns without which there is
    nothing to compute. basis `reference`: the printed figures are the exhibit, filters do not touch
    it; `whole`: computed, but of the whole registry whatever the filters; `enterprise`: of the one
    enterprise that the parameter `id` names, whatever the filters, which choose one without it.
    sample(frame): the enterprises behind the chart, where they are not all that pass the filters;
    none: what an empty result says where it is an answer and no lack of data.
    members: which enterprises the counts of its table are of, where its keys do not say it.
    among: which of these count, where the frame does not hold how many. ignores(params): filter
    keys that the query lays aside; what the card says of its filters leaves them out.
    drawn(view): a column that the chart makes of each row, such as an area's class on a map, which
    tables and files hold too; None where it makes none.
    rules(rows, filters, params, measures): the query where an operator adds measures of support to
    the printed ones. patents(rows, filters, params, listed): the query where there is a list of
    patents (`registry/patents.py`). report_says: the words of the report where it prints a picture
    alone. context(frame, figures, params): joins imported province figures (those of the
    parameter `indicator`: province_code, year, value, unit) to what the query found. versus(then,
    now): sets what the query found of another data version beside what it found of this one
    (`contract/versus.py`).
    """

    title: Text
    reading: Text
    origin: tuple[str, ...]
    fields: Sequence[Field]
    query: Callable[[Rows, Filters, Params], pl.DataFrame]
    alt: Callable[[View], AltText]
    id: str = ""
    page: str = ""
    figure: Callable[[View], Figure] | None = None
    body: Callable[[View], Any] | None = None
    published: Callable[[Params], pl.DataFrame | None] | None = None
    drawn: Callable[[View], Column | None] = _none_drawn
    params: tuple[Param, ...] = ()
    context: Callable[[pl.DataFrame, pl.DataFrame, Params], pl.DataFrame] | None = None
    versus: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame] | None = None
    rules: Callable[[Rows, Filters, Params, Measures], pl.DataFrame] | None = None
    patents: Callable[[Rows, Filters, Params, Patents], pl.DataFrame] | None = None
    report_says: Text | None = None
    sample: SampleOf | None = None
    members: Members = NO_MEMBERS
    among: pl.Expr | None = None
    ignores: Callable[[Params], Sequence[str]] = _nothing
    requires: tuple[str, ...] = ()
    note: Text | None = None
    none: Text | None = None
    basis: Literal["registry", "whole", "enterprise", "reference"] = "registry"
    width: Width = "half"
    height: int = 360
    order: int = 100

    def settings(self, given: Params) -> dict[str, str]:
        """Every parameter with its value; FilterError names values out of bounds."""
        values = {param.name: given.get(param.name, param.default) for param in self.params}
        problems = [p for param in self.params if (p := param.problem(values[param.name]))]
        if (notes := given.get(NOTES.name)) and (wrong := NOTES.problem(notes)):
            problems.append(wrong)
        if problems:
            raise FilterError(problems)
        return values

    @cached_property
    def settable(self) -> tuple[Param, ...]:
        """Parameters, and the notes of a chart: all that an address may say of the exhibit."""
        return self.params if self.figure is None else (*self.params, NOTES)

    def address_key(self, param: Param) -> str:
        """The key of a parameter in a page's address."""
        return f"{param.scope or self.id}.{param.name}"

    def query_key(self, param: Param) -> str:
        """The key of a parameter where a query is this exhibit's alone: its name, unless a filter
        or the view has that name."""
        taken = param.name in keys() or param.name in VIEW_KEYS
        return self.address_key(param) if taken else param.name

    @cached_property
    def params_by_key(self) -> Mapping[str, Param]:
        """Parameters by every key that they may have in an address or a query."""
        return {
            key: param
            for param in self.settable
            for key in (self.address_key(param), self.query_key(param))
        }

    @cached_property
    def known_keys(self) -> frozenset[str]:
        """Those keys."""
        return frozenset(self.params_by_key)

    @cached_property
    def printed_rows(self) -> dict[tuple[tuple[str, str], ...], pl.DataFrame | None]:
        """Where `evaluate` keeps what `published` gave by parameters: it never changes."""
        return {}

    def spelt(self, params: Params) -> dict[str, str]:
        """Parameters by name under the keys of a query of this exhibit's own."""
        return {self.query_key(p): params[p.name] for p in self.settable if p.name in params}

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that identify a row."""
        return tuple(f.name for f in self.fields if f.key)

    @property
    def waits(self) -> bool:
        """Whether it has nothing to show before somebody brings more than one list."""
        return self.context is not None or self.versus is not None

    @property
    def lists_enterprises(self) -> bool:
        """Whether a row is an enterprise, so that its file is one of enterprises."""
        return {"id", "name"} <= {field.name for field in self.fields}
