"""The published figures: what the five sources print, read from the CSV files in `reference/`.

They are copied from the sources, never edited and never computed.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from data_layer.vocabulary.text import Text

FOLDER = Path(__file__).parents[1] / "reference"


class Entry(NamedTuple):
    """A figure or table of the main report, as `catalogue.csv` lists it."""

    id: str
    number: str
    title: Text
    section: str
    kind: str
    numbers: str
    file: str | None
    note: str | None


class Fact(NamedTuple):
    """A single figure from the text of one of the sources."""

    id: str
    source: str
    section: str
    topic: str
    statement: str
    value: float | None
    unit: str | None
    as_of: str | None
    as_of_basis: str | None
    exhibit: str | None


class Erratum(NamedTuple):
    """A place where a source contradicts itself or another source."""

    id: str
    refers_to: tuple[str, ...]
    kind: str
    topic: str
    printed: str
    conflict: str
    arithmetic: str


class Source(NamedTuple):
    """One of the five documents."""

    id: str
    title: str
    author: str | None
    date: str | None
    kind: str
    note: str | None


@cache
def table(name: str) -> pl.DataFrame:
    """The printed table `exhibits/<name>.csv`; FileNotFoundError if there is none."""
    return pl.read_csv(FOLDER / "exhibits" / f"{name}.csv", infer_schema_length=None)


@cache
def tables() -> tuple[str, ...]:
    """Names of all printed tables."""
    return tuple(sorted(path.stem for path in (FOLDER / "exhibits").glob("*.csv")))


@cache
def catalogue() -> Mapping[str, Entry]:
    """The 57 figures and tables of the main report by id."""
    return {
        row["id"]: Entry(
            row["id"],
            row["number"],
            Text(row["title_zh"], row["title_en"]),
            section=row["section"],
            kind=row["kind"],
            numbers=row["numbers"],
            file=row["file"],
            note=row["note"],
        )
        for row in pl.read_csv(FOLDER / "catalogue.csv", infer_schema=False).iter_rows(named=True)
    }


@cache
def facts() -> Mapping[str, Fact]:
    """The single figures of all five sources by id."""
    frame = pl.read_csv(FOLDER / "facts.csv", infer_schema=False)
    return {
        row["fact_id"]: Fact(
            row["fact_id"],
            row["source_id"],
            row["section"],
            topic=row["topic"],
            statement=row["statement"],
            value=float(row["value"]) if row["value"] else None,
            unit=row["unit"],
            as_of=row["as_of"],
            as_of_basis=row["as_of_basis"],
            exhibit=row["exhibit_id"],
        )
        for row in frame.iter_rows(named=True)
    }


def fact_value(id: str) -> float:
    """The printed value of a fact; ValueError if the fact prints no number."""
    value = facts()[id].value
    if value is None:
        raise ValueError(f"fact {id} prints no number")
    return value


@cache
def errata() -> Mapping[str, Erratum]:
    """Every known contradiction by id."""
    frame = pl.read_csv(FOLDER / "errata.csv", infer_schema=False)
    return {
        row["erratum_id"]: Erratum(
            row["erratum_id"],
            tuple(row["refers_to"].split(",")),
            row["kind"],
            topic=row["topic"],
            printed=row["printed"],
            conflict=row["conflict"],
            arithmetic=row["arithmetic"],
        )
        for row in frame.iter_rows(named=True)
    }


@cache
def sources() -> Mapping[str, Source]:
    """The five documents by id."""
    frame = pl.read_csv(FOLDER / "sources.csv", infer_schema=False)
    return {
        row["source_id"]: Source(
            row["source_id"],
            row["title"],
            row["author"],
            date=row["date"],
            kind=row["file_kind"],
            note=row["note"],
        )
        for row in frame.iter_rows(named=True)
    }
