"""Single printed figures as rows of a table, with where they come from."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data_layer.reference_figures import tables as reference

LEAST_RELIABLE = "s5"
"""A web article that advertises a product and names its sources in part only (sources.csv)."""
SCHEMA = ["fact", "source", "statement", "value", "unit", "as_of", "least_reliable"]


def fact_rows(ids: Iterable[str]) -> pl.DataFrame:
    """One row a fact, in the given order."""
    known = reference.facts()
    records = [
        (f.id, f.source, f.statement, f.value, f.unit, f.as_of, f.source == LEAST_RELIABLE)
        for f in (known[id] for id in ids)
    ]
    return pl.DataFrame(records, schema=SCHEMA, orient="row", infer_schema_length=None)
