"""Where an enterprise's values come from: file, sheet, row, and its cells as they stood there.

    <version>/origin/about.json       file, sheet, headings, schema columns by heading, assumptions
    <version>/origin/000000.parquet   id, row, and the cells "0", "1", ... as text
    <version>/origin/renamed.parquet  the same of rows that got an id of their own, or none

Rows that were merged into another are found under the id that they would have had alone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from data_layer.importer.rows.conflicts import OUTCOMES
from data_layer.importer.rows.files import questions_of, rejects_of
from data_layer.importer.tables.joined_sheets import STRIDE, label
from data_layer.vocabulary.text import Text

RENAMED: Final = "renamed.parquet"
REJECT: Final = {"row": pl.String, "column": pl.String, "value": pl.String, "reason": pl.String}
"""Columns of the lists of what was not taken, or is to be looked at."""


@dataclass(frozen=True)
class Origin:
    """One row of a file. cells: heading and text (None: empty). columns: what a heading feeds.

    rejected: heading, text and reason (zh / en) of its cells that were not taken. questions: column
    of the schema, value and reason of what should be looked at. assumed: what was taken for the
    unit, by heading.
    """

    file: str
    sheet: str | None
    row: int
    cells: tuple[tuple[str, str | None], ...]
    columns: Mapping[str, tuple[str, ...]]
    rejected: tuple[tuple[str, str, str], ...]
    questions: tuple[tuple[str, str, str], ...] = ()
    assumed: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What is common to all rows of a file; columns of the schema, and assumptions, by heading."""

    file: str
    sheet: str | None
    header: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    assumed: Mapping[str, Text]
    joined: tuple[str, ...] = ()


def keep_rows(folder: Path, number: int, texts: pl.DataFrame, converted: pl.DataFrame) -> None:
    """Keep the cells of a batch's rows that became enterprises. converted: `row` and `id`."""
    rows = converted.select("row", "id").join(texts, on="row", how="left", maintain_order="left")
    rows.write_parquet(folder / f"{number:06}.parquet", compression="zstd")


def add_ids(folder: Path, renamed: pl.DataFrame) -> None:
    """Let rows be found under their new ids, and no longer under those of other enterprises.

    renamed: `row` and `made`, null for a row that was set aside and is no enterprise's.
    """
    rows = pl.scan_parquet(sorted(folder.glob("*.parquet")))
    with_ids = (
        rows.join(renamed.lazy(), on="row").with_columns(pl.col("made").alias("id")).drop("made")
    )
    with_ids.collect().write_parquet(folder / RENAMED, compression="zstd")


def keep_about(folder: Path, about: About) -> None:
    """Keep what is common to all rows."""
    text = json.dumps(asdict(about), ensure_ascii=False)
    (folder / "about.json").write_text(text, encoding="utf-8")


def about_of(version: Path) -> About | None:
    """What is kept of the file of a version (its folder); None where nothing is."""
    path = version / "origin" / "about.json"
    if not path.is_file():
        return None
    about = json.loads(path.read_text(encoding="utf-8"))
    return About(
        about["file"],
        about["sheet"],
        tuple(about["header"]),
        columns={heading: tuple(names) for heading, names in about["columns"].items()},
        assumed={heading: Text(*words) for heading, words in about.get("assumed", {}).items()},
        joined=tuple(about.get("joined", ())),
    )


def rows_of(version: Path, ids: Sequence[str], notes: Mapping[str, Any]) -> Mapping[str, int]:
    """The row of the file that each of some enterprises comes from, the first of several.

    version: its folder. notes: of its manifest.
    """
    by_id = _rows(version, notes).filter(pl.col("id").is_in(ids)).select("id", "row").sort("row")
    return dict(by_id.unique("id", keep="first", maintain_order=True).collect().iter_rows())


def _rows(version: Path, notes: Mapping[str, Any]) -> pl.LazyFrame:
    """All rows under their ids: a row whose id is an earlier one's of another name has its own, or
    none."""
    files = sorted((version / "origin").glob("*.parquet"))
    rows = pl.scan_parquet([file for file in files if file.name != RENAMED])
    if not (version / "origin" / RENAMED).is_file():
        return _without_set_aside(rows, rejects_of(version, notes))
    renamed = pl.scan_parquet(version / "origin" / RENAMED)
    return pl.concat([rows.join(renamed.select("row"), on="row", how="anti"), renamed])


def _without_set_aside(rows: pl.LazyFrame, rejects: Path | None) -> pl.LazyFrame:
    """The rows without those that another row's id would lead to, though they are not that
    enterprise's. In versions of earlier releases the list of rejects alone names them."""
    if rejects is None:
        return rows
    is_set_aside = pl.col("reason").str.ends_with(OUTCOMES["set_aside"].en)
    listed = pl.scan_csv(rejects, schema=REJECT).filter(is_set_aside)
    numbers = listed.select(pl.col("row").cast(pl.Int64, strict=False))
    return rows.join(numbers, on="row", how="anti")


def origins_of(version: Path, id: str, notes: Mapping[str, Any]) -> tuple[Origin, ...]:
    """The rows that a version's enterprise comes from, in their order; none where nothing was kept.

    version: its folder. notes: of its manifest.
    """
    about = about_of(version)
    if about is None:
        return ()
    rows = _rows(version, notes).filter(pl.col("id") == id).sort("row").collect()
    labels = {label(row, about.joined): row for row in rows["row"]}
    refused = _listed(rejects_of(version, notes), labels)
    asked = _listed(questions_of(version, notes), labels)
    return tuple(
        Origin(
            about.file,
            about.joined[row // STRIDE] if about.joined else about.sheet,
            row % STRIDE if about.joined else row,
            cells=tuple(zip(about.header, cells, strict=True)),
            columns=about.columns,
            rejected=refused.get(row, ()),
            questions=asked.get(row, ()),
            assumed=about.assumed,
        )
        for row, _, *cells in rows.iter_rows()
    )


def _listed(
    path: Path | None, rows: Mapping[str, int]
) -> dict[int, tuple[tuple[str, str, str], ...]]:
    """Column, value and reason of a list's lines, by the row that they are about. rows: by what
    the list calls them."""
    if path is None:
        return {}
    listed = pl.scan_csv(path, schema=REJECT).filter(pl.col("row").is_in(list(rows)))
    by_row = listed.with_columns(pl.col("column", "value", "reason").fill_null("")).collect()
    return {
        rows[row]: tuple(part.drop("row").iter_rows())
        for (row,), part in by_row.partition_by("row", as_dict=True).items()
    }
