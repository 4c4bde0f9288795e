"""All that a receipt says of one number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from polars import selectors

from components.contract.catalogue import errata_of
from components.contract.cells import Cell, exact, frame_of, is_sum, row_names
from components.contract.counted import counted_in, list_href
from components.contract.definitions import definition
from components.contract.quantity import told
from components.contract.receipt_code import encode
from components.contract.result import Result
from components.contract.sources import source_line
from components.contract.workspace import Workspace
from components.look.amounts import number, with_unit
from components.receipts.formula import formula
from components.rendering.caption import chosen
from data_layer.calibration.rounding import equals_printed
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.tables import Erratum
from data_layer.vocabulary.fields import ENTERPRISES, KINDS, words
from data_layer.vocabulary.terms import PER_CENT
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "printed": Text("报告印出的数，照录不算", "as the report prints it; nothing is computed"),
    "of": Text("{label}：{made}", "{label}: {made}"),
    "sum": Text("；各行之和 = {amount}", "; the sum of its rows = {amount}"),
    "valued": Text("（有值 {n} 家）", " ({n} with a value)"),
    "sample": Text("n = {n} 家", "n = {n}"),
    "missing": Text(
        "所选 {all} 家中另有 {rest} 家缺值或不属本图",
        "of {all} selected, {rest} lack a value or are no part of it",
    ),
    "unknown": Text("；本行缺数据 {n} 家", "; {n} unknown in this row"),
    "apart": Text("；相差 {gap}", "; apart by {gap}"),
    "alike": Text("；相同", "; the same"),
    "rounded": Text("；按印出的位数相同", "; the same at the digits that are printed"),
}
AVERAGES = frozenset({"median", "mean", "value"})
"""Parts of names of columns that are a median or a mean."""
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
    used = [] if printed else [workspace.registry(result.version).manifest]
    manifests = used if result.other is None else [result.other, *used]
    return Facts(
        exhibit=exhibit.id,
        title=exhibit.title(lang),
        where=f"{names} · {label}" if names else label,
        value=amount(cell, lang),
        kind=KINDS[kind](lang),
        formula=_formula(workspace, result, cell, lang=lang),
        filters=" · ".join([result.scope(lang), *chosen(result, lang)]) if not printed else "",
        sample="" if printed else WORDS["sample"](lang).format(n=f"{result.sample.most:,}"),
        missing="" if printed else _missing(result, cell, lang),
        rows="" if printed else _rows(workspace, result, cell, query=query),
        version=" → ".join(f"{of.version} · {of.created[:10]}" for of in manifests),
        file=" → ".join(of.source for of in manifests),
        source=source_line(_cited(cell) or exhibit.origin, lang),
        printed=_printed(result, cell, lang),
        errata=tuple((e.id, _erratum(e, lang)) for e in _errata(exhibit.id, cell)),
        code=encode(cell.claim(result)),
    )


def _cited(cell: Cell) -> tuple[str, ...]:
    """The printed facts that a row is of: its number stands in their document alone."""
    return tuple(str(key) for key in cell.row if key in reference.facts())


def _errata(exhibit: str, cell: Cell) -> Sequence[Erratum]:
    """What is wrong with the fact that a row is of, which errata call by the figure or table that
    prints it too; else with what the exhibit shows."""
    if not (cited := set(_cited(cell))):
        return errata_of(exhibit)
    cited |= {printed for id in cited if (printed := reference.facts()[id].exhibit)}
    return [e for e in reference.errata().values() if cited & set(e.refers_to)]


def _erratum(erratum: Erratum, lang: Lang) -> str:
    """What is printed, and what it conflicts with."""
    labels = words()
    parts = [
        labels[part](lang) if part in labels else part
        for part in (erratum.printed, erratum.conflict)
    ]
    return Text("；", "; ")(lang).join(parts)


def amount(cell: Cell, lang: Lang) -> str:
    """The value as it is read."""
    return cell.text or told(cell.value, cell.field, lang)


def _formula(workspace: Workspace, result: Result, cell: Cell, lang: Lang) -> str:
    """How the column is made, and the arithmetic with the figures of the row."""
    if cell.source == "published" and cell.field.kind("published") == "published":
        return WORDS["printed"](lang)
    label = cell.field.label(lang)
    made = WORDS["of"](lang).format(label=label, made=definition(result.exhibit, cell.field)(lang))
    if is_sum(result, cell.row):
        return made + WORDS["sum"](lang).format(amount=amount(cell, lang))
    rows = workspace.registry(result.version).manifest.rows if result.version else 0
    arithmetic = formula(result, cell, lang, registry=rows)
    if arithmetic:
        return made + Text("。", ". ")(lang) + arithmetic
    return f"{made}{_valued(result, cell, lang)} = {amount(cell, lang)}"


def _valued(result: Result, cell: Cell, lang: Lang) -> str:
    """How many enterprises a median or mean is of, where the row says it."""
    frame, name = frame_of(result, cell.source), cell.field.quantity or cell.field.name
    counted = cell.field.digits == 0 and cell.field.unit == ENTERPRISES.unit
    if frame is None or counted or not AVERAGES.intersection(name.split("_")):
        return ""
    stem = next(
        (name.partition(f"_{average}")[0] for average in AVERAGES if f"_{average}" in name), name
    )
    row = frame.row(cell.at, named=True)
    for column in (f"{stem}_values", "values"):
        if row.get(column):
            return WORDS["valued"](lang).format(n=number(row[column]))
    return ""


def _missing(result: Result, cell: Cell, lang: Lang) -> str:
    rest = result.selected - result.sample.most
    words = ""
    if rest > 0 and result.exhibit.basis == "registry":
        words = WORDS["missing"](lang).format(all=f"{result.selected:,}", rest=f"{rest:,}")
    if is_sum(result, cell.row):
        return words
    row = result.frame.row(cell.at, named=True)
    numbers = result.frame.select(selectors.numeric()).columns
    name = next((column for column in UNKNOWN if column in numbers and row[column]), None)
    if name is not None and name != cell.field.name:
        words += WORDS["unknown"](lang).format(n=number(row[name]))
    return words.lstrip("；; ")


def _rows(workspace: Workspace, result: Result, cell: Cell, query: Query) -> str:
    """The address of the list of enterprises, without the app's home; no address finds those of
    several rows together."""
    if is_sum(result, cell.row):
        return ""
    row = result.frame.row(cell.at, named=True)
    if cell.field.name in result.exhibit.members.other and result.other is not None:
        query = replace(query, version=result.other.version)
    rows = workspace.registry(query.version).counted
    own = counted_in(result, rows, row, column=cell.field.name)
    whole = result.exhibit.basis == "whole"
    return list_href("", query, own or (Filters() if whole else result.filters))


def _printed(result: Result, cell: Cell, lang: Lang) -> str:
    """The report's figure for the same row and column, and how far the number is from it."""
    if cell.source == "published" or result.printed is None:
        return ""
    if not result.exhibit.keys or is_sum(result, cell.row) or cell.text:
        return ""
    beside = exact(result, "published", cell.row, column=cell.field.name)
    if beside is None:
        return ""
    apart = round(cell.value - beside.value, 6)
    if not apart:
        return amount(beside, lang) + WORDS["alike"](lang)
    unit = cell.field.unit(lang)
    share, column = unit == PER_CENT(lang), result.printed[cell.field.name].drop_nulls()
    if equals_printed(cell.value, beside.value, share=share, column=column):
        return amount(beside, lang) + WORDS["rounded"](lang)
    gap = with_unit(apart, unit, lang)
    return amount(beside, lang) + WORDS["apart"](lang).format(gap=gap)
