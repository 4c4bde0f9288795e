"""What one enterprise can ask for, what it lacks for the rest, and what is unknown of it."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from data_layer.policy.support.judge import holds, status, value
from data_layer.policy.support.measure import Measure
from data_layer.vocabulary.schema import columns


class Answers(NamedTuple):
    """Of one enterprise: one of STATUSES by measure; whether each condition holds, in the order of
    measures and conditions; its value by column that a condition asks for. None is unknown."""

    statuses: Mapping[str, str]
    holding: tuple[bool | None, ...]
    values: Mapping[str, Any]


def answers(enterprise: Mapping[str, Any], measures: tuple[Measure, ...]) -> Answers:
    """By the expressions that make the lists."""
    types = {name: column.dtype for name, column in columns().items()}
    row = pl.DataFrame([enterprise], schema=types)
    statuses, holding, values = _expressions(measures)
    return Answers(
        statuses=row.select(**statuses).row(0, named=True),
        holding=row.select(**holding).row(0),
        values=row.select(**values).row(0, named=True),
    )


@cache
def _expressions(measures: tuple[Measure, ...]) -> tuple[dict[str, pl.Expr], ...]:
    """Of the statuses, of the conditions, and of the columns that these ask for."""
    conditions = [condition for measure in measures for condition in measure.conditions]
    parts = [part for condition in conditions for part in condition.parts]
    asked = dict.fromkeys(part.column for part in parts if part.column is not None)
    return (
        {measure.id: status(measure) for measure in measures if measure.checkable},
        {str(at): holds(condition) for at, condition in enumerate(conditions)},
        {column: value(column) for column in asked},
    )
