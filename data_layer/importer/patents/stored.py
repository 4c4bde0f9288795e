"""A list of patents beside the enterprises: a new version of the same rows that holds it too."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.patents.read import PatentsFile, read_patents
from data_layer.registry import checksums, clock, patents
from data_layer.registry.drafts import owner
from data_layer.registry.manifest import Manifest
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Text

NOTE: Final = "patents"
"""The note of a version that says what list it holds."""
REJECTS: Final = "patents_rejects.csv"
ROWS: Final = "rows"
"""In it: the version of the same enterprises without a list."""
NOT_CARRIED: Final = checksums.LATER | {"manifest.json", patents.FILE, REJECTS}
"""What of a version is not of the version that has another list."""


@dataclass(frozen=True, kw_only=True)
class PatentsCounts:
    """What was made of a list. Counts are rows of the list: read = patents + set_aside.
    of_registry: those of enterprises that the registry holds, `enterprises` of them; the others
    stay in the list and count once such an enterprise is imported. roles: heading by what its
    column is. assumed: in words, what the list did not say."""

    read: int
    patents: int
    set_aside: int
    cells_rejected: int
    of_registry: int
    enterprises: int
    roles: Mapping[str, str]
    assumed: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class PatentsReport(PatentsCounts):
    """rejects: row, column, value, reason (zh / en). manifest: of the new version; None in a dry
    run."""

    source: str
    rejects: pl.DataFrame
    manifest: Manifest | None = None

    @property
    def note(self) -> dict[str, Any]:
        """What the manifest of a version keeps of it."""
        names = ("source", "read", "patents", "set_aside", "of_registry", "enterprises")
        return {name: value for name, value in asdict(self).items() if name in names}


def import_patents(
    path: Path,
    store: Store,
    *,
    sheet: str | None = None,
    dry_run: bool = False,
    activate: bool = True,
) -> PatentsReport:
    """Read a list and make a version of the enterprises in use that holds it, in place of the list
    that they had. activate: whether it comes into use at once.

    UnreadableFileError where the list cannot be read, there are no enterprises, or it names none
    of them.
    """
    registry = store.current()
    if registry is None:
        raise UnreadableFileError(
            Text("还没有企业库：先导入企业", "there is no registry: import enterprises first")
        )
    listed_patents = read_patents(Path(path), sheet)
    report = _report(Path(path), listed_patents, registry)
    if not report.enterprises:
        raise UnreadableFileError(
            Text(
                f"{report.source} 里的企业没有一家在当前企业库中（按统一社会信用代码，否则按名称）",
                f"{report.source} names no enterprise of the registry in use (by credit code, else "
                "by name)",
            )
        )
    return (
        report
        if dry_run
        else _stored(store, registry, listed_patents, report=report, activate=activate)
    )


def carried(store: Store) -> tuple[list[Path], dict[str, Any]]:
    """The list that somebody has brought to the version in use, for the version that follows it,
    and what its manifest says of it."""
    registry = store.current()
    if registry is None or registry.patents is None or registry.demonstration:
        return [], {}
    note = {k: v for k, v in registry.manifest.notes.get(NOTE, {}).items() if k != ROWS}
    return [registry.patents], {NOTE: note}


def _report(path: Path, listed_patents: PatentsFile, registry: Registry) -> PatentsReport:
    holders = listed_patents.patents.select("id", "name").unique()
    matched = patents.matching(registry.rows, holders)
    of_registry = listed_patents.patents.join(
        matched, on=["id", "name"], how="semi", nulls_equal=True
    )
    return PatentsReport(
        source=path.name,
        read=listed_patents.rows,
        patents=listed_patents.patents.height,
        set_aside=listed_patents.set_aside,
        cells_rejected=listed_patents.rejects.height - listed_patents.set_aside,
        of_registry=of_registry.height,
        enterprises=matched[patents.AT].n_unique(),
        roles={str(role): heading for role, heading in listed_patents.roles.items()},
        assumed=listed_patents.assumed,
        rejects=listed_patents.rejects,
    )


def _stored(
    store: Store,
    registry: Registry,
    listed_patents: PatentsFile,
    report: PatentsReport,
    *,
    activate: bool,
) -> PatentsReport:
    before = registry.manifest
    rows = before.notes.get(NOTE, {}).get(ROWS, before.version)
    with TemporaryDirectory(prefix=f".import-{owner()}-", dir=store.home) as folder:
        listed = Path(folder) / patents.FILE
        listed_patents.events.write_parquet(listed)
        with store.draft() as draft:
            _link(registry, draft)
            listed.replace(draft / patents.FILE)
            if not report.rejects.is_empty():
                report.rejects.write_csv(draft / REJECTS, include_bom=True)
            manifest = replace(
                before,
                version=patents.digest(rows, draft / patents.FILE),
                created=clock.now().isoformat(),
                notes={**before.notes, NOTE: report.note | {ROWS: rows}},
            )
            return replace(report, manifest=store.adopt(draft, manifest, activate=activate))


def _link(registry: Registry, draft: Path) -> None:
    """All of a version but what its list and its answers are: the same files, by another name."""
    for path in sorted(registry.folder.rglob("*") if registry.folder else ()):
        inside = path.relative_to(registry.folder or path)
        if path.is_dir() or inside.parts[0] in NOT_CARRIED:
            continue
        (draft / inside).parent.mkdir(parents=True, exist_ok=True)
        (draft / inside).hardlink_to(path)
