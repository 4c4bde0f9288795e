"""A file of province x year figures that is brought: what was decided, and what it would give.

<home>/uploads/<id>/figures.json    the decisions; an upload that has them holds figures
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.importer.figures.read import (
    NOT_A_PROVINCE,
    NOT_A_YEAR,
    FiguresFile,
    Role,
    read_figures,
)
from data_layer.importer.figures.stored import context_path
from data_layer.intake import patent_list
from data_layer.intake.preview import sheets_of
from data_layer.intake.tally import SAMPLES, VALUES, Unknown
from data_layer.intake.uploads import Upload, write

OF_PLACE: Final = pl.col("reason") == NOT_A_PROVINCE
OF_YEAR: Final = pl.col("reason") == NOT_A_YEAR


@dataclass(frozen=True)
class FigureChoices:
    """sheet: of a workbook. roles: of columns, by heading."""

    sheet: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)

    def with_role(self, heading: str, role: Role) -> "FigureChoices":
        """Another role of a column; only figures may be several."""
        alone = role not in ("figure", "")
        others = {heading: of for heading, of in self.roles.items() if not alone or of != role}
        return replace(self, roles=others | {heading: role})


@dataclass(frozen=True)
class FigureColumn:
    """A column of the file. rejected: figures that are not taken because of it."""

    heading: str
    role: Role
    filled: int
    rejected: int
    samples: tuple[str, ...]


@dataclass(frozen=True)
class FiguresPreview:
    """read = stored + missing + rejected, in figures. unknown: texts that were not recognised, each
    once. replaces: a table of this name is there already."""

    table: str
    replaces: bool
    sheets: tuple[str, ...]
    sheet: str | None
    absent: tuple[Role, ...]
    columns: tuple[FigureColumn, ...]
    indicators: tuple[str, ...]
    provinces: int
    years: tuple[int, ...]
    read: int
    stored: int
    missing: int
    rejected: int
    unknown: tuple[Unknown, ...]


def choices_of(upload: Upload) -> FigureChoices | None:
    """What was decided about an upload of figures; None for one of enterprises."""
    path = _path(upload)
    return FigureChoices(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def keep(upload: Upload, choices: FigureChoices) -> None:
    """Keep what was decided."""
    write(_path(upload), json.dumps(asdict(choices), ensure_ascii=False))


def take_as(upload: Upload, kind: str) -> None:
    """Take an upload for figures by province and year, or for a list of enterprises or patents."""
    patent_list.take_as(upload, kind)
    if kind == "figures":
        keep(upload, FigureChoices())
    else:
        _path(upload).unlink(missing_ok=True)


def preview(upload: Upload, choices: FigureChoices, home: Path) -> FiguresPreview:
    """Look at the file and write down what of it is not taken; UnreadableFileError if it cannot be
    read."""
    path = upload.file
    figures = read_figures(path, choices.roles, choices.sheet)
    good, rejects = figures.good, figures.rejects
    upload.rejects.unlink(missing_ok=True)
    if not rejects.is_empty():
        rejects.write_csv(upload.rejects, include_bom=True)
    years = good["year"].unique().sort().to_list() if figures.figures.height else []
    return FiguresPreview(
        table=path.stem,
        replaces=context_path(home, path.stem).is_file(),
        sheets=sheets_of(path),
        sheet=figures.sheet,
        absent=figures.missing,
        columns=tuple(_column(figures, at) for at in range(len(figures.header))),
        indicators=tuple(good["indicator"].unique().sort()),
        provinces=good["province_code"].n_unique() if figures.figures.height else 0,
        years=tuple(years),
        read=figures.figures.height,
        stored=good.height,
        missing=figures.figures.height - good.height - rejects.height,
        rejected=rejects.height,
        unknown=_unknown(figures),
    )


def to_json(preview: FiguresPreview) -> str:
    """A preview as JSON."""
    return json.dumps(asdict(preview), ensure_ascii=False)


def from_json(text: str) -> FiguresPreview:
    """The preview that `to_json` has written."""
    parsed = json.loads(text)
    columns = (
        FigureColumn(**column | {"samples": tuple(column["samples"])})
        for column in parsed["columns"]
    )
    return FiguresPreview(
        **parsed
        | {
            "columns": tuple(columns),
            "unknown": tuple(Unknown(**unknown) for unknown in parsed["unknown"]),
            "absent": tuple(parsed["absent"]),
        }
    )


def _column(figures: FiguresFile, at: int) -> FigureColumn:
    heading, role = figures.header[at], figures.roles[at]
    texts = (
        figures.rows[str(at)].str.strip_chars() if figures.rows.height else pl.Series(dtype=pl.Utf8)
    )
    filled = texts.filter((texts != "").fill_null(False))
    rejected = _rejected(figures, role, heading)
    samples = filled.head(50).unique(maintain_order=True).head(SAMPLES)
    return FigureColumn(heading, role, filled.len(), rejected=rejected, samples=tuple(samples))


def _rejected(figures: FiguresFile, role: Role, heading: str) -> int:
    """How many cells of a column were not recognised."""
    refused = figures.figures.filter(pl.col("reason").is_not_null())
    if role == "province":
        return refused.filter(OF_PLACE)["row"].n_unique() if refused.height else 0
    if role == "year":
        return refused.filter(OF_YEAR)["row"].n_unique() if refused.height else 0
    own = (pl.col("column") == heading) & ~OF_PLACE & ~OF_YEAR
    return refused.filter(own).height


def _unknown(figures: FiguresFile) -> tuple[Unknown, ...]:
    """Provinces, years and numbers that were not recognised."""
    refused = figures.figures.filter(pl.col("reason").is_not_null())
    if refused.is_empty():
        return ()
    text = (
        pl.when(OF_PLACE)
        .then("province")
        .when(OF_YEAR)
        .then("said_year")
        .otherwise("text")
        .fill_null("")
    )
    counted = (
        refused.group_by(text.alias("said"), "reason")
        .len()
        .sort("len", "said", descending=[True, False])
    )
    return tuple(Unknown(text, n, reason) for text, reason, n in counted.head(VALUES).iter_rows())


def _path(upload: Upload) -> Path:
    return upload.folder / "figures.json"
