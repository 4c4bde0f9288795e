"""The rows that a roll-up is made of: Parquet files with the columns of the registry."""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.registry.rolled.files import scan
from data_layer.registry.rolled.layout import FORMAT
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

MARK = "kind"
"""Column of exported rows that says what kind of numbers they are."""


class RollupError(ValueError):
    """A source that cannot be rolled up; `message` says why in both languages."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(f"{message.zh} / {message.en}")


@dataclass(frozen=True)
class Source:
    """Where the rows are. version: hash of the files, so the same files give the same version."""

    path: Path
    version: str
    demonstration: bool


def find(path: Path) -> Source:
    """A Parquet file, a folder of them, or a version of a data folder; RollupError if unfit."""
    rows = path / "rows.parquet" if (path / "rows.parquet").is_file() else path
    files = [rows] if rows.is_file() else sorted(rows.rglob("*.parquet"))
    if not files:
        raise RollupError(
            Text(f"{path} 中没有 Parquet 文件", f"there is no Parquet file in {path}")
        )
    _check_columns(scan(rows).collect_schema().names())
    marked = _marked(path) or _says_so(scan(rows))
    return Source(rows, _version(rows, files, marked), marked)


def _check_columns(present: Sequence[str]) -> None:
    unknown = sorted(set(present) - {*columns(), MARK})
    if unknown or not {"id", "name"} <= set(present):
        listed = ", ".join(unknown) or "id, name"
        raise RollupError(
            Text(
                f"列与企业库不符（{listed}）；请先用 import 导入",
                f"columns are not those of a registry ({listed}); import the file first",
            )
        )


def _marked(path: Path) -> bool:
    manifest = path / "manifest.json"
    if not manifest.is_file():
        return False
    return bool(json.loads(manifest.read_text(encoding="utf-8"))["demonstration"])


def _says_so(rows: Rows) -> bool:
    if MARK not in rows.collect_schema().names():
        return False
    return "demonstration" in set(tally(rows, [MARK])[MARK])


def _version(root: Path, files: list[Path], demonstration: bool) -> str:
    """Hash of names and bytes of the files; not of their rows, which no one machine may hold."""
    digest = hashlib.sha256(f"rollup={FORMAT} demonstration={demonstration}\n".encode())
    with ThreadPoolExecutor() as pool:
        for path, content in zip(files, pool.map(_content, files), strict=True):
            name = path.relative_to(root).as_posix() if path != root else "rows"
            digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()[:12]


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
