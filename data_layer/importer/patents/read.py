"""A list of patents that is brought: which column is what, and every row checked.

A row is a patent: its applicant (or owner) by credit code or name, and of the dates of application,
publication and grant at least one; its kind, main class (IPC) and office where the list has them.
Of several applicants the first counts. A year alone will do for a date. Rows of one number are one
patent: what publication and grant say of it on two rows is put together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.patents.columns import DATES, Role, assumed, lacking, roles_of
from data_layer.importer.patents.rows import IDENTITY, REPEATED, WHAT, checked_rows, rejects_of
from data_layer.importer.tables.open import open_source
from data_layer.registry.patents import EVENTS
from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class PatentsFile:
    """An opened list. roles: heading by what its column is. rows: of the file. patents: those that
    are taken, a row each (id, name, number, years, kind, ipc, office). rejects: row, column, value,
    reason (zh / en); an empty column means the whole row, which is set aside. assumed: what the
    list leaves out and is taken to be."""

    sheet: str | None
    roles: Mapping[Role, str]
    rows: int
    patents: pl.DataFrame
    rejects: pl.DataFrame
    assumed: tuple[Text, ...]

    @property
    def set_aside(self) -> int:
        """Rows that are not taken."""
        return self.rejects.filter(pl.col("column") == "").height

    @property
    def events(self) -> pl.DataFrame:
        """What happened to how many, as a version keeps it."""
        parts = [
            self.patents.drop_nulls(date).select(
                "id",
                "name",
                event=pl.lit(date),
                year=pl.col(date),
                office=pl.col("office"),
                kind=pl.col("kind"),
                ipc=pl.col("ipc"),
            )
            for date in DATES
        ]
        keys = [name for name in EVENTS if name != "n"]
        counted = pl.concat(parts).group_by(keys).agg(n=pl.len())
        return counted.select(EVENTS.names()).cast(dict(EVENTS)).sort(keys)


def read_patents(path: Path, sheet: str | None = None) -> PatentsFile:
    """Open a list; UnreadableFileError says why it cannot be read, or what it lacks."""
    source = open_source(path, sheet)
    roles = roles_of(source.header)
    if not {"id", "name"} & set(roles) or not set(DATES) & set(roles):
        raise lacking(path, source.header)
    parts = [checked_rows(batch.rows, roles) for batch in source.batches]
    if not parts:
        raise UnreadableFileError(Text(f"{path.name} 没有数据行", f"{path.name} has no rows"))
    checked = pl.concat(parts)
    usable = checked.filter(pl.col("reason").is_null())
    again = usable.filter(pl.col("number").is_not_null(), ~pl.col("number").is_first_distinct())
    rows = checked.with_columns(
        reason=pl.when(pl.col("row").is_in(again["row"].implode()))
        .then(pl.lit(REPEATED))
        .otherwise("reason")
    )
    named = {role: source.header[at] for role, at in roles.items()}
    return PatentsFile(
        sheet=source.sheet,
        roles=named,
        rows=rows.height,
        patents=_together(usable),
        rejects=rejects_of(rows, named),
        assumed=assumed(roles),
    )


def _together(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a patent: of rows with one number each first value that there is."""
    one = pl.coalesce("number", pl.format("row {}", "row")).alias("patent")
    values = [pl.col(name).drop_nulls().first() for name in (*IDENTITY, *DATES, *WHAT)]
    return rows.group_by(one, maintain_order=True).agg(values).drop("patent")
