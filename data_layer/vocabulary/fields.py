"""Columns of a result: what they are called, in what unit, and how their codes are spelt out."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import CLUSTERS, city_names, province_names
from data_layer.vocabulary.schema import Column
from data_layer.vocabulary.terms import (
    COUNT,
    EVALUATIONS,
    FRONTIER_FIELDS,
    HONOURS,
    NO_UNIT,
    PER_CENT,
    SECTORS,
    TIERS,
    YEAR,
)
from data_layer.vocabulary.text import Lang, Text

TRANSLATIONS = Path(__file__).parents[1] / "translations"
Kind = Literal["published", "derived", "computed", "demonstration"]

KINDS: Mapping[str, Text] = {
    "published": Text("报告原值", "Published"),
    "derived": Text("由报告数推算", "Derived from published figures"),
    "computed": Text("按当前企业库计算", "Computed from the registry"),
    "demonstration": Text("演示数据", "Demonstration data"),
}

_PLACES: Mapping[str, Callable[[], Mapping[str, Text]]] = {
    "province": province_names,
    "city": city_names,
    "industry": industry_names,
}
_ENUMERATIONS: Mapping[str, Mapping[str, Text]] = {
    "tier": TIERS,
    "cluster": {cluster.id: cluster.name for cluster in CLUSTERS},
    "sector": SECTORS,
    "frontier": FRONTIER_FIELDS,
    "evaluation": EVALUATIONS,
    "honour": HONOURS,
    "kind": KINDS,
}


UNSPOKEN = {"件": "pieces", "个": "number", "项": "items", "家": "enterprises", "": "no unit"}
"""Units that English leaves out beside a number, as the columns of one quantity need them."""


@dataclass(frozen=True)
class Field:
    """One column of a result.

    name: the English header. unit: as printed beside numbers. domain: what codes the column holds
    (province, city, industry: the name stands in a column of its own; enumerations: spelt out in
    place). key: part of what identifies a row. digits: decimals kept (None for text and flags).
    labels: names of codes that no shared domain knows. formula: how the column follows from other
    figures; where those are printed, the number is no printed one but derived. source: the kind of
    every number of the column where that is not the kind of its row. quantity: what several columns
    hold, one for each unit (`units.in_units`). english: the column that holds the same words in
    English, where they are composed with figures and stand in no list. said_in: the column of words
    that says the same to a reader, so that this one stands in files alone.
    """

    name: str
    label: Text
    unit: Text = NO_UNIT
    domain: str | None = None
    key: bool = False
    digits: int | None = None
    labels: Mapping[str, Text] | None = None
    formula: Text | None = None
    source: Literal["published", "derived"] | None = None
    quantity: str | None = None
    english: str | None = None
    said_in: str | None = None

    def kind(self, row: Kind) -> Kind:
        """What kind of number the column holds in a row of a kind."""
        if self.source is not None:
            return self.source
        return "derived" if row == "published" and self.formula is not None else row

    def names(self) -> Mapping[str, Text]:
        """Code to name, for a column that holds codes; empty otherwise."""
        if self.labels is not None:
            return self.labels
        if (place := _PLACES.get(self.domain or "")) is not None:
            return place()
        if self.domain == "words":
            return words()
        return _ENUMERATIONS.get(self.domain or "", {})

    @cached_property
    def spellings(self) -> Mapping[Lang, Mapping[str, str]]:
        """The same in each language."""
        # Codes of cities and industries are hundreds, and every chart and table spells them out.
        names = self.names()
        return {
            "zh": {code: name.zh for code, name in names.items()},
            "en": {code: name.en for code, name in names.items()},
        }

    @cached_property
    def name_column(self) -> str | None:
        """Where the name of a code stands if beside it: `province` beside `province_code`."""
        if self.domain not in _PLACES:
            return None
        return (
            self.name.removesuffix("_code") if self.name.endswith("_code") else f"{self.name}_name"
        )

    @cached_property
    def is_year(self) -> bool:
        """Whether its numbers are years."""
        return self.unit == YEAR or self.name.endswith("year")

    @cached_property
    def title(self) -> Text:
        """Label with its unit."""
        zh = f"{self.label.zh}（{self.unit.zh}）" if self.unit.zh else self.label.zh
        counted = self.quantity is not None and self.digits is not None
        unit = self.unit.en or (UNSPOKEN[self.unit.zh] if counted else "")
        return Text(zh, f"{self.label.en} ({unit})" if unit else self.label.en)


@cache
def words() -> Mapping[str, Text]:
    """The sources' Chinese words with their English, from every file in `translations/`."""
    translations: dict[str, Text] = {}
    for path in sorted(TRANSLATIONS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            translations |= {row["zh"]: Text(row["zh"], row["en"]) for row in csv.DictReader(lines)}
    return translations


def key(name: str, label: Text, domain: str | None = None) -> Field:
    """A column that identifies rows."""
    return Field(name, label, domain=domain, key=True)


def count(name: str, label: Text, unit: Text = COUNT) -> Field:
    """A whole number."""
    return Field(name, label, unit, digits=0)


def per_cent(name: str, label: Text, digits: int = 2) -> Field:
    """A share in per cent."""
    return Field(name, label, PER_CENT, digits=digits)


def decimal(name: str, label: Text, unit: Text = NO_UNIT, digits: int = 2) -> Field:
    """A number with decimals."""
    return Field(name, label, unit, digits=digits)


def text(name: str, label: Text) -> Field:
    """Words as the sources print them; in English by `words`, where a translation is on file."""
    return Field(name, label, domain="words")


def printed(field: Field) -> Field:
    """The same column, of what the sources print: whatever the kind of its row."""
    return replace(field, source="published")


def flag(name: str, label: Text) -> Field:
    """True or false."""
    return Field(name, label, domain="flag")


ENTERPRISES = count("enterprises", Text("企业数", "Enterprises"), Text("家", ""))
SMALL_GROUP = flag("small_group", Text("样本少于10", "Fewer than 10"))
KIND = Field("kind", Text("数据性质", "Kind of number"), domain="kind", key=True)


def of_column(column: Column) -> Field:
    """The field that a registry column makes in an export."""
    domains = {
        "province_code": "province",
        "city_code": "city",
        "section": "industry",
        "division": "industry",
        "group": "industry",
        "class": "industry",
    }
    digits = None if not column.numeric else (2 if column.dtype.is_float() else 0)
    return Field(
        column.name,
        column.label,
        column.unit,
        domain=domains.get(column.name),
        key=column.required,
        digits=digits,
        labels=column.labels or None,
    )
