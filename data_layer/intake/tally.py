"""Counts over the batches of a file: of every column, of what is set aside, of what is asked."""

from collections import Counter
from dataclasses import dataclass, replace

import polars as pl

from data_layer.importer.cells.place_codes import PLACE
from data_layer.importer.columns.binding import Binding
from data_layer.importer.columns.raw_cells import helped_out
from data_layer.importer.reading.reading import Reading
from data_layer.importer.rows.convert_batch import Converted, frame_of_otherwise
from data_layer.importer.rows.questions import questions
from data_layer.importer.rows.rejects import RejectsLog, frame_of
from data_layer.importer.tables.source import Batch
from data_layer.vocabulary.text import Text

SAMPLES = 3
SAMPLED = 50
"""Cells of a batch among which samples are chosen."""
FIRST = 500
FIRST_CHARACTER = "\u4e00"
"""Of the Chinese characters: every space of Unicode comes before."""
VALUES = 40
"""Values that were not recognised, at most of a column, the most frequent first."""


@dataclass(frozen=True)
class Unknown:
    """A text that a column does not take, in how many rows, and why (zh / en)."""

    text: str
    rows: int
    reason: str


@dataclass(frozen=True)
class Otherwise:
    """A text that is stored as a value which it does not plainly say, in how many rows."""

    text: str
    read: str
    rows: int


@dataclass(frozen=True)
class ColumnPreview:
    """A column of the file.

    column: of the schema that it feeds, None if it is left out; columns: all that it feeds.
    assumed: what was taken for its unit where nothing states one. fill_down: an empty cell means
    the one above. blank_below: it looks as if it should. filled: cells that hold text. rejected:
    those of them that are not taken. helps: the schema column whose empty cells it stands in for,
    and in how many rows. cities: in how many rows it also says the city, where it is taken for the
    province. otherwise: cells that do not plainly say what was read; said: the most frequent.
    """

    heading: str
    column: str | None
    columns: tuple[str, ...]
    unit: str | None
    assumed: Text | None
    fill_down: bool
    blank_below: bool
    filled: int
    rejected: int
    samples: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    helps: tuple[str, int] | None = None
    cities: int = 0
    otherwise: int = 0
    said: tuple[Otherwise, ...] = ()


@dataclass(frozen=True)
class SetAside:
    """Rows that are no enterprises: why (zh / en), how many, and the first row numbers."""

    reason: str
    rows: int
    first: tuple[int, ...]


def filled_cells(rows: pl.DataFrame, width: int) -> tuple[int, ...]:
    """How many cells of each column hold more than spaces."""
    names = [str(at) for at in range(width)]
    # Texts are cut only in columns where one begins with a sign that may be a space.
    odd = (pl.col(names) < "!") | ((pl.col(names) > "\x7e") & (pl.col(names) < FIRST_CHARACTER))
    spaced = rows.select(((pl.col(names) != "") & odd).any()).row(0, named=True)
    texts = (pl.col(name).str.strip_chars() if spaced[name] else pl.col(name) for name in names)
    return rows.select((text != "").sum() for text in texts).row(0)


def _first_texts(cells: pl.Series) -> pl.Series:
    """The distinct texts of the first cells that hold any."""
    for part in (cells.head(FIRST), cells):
        texts = part.str.strip_chars()
        if (filled := texts.filter(texts != "")).len():
            return filled.head(SAMPLED).unique(maintain_order=True)
    return cells.head(0)


class Tally:
    """Counts over the batches of a file."""

    def __init__(self, width: int, bindings: tuple[Binding, ...]) -> None:
        self._bindings = bindings
        self._helped = Counter[tuple[str, int]]()
        self._cities = 0
        self._places = [binding.column for binding in bindings if binding.column in PLACE] == [
            "province_code"
        ]
        self.read = 0
        self.rows = 0
        self.accepted = 0
        self._filled = Counter[int]()
        self._samples: list[dict[str, None]] = [{} for _ in range(width)]
        self._cells: list[pl.DataFrame] = []
        self._lost: list[pl.DataFrame] = []
        self._otherwise: list[pl.DataFrame] = []

    def add(self, batch: Batch, converted: Converted, log: RejectsLog, asked: RejectsLog) -> None:
        """Count a batch, write what of it is not taken, and keep what should be looked at."""
        self.read += batch.rows.height + len(batch.lost)
        self.accepted += converted.rows.height
        self.rows += batch.rows.height
        self._cities += converted.rows["city_code"].count() if self._places else 0
        asked.keep(questions(converted.rows))
        cells = pl.concat([converted.cells, frame_of(batch.rejects)])
        lost = pl.concat([converted.nameless, frame_of(batch.lost)])
        log.cells(cells.sort("row"))
        log.rows(lost.sort("row"))
        counted = cells.group_by("column", "value", "reason").agg(pl.len().alias("rows"))
        self._cells.append(counted)
        self._lost.append(lost)
        self._otherwise.append(converted.otherwise)
        for binding in self._bindings:
            for beside, helped in helped_out(binding, batch.rows).items():
                self._helped[binding.column, beside.position] += int(helped.sum())
        filled = filled_cells(batch.rows, len(self._samples))
        for at, samples in enumerate(self._samples):
            self._filled[at] += filled[at]
            if len(samples) < SAMPLES and filled[at]:
                samples |= dict.fromkeys(_first_texts(batch.rows[str(at)]))

    def columns(self, reading: Reading) -> tuple[ColumnPreview, ...]:
        """Every column of the file in its order."""
        fed: dict[int, list[Binding]] = {}
        for binding in reading.bindings:
            for source in binding.sources:
                if source.position is not None:
                    of_column = replace(source, column=binding.column)
                    fed.setdefault(source.position, []).append(of_column)
        unknown, otherwise = self._unknown(), self._said()
        return tuple(
            replace(
                self._column(at, heading, fed.get(at, []), unknown.get(heading, []), reading),
                otherwise=sum(one.rows for one in otherwise.get(heading, ())),
                said=tuple(otherwise.get(heading, ())[:SAMPLES]),
            )
            for at, heading in enumerate(reading.header)
        )

    def _said(self) -> dict[str, list[Otherwise]]:
        """By heading what does not plainly say what was read, the most frequent first."""
        by_column: dict[str, list[Otherwise]] = {}
        texts = pl.concat(self._otherwise) if self._otherwise else frame_of_otherwise()
        counted = texts.group_by("column", "value", "read").agg(pl.col("rows").sum())
        for heading, *text in counted.sort("rows", "value", descending=[True, False]).iter_rows():
            by_column.setdefault(heading, []).append(Otherwise(*text))
        return by_column

    def _column(
        self, at: int, heading: str, fed: list[Binding], unknown: list[Unknown], reading: Reading
    ) -> ColumnPreview:
        helped = (
            binding
            for binding in self._bindings
            if any(one.position == at for one in binding.beside)
        )
        return ColumnPreview(
            heading=heading,
            column=fed[0].column if fed else None,
            columns=tuple(binding.column for binding in fed),
            unit=fed[0].unit if fed else None,
            assumed=reading.assumed.get(heading),
            fill_down=any(binding.fill_down for binding in fed),
            blank_below=heading in reading.blank,
            filled=self._filled[at],
            rejected=sum(value.rows for value in unknown),
            samples=tuple(self._samples[at])[:SAMPLES],
            unknown=tuple(unknown[:VALUES]),
            cities=self._cities if any(binding.column == "province_code" for binding in fed) else 0,
            helps=next(
                ((binding.column, self._helped[binding.column, at]) for binding in helped), None
            ),
        )

    def _unknown(self) -> dict[str, list[Unknown]]:
        by_column: dict[str, list[Unknown]] = {}
        if self._cells:
            rows = (
                pl.concat(self._cells)
                .group_by("column", "value", "reason")
                .agg(pl.col("rows").sum())
            )
            for heading, text, reason, n in rows.sort(
                "rows", "value", descending=[True, False]
            ).iter_rows():
                by_column.setdefault(heading, []).append(Unknown(text, n, reason))
        return by_column

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
        return tuple(SetAside(reason, n, tuple(first)) for reason, n, first in reasons.iter_rows())
