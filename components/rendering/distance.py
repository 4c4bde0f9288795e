"""How far the computed figures of an exhibit are from the published ones, in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from components.contract.result import Result
from components.look.amounts import with_unit
from data_layer.calibration.rounding import decimals, rounds_to
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
    "；{n}个数超出各自的校准容差，见来源页校准表",
    "; {n} beyond their calibration tolerance, see Sources",
)
WITHIN = Text("；均在各自的校准容差之内", "; all within their calibration tolerances")
DERIVED = Text("（由报告数推算）", " (derived from published figures)")
POINTS = Text("个百分点", "percentage points")
SHARE_TOLERANCE, CORRELATION_TOLERANCE = 0.05, 0.02
"""Percentage points, and plainly; others may be off by half of the last printed digit or 1%."""
CORRELATIONS = ("pearson", "correlation")


@dataclass(frozen=True)
class Difference:
    """The largest absolute gap of one column, in which row, and how many exceed the tolerance.

    tolerance: of the row with the largest gap. A computed figure that rounds to the printed one has
    no gap: 16.7 is printed of everything from 16.65 to 16.75.
    """

    field: Field
    largest: float
    where: Mapping[str, str]
    beyond: int
    tolerance: float


def differences(result: Result) -> tuple[Difference, ...]:
    """The gaps of each column that both sides hold; empty if nothing compares."""
    both, keys = _both(result), list(result.exhibit.keys)
    if both is None:
        return ()
    gaps = [
        _difference(
            result, field, both.drop_nulls([field.name, f"{field.name}_published"]), keys=keys
        )
        for field in _measured(result)
    ]
    return tuple(d for d in gaps if d is not None)


def comparable(result: Result) -> bool:
    """Whether there is a number that both sides hold."""
    both, measured = _both(result), _measured(result)
    if both is None or not measured:
        return False
    pairs = [
        pl.col(f.name).is_not_null() & pl.col(f"{f.name}_published").is_not_null() for f in measured
    ]
    return bool(both.select(pl.any_horizontal(pairs).any()).item())


def _both(result: Result) -> pl.DataFrame | None:
    """Computed and published numbers side by side, or None if one is missing."""
    if result.published is None or result.frame.is_empty() or result.kind == "published":
        return None
    keys = list(result.exhibit.keys)
    return result.frame.join(result.published, on=keys, suffix="_published")


def _measured(result: Result) -> list[Field]:
    return [f for f in result.exhibit.fields if f.digits is not None and not f.key]


def _difference(
    result: Result, field: Field, both: pl.DataFrame, keys: list[str]
) -> Difference | None:
    if both.is_empty():
        return None
    printed = both[f"{field.name}_published"].to_list()
    shares = field.unit.zh == "%" or field.name in CORRELATIONS
    alike = max(decimals(value) for value in printed)  # a column of shares: 12.00 is read as 12
    digits = [alike if shares else decimals(value) for value in printed]
    gaps = [
        0.0 if rounds_to(own, value, places) else abs(own - value)
        for own, value, places in zip(both[field.name], printed, digits, strict=True)
    ]
    apart = both.with_columns(gap=pl.Series(gaps, dtype=pl.Float64))
    worst = apart.sort("gap", *keys, descending=[True] + [False] * len(keys))
    limits = [tolerance(value, field) for value in worst[f"{field.name}_published"]]
    beyond = sum(gap > limit + 1e-9 for gap, limit in zip(worst["gap"], limits, strict=True))
    row = worst.row(0, named=True)
    where = {k: row[k] for k in keys}
    return Difference(field, row["gap"], where, beyond=beyond, tolerance=limits[0])


def tolerance(printed: float, field: Field) -> float:
    """How far a computed figure may be from a printed one and count as reproduced."""
    if field.unit.zh in ("%", POINTS.zh):
        return SHARE_TOLERANCE
    if field.name in CORRELATIONS:
        return CORRELATION_TOLERANCE
    return max(0.5 * 10.0 ** -decimals(printed), abs(printed) / 100)


def distance_sentence(result: Result, lang: Lang) -> str:
    """The widest gaps, and for the demonstration registry whether it was calibrated so far."""
    if result.narrowed:
        return NARROWED(lang) if comparable(result) else ""
    gaps = differences(result)
    if not gaps:
        return ""
    apart = [gap for gap in gaps if _size(gap, lang)]
    if not apart:
        return EQUAL(lang)
    end = _tolerated(apart, lang) if result.kind == "demonstration" else ""
    listed = Text("；", "; ")(lang).join(_in_words(result, gap, lang) for gap in apart)
    return LARGEST(lang) + listed + end + Text("。", ".")(lang)


def beyond_tolerance(result: Result) -> int:
    """How many figures of the demonstration registry are off by more than the tolerance."""
    if result.narrowed or result.kind != "demonstration":
        return 0
    return sum(gap.beyond for gap in differences(result))


def _tolerated(apart: Sequence[Difference], lang: Lang) -> str:
    beyond = sum(gap.beyond for gap in apart)
    return BEYOND(lang).format(n=beyond) if beyond else WITHIN(lang)


def _size(gap: Difference, lang: Lang) -> str:
    """The gap with its unit; empty if it is nothing at the decimals that are shown."""
    rounded = round(gap.largest, gap.field.digits or 0)
    return _amount(rounded, gap.field, lang) if rounded else ""


def _amount(value: float, field: Field, lang: Lang) -> str:
    if field.unit.zh == "%":
        return with_unit(value, POINTS(lang), lang)
    return with_unit(value, field.unit(lang), lang)


def _in_words(result: Result, gap: Difference, lang: Lang) -> str:
    names = {field.name: field.names() for field in result.exhibit.fields}
    parts = [
        str(names[key][code](lang) if code in names[key] else code)
        for key, code in gap.where.items()
    ]
    if result.kind == "demonstration":
        limit = _amount(gap.tolerance, gap.field, lang)
        parts.append(Text(f"容差{limit}", f"tolerance {limit}")(lang))
    where = Text("，", ", ")(lang).join(parts)
    place = f"（{where}）" if lang == "zh" else f" ({where})"
    derived = DERIVED(lang) if gap.field.kind("published") == "derived" else ""
    return f"{gap.field.label(lang)}{derived} {_size(gap, lang)}{place}"
