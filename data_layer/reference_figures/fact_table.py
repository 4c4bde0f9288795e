"""Single printed figures as rows of a table, with where they come from."""

from collections.abc import Iterable

import polars as pl

from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.units import unit_code

LEAST_RELIABLE = "s5"
"""A web article that advertises a product and names its sources in part only (sources.csv)."""
SCHEMA = ["fact", "source", "statement", "value", "unit", "as_of", "least_reliable"]


def fact_rows(ids: Iterable[str]) -> pl.DataFrame:
    """One row a fact, in the given order, with the code of its unit."""
    by_id = reference.facts()
    facts = [by_id[id] for id in ids]
    records = [
        (
            fact.id,
            fact.source,
            fact.statement,
            fact.value,
            unit_code(fact.unit),
            fact.as_of,
            _doubtful(fact),
        )
        for fact in facts
    ]
    return pl.DataFrame(records, schema=SCHEMA, orient="row", infer_schema_length=None)


def _doubtful(fact: reference.Fact) -> bool:
    return fact.source == LEAST_RELIABLE
