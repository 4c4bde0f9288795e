"""The rejects file: every cell and row of a file that was not stored, with the reason."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

import polars as pl

from data_layer.files.tabular import harmless
from data_layer.importer.cells.cleaning import both
from data_layer.importer.tables.joined_sheets import in_words, label
from data_layer.importer.tables.source import Reject

COLUMNS: Final = ("row", "column", "value", "reason")
FIRST: Final = 20


def frame_of(rejects: Iterable[Reject]) -> pl.DataFrame:
    """Rejects as a frame of row, column, value, reason (zh / en)."""
    rows = [(reject.row, reject.column, reject.value, both(reject.reason)) for reject in rejects]
    schema = {"row": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


class RejectsLog:
    """Writes rejects as they come (UTF-8 with BOM) and counts them; without a path only counts.

    sheets: those that are read as one, of which each row says its own.
    The file appears with the first reject. An empty `column` means the whole row.
    """

    def __init__(self, path: Path | None, sheets: Sequence[str] = ()) -> None:
        self._path = path
        self._sheets = sheets
        self._file: TextIO | None = None
        self._cells: Counter[str] = Counter()
        self._first: list[tuple[int, str, str, str]] = []
        self._noted: list[pl.DataFrame] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def cells(self, rejects: pl.DataFrame) -> None:
        """Note cells that became missing."""
        self._cells.update(rejects["column"])
        self._write(rejects)

    def rows(self, rejects: pl.DataFrame) -> None:
        """Note rows that were set aside."""
        self._write(rejects)

    def keep(self, asked: pl.DataFrame) -> None:
        """Note values that are kept, and hold them for `noted`."""
        self._noted.append(asked)
        self._write(asked)

    @property
    def noted(self) -> pl.DataFrame:
        """What `keep` was given."""
        return pl.concat([frame_of(()), *self._noted])

    @property
    def path(self) -> Path | None:
        """The file, if anything was written."""
        return self._path if self._file is not None else None

    @property
    def cells_by_column(self) -> Mapping[str, int]:
        """Number of rejected cells by heading."""
        return dict(self._cells)

    @property
    def first(self) -> tuple[tuple[int, str, str, str], ...]:
        """The first rejects, for the report."""
        return tuple(self._first)

    def _write(self, rejects: pl.DataFrame) -> None:
        rows = rejects.select(COLUMNS)
        rows = _placed(rows, self._sheets) if self._sheets else rows
        self._first += rows.head(FIRST - len(self._first)).iter_rows()
        if self._path is None or rows.is_empty():
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("x", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(COLUMNS)
        csv.writer(self._file).writerows(rows.with_columns(map(harmless, COLUMNS[1:])).iter_rows())


def _placed(rows: pl.DataFrame, sheets: Sequence[str]) -> pl.DataFrame:
    """Rejects with the sheet and the row in it of each."""
    labels = [label(row, sheets) for row in rows["row"]]
    reasons = [in_words(reason, sheets) for reason in rows["reason"]]
    return rows.with_columns(
        pl.Series("row", labels, dtype=pl.String), pl.Series("reason", reasons, dtype=pl.String)
    )
