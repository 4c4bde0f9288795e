"""What an import would make of a file, column by column, before anything is stored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data_layer.importer.binding import Binding
from data_layer.importer.conflicts import note as conflict_note
from data_layer.importer.conflicts import settle
from data_layer.importer.duplicates import merge
from data_layer.importer.questions import note as question_note
from data_layer.importer.questions import questions
from data_layer.importer.reading import read_file
from data_layer.importer.rejects import RejectsLog, frame_of
from data_layer.importer.rows import Converted, convert_batch
from data_layer.importer.source import Batch, format_of
from data_layer.importer.workbooks import sheet_names
from data_layer.intake.choices import Choices
from data_layer.vocabulary.text import Text

SAMPLES = 3
VALUES = 40
"""Values that were not recognised, at most of a column, the most frequent first."""


@dataclass(frozen=True)
class Unknown:
    """A text that a column does not take, in how many rows, and why (zh / en)."""

    text: str
    rows: int
    reason: str


@dataclass(frozen=True)
class ColumnPreview:
    """A column of the file. column: of the schema that it feeds, None if it is left out."""

    heading: str
    column: str | None
    unit: str | None
    filled: int
    rejected: int
    samples: tuple[str, ...]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True)
class SetAside:
    """Rows that are no enterprises: why (zh / en), how many, and the first row numbers."""

    reason: str
    rows: int
    first: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """accepted + merged + rows set aside = read. named: something gives the names."""

    sheets: tuple[str, ...]
    sheet: str | None
    first_row: int
    read: int
    accepted: int
    merged: int
    named: bool
    columns: tuple[ColumnPreview, ...]
    aside: tuple[SetAside, ...]
    notes: tuple[Text, ...]


def preview(path: Path, choices: Choices, rejects: Path | None = None) -> Preview:
    """Convert the whole file as an import would; rejects: where to write what is not taken.

    UnreadableFileError or BadMappingError say why a file or a choice cannot be taken.
    """
    mapping = choices.mapping()
    found = read_file(path, mapping, choices.sheet, nameless=True)
    sheets, named, first = sheets_of(path), found.named, found.first
    tally = _Tally(len(found.header))
    with TemporaryDirectory() as folder, RejectsLog(rejects) as log:
        parts = Path(folder)
        for number, batch in enumerate(found.batches):
            converted = convert_batch(batch.rows, found.bindings)
            converted.rows.write_parquet(parts / f"{number:06}.parquet", compression="lz4")
            tally.add(batch, converted, log)
        files = sorted(parts.glob("*.parquet"))
        rule, conflicts, repeated = mapping.same_id, 0, 0
        if files:
            settled = settle(pl.scan_parquet(files), rule)
            merged = merge(settled.rows, parts / "merged").rejects
            log.rows(pl.concat([settled.rejects, merged]).sort("row"))
            conflicts = settled.rejects.height
            repeated = merged.height + (conflicts if rule == "set_aside" else 0)
    notes = (conflict_note(conflicts, rule),) if conflicts else ()
    return Preview(
        sheets=sheets,
        sheet=found.source.sheet,
        first_row=0 if first is None or first.rows.is_empty() else int(first.rows["row"][0]),
        read=tally.read,
        accepted=(tally.accepted - repeated) if named else 0,
        merged=repeated,
        named=named,
        columns=tally.columns(found.header, found.bindings),
        aside=tally.aside(),
        notes=(*found.notes, *notes, *question_note(tally.questions())),
    )


def sheets_of(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook; none of any other file."""
    return sheet_names(path) if format_of(path) == "excel" else ()


def to_json(found: Preview) -> str:
    """A preview as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False)


def from_json(text: str) -> Preview:
    """The preview that `to_json` has written."""
    held = json.loads(text)
    columns = tuple(
        ColumnPreview(
            **it
            | {
                "samples": tuple(it["samples"]),
                "unknown": tuple(Unknown(**one) for one in it["unknown"]),
            }
        )
        for it in held["columns"]
    )
    aside = tuple(SetAside(**it | {"first": tuple(it["first"])}) for it in held["aside"])
    notes = tuple(Text(*it) for it in held["notes"])
    changed = {"sheets": tuple(held["sheets"]), "columns": columns, "aside": aside, "notes": notes}
    return Preview(**held | changed)


class _Tally:
    """Counts over the batches of a file."""

    def __init__(self, width: int) -> None:
        self.read = 0
        self.accepted = 0
        self._filled = Counter[int]()
        self._samples: list[dict[str, None]] = [{} for _ in range(width)]
        self._cells: list[pl.DataFrame] = []
        self._lost: list[pl.DataFrame] = []
        self._asked: list[pl.DataFrame] = []

    def add(self, batch: Batch, converted: Converted, log: RejectsLog) -> None:
        """Count a batch, and write what of it is not taken."""
        self.read += batch.rows.height + len(batch.lost)
        self.accepted += converted.rows.height
        self._asked.append(questions(converted.rows))
        cells = pl.concat([converted.cells, frame_of(batch.rejects)])
        lost = pl.concat([converted.nameless, frame_of(batch.lost)])
        log.cells(cells.sort("row"))
        log.rows(lost.sort("row"))
        counted = cells.group_by("column", "value", "reason").agg(pl.len().alias("rows"))
        self._cells.append(counted)
        self._lost.append(lost)
        for at, samples in enumerate(self._samples):
            texts = batch.rows[str(at)].str.strip_chars()
            filled = texts.filter((texts != "").fill_null(False))
            self._filled[at] += filled.len()
            if len(samples) < SAMPLES:
                samples |= dict.fromkeys(filled.head(50).unique(maintain_order=True))

    def questions(self) -> pl.DataFrame:
        """Values that are kept and should be looked at."""
        return pl.concat([frame_of(()), *self._asked])

    def columns(
        self, header: Sequence[str], bindings: Iterable[Binding]
    ) -> tuple[ColumnPreview, ...]:
        """Every column of the file in its order."""
        fed: dict[int, Binding] = {}
        for binding in bindings:
            if binding.position is not None:
                fed.setdefault(binding.position, binding)
        unknown = self._unknown()
        return tuple(
            ColumnPreview(
                heading=heading,
                column=None if (held := fed.get(at)) is None else held.column,
                unit=None if held is None else held.unit,
                filled=self._filled[at],
                rejected=sum(it.rows for it in unknown.get(heading, ())),
                samples=tuple(self._samples[at])[:SAMPLES],
                unknown=tuple(unknown.get(heading, ())[:VALUES]),
            )
            for at, heading in enumerate(header)
        )

    def _unknown(self) -> dict[str, list[Unknown]]:
        found: dict[str, list[Unknown]] = {}
        if self._cells:
            rows = (
                pl.concat(self._cells)
                .group_by("column", "value", "reason")
                .agg(pl.col("rows").sum())
            )
            for heading, text, reason, n in rows.sort(
                "rows", "value", descending=[True, False]
            ).iter_rows():
                found.setdefault(heading, []).append(Unknown(text, n, reason))
        return found

    def aside(self) -> tuple[SetAside, ...]:
        """Why rows are set aside, most frequent first."""
        if not self._lost:
            return ()
        reasons = (
            pl.concat(self._lost)
            .sort("row")
            .group_by("reason")
            .agg(pl.len().alias("rows"), pl.col("row").head(5).alias("first"))
            .sort("rows", "reason", descending=[True, False])
        )
        return tuple(SetAside(reason, n, tuple(it)) for reason, n, it in reasons.iter_rows())
