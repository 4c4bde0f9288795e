"""Names and ids on disk: every process maps the same bytes and reads those of the rows it shows.

<column>.text    the cells in UTF-8, one after the other
<column>.ends    64-bit numbers: 0, then where each cell ends
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from data_layer.engine.selection import Run, Selection


def append_texts(column: pl.Series, folder: Path) -> None:
    """Add the next cells of a column, none of which is missing."""
    text, ends = folder / f"{column.name}.text", folder / f"{column.name}.ends"
    before = text.stat().st_size if text.exists() else 0
    with ends.open("ab") as out:
        if not out.tell():
            np.zeros(1, dtype=np.int64).tofile(out)
        (column.str.len_bytes().cast(pl.Int64).cum_sum() + before).to_numpy().tofile(out)
    with text.open("ab") as out:
        out.write(column.str.join("").item().encode())


class Texts:
    """One column of `count` mapped texts."""

    def __init__(self, name: str, folder: Path, count: int) -> None:
        import pyarrow as pa  # as in data_layer.mapped.files

        files = (folder / f"{name}.ends", folder / f"{name}.text")
        ends, text = (pa.memory_map(str(file)).read_buffer() for file in files)
        self._name = name
        self._array: Any = pa.Array.from_buffers(pa.large_utf8(), count, [None, ends, text])

    def take(self, rows: Selection) -> pl.Series:
        """The cells of chosen rows, copied."""
        return pl.Series(self._name, pl.from_arrow(self._cells(rows)), dtype=pl.String)

    def before(self, text: str, descending: bool, rows: Selection) -> np.ndarray:
        """For each of some cells whether it comes before a text in a list, or is it."""
        from pyarrow import compute

        compare = "greater_equal" if descending else "less_equal"
        found = compute.call_function(compare, [self._cells(rows), text])
        return found.to_numpy(zero_copy_only=False)

    def _cells(self, rows: Selection) -> Any:
        if isinstance(rows, Run):
            return self._array.slice(rows.first, rows.height)
        return self._array.take(rows.places().to_arrow())

    def place_of(self, text: str) -> int | None:
        """Where the first cell with a text is; no cell is copied."""
        from pyarrow import compute

        place = compute.index(self._array, text).as_py()
        return None if place < 0 else place
