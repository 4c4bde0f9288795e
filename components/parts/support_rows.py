"""What measures of support say of themselves, as rows: worked out once, whoever is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from components.parts.support_words import condition_words, joined
from data_layer.policy.support.measure import KINDS, Measure, Words
from data_layer.policy.support.reading import Measures
from data_layer.vocabulary.text import Text

WORDS: Final = ("name", "gives", "period", "source", "note", "conditions", "reason")
"""Words of a measure, in Chinese and, with `_en`, in English; null where there are none."""


@cache
def measure_rows(measures: Measures) -> pl.DataFrame:
    """A row a measure, by kind and then in the order of the file: `measure`, `measure_kind`, `own`
    and WORDS."""
    kinds = list(KINDS)
    ordered = sorted(measures.every, key=lambda it: kinds.index(it.kind))
    return pl.DataFrame([_measure(it) for it in ordered], infer_schema_length=None)


@cache
def condition_rows(measures: Measures) -> pl.DataFrame:
    """A row a condition of a measure, in the order of the file; one of the reason without any.

    `measure`, `measure_kind`, `no` from 1 (0 without conditions), and in both languages `name`,
    `gives`, `source`, `condition`.
    """
    rows = []
    for it in measures.every:
        said = _texts({"name": it.name, "gives": it.gives, "source": it.source})
        shared = {"measure": it.id, "measure_kind": it.kind, **said}
        asked = [condition_words(condition) for condition in it.conditions]
        if it.unchecked is not None:
            asked = [it.unchecked.text]
        rows += [
            shared | {"no": at if it.checkable else 0, "condition": zh, "condition_en": en}
            for at, (zh, en) in enumerate(asked, 1)
        ]
    return pl.DataFrame(rows, infer_schema_length=None)


@cache
def columns_asked(measures: Measures) -> tuple[tuple[str, ...] | None, ...]:
    """The columns that the condition of each of these rows asks for; None without a condition."""
    return tuple(
        columns
        for it in measures.every
        for columns in (
            [None]
            if it.unchecked is not None
            else [
                tuple(part.column for part in condition.parts if part.column is not None)
                for condition in it.conditions
            ]
        )
    )


def _measure(measure: Measure) -> dict[str, object]:
    given = {name: getattr(measure, name) for name in ("name", "gives", "source", "period", "note")}
    said = _texts(given | {"reason": measure.unchecked})
    asked = [condition_words(it) for it in measure.conditions]
    whole = joined(asked, Text("；", "; "))
    said |= {"conditions": whole.zh or None, "conditions_en": whole.en or None}
    return {"measure": measure.id, "measure_kind": measure.kind, "own": measure.own, **said}


def _texts(words: Mapping[str, Words | None]) -> dict[str, str | None]:
    said = {name: None if it is None else it.text for name, it in words.items()}
    zh = {name: None if it is None else it.zh for name, it in said.items()}
    return zh | {f"{name}_en": None if it is None else it.en for name, it in said.items()}
