"""Sentences from what a view shows: helpers that make claims of its rows.

Rows are those of `view.frame`, with codes; a claim carries their names in both languages.
"""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from components.claims.cell import Cell, Claim
from components.claims.extremes import ANY_ROWS, Gap, Leader, compared
from components.claims.sentence import AltText, Sentence
from components.contract.exhibit import View
from components.look.tagless import tagless
from data_layer.vocabulary.fields import ENTERPRISES
from data_layer.vocabulary.text import Text

ROWS = {
    "province_code": Text("个省份", "provinces"),
    "city_code": Text("个城市", "cities"),
    "cluster": Text("个城市群", "city clusters"),
    "industry_code": Text("个行业", "industries"),
    "tier": Text("个层级", "tiers"),
    "dimension": Text("个维度", "dimensions"),
    "indicator": Text("项指标", "indicators"),
    "honour": Text("项荣誉", "titles"),
    "id": Text("家", "enterprises"),
    "name": Text("家", "enterprises"),
    "frontier": Text("个领域", "fields"),
    "frontier_field": Text("个领域", "fields"),
    "sector": Text("个领域", "sectors"),
    "group": Text("组", "groups"),
    "quadrant": Text("个象限", "quadrants"),
    "division": Text("个大类", "divisions"),
    "item": Text("个对象", "items"),
}
"""What rows are called that are compared, by the column that names them."""
UNSAID = ""
"""Nothing to say: `components.rendering.headline` says why."""


def counted_among(view: View) -> Text:
    """What is computed from: the registry, or what the filters leave of it."""
    return (
        Text("所选企业", "the selection") if view.filters.values else Text("企业库", "the registry")
    )


def sentence(view: View, *parts: str | Claim) -> Sentence:
    """One sentence in the language of the view."""
    return Sentence(view.lang, parts)


def cell(
    view: View,
    row: Mapping[str, Any],
    column: str,
    name: Text | None = None,
    unit: Text | None = None,
) -> Cell:
    """One figure of a row. name: what to call it, by default the name of the row's first key."""
    keys = view.keys
    called = named(view, keys[0], row[keys[0]]) if name is None else name
    field = view.field(column)
    return Cell(
        called,
        tuple(zip(keys, map(row.__getitem__, keys), strict=True)),
        column,
        value=row[column],
        unit=field.unit if unit is None else unit,
        # Of counts the figure itself says how few they are.
        small=bool(row.get("small_group")) and field.unit != ENTERPRISES.unit,
    )


def named(view: View, column: str, value: object) -> Text:
    """What a value of a column is called."""
    code = str(value)
    zh, en = view.field(column).names().get(code, (code, code))
    return Text(tagless(zh), tagless(en))


def code_column(view: View, label: str) -> str:
    """The column of the frame whose codes are named in `label`: province_code for province."""
    return view.code_columns[label]


def leaders(
    view: View,
    label: str,
    value: str,
    *,
    least: bool = False,
    absolute: bool = False,
    what: Text | None = None,
    where: pl.Expr | None = None,
    call: Callable[[Mapping[str, Any]], Text] | None = None,
    rows: Text | None = None,
) -> Leader | None:
    """Which rows have the largest value of a column, a tie with all of its names.

    Where a row of fewer than ten enterprises would lead, those of ten and more are compared.
    label: the column that names rows, or the one beside its codes. where: the rows to compare.
    call: what a row is called, if no column alone says it. rows: what rows are called together.
    """
    rows_compared, large_only = compared(view.frame, value, where), False
    if rows_compared.is_empty():
        return None
    best = _best(rows_compared, value, least, absolute=absolute)
    if best.height < rows_compared.height and _has_small(best):
        large = pl.col("small_group").not_() if where is None else where & ~pl.col("small_group")
        rest = compared(view.frame, value, large)
        if not rest.is_empty():
            rows_compared, where, large_only = rest, large, True
            best = _best(rows_compared, value, least, absolute=absolute)
    field, code = view.field(value), code_column(view, label)
    cells = [
        cell(view, row, value, name=named(view, code, row[code]) if call is None else call(row))
        for row in best.iter_rows(named=True)
    ]
    measure = field.label if what is None else what
    called = ROWS.get(code, ANY_ROWS) if rows is None else rows
    return Leader(
        measure,
        tuple(cells),
        rows_compared.height,
        where=where,
        least=least,
        absolute=absolute,
        large_only=large_only,
        rows=called,
    )


def _has_small(frame: pl.DataFrame) -> bool:
    """Whether a row is of fewer than ten enterprises."""
    return "small_group" in frame.columns and frame["small_group"].any()


def _best(frame: pl.DataFrame, value: str, least: bool, absolute: bool) -> pl.DataFrame:
    size = pl.col(value).abs() if absolute else pl.col(value)
    return frame.filter(size == (size.min() if least else size.max()))


def leader(view: View, label: str, value: str, **how: Any) -> AltText:
    """The same as a sentence."""
    claim = leaders(view, label, value, **how)
    return UNSAID if claim is None else sentence(view, claim)


def leading(label: str, value: str | None = None, **how: Any) -> Callable[[View], AltText]:
    """`leader` as an `alt`; by default of the column that the switch `metric` has chosen."""
    return lambda view: leader(view, label, value or view.params["metric"], **how)


def gap(
    view: View, label: str, columns: tuple[str, str], what: Text, rows: pl.DataFrame
) -> AltText:
    """In which of the rows two columns are furthest apart."""
    complete, code = rows.drop_nulls(list(columns)), code_column(view, label)
    if complete.is_empty():
        return UNSAID
    one, other = columns
    pairs = []
    for row in complete.iter_rows(named=True):
        name = named(view, code, row[code])
        pairs.append((cell(view, row, one, name=name), cell(view, row, other, name=name)))
    return sentence(view, Gap(what, tuple(pairs)))
