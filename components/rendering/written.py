"""A frame as written cells, for tables in pictures and on slides."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from components.contract.catalogue import exhibits
from components.contract.delivery import of_kind
from components.contract.quantity import decimals, own_decimals
from components.look.amounts import DIGITS, with_unit
from components.rendering.table import cells, titles
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, Kind
from data_layer.vocabulary.text import Lang, Text

MOST_COLUMNS: Final = 9
"""Columns that can be read beside each other in a picture or on a slide."""
FEW_ROWS: Final = 2
"""A frame of so few rows and more columns than that is read downwards."""
DOWN: Final = Text("项目", "Item")
LEAST_COLUMNS: Final = 2
MOST_ALIKE, SHORT = 4, 24
"""What is said below a table is one line: so many columns, of cells of so many letters."""
MANY_ROWS: Final = 3
"""From so many rows on what is alike in all of them is said once."""
ALIKE: Final = Text("每行相同：", "Alike in every row: ")
EMPTY: Final = Text("另有{n}行没有值，未列", "Rows without a value, left out: {n}")
NOTHING: Final = "—"
VALUE: Final = Text("数值", "Value")
BESIDE: Final[tuple[Kind, ...]] = ("published", "derived")
"""Kinds whose columns stand beside those of the row's own, and are named after them."""
LEAST_UNITS: Final = 3
"""Of so many units are columns of which every row fills one."""


class Written(NamedTuple):
    """Titles and cells as they are read; right: columns of numbers; total: rows in all. aside: what
    stands below the table in words, since it is the same in every row, or nothing."""

    titles: list[str]
    rows: list[list[str]]
    right: list[bool]
    total: int
    aside: tuple[str, ...] = ()


class _Column(NamedTuple):
    title: str
    cells: list[str]
    right: bool = False
    key: bool = False


def written(
    frame: pl.DataFrame,
    fields: Sequence[Field],
    lang: Lang,
    most: int,
    *,
    downwards: bool = True,
) -> Written:
    """The first `most` rows; columns of codes give way to their names, empty columns are left out.

    The columns of one quantity, one for each unit, are one again, each number with its unit, and so
    are columns of several units of which a row fills one. The kind of number is kept only where
    rows differ in it. A row or two of many columns lie on their side, if they may be read
    `downwards`. Of three rows and more those without any value are left out, and a column that is
    alike in all of them is said once.
    """
    columns = _columns(frame.head(most), fields, lang)
    if downwards and frame.height <= FEW_ROWS and len(columns) > MOST_COLUMNS:
        return _on_its_side(columns, frame.height, lang)
    if not MANY_ROWS <= frame.height <= most:
        return _beside(columns, frame.height)
    return _without_sameness(columns, lang)


def _beside(columns: Sequence[_Column], total: int, *aside: str) -> Written:
    return Written(
        titles=[column.title for column in columns],
        rows=[list(row) for row in zip(*(column.cells for column in columns), strict=True)],
        right=[column.right for column in columns],
        total=total,
        aside=aside,
    )


def _without_sameness(columns: Sequence[_Column], lang: Lang) -> Written:
    """All rows at hand, without those that are dashes only and columns that are one value only."""
    free = [column.cells for column in columns if not column.key]
    filled = [at for at, row in enumerate(zip(*free, strict=True)) if set(row) - {NOTHING, ""}]
    rows = len(columns[0].cells) if columns else 0
    if len(filled) < MANY_ROWS:
        return _beside(columns, rows)
    kept = [c._replace(cells=[c.cells[at] for at in filled]) for c in columns]
    same = [c for c in kept[1:] if len(set(c.cells)) == 1]
    alike = [c for c in same if len(c.cells[0]) <= SHORT][:MOST_ALIKE]
    if len(kept) - len(alike) < LEAST_COLUMNS:
        alike = []
    told = Text("、", ", ")(lang).join(f"{c.title} {c.cells[0]}" for c in alike)
    aside = [ALIKE(lang) + told] if alike else []
    if len(filled) < rows:
        aside.append(EMPTY(lang).format(n=rows - len(filled)))
    return _beside([c for c in kept if c not in alike], len(filled), *aside)


def _columns(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> list[_Column]:
    named = with_names(frame, fields, lang)
    hidden = {f.name if f.name_column else f.english for f in fields}
    hidden |= {f.name for f in fields if f.said_in is not None}
    if frame["kind"].n_unique() <= 1:
        hidden.add("kind")
    chosen = [c for c in named.columns if c not in hidden and _says_something(named[c])]
    names, numbers = titles(fields, lang), {f.name for f in fields if f.digits is not None}
    links = {f.name for f in fields if f.domain == "exhibit"}
    units = {f.name: f for f in fields if f.quantity is not None and f.digits is not None}
    years = {f.name for f in fields if f.is_year}
    digits = own_decimals(fields)
    apart = _one_a_row(named, [f for f in fields if f.name in chosen])
    keys = {part for f in fields if f.key for part in (f.name, f.name_column)}
    columns: dict[str, _Column] = {}
    for name in chosen:
        if name in apart:
            label, alone = apart[name]
            columns.setdefault(label.en, _united(named, alone, lang, label))
            continue
        quantity = units[name].quantity if name in units else None
        of_it = [units[c] for c in chosen if c in units and units[c].quantity == quantity]
        if quantity is None or len(of_it) == 1:
            texts = (
                [_titles_of(ids or "", lang) for ids in named[name]]
                if name in links
                else cells(named[name], lang, digits.get(name, DIGITS), years=name in years)
            )
            head = names.get(name, name)
            columns[name] = _Column(head, texts, name in numbers, key=name in keys)
        elif quantity not in columns:
            columns[quantity] = _united(named, of_it, lang)
    return list(columns.values())


def _says_something(column: pl.Series) -> bool:
    """Whether a column has a value in any row, a flag a yes."""
    if column.dtype == pl.Boolean:
        return bool(column.any())
    return column.null_count() < column.len()


def _one_a_row(frame: pl.DataFrame, fields: Sequence[Field]) -> dict[str, tuple[Text, list[Field]]]:
    """Columns of several units of which a row fills one, as its name says what the number is of:
    each with what stands over all of them; those of another kind than the row are apart."""
    found: dict[str, tuple[Text, list[Field]]] = {}
    for kind in (None, *BESIDE):
        group: list[Field] = []
        for field in fields:
            own = next((it for it in BESIDE if field.name.endswith(f"_{it}")), None)
            countable = field.digits is not None and field.quantity is None and not field.is_year
            if countable and not field.key and own == kind:
                taken = pl.any_horizontal(pl.lit(value=False), *(_filled(f) for f in group))
                again = any(f.label == field.label and f.unit != field.unit for f in group)
                if again or not frame.select((taken & _filled(field)).any()).item():
                    group.append(field)
        if frame.height >= MANY_ROWS and len({f.unit.zh for f in group}) >= LEAST_UNITS:
            label = VALUE if kind is None else of_kind(VALUE, kind)
            found |= {f.name: (label, group) for f in group}
    return found


def _filled(field: Field) -> pl.Expr:
    return pl.col(field.name).is_not_null()


def _united(
    frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, label: Text | None = None
) -> _Column:
    """One quantity: each row's number with the unit of the column that holds it."""
    texts = [NOTHING] * frame.height
    for field in fields:
        for at, value in enumerate(frame[field.name]):
            if value is not None and texts[at] == NOTHING:
                texts[at] = with_unit(value, field.unit(lang), lang, decimals(field))
    return _Column((label or fields[0].label)(lang), texts, right=True)


def _on_its_side(columns: Sequence[_Column], rows: int, lang: Lang) -> Written:
    """What were columns as rows, without those that are empty."""
    heads, *rest = columns
    return Written(
        titles=[heads.title if rows > 1 else DOWN(lang), *heads.cells],
        rows=[[column.title, *column.cells] for column in rest if set(column.cells) != {"—"}],
        right=[False] * (rows + 1),
        total=len(rest),
    )


def _titles_of(ids: str, lang: Lang) -> str:
    """Titles of the exhibits whose ids stand in a cell."""
    by_id = exhibits()
    return Text("、", ", ")(lang).join(by_id[id].title(lang) for id in ids.split() if id in by_id)
