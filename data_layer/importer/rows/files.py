"""What an import keeps of a file besides the enterprises, as part of the version it becomes.

    <version>/origin/          the cells, see `origin`
    <version>/rejects.csv      what was not taken, and why
    <version>/questions.csv    what was taken and should be looked at, and why

An import that makes no version leaves its lists under <home>/rejects/.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data_layer.importer.rows.report import ImportReport


class ImportFiles:
    """A new folder for these things, until they have a version."""

    def __init__(self, folder: Path) -> None:
        self.origin = folder / "origin"
        self.rejects = folder / "rejects.csv"
        self.questions = folder / "questions.csv"
        self.origin.mkdir(parents=True)

    def parts(self) -> tuple[Path, ...]:
        """What there is."""
        files = (self.origin, self.rejects, self.questions)
        return tuple(path for path in files if path.exists())

    def placed(self, report: ImportReport, home: Path, version: str) -> ImportReport:
        """The report with the files where they are in a version."""
        folder = home / "versions" / version
        return _naming(report, folder / self.rejects.name, folder / self.questions.name)

    def moved(self, report: ImportReport, home: Path, stem: str) -> ImportReport:
        """The same without a version; the files are moved to where they stay."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        named = [home / "rejects" / f"{stem}-{stamp}{ending}.csv" for ending in ("", "-questions")]
        for path, target in zip((self.rejects, self.questions), named, strict=True):
            if path.exists():
                target.parent.mkdir(exist_ok=True)
                shutil.move(path, target)
        return _naming(report, *named)


def rejects_of(version: Path, notes: Mapping[str, Any]) -> Path | None:
    """The rejects file of a version (its folder, and the notes of its manifest), if it has one."""
    return _listed(version, "rejects.csv", notes.get("rejects"))


def questions_of(version: Path, notes: Mapping[str, Any]) -> Path | None:
    """The list of values to look at, if the version has one."""
    return _listed(version, "questions.csv", notes.get("questions_file"))


def _listed(version: Path, name: str, noted: object) -> Path | None:
    # Versions of earlier releases have their lists beside all versions, under a name of their own.
    paths = (version / name, version.parents[1] / "rejects" / str(noted))
    return next((path for path in paths if noted and path.is_file()), None)


def _naming(report: ImportReport, rejects: Path, questions: Path) -> ImportReport:
    return replace(
        report,
        rejects=report.rejects and rejects,
        questions_file=report.questions_file and questions,
    )
