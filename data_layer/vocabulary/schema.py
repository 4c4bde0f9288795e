"""What is asked of the schema's columns: label, unit, options, rules, other headings.

Validation, import, the data dictionary, grid columns and CSV headers all read it from here.
The headings that lists give a column stand in `data/headings.csv`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from data_layer.vocabulary.enterprise import Enterprise, Group
from data_layer.vocabulary.text import Text

HEADINGS: Final = Path(__file__).parents[1] / "data" / "headings.csv"


@dataclass(frozen=True)
class Column:
    """What the rest of the product needs to know of one column."""

    name: str
    label: Text
    group: Group
    unit: Text
    dtype: pl.DataType
    required: bool
    labels: Mapping[str, Text]
    also: tuple[str, ...]
    note: Text
    rules: Mapping[str, pl.Expr]

    @property
    def numeric(self) -> bool:
        return self.dtype.is_numeric()

    @property
    def dated(self) -> bool:
        return self.dtype == pl.Date

    @property
    def thing(self) -> Text:
        """What is in the column; of a place's code, what it is the code of."""
        if not self.name.endswith("_code"):
            return self.label
        return Text(self.label.zh.removesuffix("代码"), self.label.en.removesuffix(" code"))


def _column(name: str, declared: Any) -> Column:
    meta: dict[str, Any] = declared.metadata
    return Column(
        name=name,
        label=meta["label"],
        group=meta["group"],
        unit=meta["unit"],
        dtype=declared.dtype,
        required=not declared.nullable,
        labels=meta.get("labels", {}),
        also=synonyms().get(name, ()),
        note=meta["note"],
        rules=declared.validation_rules(pl.col(name)),
    )


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Other headings of lists by schema column, the usual first; `address` feeds the place."""
    headings: dict[str, tuple[str, ...]] = {}
    with HEADINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            headings[row["column"]] = (*headings.get(row["column"], ()), row["heading"])
    return headings


@cache
def columns() -> Mapping[str, Column]:
    """Every column of the schema by name, in the order of storage and export."""
    return {name: _column(name, declared) for name, declared in Enterprise.columns().items()}
