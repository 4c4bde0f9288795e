"""A list of patents that is brought through the browser: what was decided, and what it would give.

<home>/uploads/<id>/patents.json    the sheet; an upload that has it holds a list of patents
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from data_layer.importer.patents.stored import PatentsCounts, PatentsReport, import_patents
from data_layer.intake.preview import sheets_of
from data_layer.intake.uploads import Upload, write
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Text


@dataclass(frozen=True, kw_only=True)
class PatentsPreview(PatentsCounts):
    """Of one of the sheets of an upload."""

    sheets: tuple[str, ...]
    sheet: str | None


def is_list(upload: Upload) -> bool:
    """Whether an upload was taken for a list of patents."""
    return _path(upload).is_file()


def take_as(upload: Upload, kind: str) -> None:
    """Take an upload for a list of patents, or for something else."""
    if kind == "patents":
        keep(upload, None)
    else:
        _path(upload).unlink(missing_ok=True)


def keep(upload: Upload, sheet: str | None) -> None:
    """Keep which sheet was chosen."""
    write(_path(upload), json.dumps({"sheet": sheet}, ensure_ascii=False))


def chosen_sheet(upload: Upload) -> str | None:
    """The sheet that was chosen, if any was."""
    return json.loads(_path(upload).read_text(encoding="utf-8"))["sheet"]


def preview(upload: Upload, store: Store) -> PatentsPreview:
    """Look at the file and write down what of it is not taken; ImportFileError if none of it can
    be."""
    sheet = chosen_sheet(upload)
    report = import_patents(upload.file, store, sheet=sheet, dry_run=True)
    upload.rejects.unlink(missing_ok=True)
    if not report.rejects.is_empty():
        report.rejects.write_csv(upload.rejects, include_bom=True)
    return _of(report, sheets_of(upload.file), sheet)


def to_json(seen_preview: PatentsPreview) -> str:
    """A preview as JSON."""
    return json.dumps(asdict(seen_preview), ensure_ascii=False)


def seen(upload: Upload) -> PatentsPreview:
    """The last preview."""
    stored = json.loads(upload.preview.read_text(encoding="utf-8"))
    assumed = tuple(Text(*words) for words in stored["assumed"])
    return PatentsPreview(**stored | {"sheets": tuple(stored["sheets"]), "assumed": assumed})


def _of(report: PatentsReport, sheets: tuple[str, ...], sheet: str | None) -> PatentsPreview:
    counts = {field.name: getattr(report, field.name) for field in fields(PatentsCounts)}
    return PatentsPreview(sheets=sheets, sheet=sheet or next(iter(sheets), None), **counts)


def _path(upload: Upload) -> Path:
    return upload.folder / "patents.json"
