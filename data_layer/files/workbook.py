"""Excel workbooks: the data, what its columns mean, where it comes from, what it is filtered to."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from data_layer.files.tabular import spelt
from data_layer.vocabulary.field_frames import headers
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

XLSX_ROWS = 100_000
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
}
SHEETS = Text("数据 字典 来源 筛选", "data dictionary sources filters")

TOO_LONG = Text(
    f"超过 {XLSX_ROWS:,} 行不适合 Excel 工作簿，请下载 CSV 或 Parquet。",
    f"More than {XLSX_ROWS:,} rows do not suit a workbook; take CSV or Parquet.",
)


class TooManyRowsError(ValueError):
    """More rows than a workbook is good for."""


def xlsx_file(
    target: Path | io.BytesIO,
    chunks: Iterable[pl.DataFrame],
    fields: Sequence[Field],
    lang: Lang,
    about: Sequence[tuple[str, str]],
    sources: Sequence[tuple[str, str]],
) -> None:
    """A workbook: data, dictionary, sources, filters. TooManyRowsError beyond XLSX_ROWS."""
    names = SHEETS(lang).split()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e8eef6"})
        _data_sheet(book.add_worksheet(names[0]), bold, chunks, fields=fields, lang=lang)
        meanings = [("column", "name", "zh", "en", "unit", "values"), *dictionary(fields, lang)]
        _sheet(book.add_worksheet(names[1]), bold, meanings)
        _sheet(book.add_worksheet(names[2]), bold, [("id", "title"), *sources])
        _sheet(book.add_worksheet(names[3]), bold, [("key", "value"), *about])


def dictionary(fields: Sequence[Field], lang: Lang) -> list[tuple[str, ...]]:
    """Of each column of a download: heading, name, labels, unit, and the words of its codes."""
    headings = headers(fields, lang)
    rows: list[tuple[str, ...]] = []
    for field in fields:
        coded = field.name_column is None and field.domain != "words"
        values = "; ".join(f"{id} = {label(lang)}" for id, label in field.names().items())
        rows.append(
            (headings[field.name], field.name, *field.label, field.unit(lang), values * coded)
        )
        if (beside := field.name_column) is not None:
            named = (field.label.zh.removesuffix("代码"), field.label.en.removesuffix(" code"))
            rows.append((headings[beside], beside, *named, "", ""))
    return rows


def _data_sheet(
    sheet: Any, bold: Any, chunks: Iterable[pl.DataFrame], fields: Sequence[Field], lang: Lang
) -> None:
    line = 0
    for chunk in chunks:
        frame = spelt(chunk, fields, lang)
        if line == 0:
            sheet.write_row(0, 0, frame.columns, bold)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(frame.columns), 16)
        if line + frame.height > XLSX_ROWS:
            raise TooManyRowsError(TOO_LONG(lang))
        for row in frame.iter_rows():
            line += 1
            sheet.write_row(line, 0, row)


def _sheet(sheet: Any, bold: Any, rows: Sequence[tuple[str, ...]]) -> None:
    sheet.set_column(0, 6, 28)
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row, bold if line == 0 else None)
    sheet.freeze_panes(1, 0)
