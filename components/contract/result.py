"""What an exhibit says of a registry under filters, before anyone words or draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

import polars as pl

from components.contract.exhibit import Exhibit, View
from components.contract.sample import Sample
from components.contract.seen import seen_words
from data_layer.filters.filters import Filters
from data_layer.filters.query import Theme
from data_layer.registry.manifest import Manifest
from data_layer.registry.ruled import scope
from data_layer.vocabulary.fields import KINDS, Field, Kind
from data_layer.vocabulary.text import Lang, Text

Store = Literal["memory", "disk", "version", "computed"]
"""Where a result was: in the process, behind it, with the data version; or it was computed now."""

ONE_ENTERPRISE = Text("单个企业，不随筛选变化", "a single enterprise, whatever the filters")


@dataclass(frozen=True)
class Result:
    """What an exhibit says of a registry under filters.

    frame: computed rows, empty if none pass. published: printed rows or None, whatever the
    filters. selected: rows that pass the filters; among: those of them that the exhibit counts.
    lacking: required columns that the registry does not have. store: where the frame was. day: on
    which a workspace was asked for it, where the server stands. rule: filters that every row
    passes, since who asks may see no others. notes: a reader's, as
    `contract/notes.py` spells them. other: the data version beside `version`, of an exhibit that
    looks at two.
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
    other: Manifest | None = None

    @property
    def narrowed(self) -> bool:
        """Whether the numbers are of a selection, which the report does not know."""
        return bool(self.filters.values or self.rule.values)

    @property
    def versions(self) -> str:
        """The data version; of two, from which to which."""
        return self.version if self.other is None else f"{self.other.version} → {self.version}"

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
            sentence = "" if self.frame.is_empty() else str(self.exhibit.alt(self.view(lang)))
            self._alts[lang] = seen_words(sentence, lang) if self.rule.values else sentence
        return self._alts[lang]

    @cached_property
    def _alts(self) -> dict[Lang, str]:
        return {}

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
    origins = {
        (field.source, field.formula is not None): field
        for field in fields
        if not field.key
        and frame[field.name].null_count() < frame.height
        and (field.source is None or _figures(frame[field.name]))
    }
    kinds = {field.kind(row) for field in origins.values()}
    return kinds or ({row} if frame.height else set())


def _figures(column: pl.Series) -> bool:
    """Whether a column holds figures: numbers, or words with a digit in them."""
    if column.dtype.is_numeric():
        return True
    return column.dtype == pl.String and bool(column.str.contains(r"\d").any())
