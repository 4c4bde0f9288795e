"""Sheets of a workbook that hold more of the same list, by their headings."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.tables.extent import check_extent
from data_layer.importer.tables.source import LOOKED_AT, Alike, Source
from data_layer.vocabulary.text import Text, several

LEAST: Final = 2
"""Headings by which two sheets are alike; of one column anything may be."""


def alike_sheets(
    path: Path, book: CalamineWorkbook, source: Source, others: Iterable[str]
) -> tuple[Alike, ...]:
    """Those of the other sheets among whose first rows the headings stand, in the same order.

    rows: that hold anything below the headings, totals and notes among them.
    """
    wanted = _keys(source.header)
    if len(wanted) < LEAST or not source.heading_row:
        return ()
    found = []
    for name in others:
        try:
            check_extent(path, name)
            rows = book.get_sheet_by_name(name).iter_rows()
        except (UnreadableFileError, CalamineError, ValueError):
            continue  # what is wrong with it is said when it is chosen
        if any(_keys(map(str, row)) == wanted for row in islice(rows, LOOKED_AT)):
            below = sum(1 for row in rows if any(str(cell).strip() for cell in row))
            found += [Alike(name, below)] if below else []
    return tuple(found)


def _keys(cells: Iterable[str]) -> tuple[str, ...]:
    """Headings as they are compared, without those that stand for none."""
    keys = (heading_key(cell) for cell in cells)
    return tuple(key for key in keys if key and not key.startswith("#"))


def alike_words(alike: tuple[Alike, ...]) -> tuple[Text, ...]:
    """That sheets with the same headings are not read; nothing where there are none."""
    if not alike:
        return ()
    zh = "、".join(f"{one.sheet}（{one.rows:,} 行）" for one in alike)
    en = ", ".join(f"{one.sheet} ({several(one.rows, 'row', 'rows')})" for one in alike)
    return (
        Text(
            f"还有列名相同的工作表，没有导入：{zh}；要一起导入，请用 --join",
            f"sheets with the same headings are not imported: {en}; --join imports them together",
        ),
    )
