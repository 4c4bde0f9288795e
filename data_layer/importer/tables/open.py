"""Files of any format as a heading and batches of text rows."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.tables.delimited import open_delimited
from data_layer.importer.tables.json_files import open_json
from data_layer.importer.tables.parquet_files import open_parquet
from data_layer.importer.tables.sniffed import Kind, kind_of, refuse_other, refuse_web_page
from data_layer.importer.tables.source import (
    FIND,
    Format,
    Source,
    Wanted,
    format_of,
)
from data_layer.importer.tables.workbooks import open_workbook
from data_layer.vocabulary.text import Text

CONTENT: Final[Mapping[Kind, Format]] = {"zip": "excel", "ole": "excel", "parquet": "parquet"}
NAMES: Final[Mapping[Format, str]] = {
    "csv": "CSV",
    "excel": "Excel",
    "parquet": "Parquet",
    "jsonl": "JSON",
}
LOOKED_AT: Final = 4096
JSON: Final = re.compile(r'\s*(?:\[\s*)?(?:\{\s*["}]|\[\s*["\[{])')
"""How JSON begins: with an object, or an array of objects, arrays or texts."""


def open_source(
    path: Path,
    sheet: str | None = None,
    wanted: Wanted = FIND,
    *,
    join: bool = False,
) -> Source:
    """Open a file of any known format; UnreadableFileError says what is wrong with it.

    sheet: of a workbook, the first with names by default; join: with those that have its headings.
    What the file holds goes before what its name says, and a note says so.
    """
    path = Path(path)
    named = format_of(path)
    kind = kind_of(path)
    refuse_other(path)
    refuse_web_page(path, kind if named in ("csv", "excel") else "text")
    format: Format = CONTENT.get(kind, named)
    if kind == "text":
        format = _of_text(path, named)
    notes = () if format == named else (_other_format(path, format),)
    if format == "excel":
        return open_workbook(path, sheet, wanted, join=join).with_notes(notes)
    if sheet is not None:
        raise UnreadableFileError(
            Text(
                f"{path.name} 不是工作簿，没有工作表 {sheet}",
                f"{path.name} is no workbook and has no sheet {sheet}",
            )
        )
    if format == "csv":
        return open_delimited(path, wanted, notes)
    opened = open_parquet(path) if format == "parquet" else open_json(path)
    return opened.with_notes(notes)


def _of_text(path: Path, named: Format) -> Format:
    """What a file holds that has no mark of its own, where its name is wrong: CSV or JSON."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    wide = start.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    text = start.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff")
    if named == "csv":
        return "jsonl" if JSON.match(text) else "csv"
    line = text.strip().partition("\n")[0]
    divided = any(sign in line for sign in (",", "\t", ";")) or meaning(line) is not None
    plain = "\0" not in line and "{" not in text and line[:1] != "["
    return "csv" if divided and plain else named


def _other_format(path: Path, format: Format) -> Text:
    return Text(
        f"文件名是 {path.suffix}，内容却是 {NAMES[format]}，按内容读取",
        f"the name says {path.suffix}, the content is {NAMES[format]} and is read as such",
    )
