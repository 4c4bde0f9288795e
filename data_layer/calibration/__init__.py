"""How far a registry meets the figures that the sources print.

One row a printed figure of the enterprises: exhibits e03 to e40 and all facts. Rules, weights and
targets (e01, e02, e24, e29, e32, e34, e48 to e56, r01 to r05) are no figures of a registry. Nothing
is stored: published figures are read from the reference tables, achieved ones computed from rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import polars as pl

from data_layer.calibration import (
    facts,
    honours,
    industries,
    innovation,
    places,
    research,
    size,
    success,
)
from data_layer.calibration.target import Target
from data_layer.errata import recomputed_by_id
from data_layer.schema import columns
from data_layer.text import Text

__all__ = ["SCHEMA", "STATUSES", "calibration", "targets"]

STATUSES = {
    "met": Text("符合", "met"),
    "contradicted": Text("与勘误矛盾", "contradicted"),
    "not_targeted": Text("不作目标", "not targeted"),
    "missed": Text("未符合", "missed"),
}

SCHEMA: dict[str, Any] = {
    "target": pl.String,
    "exhibit": pl.String,
    "label_zh": pl.String,
    "label_en": pl.String,
    "unit_zh": pl.String,
    "unit_en": pl.String,
    "published": pl.Float64,
    "achieved": pl.Float64,
    "difference": pl.Float64,
    "tolerance": pl.Float64,
    "kind": pl.String,
    "status": pl.Enum(list(STATUSES)),
    "erratum": pl.String,
    "reason_zh": pl.String,
    "reason_en": pl.String,
}

LACKING = Text("当前企业库缺少所需的列：", "The registry lacks: ")
MODULES = (size, honours, places, industries, research, innovation, success, facts)


def targets() -> tuple[Target, ...]:
    """Every printed figure, in the order of the exhibits."""
    found = chain.from_iterable(module.targets() for module in MODULES)
    return tuple(sorted(found, key=lambda target: (target.exhibit.startswith("f_"), target.id)))


def calibration(rows: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """One row a printed figure with what the registry achieves, in the columns of SCHEMA.

    rows: a registry; columns that it lacks count as empty. A figure that is not met is
    `contradicted` only where a recomputed erratum confirms a contradiction that concerns it.
    """
    chosen = targets()
    achieved, empty = _measured(rows.lazy(), chosen)
    return pl.DataFrame(
        [_row(target, achieved.get(target.id), empty) for target in chosen],
        schema=SCHEMA,
        orient="row",
    )


def _measured(
    rows: pl.LazyFrame, chosen: Iterable[Target]
) -> tuple[dict[str, float | None], frozenset[str]]:
    """The measures by target id, and the columns that hold nothing."""
    declared = columns()
    present = rows.collect_schema().names()
    whole = rows.with_columns(
        pl.lit(None, dtype=column.dtype).alias(name)
        for name, column in declared.items()
        if name not in present
    )
    measures = [
        target.measure.cast(pl.Float64).alias(target.id)
        for target in chosen
        if target.measure is not None
    ]
    counts = [pl.col(name).count().alias(name) for name in declared]
    values = whole.select(*measures, *counts).collect().row(0, named=True)
    empty = frozenset(name for name in declared if not values[name])
    return values, empty


def _row(target: Target, value: float | None, empty: frozenset[str]) -> tuple[Any, ...]:
    lacking = _lacking(target, empty)
    achieved = None if lacking or value is None else round(value, 6) + 0.0
    checks = [recomputed_by_id()[id] for id in target.errata]
    confirmed = [check for check in checks if check.conflict]
    reason = target.reason
    if target.measure is None:
        status = "not_targeted"
    elif achieved is None:
        status, reason = "not_targeted", _names(lacking)
    elif target.met_by(achieved):
        status, confirmed = "met", checks
    elif confirmed:
        status = "contradicted"
        reason = Text(
            *(
                "；".join(filter(None, words))
                for words in zip(target.reason, *(c.formula for c in confirmed), strict=True)
            )
        )
    else:
        status = "missed"
    difference = None if achieved is None else round(achieved - target.published, 6) + 0.0
    errata = ",".join(target.errata) or None
    return (
        target.id, target.exhibit, *target.label, *target.unit, target.published, achieved,
        difference, target.tolerance, target.kind, status, errata, *reason,
    )  # fmt: skip


def _lacking(target: Target, empty: frozenset[str]) -> tuple[str, ...]:
    if target.measure is None:
        return ()
    return tuple(sorted(empty.intersection(target.measure.meta.root_names())))


def _names(lacking: tuple[str, ...]) -> Text:
    labels = [columns()[name].label for name in lacking]
    return Text(
        LACKING.zh + "、".join(label.zh for label in labels),
        LACKING.en + ", ".join(label.en for label in labels),
    )
