"""Whether an enterprise meets the criteria of 2026 of the tier that it has already.

Little giants are held against the national list, provincial enterprises against the provincial one
(r01); the measures print no countable criteria of other tiers.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from data_layer.measures.rows import Rows
from data_layer.policy.assessment import holds
from data_layer.policy.criteria import INPUTS, Criterion, TierId, criteria
from data_layer.vocabulary.text import Lang, Text

STANDS: Mapping[str, Text] = {
    "meets": Text("达到全部可量化条件", "Meets every countable criterion"),
    "fails": Text("有条件未达到", "Fails a criterion"),
    "unknown": Text("缺数据，不能判断", "Unknown: data missing"),
    "none": Text("没有对应的认定条件", "No criteria of this tier"),
}
JUDGED_TIERS: tuple[TierId, ...] = ("national", "provincial")


@cache
def countable(tier: TierId) -> tuple[Criterion, ...]:
    """The criteria of a tier that figures decide."""
    return tuple(
        criterion
        for criterion in criteria()
        if criterion.tier == tier and criterion.threshold is not None
    )


def with_criteria(rows: Rows) -> Rows:
    """The rows with a column a criterion of their own tier, `<tier>:<indicator>`: true, false or
    null for not known, null for all of another tier's; and `stands`, one of STANDS."""
    present = rows.collect_schema()
    absent = [
        pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in INPUTS.items()
        if name not in present
    ]
    columns = [
        pl.when(pl.col("tier") == tier).then(holds(criterion)).alias(criterion.key)
        for tier in JUDGED_TIERS
        for criterion in countable(tier)
    ]
    judged = rows.with_columns(absent).with_columns(columns)
    return judged.with_columns(_stands().alias("stands"))


def _stands() -> pl.Expr:
    met = pl.lit(None, dtype=pl.Boolean)
    for tier in JUDGED_TIERS:
        of_tier = pl.all_horizontal(criterion.key for criterion in countable(tier))
        met = pl.when(pl.col("tier") == tier).then(of_tier).otherwise(met)
    return (
        pl.when(~pl.col("tier").is_in(JUDGED_TIERS).fill_null(value=False))
        .then(pl.lit("none"))
        .when(met)
        .then(pl.lit("meets"))
        .when(~met)
        .then(pl.lit("fails"))
        .otherwise(pl.lit("unknown"))
    )


def named(where: Sequence[tuple[Text, pl.Expr]], lang: Lang) -> pl.Expr:
    """The names of the conditions that hold of a row, in one language."""
    parts = [pl.when(condition).then(pl.lit(name(lang))) for name, condition in where]
    return pl.concat_str(parts, separator=Text("、", "; ")(lang), ignore_nulls=True)
