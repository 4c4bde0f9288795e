"""What measures of support say of themselves, as rows: worked out once, whoever is asked about."""

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
    ordered = sorted(measures.every, key=lambda measure: kinds.index(measure.kind))
    return pl.DataFrame([_measure(measure) for measure in ordered], infer_schema_length=None)


@cache
def condition_rows(measures: Measures) -> pl.DataFrame:
    """A row a condition of a measure, in the order of the file; one of the reason without any.

    `measure`, `measure_kind`, `no` from 1 (0 without conditions), and in both languages `name`,
    `gives`, `source`, `condition`.
    """
    rows = []
    for measure in measures.every:
        texts = _texts({"name": measure.name, "gives": measure.gives, "source": measure.source})
        shared = {"measure": measure.id, "measure_kind": measure.kind, **texts}
        conditions = [condition_words(condition) for condition in measure.conditions]
        if measure.unchecked is not None:
            conditions = [measure.unchecked.text]
        rows += [
            shared | {"no": at if measure.checkable else 0, "condition": zh, "condition_en": en}
            for at, (zh, en) in enumerate(conditions, 1)
        ]
    return pl.DataFrame(rows, infer_schema_length=None)


@cache
def columns_asked(measures: Measures) -> tuple[tuple[str, ...] | None, ...]:
    """The columns that the condition of each of these rows asks for; None without a condition."""
    return tuple(
        columns
        for measure in measures.every
        for columns in (
            [None]
            if measure.unchecked is not None
            else [
                tuple(part.column for part in condition.parts if part.column is not None)
                for condition in measure.conditions
            ]
        )
    )


def _measure(measure: Measure) -> dict[str, object]:
    given = {name: getattr(measure, name) for name in ("name", "gives", "source", "period", "note")}
    texts = _texts(given | {"reason": measure.unchecked})
    conditions = [condition_words(condition) for condition in measure.conditions]
    whole = joined(conditions, Text("；", "; "))
    texts |= {"conditions": whole.zh or None, "conditions_en": whole.en or None}
    return {"measure": measure.id, "measure_kind": measure.kind, "own": measure.own, **texts}


def _texts(words: Mapping[str, Words | None]) -> dict[str, str | None]:
    texts = {
        name: None if words_of_field is None else words_of_field.text
        for name, words_of_field in words.items()
    }
    zh = {name: None if text is None else text.zh for name, text in texts.items()}
    return zh | {f"{name}_en": None if text is None else text.en for name, text in texts.items()}
