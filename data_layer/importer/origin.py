"""Where an enterprise's values come from: file, sheet, row, and its cells as they stood there.

    <version>/origin/about.json       file, sheet, headings, schema columns by heading
    <version>/origin/000000.parquet   id, row, and the cells "0", "1", ... as text

Rows that were merged into another are found under the id that they would have had alone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl


@dataclass(frozen=True)
class Origin:
    """One row of a file. cells: heading and text (None: empty). columns: what a heading feeds.

    rejected: heading, text and reason (zh / en) of its cells that were not taken.
    """

    file: str
    sheet: str | None
    row: int
    cells: tuple[tuple[str, str | None], ...]
    columns: Mapping[str, tuple[str, ...]]
    rejected: tuple[tuple[str, str, str], ...]


def keep_rows(folder: Path, number: int, texts: pl.DataFrame, converted: pl.DataFrame) -> None:
    """Keep the cells of a batch's rows that became enterprises. converted: `row` and `id`."""
    rows = converted.select("row", "id").join(texts, on="row", how="left", maintain_order="left")
    rows.write_parquet(folder / f"{number:06}.parquet", compression="zstd")


def add_ids(folder: Path, renamed: pl.DataFrame) -> None:
    """Let rows be found under their new ids too. renamed: `row` and `made`."""
    rows = pl.scan_parquet(sorted(folder.glob("*.parquet")))
    found = (
        rows.join(renamed.lazy(), on="row").with_columns(pl.col("made").alias("id")).drop("made")
    )
    found.collect().write_parquet(folder / "renamed.parquet", compression="zstd")


def keep_about(
    folder: Path,
    file: str,
    sheet: str | None,
    header: Sequence[str],
    columns: Mapping[str, Sequence[str]],
) -> None:
    """Keep what is common to all rows."""
    about = {"file": file, "sheet": sheet, "header": list(header)}
    about["columns"] = {heading: list(names) for heading, names in columns.items()}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def origins_of(version: Path, id: str, rejects: Path | None) -> tuple[Origin, ...]:
    """The rows that a version's enterprise comes from, in their order; none where nothing was kept.

    version: its folder. rejects: the rejects file of its import.
    """
    folder = version / "origin"
    if not (folder / "about.json").is_file():
        return ()
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    found = pl.scan_parquet(sorted(folder.glob("*.parquet"))).filter(pl.col("id") == id)
    columns = {heading: tuple(names) for heading, names in about["columns"].items()}
    rows = found.sort("row").collect()
    refused = _rejected(rejects, set(rows["row"]))
    return tuple(
        Origin(
            about["file"],
            about["sheet"],
            row,
            tuple(zip(about["header"], cells, strict=True)),
            columns,
            tuple(refused.get(row, ())),
        )
        for row, _, *cells in rows.iter_rows()
    )


def _rejected(path: Path | None, rows: set[int]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = {}
    if path is None or not path.is_file():
        return found
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            if int(line["row"]) in rows:
                found.setdefault(int(line["row"]), []).append(
                    (line["column"], line["value"], line["reason"])
                )
    return found
