"""The list of patents of a version: what happened to how many, by enterprise and year.

    <home>/versions/<version>/patents.parquet    columns EVENTS; a row counts `n` patents

Enterprises stand in it as the list names them, so that it goes on to serve the next list of
enterprises; which of them the registry holds is asked when it is opened, by id, else by a name that
one enterprise alone has. Whose rows are not there for who asks, whose patents are not either.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.vocabulary.patents import EVENT, HOME

FILE: Final = "patents.parquet"
EVENTS: Final = pl.Schema(
    {
        "id": pl.String(),
        "name": pl.String(),
        "event": EVENT,
        "year": pl.Int16(),
        "office": pl.String(),
        "kind": pl.String(),
        "ipc": pl.String(),
        "n": pl.UInt32(),
    }
)
FOLLOWS: Final = {"tier", "invention_applications", "invention_grants", "pct_applications"}
"""Columns from which the demonstration's list follows."""
AT: Final = "at"
"""The position of an enterprise among the rows of its registry."""


def digest(rows: str, patents: Path) -> str:
    """The version of rows together with a list of patents."""
    with patents.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(f"{rows} {content}".encode()).hexdigest()[:12]


@dataclass(frozen=True, eq=False)
class Patents:
    """What a list says of the inventions of the enterprises that there are.

    events: `at` (the position of the enterprise among the rows), event, year, office, ipc, n, and
    `home`: whether at the Chinese office, or at none that is named.
    """

    events: pl.DataFrame


@dataclass(frozen=True, eq=False)
class Whole:
    """All enterprises of a version, also those that a row rule leaves out."""

    rows: Rows


@per_rows
def located(rows: Rows, path: Path, whole: Whole | None = None) -> Patents:
    """The list of a file. whole: among whom its names are told apart, where the rows are those of a
    row rule: what one of two of the same name holds is never the other's."""
    return of_rows(rows, pl.read_parquet(path), whole)


def of_rows(rows: Rows, events: pl.DataFrame, whole: Whole | None = None) -> Patents:
    """The same of events that are no file yet."""
    holders = events.select("id", "name").unique()
    matched = matching(rows, holders) if whole is None else _within(rows, whole, holders)
    inventions = events.filter(pl.col("kind") == "invention").drop("kind")
    joined = inventions.join(matched, on=["id", "name"], how="inner", nulls_equal=True)
    return Patents(
        joined.select(
            AT,
            "event",
            "year",
            pl.col("office").cast(pl.Categorical),
            pl.col("ipc").cast(pl.Categorical),
            "n",
            home=pl.col("office").fill_null(HOME) == HOME,
        )
    )


def _within(rows: Rows, whole: Whole, holders: pl.DataFrame) -> pl.DataFrame:
    """`matching` among all, of the enterprises that are there."""
    everyone = whole.rows.select(pl.col("id").alias("own")).with_row_index(AT).collect()
    there = rows.select(pl.col("id").alias("own")).with_row_index("there").collect()
    own = matching(whole.rows, holders).join(everyone, on=AT).join(there, on="own")
    return own.select("id", "name", pl.col("there").alias(AT))


def matching(rows: Rows, holders: pl.DataFrame) -> pl.DataFrame:
    """Which enterprise each holder is: `id`, `name`, `at`; those that are none are left out."""
    enterprises = rows.select("id", "name").with_row_index(AT).collect()
    by_id = holders.join(enterprises.select("id", AT), on="id", how="inner")
    alone = enterprises.filter(~pl.col("name").is_duplicated()).select("name", AT)
    rest = holders.join(by_id.select("id"), on="id", how="anti", nulls_equal=False)
    by_name = rest.join(alone, on="name", how="inner")
    return pl.concat([by_id.select("id", "name", AT), by_name.select("id", "name", AT)])
