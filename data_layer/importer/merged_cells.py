"""Cells of a sheet that are merged downwards: each row gets the value that stands in the first."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from data_layer.vocabulary.text import Text


def filled_down(
    cells: pl.DataFrame, path: Path, sheet: str
) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    """The cells (columns by position, the sheet's first row first) with merges filled, and a note.

    Only empty cells below the first of a merge are filled; merges across columns stay as they are.
    """
    spans: dict[int, dict[int, int]] = {}
    for (top, left), (bottom, _) in _merges(path, sheet):
        if left < cells.width:
            spans.setdefault(left, {}).update(dict.fromkeys(range(top + 1, bottom + 1), top))
    filled, count = [], 0
    for left, sources in spans.items():
        if not sources:
            continue
        column = cells[str(left)]
        rows = pl.int_range(cells.height, eager=True, dtype=pl.Int64)
        taken = column.gather(rows.replace(sources))
        empty = column.is_null() | (column.str.strip_chars() == "").fill_null(False)
        count += int((empty & taken.is_not_null()).sum())
        filled.append(column.zip_with(~empty, taken).alias(str(left)))
    if not count:
        return cells, ()
    note = Text(
        f"合并单元格：{count} 个单元格按合并区域首行的值填充",
        f"merged cells: {count} cells take the value of the first row of their merge",
    )
    return cells.with_columns(filled), (note,)


def _merges(path: Path, sheet: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Corners of each merge, counted from 0; none for formats that do not tell."""
    try:
        found = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).merged_cell_ranges
    except (CalamineError, ValueError, OSError):
        return []
    return list(found or ())
