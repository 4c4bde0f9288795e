"""How far the computed figures of an exhibit are from the published ones, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from components.contract.evaluate import Result
from components.look.amounts import spelled
from data_layer.calibration.target import decimals
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

NARROWED = Text(
    "报告原值是全体企业的，筛选后不可比；清除筛选即并列显示。",
    "Published figures are of all enterprises and do not compare with a selection; clear the "
    "filters to see both.",
)
EQUAL = Text("与报告原值一致。", "Equal to the published figures.")
LARGEST = Text("与报告原值最大相差：", "Largest gap to the published figures: ")
BEYOND = Text(
    "；{n}个数超出校准容差，见来源页校准表",
    "; {n} beyond the calibration tolerance, see Sources",
)
WITHIN = Text("；均在校准容差之内", "; all within the calibration tolerance")
POINTS = Text("个百分点", "percentage points")
SHARE_TOLERANCE, CORRELATION_TOLERANCE = 0.05, 0.02
"""Percentage points, and plainly; others may be off by half of the last printed digit or 1%."""
CORRELATIONS = ("pearson", "correlation")


@dataclass(frozen=True)
class Difference:
    """The largest absolute gap of one column, in which row, and how many exceed the tolerance."""

    field: Field
    largest: float
    where: Mapping[str, str]
    beyond: int


def differences(result: Result) -> tuple[Difference, ...]:
    """The gaps of each column that both sides hold; empty if nothing compares."""
    both, keys = _both(result), list(result.exhibit.keys)
    if both is None:
        return ()
    found = [
        _difference(field, both.drop_nulls([field.name, f"{field.name}_published"]), keys)
        for field in _measured(result)
    ]
    return tuple(d for d in found if d is not None)


def comparable(result: Result) -> bool:
    """Whether there is a number that both sides hold."""
    both, measured = _both(result), _measured(result)
    if both is None or not measured:
        return False
    held = [
        pl.col(f.name).is_not_null() & pl.col(f"{f.name}_published").is_not_null() for f in measured
    ]
    return bool(both.select(pl.any_horizontal(held).any()).item())


def _both(result: Result) -> pl.DataFrame | None:
    """Computed and published numbers side by side, or None if one is missing."""
    if result.published is None or result.frame.is_empty() or result.kind == "published":
        return None
    keys = list(result.exhibit.keys)
    return result.frame.join(result.published, on=keys, suffix="_published")


def _measured(result: Result) -> list[Field]:
    return [f for f in result.exhibit.fields if f.digits is not None and not f.key]


def _difference(field: Field, both: pl.DataFrame, keys: list[str]) -> Difference | None:
    if both.is_empty():
        return None
    printed = f"{field.name}_published"
    gap = (pl.col(field.name) - pl.col(printed)).abs().alias("gap")
    worst = both.with_columns(gap).sort("gap", *keys, descending=[True] + [False] * len(keys))
    row = worst.row(0, named=True)
    beyond = sum(
        apart > tolerance(value, field) + 1e-9
        for apart, value in worst.select("gap", printed).iter_rows()
    )
    return Difference(field, row["gap"], {k: row[k] for k in keys}, beyond)


def tolerance(printed: float, field: Field) -> float:
    """How far a computed figure may be from a printed one and count as reproduced."""
    if field.unit.zh in ("%", POINTS.zh):
        return SHARE_TOLERANCE
    if field.name in CORRELATIONS:
        return CORRELATION_TOLERANCE
    return max(0.5 * 10.0 ** -decimals(printed), abs(printed) / 100)


def distance_sentence(result: Result, lang: Lang) -> str:
    """The widest gaps, and for the demonstration registry whether it was calibrated so far."""
    if result.filters.values:
        return NARROWED(lang) if comparable(result) else ""
    found = differences(result)
    if not found:
        return ""
    apart = [gap for gap in found if _size(gap, lang)]
    if not apart:
        return EQUAL(lang)
    end = _tolerated(apart, lang) if result.kind == "demonstration" else ""
    said = Text("；", "; ")(lang).join(_said(result, gap, lang) for gap in apart)
    return LARGEST(lang) + said + end + Text("。", ".")(lang)


def beyond_tolerance(result: Result) -> int:
    """How many figures of the demonstration registry are off by more than the tolerance."""
    if result.filters.values or result.kind != "demonstration":
        return 0
    return sum(gap.beyond for gap in differences(result))


def _tolerated(apart: Sequence[Difference], lang: Lang) -> str:
    beyond = sum(gap.beyond for gap in apart)
    return BEYOND(lang).format(n=beyond) if beyond else WITHIN(lang)


def _size(gap: Difference, lang: Lang) -> str:
    """The gap with its unit; empty if it is nothing at the decimals that are shown."""
    shown = round(gap.largest, gap.field.digits or 0)
    if not shown:
        return ""
    if gap.field.unit.zh == "%":
        return f"{shown:,.{gap.field.digits or 0}f} {POINTS(lang)}"
    amount, unit = spelled(shown, gap.field.unit(lang), lang)
    digits = (gap.field.digits or 0) if amount == shown else 0
    named = gap.field.label(lang).lower().endswith(unit.lower())
    return f"{amount:,.{digits}f}" if named else f"{amount:,.{digits}f} {unit}"


def _said(result: Result, gap: Difference, lang: Lang) -> str:
    names = {field.name: field.names() for field in result.exhibit.fields}
    where = Text("、", ", ")(lang).join(
        str(names[key][code](lang) if code in names[key] else code)
        for key, code in gap.where.items()
    )
    place = f"（{where}）" if lang == "zh" else f" ({where})"
    return f"{gap.field.label(lang)} {_size(gap, lang)}{place}"
