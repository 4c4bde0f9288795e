"""All rows of a file to enterprises: converted batch by batch, in conflict settled, merged."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from data_layer.importer.columns.binding import Binding
from data_layer.importer.headings.mapping import SameId
from data_layer.importer.reading.exported import Demonstration
from data_layer.importer.reading.reading import Reading
from data_layer.importer.rows.conflicts import Settled, settle
from data_layer.importer.rows.conflicts import note as conflict_note
from data_layer.importer.rows.convert_batch import Converted, convert_batch
from data_layer.importer.rows.duplicates import Merged, merge
from data_layer.importer.rows.files import ImportFiles
from data_layer.importer.rows.origin import add_ids, keep_rows
from data_layer.importer.rows.questions import far_off, questions
from data_layer.importer.rows.rejects import RejectsLog, frame_of
from data_layer.importer.tables.source import Batch
from data_layer.vocabulary.text import Text


class Logs(NamedTuple):
    """Lists that an import writes: what was not taken, and what should be looked at."""

    rejects: RejectsLog
    questions: RejectsLog


class Enterprises(NamedTuple):
    """What the rows of a file became. read, merged, conflicts: numbers of rows.

    demonstration: the rows say that they are.
    """

    rows: pl.LazyFrame
    read: int
    merged: int
    conflicts: int
    demonstration: bool
    notes: tuple[Text, ...]


def enterprises_of(
    reading: Reading,
    parts: Path,
    files: ImportFiles | None,
    logs: Logs,
    rule: SameId,
    progress: Callable[[int], None] | None,
) -> Enterprises:
    """Convert a file's rows and make one of those that are one enterprise."""
    demonstration = Demonstration(reading.header)
    read = _convert_all(
        map(demonstration.look, reading.batches),
        reading.bindings,
        parts,
        files=files,
        logs=logs,
        progress=progress,
    )
    rows = pl.scan_parquet(sorted(parts.glob("*.parquet")))
    logs.questions.keep(far_off(rows))
    settled = settle(rows, rule)
    if settled.renamed is not None and files is not None:
        add_ids(files.origin, settled.renamed)
    merged = merge(settled.rows, parts / "merged")
    notes = _log_repeats(settled, merged, reading.bindings, rule=rule, log=logs.rejects)
    return Enterprises(
        merged.rows,
        read,
        merged.rejects.height,
        conflicts=settled.rejects.height,
        demonstration=demonstration.stated,
        notes=notes,
    )


def _convert_all(
    batches: Iterable[Batch],
    bindings: tuple[Binding, ...],
    parts: Path,
    files: ImportFiles | None,
    logs: Logs,
    progress: Callable[[int], None] | None,
) -> int:
    """Write every batch's rows as one file of `parts`, and their cells among what is kept; the
    number of rows read."""
    read = 0
    for number, batch in enumerate(batches):
        converted = _converted(batch, bindings, logs.rejects)
        logs.questions.keep(questions(converted.rows))
        converted.rows.write_parquet(parts / f"{number:06}.parquet", compression="lz4")
        if files is not None:
            keep_rows(files.origin, number, batch.rows, converted=converted.rows)
        read += batch.rows.height + len(batch.lost)
        if progress:
            progress(read)
    return read


def _converted(batch: Batch, bindings: tuple[Binding, ...], log: RejectsLog) -> Converted:
    converted = convert_batch(batch.rows, bindings)
    log.cells(pl.concat([converted.cells, frame_of(batch.rejects)]).sort("row"))
    log.rows(pl.concat([converted.nameless, frame_of(batch.lost)]).sort("row"))
    return converted


def _log_repeats(
    settled: Settled,
    merged: Merged,
    bindings: Iterable[Binding],
    rule: SameId,
    log: RejectsLog,
) -> tuple[Text, ...]:
    """Write down rows that repeat others, those in conflict with their own reason; a note of it."""
    conflicts = settled.rejects
    if rule == "keep_first":
        reasons = conflicts.select("row", pl.col("reason").alias("conflict"))
        joined = merged.rejects.join(reasons, on="row", how="left", maintain_order="left")
        log.rows(joined.with_columns(pl.coalesce("conflict", "reason").alias("reason")))
    else:
        heading = next((binding.heading for binding in bindings if binding.column == "id"), "id")
        named = conflicts.with_columns(pl.col("column").replace("id", heading))
        (log.cells if rule == "keep_both" else log.rows)(named)
        log.rows(merged.rejects)
    return (conflict_note(conflicts.height, rule),) if conflicts.height else ()
