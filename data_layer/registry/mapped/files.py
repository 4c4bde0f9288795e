"""Column files: written batch by batch from the Parquet file, opened by memory map.

    <column>.values    little-endian numbers, a bit a flag, codes of an enumeration in its order
    <column>.known     a bit a row, 1 where the cell has a value; no file where all have one
    and the files of data_layer.mapped.codes and data_layer.mapped.texts

The bits of a byte are rows from the lowest on, as in Apache Arrow. A column without any value has
no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from data_layer.registry.mapped.codes import open_codes, write_codes
from data_layer.registry.mapped.rows import Mapped, is_text
from data_layer.registry.mapped.texts import Texts, append_texts
from data_layer.registry.rows_file import PLACE
from data_layer.vocabulary.schema import columns

BATCH_ROWS = 400_000
"""Rows in memory while the files are written: a multiple of eight, so that no byte is shared."""


def write_columns(rows: pl.LazyFrame, count: int, present: Iterable[str], folder: Path) -> None:
    """Write the files of the present columns that have one into a new folder.

    rows: the `count` rows in the registry's order.
    """
    folder.mkdir()
    texts = [name for name in present if is_text(name)]
    names = [name for name in present if not is_text(name)]
    for offset in range(0, count, BATCH_ROWS):
        batch = rows.select(*names, *texts).slice(offset, BATCH_ROWS).collect()
        for name in texts:
            append_texts(batch[name], folder)
        for column in batch.select(names).get_columns():
            _append(folder / f"{column.name}.values", _values(column))
            _append(folder / f"{column.name}.known", _bits(column.is_not_null()))
    nulls = rows.select(pl.col(names).null_count()).collect(engine="streaming")
    for name in names:
        if nulls[name].item() == 0:
            (folder / f"{name}.known").unlink()
        write_codes(_mapped(folder, name, count), folder)


def open_columns(folder: Path, count: int, stored: pl.LazyFrame) -> Mapped:
    """The rows over the mapped files: nothing is read before it is asked for.

    Choices are checked once to lie within their enumeration, and places to ascend: then their
    groups are runs of rows. stored: the Parquet file.
    """
    names = [name for name in columns() if (folder / f"{name}.values").is_file()]
    held = [_mapped(folder, name, count) for name in names]
    frame = pl.DataFrame(
        [it.set_sorted() if it.name in PLACE and it.is_sorted() else it for it in held]
    )
    codes = {it.name: open_codes(it, folder) for it in frame.get_columns()}
    known = {name: it for name, it in codes.items() if it is not None}
    texts = {name: Texts(name, folder, count) for name in columns() if is_text(name)}
    return Mapped(frame, known, texts, stored)


def _append(file: Path, values: np.ndarray) -> None:
    with file.open("ab") as out:
        values.tofile(out)


def _values(column: pl.Series) -> np.ndarray:
    if column.dtype == pl.Boolean:
        return _bits(column.fill_null(value=False))
    codes = column.to_physical()
    return codes.fill_null(0).to_numpy()


def _bits(flags: pl.Series) -> np.ndarray:
    return np.packbits(flags.to_numpy(), bitorder="little")


def _mapped(folder: Path, name: str, count: int) -> pl.Series:
    # Only large registries need it: the import takes a third of a second and 40 MB.
    import pyarrow as pa

    def buffer(file: Path) -> Any:
        return pa.memory_map(str(file)).read_buffer() if file.is_file() else None

    dtype = columns()[name].dtype
    known, values = buffer(folder / f"{name}.known"), buffer(folder / f"{name}.values")
    stored: Any = pl.Series(dtype=dtype).to_physical().to_arrow().type
    array = pa.Array.from_buffers(stored, count, [known, values])
    found = pl.Series(name, pl.from_arrow(array))
    return found.cat.to(dtype) if isinstance(dtype, pl.Enum) else found
