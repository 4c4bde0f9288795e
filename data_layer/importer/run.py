"""The import: read, convert, merge, validate, store - in batches, so that memory stays flat."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data_layer.importer.columns.binding import used
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.patents.stored import carried
from data_layer.importer.reading.reading import Reading, read_file
from data_layer.importer.rows.constants import check_constants
from data_layer.importer.rows.enterprises import Enterprises, Logs, enterprises_of
from data_layer.importer.rows.files import ImportFiles
from data_layer.importer.rows.origin import About, keep_about
from data_layer.importer.rows.questions import note as question_note
from data_layer.importer.rows.rejects import RejectsLog
from data_layer.importer.rows.report import ImportReport
from data_layer.importer.rows.samples import samples, units_of
from data_layer.importer.tables.source import Batch, without_rows
from data_layer.registry.drafts import owner
from data_layer.registry.manifest import AS_OF
from data_layer.registry.store import Store


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
    check_constants(reading.bindings)
    if reading.first is None:
        raise without_rows(path)
    with _parts(store, dry_run) as parts:
        files = None if dry_run else ImportFiles(parts / "beside")
        logs = Logs(
            RejectsLog(None if files is None else files.rejects, reading.source.joined),
            RejectsLog(None if files is None else files.questions, reading.source.joined),
        )
        with logs.rejects, logs.questions:
            enterprises = enterprises_of(
                reading, parts, files=files, logs=logs, rule=rules.same_id, progress=progress
            )
        report = _report(path, reading, reading.first, enterprises=enterprises, logs=logs)
        if files is None:
            return report
        if not report.accepted:
            return files.moved(report, store.home, path.stem)
        keep_about(files.origin, _about(path, reading, report))
        return _stored(report, enterprises.rows, store, files=files, as_of=as_of, activate=activate)


def _about(path: Path, reading: Reading, report: ImportReport) -> About:
    """What a version tells of the file that it came from."""
    return About(
        path.name,
        reading.source.sheet,
        reading.header,
        columns=report.mapped,
        assumed=reading.assumed,
        joined=reading.source.joined,
    )


def _report(
    path: Path, reading: Reading, first: Batch, enterprises: Enterprises, logs: Logs
) -> ImportReport:
    accepted = enterprises.rows.select(pl.len()).collect().item()
    to_look_at = logs.questions.noted
    return ImportReport(
        source=path.name,
        format=reading.source.format,
        encoding=reading.source.encoding,
        read=enterprises.read,
        accepted=accepted,
        set_aside=enterprises.read - accepted,
        merged=enterprises.merged,
        cells_rejected=sum(logs.rejects.cells_by_column.values()),
        rejected_by_column=logs.rejects.cells_by_column,
        mapped=used(reading.header, reading.bindings),
        units=units_of(reading.bindings),
        notes=(*reading.notes, *enterprises.notes, *question_note(to_look_at)),
        samples=samples(first, reading.bindings),
        first_rejects=logs.rejects.first,
        rejects=logs.rejects.path,
        manifest=None,
        demonstration=enterprises.demonstration,
        conflicts=enterprises.conflicts,
        questions=to_look_at.height,
        questions_file=logs.questions.path,
    )


def _stored(
    report: ImportReport,
    rows: pl.LazyFrame,
    store: Store,
    files: ImportFiles,
    *,
    as_of: date | None,
    activate: bool,
) -> ImportReport:
    """Make a version of the rows; the report with it, and with the files where they stay."""
    began = datetime.now(UTC).isoformat()
    patents, note_of_patents = carried(store)
    dated = {} if as_of is None else {AS_OF: as_of.isoformat()}
    manifest = store.add(
        rows,
        demonstration=report.demonstration,
        source=report.source,
        notes={**report.counts(), **dated, **note_of_patents},
        activate=activate,
        beside=[*files.parts(), *patents],
    )
    stem = Path(report.source).stem
    is_new = manifest.created >= began  # else the same content was there, with its own files
    placed = (
        files.placed(report, store.home, manifest.version)
        if is_new
        else files.moved(report, store.home, stem)
    )
    return replace(placed, manifest=manifest)


@contextmanager
def _parts(store: Store, dry_run: bool) -> Generator[Path]:
    """A folder for converted batches, on the store's own disk unless nothing may be written."""
    if not dry_run:
        store.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(
        prefix=f".import-{owner()}-", dir=None if dry_run else store.home
    ) as folder:
        yield Path(folder)
