"""Files out: CSV that spreadsheets open rightly, Parquet, JSON."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import polars as pl

from data_layer.vocabulary.field_frames import headers, with_names
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang

BOM = "\ufeff"
CHUNK = 10_000
PIECE = 1 << 20
FORMULA = r"^[=+\-@＝＋－＠\t\r]"
"""What a spreadsheet may run; it reads the full-width signs as the others."""


def harmless(column: str) -> pl.Expr:
    """A text column whose cells no spreadsheet takes for a formula: a leading ' where needed."""
    cell = pl.col(column)
    return pl.when(cell.str.contains(FORMULA)).then("'" + cell).otherwise(cell).alias(column)


def spelt(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> pl.DataFrame:
    """The frame as every download holds it: codes, names beside them, headers in the language.

    In English enumerations keep their ids, so that a script reads the same values as the API;
    the sources' words are translated.
    """
    chosen = [
        field for field in fields if lang == "zh" or field.name_column or field.domain == "words"
    ]
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
    """Name, labels and unit of each column of a download; its formula, if it has one."""
    return [
        {"name": field.name, "unit": field.unit(lang), "zh": field.label.zh, "en": field.label.en}
        | ({"formula": field.formula(lang)} if field.formula else {})
        for field in fields
    ]


def parquet_bytes(
    frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, about: Mapping[str, str]
) -> bytes:
    """Parquet with what it is about in the file's metadata."""
    buffer = io.BytesIO()
    spelt(frame, fields, lang).write_parquet(buffer, metadata=dict(about))
    return buffer.getvalue()


def parquet_stream(
    chunks: Iterable[pl.DataFrame], fields: Sequence[Field], lang: Lang, about: Mapping[str, str]
) -> Iterator[bytes]:
    """Parquet of any number of rows, one chunk in memory at a time, by way of a file aside."""
    with TemporaryDirectory(prefix="srdi-export-") as folder:
        parts, whole = Path(folder, "parts"), Path(folder, "whole.parquet")
        parts.mkdir()
        for place, chunk in enumerate(chunks):
            part = parts / f"{place:06}.parquet"
            spelt(chunk, fields, lang).write_parquet(part, compression="lz4")
        pl.scan_parquet(parts).sink_parquet(whole, metadata=dict(about), maintain_order=True)
        with whole.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
