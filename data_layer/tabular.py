"""Files out: CSV that spreadsheets open rightly, XLSX with its dictionary, Parquet, JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import xlsxwriter

from data_layer.fields import Field, headers, with_names
from data_layer.text import Lang, Text

BOM = "\ufeff"
CHUNK = 50_000
XLSX_ROWS = 100_000

TOO_LONG = Text(
    f"超过 {XLSX_ROWS:,} 行不适合 Excel 工作簿，请下载 CSV 或 Parquet。",
    f"More than {XLSX_ROWS:,} rows do not suit a workbook; take CSV or Parquet.",
)


class TooManyRowsError(ValueError):
    """More rows than a workbook is good for."""


def harmless(column: str) -> pl.Expr:
    """A text column whose cells no spreadsheet takes for a formula: a leading ' where needed."""
    cell = pl.col(column)
    return (
        pl.when(cell.str.contains(r"^[=+\-@\t\r]")).then("'" + cell).otherwise(cell).alias(column)
    )


def spelt(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> pl.DataFrame:
    """The frame as every download holds it: codes, names beside them, headers in the language.

    In English enumerations keep their ids, so that a script reads the same values as the API;
    the sources' words are translated.
    """
    chosen = [f for f in fields if lang == "zh" or f.name_column or f.domain == "words"]
    named = with_names(frame, chosen, lang)
    titles = headers(fields, lang)
    return named.rename({name: titles[name] for name in named.columns if name in titles})


def csv_text(frame: pl.DataFrame, header: bool = True) -> str:
    """RFC 4180 text of a spelt frame, formulas made harmless, numbers left as numbers."""
    return csv_bytes(frame, header).decode()


def csv_bytes(frame: pl.DataFrame, header: bool = True) -> bytes:
    """`csv_text` in UTF-8, never made into text and back: half of the time of a large file."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    safe = frame.with_columns(harmless(name) for name in texts)
    buffer = io.BytesIO()
    safe.write_csv(buffer, include_header=header, line_terminator="\r\n")
    return buffer.getvalue()


def csv_stream(
    chunks: Iterable[pl.DataFrame], fields: Sequence[Field], lang: Lang
) -> Iterator[bytes]:
    """CSV of any number of rows, one chunk in memory at a time; starts with a byte order mark."""
    for place, chunk in enumerate(chunks):
        if place == 0:
            yield BOM.encode()
        yield csv_bytes(spelt(chunk, fields, lang), header=place == 0)


def json_bytes(
    frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, about: Mapping[str, Any]
) -> bytes:
    """Rows under `data`, columns under `columns`, and what they are about."""
    spelt_frame = spelt(frame, fields, lang)
    document = {**about, "columns": described(fields, lang), "data": spelt_frame.to_dicts()}
    return without_markup(orjson.dumps(document, option=orjson.OPT_INDENT_2))


def without_markup(json: bytes) -> bytes:
    """The same JSON with <, > and & escaped, so that nothing reads it as markup."""
    for sign in b"<>&":
        json = json.replace(bytes([sign]), b"\\u%04x" % sign)
    return json


def described(fields: Sequence[Field], lang: Lang) -> list[dict[str, str]]:
    """Name, labels and unit of each column of a download."""
    return [
        {"name": f.name, "unit": f.unit(lang), "zh": f.label.zh, "en": f.label.en} for f in fields
    ]


def parquet_bytes(
    frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, about: Mapping[str, str]
) -> bytes:
    """Parquet with what it is about in the file's metadata."""
    buffer = io.BytesIO()
    spelt(frame, fields, lang).write_parquet(buffer, metadata=dict(about))
    return buffer.getvalue()


def xlsx_file(
    target: Path | io.BytesIO,
    chunks: Iterable[pl.DataFrame],
    fields: Sequence[Field],
    lang: Lang,
    about: Sequence[tuple[str, str]],
    sources: Sequence[tuple[str, str]],
) -> None:
    """A workbook: data, dictionary, sources, filters. TooManyRowsError beyond XLSX_ROWS."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "nan_inf_to_errors": True}  # fmt: skip
    names = Text("数据 字典 来源 筛选", "data dictionary sources filters")(lang).split()
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e8eef6"})
        _data_sheet(book.add_worksheet(names[0]), bold, chunks, fields, lang)
        rows = [(d["name"], d["zh"], d["en"], d["unit"]) for d in described(fields, lang)]
        _sheet(book.add_worksheet(names[1]), bold, [("name", "zh", "en", "unit"), *rows])
        _sheet(book.add_worksheet(names[2]), bold, [("id", "title"), *sources])
        _sheet(book.add_worksheet(names[3]), bold, [("key", "value"), *about])


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
