"""Rows into the files of a version: checked, sorted, hashed, in bounded memory.

Up to `AT_ONCE` rows are sorted in memory. More are spooled to disk, dealt out to files that hold
some whole cities each, and sorted file by file.
"""

import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from data_layer.registry.validity import with_validity
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.schema import columns

SORTED_BY = ("province_code", "city_code", "division", "group", "class", "id")
PLACE = list(SORTED_BY[:2])
AT_ONCE = 2_000_000
HASH_BATCH_ROWS = 500_000
ROW_GROUP_ROWS = 100_000


class DuplicateIdError(ValueError):
    """Rows offered to the store that share an id."""


class Stored(NamedTuple):
    """What a Parquet file of rows holds. digest: of all cells, twelve hexadecimal digits."""

    count: int
    present: tuple[str, ...]
    digest: str


def write_rows(frame: pl.LazyFrame | pl.DataFrame, file: Path) -> None:
    """All columns of the schema, sorted, as one Parquet file.

    Raises a dataframely or Polars error where a row breaks the schema.
    """
    checked = _checked(frame.lazy())
    if isinstance(frame, pl.DataFrame) and frame.height <= AT_ONCE:
        _sink(checked.sort(SORTED_BY), file)
        return
    spool = file.with_name("spool.parquet")
    checked.sink_parquet(spool, compression="lz4", row_group_size=ROW_GROUP_ROWS, mkdir=False)
    rows = pl.scan_parquet(spool)
    if _height(rows) <= AT_ONCE:
        _sink(rows.sort(SORTED_BY), file)
    else:
        _sink(_sorted_apart(rows, file.with_name("parts")), file)
    spool.unlink()
    shutil.rmtree(file.with_name("parts"), ignore_errors=True)


def describe(file: Path, demonstration: bool) -> Stored:
    """What a file of sorted rows holds; DuplicateIdError where two rows share an id."""
    rows = pl.scan_parquet(file)
    count = _height(rows)
    digest = hashlib.sha256(f"demonstration={demonstration}\n".encode())
    digest.update(",".join(columns()).encode())
    hashes = np.empty(count, np.uint64)
    filled = dict.fromkeys(columns(), 0)
    for offset in range(0, count, HASH_BATCH_ROWS):
        batch = rows.slice(offset, HASH_BATCH_ROWS).collect()
        digest.update(_csv(batch).getbuffer())
        hashes[offset : offset + batch.height] = batch["id"].hash().to_numpy()
        for name in filled:
            filled[name] += batch[name].count()
    if repeated := repeated_ids(rows, hashes):
        raise DuplicateIdError(f"{repeated} of {count} rows repeat the id of another row")
    present = tuple(name for name in columns() if filled[name])
    return Stored(count, present, digest.hexdigest()[:12])


def completed(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same rows with every column of the schema; what follows from others is filled in: a
    section from its division, the dates of a title from its batch, year or re-review.

    Rows that have them all are left as they are: filters go on to reach their files.
    """
    present = frame.collect_schema().names()
    absent = [
        pl.lit(None, dtype=column.dtype).alias(name)
        for name, column in columns().items()
        if name not in present
    ]
    return _followed(frame.with_columns(absent)) if absent else frame


def _followed(frame: pl.LazyFrame) -> pl.LazyFrame:
    return with_validity(_with_sections(frame))


def _with_sections(frame: pl.LazyFrame) -> pl.LazyFrame:
    letter = pl.col("division").cast(pl.String).str.slice(0, 1).cast(columns()["section"].dtype)
    return frame.with_columns(section=pl.coalesce(letter, "section"))


def _checked(frame: pl.LazyFrame) -> pl.LazyFrame:
    return Enterprise.validate(_followed(completed(frame)).select(*columns()))


def _sink(rows: pl.LazyFrame, file: Path) -> None:
    rows.sink_parquet(file, row_group_size=ROW_GROUP_ROWS, mkdir=False)


def _height(rows: pl.LazyFrame) -> int:
    return int(rows.select(pl.len()).collect().item())


def _sorted_apart(rows: pl.LazyFrame, folder: Path) -> pl.LazyFrame:
    """The rows in order; `folder` holds them while they are read."""
    files = _deal_out(rows, folder)

    def read(
        names: list[str] | None, predicate: pl.Expr | None, most: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        for number in range(files):
            part = folder / f"{number:04}"
            piece = pl.scan_parquet(part / "*.parquet").sort(SORTED_BY).collect()
            shutil.rmtree(part)
            yield piece if names is None else piece.select(names)

    return register_io_source(read, schema=rows.collect_schema())


def _deal_out(rows: pl.LazyFrame, folder: Path) -> int:
    """Write the rows into numbered folders, ascending by place, each of about `AT_ONCE` rows.

    A place is never divided. The number of folders.
    """
    sizes = rows.group_by(PLACE).len().collect(engine="streaming").sort(PLACE)
    before = sizes["len"].cum_sum() - sizes["len"]
    numbers = sizes.select(*PLACE, (before // AT_ONCE).rank("dense").cast(pl.Int32).alias("part"))
    numbers = numbers.with_columns(pl.col("part") - 1)
    for at, offset in enumerate(range(0, int(sizes["len"].sum()), AT_ONCE)):
        batch = rows.slice(offset, AT_ONCE).collect()
        dealt = batch.join(numbers, on=PLACE, nulls_equal=True)
        for (number,), piece in dealt.partition_by("part", as_dict=True).items():
            part = folder / f"{number:04}"
            part.mkdir(parents=True, exist_ok=True)
            piece.drop("part").write_parquet(part / f"{at:04}.parquet", compression="lz4")
    return numbers["part"].n_unique()


def _csv(batch: pl.DataFrame) -> io.BytesIO:
    """The cells as CSV: unlike the bytes of a Parquet file, it outlives libraries."""
    text = io.BytesIO()
    batch.write_csv(text, include_header=False, null_value="\\N")
    return text


def repeated_ids(rows: pl.LazyFrame, hashes: np.ndarray) -> int:
    """How many rows have the id of another one. hashes: of every row's id; sorted in place."""
    hashes.sort()
    suspects = pl.Series(hashes[1:][hashes[1:] == hashes[:-1]]).unique()
    if suspects.is_empty():
        return 0
    ids = rows.select("id").filter(pl.col("id").hash().is_in(suspects.implode())).collect()
    return ids.height - ids["id"].n_unique()
