"""A printed figure that the registry can be held against."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from data_layer.calibration.rounding import decimals
from data_layer.reference_figures.tables import fact_value, facts
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.terms import COUNT, PAIR, PER_CENT, PERSONS, PIECES, WAN_YUAN
from data_layer.vocabulary.text import Text

Kind = Literal["count", "share", "median", "mean", "ratio", "correlation", "over", "about", "range"]

ENTERPRISES = Text("家", "enterprises")
TEN_THOUSAND = Text("万家", "10,000 enterprises")
POINTS = Text("百分点", "percentage points")
TIMES = Text("倍", "times")
PLAIN = Text("", "")
RANK = Text("位次", "rank")
UNITS: Mapping[str, Text] = {
    "件": PIECES,
    "项": COUNT,
    "人": PERSONS,
    "万元": WAN_YUAN,
    "%": PER_CENT,
    "个": Text("个", "of them"),
    "家": ENTERPRISES,
    "万家": TEN_THOUSAND,
    "倍": TIMES,
    "百分点": POINTS,
    "批": Text("批", "batches"),
    "年": Text("年", "years"),
}

TOLERANCES: Mapping[Kind, Text] = {
    "count": Text("印本末位的一半", "half of the last printed digit"),
    "share": Text("0.05个百分点", "0.05 percentage points"),
    "median": Text("印本末位的一半，至少1%", "half of the last printed digit, 1% at least"),
    "mean": Text("印本末位的一半，至少1%", "half of the last printed digit, 1% at least"),
    "ratio": Text("印本末位的一半，至少1%", "half of the last printed digit, 1% at least"),
    "correlation": Text("0.02", "0.02"),
    "over": Text("“超、余”：不低于，至多高出20%", "“more than”: not below, up to 20% above"),
    "about": Text("“约”：2%", "“about”: 2%"),
    "range": Text("区间之外至多0.05", "at most 0.05 outside the range"),
}


@dataclass(frozen=True)
class Target:
    """A printed figure and how to recompute it.

    exhibit: its id in the catalogue or the facts. measure: an aggregate over the registry; None if
    the registry cannot give it, `reason` then says why. errata: checks that concern the figure; a
    figure that is not met counts as contradicted only where one of them confirms a contradiction.
    reason of a measured target: the definition that is used.
    """

    id: str
    exhibit: str
    label: Text
    unit: Text
    published: float
    kind: Kind
    measure: pl.Expr | None
    errata: tuple[str, ...] = ()
    reason: Text = PLAIN

    @property
    def absolute(self) -> bool:
        """Whether the figure is a number of enterprises or industries: it grows with the rows."""
        return self.unit.zh in ("家", "万家", "个")

    @property
    def tolerance(self) -> float:
        """How far the achieved value may lie from the published one, in its unit."""
        half_digit = 0.5 * 10.0 ** -decimals(self.published)
        relative = abs(self.published) / 100
        tolerances: dict[Kind, float] = {
            "count": half_digit,
            "share": 0.05,
            "median": max(half_digit, relative),
            "mean": max(half_digit, relative),
            "ratio": max(half_digit, relative),
            "correlation": 0.02,
            "over": 20 * relative,
            "about": 2 * relative,
            "range": 0.05,
        }
        return tolerances[self.kind]

    def met_by(self, achieved: float) -> bool:
        """Whether the achieved value lies within the tolerance."""
        difference = achieved - self.published
        if self.kind == "over" and difference < 0:
            return False
        return abs(difference) <= self.tolerance + 1e-9


def unit_of(printed: str) -> Text:
    """A printed unit in both languages."""
    return UNITS.get(printed) or words()[printed]


Measure = Callable[[pl.Expr], pl.Expr]
"""From a mask over the rows to an aggregate."""

NATIONAL = pl.col("tier") == "national"
PROVINCIAL = pl.col("tier") == "provincial"
EVERYONE = pl.col("tier").is_not_null()
TIER_NAMES = (Text("国家级", "national"), Text("省级", "provincial"))


def median(column: str) -> Measure:
    """Exact median of a column over the rows of the mask."""
    return lambda rows: pl.col(column).filter(rows).median()


def mean(column: str) -> Measure:
    """Mean of a column over the rows of the mask."""
    return lambda rows: pl.col(column).filter(rows).mean()


def percentage(part: pl.Expr) -> Measure:
    """Per cent for which `part` holds, of the rows of the mask for which that is known."""
    return lambda rows: (part & rows).sum() / (part.is_not_null() & rows).sum() * 100


def share_of_all(part: pl.Expr) -> pl.Expr:
    """Per cent for which `part` holds, of all rows for which that is known."""
    return part.sum() / part.is_not_null().sum() * 100


def printed_share(
    id: str,
    label: Text,
    published: float,
    measure: pl.Expr | None,
    *,
    errata: tuple[str, ...] = (),
    reason: Text = PLAIN,
) -> Target:
    """A printed share, of the exhibit that its id begins with."""
    return Target(
        id,
        id.partition(".")[0],
        label,
        unit=PER_CENT,
        published=published,
        kind="share",
        measure=measure,
        errata=errata,
        reason=reason,
    )


def by_tier(
    id: str,
    label: Text,
    unit: Text,
    kind: Kind,
    measure: Measure | None,
    printed: tuple[float, float],
    *,
    gap: float | None = None,
    ratio: float | None = None,
    errata: tuple[str, ...] = (),
    reason: Text = PLAIN,
) -> Iterator[Target]:
    """National and provincial figures, and the printed difference and ratio of both."""

    def target(end: str, zh: str, en: str, value: float, figure: pl.Expr | None) -> Target:
        return Target(
            f"{id}.{end}",
            id.partition(".")[0],
            Text(zh, f"{label.en}, {en}"),
            unit=unit,
            published=value,
            kind=kind,
            measure=figure,
            errata=errata,
            reason=reason,
        )

    pair = [None if measure is None else measure(rows) for rows in (NATIONAL, PROVINCIAL)]
    for tier, name, value, figure in zip(PAIR, TIER_NAMES, printed, pair, strict=True):
        yield target(tier, f"{name.zh}{label.zh}", name.en, value=value, figure=figure)
    first, second = pair
    if first is None or second is None:
        return
    if gap is not None:
        points = POINTS if unit == PER_CENT else unit
        words = f"{label.zh}层级差距", "gap between tiers"
        yield replace(target("gap", *words, value=gap, figure=first - second), unit=points)
    if ratio is not None:
        words = f"{label.zh}层级倍数", "ratio of tiers"
        quotient = target("ratio", *words, value=ratio, figure=first / second)
        yield replace(quotient, unit=TIMES, kind="ratio")


def fact(
    id: str,
    en: str,
    measure: pl.Expr | None,
    kind: Kind,
    *,
    errata: tuple[str, ...] = (),
    reason: Text = PLAIN,
) -> Target:
    """The number of a fact, with what it says in English."""
    entry = facts()[id]
    label = Text(entry.statement, en)
    return Target(
        id,
        id,
        label,
        unit=unit_of(entry.unit or ""),
        published=fact_value(id),
        kind=kind,
        measure=measure,
        errata=errata,
        reason=reason,
    )
