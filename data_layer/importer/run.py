"""The import: read, convert, merge, validate, store - in batches, so that memory stays flat."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data_layer.importer.binding import Binding, used
from data_layer.importer.conflicts import Settled, settle
from data_layer.importer.conflicts import note as conflict_note
from data_layer.importer.convert import unit_label
from data_layer.importer.duplicates import Merged, merge
from data_layer.importer.errors import BadMappingError, UnreadableFileError
from data_layer.importer.kept import Kept
from data_layer.importer.mapping import ImportMapping, SameId
from data_layer.importer.origin import About, add_ids, keep_about, keep_rows
from data_layer.importer.patents import carried
from data_layer.importer.questions import far_off, questions
from data_layer.importer.questions import note as question_note
from data_layer.importer.reading import read_file
from data_layer.importer.rejects import RejectsLog, frame_of
from data_layer.importer.report import ImportReport, Sample
from data_layer.importer.rows import Converted, convert_batch
from data_layer.importer.source import Batch
from data_layer.registry.drafts import owner
from data_layer.registry.manifest import AS_OF
from data_layer.registry.store import Store
from data_layer.vocabulary.fields import KIND, KINDS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

SAMPLES = 3
# An export of the demonstration registry stays a demonstration when it comes back.
DEMONSTRATION = ["demonstration", *KINDS["demonstration"]]


def import_file(
    path: Path,
    store: Store,
    *,
    mapping: ImportMapping | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    activate: bool = True,
    progress: Callable[[int], None] | None = None,
    as_of: date | None = None,
) -> ImportReport:
    """Import a file of enterprises as a new current version; a dry run writes nothing.

    `sheet`: of a workbook, the first by default. `progress` is called with the number of rows read
    so far, after every batch. `activate`: whether the new version comes into use at once. `as_of`:
    the day of which the list is.
    Raises UnreadableFileError or BadMappingError before anything is stored.
    """
    path = Path(path)
    rules = mapping or ImportMapping()
    reading = read_file(path, rules, sheet)
    source, decided, first = reading.source, reading.bindings, reading.first
    _check_constants(decided)
    if first is None:
        raise _no_rows(path)
    with _parts(store, dry_run) as parts:
        files = None if dry_run else Kept(parts / "kept")
        with (
            RejectsLog(None if files is None else files.rejects) as log,
            RejectsLog(None if files is None else files.questions) as asked,
        ):
            marked = _Marked(_kind_position(reading.header))
            read = _convert_all(
                map(marked.look, reading.batches),
                decided,
                parts,
                files=files,
                logs=(log, asked),
                progress=progress,
            )
            rows = pl.scan_parquet(sorted(parts.glob("*.parquet")))
            asked.keep(far_off(rows))
            settled = settle(rows, rules.same_id)
            if settled.renamed is not None and files is not None:
                add_ids(files.origin, settled.renamed)
            merged = merge(settled.rows, parts / "merged")
            repeats = _log_repeats(settled, merged, decided, rule=rules.same_id, log=log)
        accepted = merged.rows.select(pl.len()).collect().item()
        report = ImportReport(
            source=path.name,
            format=source.format,
            encoding=source.encoding,
            read=read,
            accepted=accepted,
            set_aside=read - accepted,
            merged=merged.rejects.height,
            cells_rejected=sum(log.cells_by_column.values()),
            rejected_by_column=log.cells_by_column,
            mapped=used(reading.header, decided),
            units=_units(decided),
            notes=(*reading.notes, *repeats, *question_note(asked.held)),
            samples=_samples(first, decided),
            first_rejects=log.first,
            rejects=log.path,
            manifest=None,
            demonstration=marked.found,
            conflicts=settled.rejects.height,
            questions=asked.held.height,
            questions_file=asked.path,
        )
        if files is None:
            return report
        if not accepted:
            return files.moved(report, store.home, path.stem)
        about = About(
            path.name, source.sheet, reading.header, columns=report.mapped, assumed=reading.assumed
        )
        keep_about(files.origin, about)
        began = datetime.now(UTC).isoformat()
        listed, said_of_list = carried(store)
        manifest = store.add(
            merged.rows,
            demonstration=marked.found,
            source=path.name,
            notes={**report.counts(), **_dated(as_of), **said_of_list},
            activate=activate,
            beside=[*files.parts(), *listed],
        )
        if manifest.created < began:  # the same content was there before, with its own files
            return replace(files.moved(report, store.home, path.stem), manifest=manifest)
        return replace(files.placed(report, store.home, manifest.version), manifest=manifest)


def _dated(as_of: date | None) -> dict[str, str]:
    return {} if as_of is None else {AS_OF: as_of.isoformat()}


class _Marked:
    """Whether any row of the batches that passed says that it is demonstration data."""

    def __init__(self, position: int | None) -> None:
        self._position = position
        self.found = False

    def look(self, batch: Batch) -> Batch:
        """Take note of a batch and pass it on."""
        if self._position is not None:
            kinds = batch.rows[str(self._position)].str.strip_chars()
            self.found |= bool(kinds.is_in(DEMONSTRATION).any())
        return batch


def _kind_position(header: tuple[str, ...]) -> int | None:
    """Where a file that this program exported says what kind its rows are."""
    names = (KIND.name, *KIND.label)
    return next((at for at, text in enumerate(header) if text in names), None)


def _no_rows(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(f"{path.name} 只有列名，没有数据行", f"{path.name} has headings but no rows")
    )


def _convert_all(
    batches: Iterable[Batch],
    bindings: tuple[Binding, ...],
    parts: Path,
    files: Kept | None,
    logs: tuple[RejectsLog, RejectsLog],
    progress: Callable[[int], None] | None,
) -> int:
    """Write every batch's rows as one file of `parts`, and their cells among what is kept; the
    number of rows read. logs: of rejects, and of values to look at."""
    read = 0
    for number, batch in enumerate(batches):
        converted = _converted(batch, bindings, logs[0])
        logs[1].keep(questions(converted.rows))
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


@contextmanager
def _parts(store: Store, dry_run: bool) -> Generator[Path]:
    """A folder for converted batches, on the store's own disk unless nothing may be written."""
    if not dry_run:
        store.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(
        prefix=f".import-{owner()}-", dir=None if dry_run else store.home
    ) as folder:
        yield Path(folder)


def _check_constants(bindings: Iterable[Binding]) -> None:
    one_row = pl.DataFrame({"row": [0]})
    for binding in bindings:
        if binding.position is not None or binding.column == "name":
            continue
        named = Binding("name", "name", None, constant="x")
        for reason in convert_batch(one_row, (named, binding)).cells["reason"]:
            where = f"constants.{binding.column} = {binding.constant!r}"
            zh, _, en = reason.partition(" / ")
            raise BadMappingError(
                Text(f"映射文件的 {where}：{zh}", f"{where} in the mapping file: {en}")
            )


def _units(bindings: Iterable[Binding]) -> dict[str, str]:
    labels = {
        binding.heading: unit_label(columns()[binding.column], binding.unit) for binding in bindings
    }
    return {heading: label for heading, label in labels.items() if label}


def _samples(first: Batch, bindings: tuple[Binding, ...]) -> tuple[Sample, ...]:
    """The first few cells of each bound column that hold text, and what becomes of them."""
    rows = first.rows.head(1000)
    stored = convert_batch(rows, bindings).rows
    joined = rows.join(stored, on="row", how="inner", maintain_order="left", suffix=" stored")
    return tuple(
        Sample(binding.column, binding.heading, text, stored=value)
        for binding in bindings
        if binding.position is not None
        for text, value in joined.filter(pl.col(str(binding.position)).str.strip_chars() != "")
        .head(SAMPLES)
        .select(str(binding.position), binding.column)
        .iter_rows()
    )
