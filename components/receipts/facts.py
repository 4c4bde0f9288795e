"""All that a receipt says of one number."""

from __future__ import annotations

from dataclasses import dataclass

from polars import selectors

from components.contract.catalogue import errata_of
from components.contract.cells import Cell, exact, row_names
from components.contract.counted import counted_in, list_href
from components.contract.receipt_code import encode
from components.contract.result import Result
from components.contract.sources import source_line
from components.contract.workspace import Workspace
from components.look.amounts import number, with_unit, worded
from components.receipts.formula import formula
from components.rendering.caption import chosen
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures.tables import Erratum
from data_layer.vocabulary.fields import KINDS, words
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "count": Text(
        "计数：{scope}{row}的企业，共 {value}",
        "a count: enterprises of {scope}{row}, {value}",
    ),
    "median": Text(
        "中位数：有值企业从小到大排在正中的值；偶数家时取正中两家的平均",
        "a median: the value in the middle of the enterprises that have one; of an even number the "
        "mean of the two in the middle",
    ),
    "mean": Text("平均数：有值企业之和 ÷ 家数", "a mean: the sum over the number with a value"),
    "printed": Text("报告印出的数，照录不算", "as the report prints it; nothing is computed"),
    "sample": Text("n = {n} 家", "n = {n}"),
    "missing": Text(
        "所选 {all} 家中另有 {rest} 家缺值或不属本图",
        "of {all} selected, {rest} lack a value or are no part of it",
    ),
    "unknown": Text("；本行缺数据 {n} 家", "; {n} unknown in this row"),
    "apart": Text("；相差 {gap}", "; apart by {gap}"),
    "alike": Text("；相同", "; the same"),
}
UNKNOWN = ("unknown", "missing", "tier_missing", "unreported")


@dataclass(frozen=True)
class Facts:
    """What stands on a receipt, in one language; empty where there is nothing to say.

    value: with its unit. where: the row and the column. rows: the address of the enterprises
    behind it, from the app's home. printed: the report's figure for the same place.
    """

    exhibit: str
    title: str
    where: str
    value: str
    kind: str
    formula: str
    filters: str
    sample: str
    missing: str
    rows: str
    version: str
    file: str
    source: str
    printed: str
    errata: tuple[tuple[str, str], ...]
    code: str


def facts(workspace: Workspace, result: Result, cell: Cell, query: Query) -> Facts:
    """The receipt of a number; query: as it was asked, with language and version."""
    lang, exhibit = query.lang, result.exhibit
    printed = cell.source == "published"
    kind = cell.field.kind("published" if printed else result.kind)
    names = " · ".join(name for name in row_names(result, cell, lang) if name)
    label = cell.field.label(lang)
    manifest = None if printed else workspace.registry(result.version).manifest
    return Facts(
        exhibit=exhibit.id,
        title=exhibit.title(lang),
        where=f"{names} · {label}" if names else label,
        value=amount(cell, lang),
        kind=KINDS[kind](lang),
        formula=_formula(workspace, result, cell, names, lang),
        filters=" · ".join([result.scope(lang), *chosen(result, lang)]) if not printed else "",
        sample="" if printed else WORDS["sample"](lang).format(n=f"{result.sample.most:,}"),
        missing="" if printed else _missing(result, cell, lang),
        rows="" if printed else _rows(workspace, result, cell, query),
        version="" if manifest is None else f"{manifest.version} · {manifest.created[:10]}",
        file="" if manifest is None else manifest.source,
        source=source_line(exhibit.origin, lang),
        printed=_printed(result, cell, lang),
        errata=tuple((e.id, _erratum(e, lang)) for e in errata_of(exhibit.id)),
        code=encode(cell.claim(result)),
    )


def _erratum(erratum: Erratum, lang: Lang) -> str:
    """What is printed, and what it conflicts with."""
    known = words()
    said = [known[it](lang) if it in known else it for it in (erratum.printed, erratum.conflict)]
    return Text("；", "; ")(lang).join(said)


def amount(cell: Cell, lang: Lang) -> str:
    """The value as it is read."""
    unit = cell.field.unit(lang)
    return with_unit(cell.value, unit, lang) or number(cell.value)


def _formula(workspace: Workspace, result: Result, cell: Cell, names: str, lang: Lang) -> str:
    if cell.source == "published" and cell.field.kind("published") == "published":
        return WORDS["printed"](lang)
    if cell.field.formula is not None:
        return f"{cell.field.label(lang)} = {cell.field.formula(lang)} = {amount(cell, lang)}"
    rows = workspace.registry(result.version).manifest.rows if result.version else 0
    if said := formula(result, cell, lang, rows):
        return said
    name, unit = cell.field.name, cell.field.unit.zh
    if "median" in name:
        return WORDS["median"](lang)
    if "mean" in name:
        return WORDS["mean"](lang)
    if cell.field.digits == 0 and unit == "家":
        row = f" · {names} · {cell.field.label(lang)}" if names else ""
        return worded(
            WORDS["count"], lang, scope=result.scope(lang), row=row, value=amount(cell, lang)
        )
    return result.exhibit.note(lang) if result.exhibit.note else result.exhibit.reading(lang)


def _missing(result: Result, cell: Cell, lang: Lang) -> str:
    rest = result.selected - result.sample.most
    said = ""
    if rest > 0 and result.exhibit.basis == "registry":
        said = WORDS["missing"](lang).format(all=f"{result.selected:,}", rest=f"{rest:,}")
    row = result.frame.row(cell.at, named=True)
    numbers = result.frame.select(selectors.numeric()).columns
    name = next((it for it in UNKNOWN if it in numbers and row[it]), None)
    if name is not None and name != cell.field.name:
        said += WORDS["unknown"](lang).format(n=number(row[name]))
    return said.lstrip("；; ")


def _rows(workspace: Workspace, result: Result, cell: Cell, query: Query) -> str:
    """The address of the list of enterprises, without the app's home."""
    row = result.frame.row(cell.at, named=True)
    rows = workspace.registry(query.version).counted
    own = counted_in(result, rows, row, cell.field.name)
    whole = result.exhibit.basis == "whole"
    return list_href("", query, own or (Filters() if whole else result.filters))


def _printed(result: Result, cell: Cell, lang: Lang) -> str:
    """The report's figure for the same row and column, and how far the number is from it."""
    if cell.source == "published" or result.printed is None or not result.exhibit.keys:
        return ""
    beside = exact(result, "published", cell.row, cell.field.name)
    if beside is None:
        return ""
    apart = round(cell.value - beside.value, 6)
    if not apart:
        return amount(beside, lang) + WORDS["alike"](lang)
    gap = with_unit(apart, cell.field.unit(lang), lang)
    return amount(beside, lang) + WORDS["apart"](lang).format(gap=gap)
