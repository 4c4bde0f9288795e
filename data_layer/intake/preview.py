"""What an import would make of a file, column by column, before anything is stored."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data_layer.importer.headings.mapping import SameId
from data_layer.importer.reading.reading import Reading, read_file
from data_layer.importer.rows.conflicts import settle
from data_layer.importer.rows.convert_batch import Converted, convert_batch
from data_layer.importer.rows.duplicates import absorbed_rows
from data_layer.importer.rows.questions import far_off
from data_layer.importer.rows.rejects import RejectsLog
from data_layer.importer.tables.source import Alike, Batch, format_of
from data_layer.importer.tables.workbooks import sheet_names
from data_layer.intake.choices import Choices
from data_layer.intake.tally import ColumnPreview, SetAside, Tally
from data_layer.vocabulary.text import Text

AT_A_TIME = 2
"""Batches that are converted at a time."""
LISTED = 200
"""Conflicts and questions that a preview holds; the files hold all."""


@dataclass(frozen=True)
class Asked:
    """A cell in conflict with an earlier row's, or a value to look at, and why (zh / en)."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Preview:
    """accepted + merged + rows set aside = read. named: something gives the names.

    headings: as they were found. heading_row: the last of `heading_rows` rows of headings, 0 where
    the file has none, None where its format has none. top: number and cells of its first rows.
    rows: those that are not set aside, which `filled` counts among. conflicts: of rows that have
    the id of an earlier row and another name, with what becomes of them (`same_id`). questions:
    values that are kept and should be looked at. Both lists hold the first, the counts count all.
    notes: what no correction changes. alike: sheets with the same headings that are not read;
    joined: those that are read as one.
    """

    sheets: tuple[str, ...]
    sheet: str | None
    headings: tuple[str, ...]
    heading_row: int | None
    heading_rows: int
    top: tuple[tuple[int, tuple[str, ...]], ...]
    first_row: int
    read: int
    rows: int
    accepted: int
    merged: int
    named: bool
    columns: tuple[ColumnPreview, ...]
    aside: tuple[SetAside, ...]
    notes: tuple[Text, ...]
    same_id: SameId
    alike: tuple[Alike, ...]
    conflict_count: int
    conflicts: tuple[Asked, ...]
    question_count: int
    questions: tuple[Asked, ...]
    joined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Files:
    """Where a preview writes what is not taken, and what should be looked at; None: nowhere. work:
    a folder for what it needs in between."""

    rejects: Path | None = None
    questions: Path | None = None
    work: Path | None = None


def preview(path: Path, choices: Choices, files: Files = Files()) -> Preview:
    """Convert the whole file as an import would.

    UnreadableFileError or BadMappingError say why a file or a choice cannot be taken.
    """
    mapping = choices.mapping()
    return preview_of(path, read_file(path, mapping, nameless=True), mapping.same_id, files=files)


def preview_of(path: Path, reading: Reading, rule: SameId, files: Files) -> Preview:
    """The preview of an opened file."""
    tally = Tally(len(reading.header), reading.bindings)
    conflicts, repeated = pl.DataFrame(), 0
    with (
        TemporaryDirectory(dir=files.work) as folder,
        RejectsLog(files.rejects, reading.source.joined) as log,
        RejectsLog(files.questions, reading.source.joined) as asked,
    ):
        parts = Path(folder)
        for number, (batch, converted) in enumerate(_converted(reading)):
            converted.rows.write_parquet(parts / f"{number:06}.parquet", compression="lz4")
            tally.add(batch, converted, log, asked)
        if reading.named and any(parts.iterdir()):
            conflicts, repeated = _settled(parts, rule, log=log, asked=asked)
    source, first = reading.source, reading.first
    return Preview(
        sheets=sheets_of(path),
        sheet=source.sheet,
        headings=source.header,
        heading_row=source.heading_row,
        heading_rows=source.heading_rows,
        top=source.top,
        first_row=0 if first is None or first.rows.is_empty() else int(first.rows["row"][0]),
        read=tally.read,
        rows=tally.rows,
        accepted=(tally.accepted - repeated) if reading.named else 0,
        merged=repeated,
        named=reading.named,
        columns=tally.columns(reading),
        aside=tally.aside(),
        notes=reading.remarks,
        same_id=rule,
        alike=source.alike,
        joined=source.joined,
        conflict_count=conflicts.height,
        conflicts=_asked(conflicts),
        question_count=asked.noted.height,
        questions=_asked(asked.noted),
    )


def _settled(
    parts: Path, rule: SameId, log: RejectsLog, asked: RejectsLog
) -> tuple[pl.DataFrame, int]:
    """Rows of one id with different names, and how many rows become no enterprise of their own."""
    rows = pl.scan_parquet(sorted(parts.glob("*.parquet")))
    asked.keep(far_off(rows))
    settled = settle(rows, rule)
    merged = absorbed_rows(settled.rows, parts / "merged")
    conflicts = settled.rejects
    log.rows(pl.concat([conflicts, merged]).sort("row"))
    return conflicts, merged.height + (conflicts.height if rule == "set_aside" else 0)


def _converted(reading: Reading) -> Iterator[tuple[Batch, Converted]]:
    """Every batch with what becomes of it, the next one converted while this one is counted."""
    waiting: deque[tuple[Batch, Future[Converted]]] = deque()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for batch in reading.batches:
            waiting.append((batch, pool.submit(convert_batch, batch.rows, reading.bindings)))
            if len(waiting) > AT_A_TIME:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[Batch, Future[Converted]]]) -> tuple[Batch, Converted]:
    batch, converted = waiting.popleft()
    return batch, converted.result()


def sheets_of(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook; none of any other file."""
    return sheet_names(path) if format_of(path) == "excel" else ()


def _asked(frame: pl.DataFrame) -> tuple[Asked, ...]:
    return tuple(Asked(**row) for row in frame.head(LISTED).iter_rows(named=True))
