"""How far a registry meets the figures that the sources print.

One row a printed figure of the enterprises: exhibits e03 to e40 and all facts. Rules, weights and
targets (e01, e02, e24, e29, e32, e34, e48 to e56, r01 to r05) are no figures of a registry. Nothing
is stored: published figures are read from the reference tables, achieved ones computed from rows.

Stands on measures and printed figures. Exhibits and what compares figures import it.
"""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from math import isfinite
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
from data_layer.measures.rows import Rows
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

__all__ = ["SCHEMA", "STATUSES", "calibration", "targets"]

STATUSES = {
    "met": Text("符合", "met"),
    "contradicted": Text("与勘误矛盾", "contradicted"),
    "implausible": Text("勘误存疑", "doubtful by an erratum"),
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
    "missing": pl.Int64,
    "tolerance": pl.Float64,
    "kind": pl.String,
    "status": pl.Enum(list(STATUSES)),
    "erratum": pl.String,
    "reason_zh": pl.String,
    "reason_en": pl.String,
}

OTHER_SIZE = Text(
    "企业库的企业数与报告不同，绝对数不可比",
    "The registry has another number of enterprises than the report: counts do not compare",
)
TOTAL = "f_total"
LACKING = Text("当前企业库缺少所需的列：", "The registry lacks: ")
NOBODY = Text("当前企业库没有可以计算它的企业", "The registry has no enterprise to compute it from")
MODULES = (size, honours, places, industries, research, innovation, success, facts)


@cache
def targets() -> tuple[Target, ...]:
    """Every printed figure, in the order of the exhibits."""
    every = chain.from_iterable(module.targets() for module in MODULES)
    return tuple(sorted(every, key=lambda target: (target.exhibit.startswith("f_"), target.id)))


def calibration(rows: Rows) -> pl.DataFrame:
    """One row a printed figure with what the registry achieves, in the columns of SCHEMA.

    rows: a registry; columns that it lacks count as empty. A figure that is not met is
    `contradicted` only where a recomputed erratum confirms a contradiction that concerns it, and
    `implausible` where one finds it so.
    """
    chosen = targets()
    empty = _empty(rows)
    measurable = [target for target in chosen if not _lacking(target, empty)]
    achieved = _measured(rows, measurable)
    gaps = _gaps(rows, measurable)
    same_size = achieved.get(TOTAL) == fact_value(TOTAL)
    return pl.DataFrame(
        [
            _row(
                target,
                achieved.get(target.id),
                gaps.get(columns_read(target)),
                empty=empty,
                same_size=same_size,
            )
            for target in chosen
        ],
        schema=SCHEMA,
        orient="row",
    )


def _columns_read() -> tuple[str, ...]:
    """Every column of a registry that some figure is measured by."""
    measures = [target.measure for target in targets() if target.measure is not None]
    return tuple(dict.fromkeys(name for measure in measures for name in measure.meta.root_names()))


def _empty(rows: Rows) -> frozenset[str]:
    """Columns that figures are measured by which are missing or hold nothing."""
    names = rows.collect_schema().names()
    present = [name for name in _columns_read() if name in names]
    counted = rows.select(pl.col(present).count()).collect().row(0, named=True)
    filled = [name for name in present if counted[name]]
    return frozenset(_columns_read()).difference(filled)


def _measured(rows: Rows, chosen: Iterable[Target]) -> dict[str, float | None]:
    """The measures by target id, those together that read the same columns.

    All together would hold too many columns and too many selected rows.
    """
    together: dict[frozenset[str], list[pl.Expr]] = {}
    for target in chosen:
        if target.measure is not None:
            measure = target.measure.cast(pl.Float64).alias(target.id)
            together.setdefault(columns_read(target), []).append(measure)
    achieved: dict[str, float | None] = {}
    for measures in together.values():
        achieved |= rows.select(measures).collect(engine="in-memory").row(0, named=True)
    return achieved


def columns_read(target: Target) -> frozenset[str]:
    """The columns of a registry that a figure is measured by."""
    return frozenset() if target.measure is None else frozenset(target.measure.meta.root_names())


def _gaps(rows: Rows, chosen: Iterable[Target]) -> dict[frozenset[str], int]:
    """For each set of columns that figures are measured by, how many rows lack one of them."""
    sets = {read for target in chosen if (read := columns_read(target))}
    if not sets:
        return {}
    gaps = [
        pl.any_horizontal(pl.col(sorted(read)).is_null()).sum().alias(",".join(sorted(read)))
        for read in sets
    ]
    counts = rows.select(gaps).collect().row(0, named=True)
    return {frozenset(names.split(",")): n for names, n in counts.items()}


def _row(
    target: Target,
    value: float | None,
    missing: int | None,
    empty: frozenset[str],
    same_size: bool,
) -> tuple[Any, ...]:
    lacking = _lacking(target, empty)
    measured = not lacking and value is not None and isfinite(value)
    achieved = round(value, 6) + 0.0 if measured and value is not None else None
    checks = [recomputed_by_id()[id] for id in target.errata]
    confirmed = [check for check in checks if check.conflict]
    doubtful = [check for check in checks if check.verdict == "implausible"]
    reason = target.reason
    if target.measure is None:
        status = "not_targeted"
    elif achieved is None:
        status, reason = "not_targeted", _names(lacking) if lacking else NOBODY
    elif target.absolute and not same_size:
        status, reason = "not_targeted", OTHER_SIZE
    elif target.met_by(achieved):
        status = "met"
    elif confirmed or doubtful:
        status = "contradicted" if confirmed else "implausible"
        reason = _joined([target.reason, *(check.formula for check in confirmed or doubtful)])
    else:
        status = "missed"
    difference = None if achieved is None else round(achieved - target.published, 6) + 0.0
    errata = ",".join(target.errata) or None
    return (
        target.id,
        target.exhibit,
        *target.label,
        *target.unit,
        target.published,
        achieved,
        difference,
        missing if measured else None,
        target.tolerance,
        target.kind,
        status,
        errata,
        *reason,
    )


def _lacking(target: Target, empty: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(empty.intersection(columns_read(target))))


def _names(lacking: tuple[str, ...]) -> Text:
    labels = [columns()[name].label for name in lacking]
    return Text(
        LACKING.zh + "、".join(label.zh for label in labels),
        LACKING.en + ", ".join(label.en for label in labels),
    )


def _joined(parts: list[Text]) -> Text:
    return Text(
        "；".join(part.zh for part in parts if part.zh),
        "; ".join(part.en for part in parts if part.en),
    )
