"""Context tables: province x year figures from outside, as denominators and scatter axes.

<home>/context/<table>.parquet    province_code, year, indicator, value, unit
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.importer.figures.read import Role, lacking, read_figures
from data_layer.registry.drafts import owner

SCHEMA: Final = {
    "province_code": pl.String(),
    "year": pl.Int32(),
    "indicator": pl.String(),
    "value": pl.Float64(),
    "unit": pl.String(),
}


@dataclass(frozen=True)
class ContextReport:
    """Figures (a cell of a wide file, a row of a long one): read = stored + missing + rejected.

    `rejects` has row, column, value, reason (zh / en).
    """

    name: str
    read: int
    stored: int
    missing: int
    rejects: pl.DataFrame
    indicators: tuple[str, ...]


def import_context(
    path: Path,
    home: Path,
    roles: Mapping[str, Role] | None = None,
    sheet: str | None = None,
) -> ContextReport:
    """Store a file's figures under its name, in place of an earlier file of that name.

    roles: what columns are, by heading, where their headings do not say it.
    UnreadableFileError if the file is unreadable or lacks province, year or any figure.
    """
    path = Path(path)
    figures = read_figures(path, roles, sheet)
    if figures.missing:
        raise lacking(path, figures)
    good, rejects = figures.good, figures.rejects
    _write(good.select(*SCHEMA), context_path(home, path.stem))
    return ContextReport(
        name=path.stem,
        read=figures.figures.height,
        stored=good.height,
        missing=figures.figures.height - good.height - rejects.height,
        rejects=rejects,
        indicators=tuple(good["indicator"].unique().sort()),
    )


def context_path(home: Path, table: str) -> Path:
    """Where the figures of a table lie."""
    return Path(home) / "context" / f"{table}.parquet"


def context_indicators(home: Path) -> pl.DataFrame:
    """Every stored indicator with its table, unit (of the newest year), first and last year."""
    parts = [pl.scan_parquet(file).with_columns(table=pl.lit(file.stem)) for file in _files(home)]
    if not parts:
        return pl.DataFrame(
            schema={"table": pl.String, "indicator": pl.String, "unit": pl.String}
            | {"first_year": pl.Int32, "last_year": pl.Int32}
        )
    return (
        pl.concat(parts)
        .group_by("table", "indicator")
        .agg(
            pl.col("unit").sort_by("year").last(),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
        )
        .sort("table", "indicator")
        .collect()
    )


def context(home: Path, indicator: str, year: int | None = None) -> pl.DataFrame:
    """One indicator in one year (the newest by default): province_code, year, value, unit.

    Sorted by province; empty if there is no such figure.
    """
    figures = context_years(home, indicator)
    if figures.is_empty():
        return figures
    wanted = figures["year"].max() if year is None else year
    return figures.filter(pl.col("year") == wanted).sort("province_code")


def context_years(home: Path, indicator: str) -> pl.DataFrame:
    """The same of all its years. Of several tables that hold the indicator the first by name is
    taken."""
    for file in _files(home):
        rows = pl.scan_parquet(file).filter(pl.col("indicator") == indicator).collect()
        if not rows.is_empty():
            return rows.select("province_code", "year", "value", "unit")
    return pl.DataFrame(schema=SCHEMA).drop("indicator")


@dataclass(frozen=True)
class ContextTables:
    """The imported figures of a data folder; of none, there are none."""

    home: Path | None

    def figures(self, indicator: str) -> pl.DataFrame:
        """One indicator in all its years: province_code, year, value, unit."""
        if self.home is None:
            return pl.DataFrame(schema=SCHEMA).drop("indicator")
        return context_years(self.home, indicator)

    def state(self) -> tuple[tuple[str, int], ...]:
        """Changes with every import."""
        files = _files(self.home) if self.home else []
        return tuple((file.name, file.stat().st_mtime_ns) for file in files)


def _files(home: Path) -> list[Path]:
    return sorted((Path(home) / "context").glob("[!.]*.parquet"))


def _write(rows: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{owner()}-{uuid.uuid4().hex}.parquet")
    rows.sort("indicator", "year", "province_code").write_parquet(draft)
    draft.replace(path)
