"""Files of an exhibit: its rows with what they are, and a code that verifies each."""

import io
from collections.abc import Sequence

import polars as pl

from components.contract.cells import row_claims, row_key, view_code
from components.contract.delivery import Rows, delivered, formulas
from components.contract.receipt_code import encode
from components.contract.result import Result
from components.contract.sources import source_line
from data_layer.files.tabular import csv_stream, json_bytes, parquet_bytes
from data_layer.files.workbook import xlsx_file
from data_layer.vocabulary.fields import KIND, KINDS
from data_layer.vocabulary.text import Lang, Text

CODE = Text("核验码", "code")
MOST_CODES = 5_000
"""Rows with a code each; of longer files the head alone has one, of the whole."""


def encoded(
    result: Result,
    lang: Lang,
    format: str,
    cited: Sequence[tuple[str, str]] = (),
    rows: Rows = "one",
) -> bytes:
    """The rows of a result in a format. cited: sources, which workbooks list."""
    frame, fields = delivered(result, rows)
    if format == "csv":
        return b"".join(csv_stream([_coded(result, frame, lang)], fields, lang))
    if format == "json":
        return json_bytes(frame, fields, lang, about=dict(about(result, lang)))
    if format == "parquet":
        return parquet_bytes(frame, fields, lang, about=dict(about(result, lang)))
    buffer = io.BytesIO()
    xlsx_file(buffer, [frame], fields, lang=lang, about=about(result, lang), sources=cited)
    return buffer.getvalue()


def _coded(result: Result, frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """The rows with a last column that verifies them: the view's code in its head, each row's own
    below it, as far as MOST_CODES."""
    if result.lacking:
        return frame
    head = f"{CODE(lang)} {view_code(result)}"
    codes: list[str | None] = [None] * frame.height
    if frame.height <= MOST_CODES:
        printed = frame[KIND.name].is_in(["published", "derived"])
        claims = {source: row_claims(result, source) for source in ("computed", "published")}
        for at, row in enumerate(frame.iter_rows(named=True)):
            claim = claims["published" if printed[at] else "computed"].get(row_key(result, row, at))
            codes[at] = None if claim is None else encode(claim)
    return frame.with_columns(pl.Series(head, codes, pl.String))


def about(result: Result, lang: Lang) -> list[tuple[str, str]]:
    """What must leave with every file: title, filters, kind, sample, version, source, date.

    enterprises: those behind the figures; selected: those that pass the filters; neither where all
    figures are printed ones.
    """
    least, most = result.sample
    counts = [
        ("enterprises", str(most)),
        *([("enterprises_least", str(least))] if least < most else []),
        ("selected", str(result.selected)),
    ]
    return [
        ("exhibit", result.exhibit.id),
        ("title", result.exhibit.title(lang)),
        ("filters", result.scope(lang)),
        ("query", result.filters.to_query()),
        ("kind", KINDS[result.kind](lang)),
        ("kinds", Text("、", ", ")(lang).join(KINDS[kind](lang) for kind in result.kinds)),
        ("formulas", formulas(result, lang)),
        *([] if result.kind == "published" else counts),
        ("version", result.version),
        *([] if result.other is None else [("compared_with", result.other.version)]),
        ("code", view_code(result)),
        ("source", source_line(result.exhibit.origin, lang)),
        ("date", result.day.isoformat()),
    ]
