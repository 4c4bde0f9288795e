"""The rows that a roll-up is made of: Parquet files with the columns of the registry."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine.measures import tally
from data_layer.registry.rolled.engines import Engine
from data_layer.registry.rolled.layout import FORMAT
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

Rows = nw.LazyFrame[Any]
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


def find(path: Path, engine: Engine) -> Source:
    """A Parquet file, a folder of them, or a version of a data folder."""
    rows = path / "rows.parquet" if (path / "rows.parquet").is_file() else path
    files = [rows] if rows.is_file() else sorted(rows.rglob("*.parquet"))
    if not files:
        raise RollupError(
            Text(f"{path} 中没有 Parquet 文件", f"there is no Parquet file in {path}")
        )
    marked = _marked(path) or _says_so(engine.read(rows))
    return Source(rows, _version(rows, files, marked), marked)


def whole(engine: Engine, source: Source) -> Rows:
    """Every schema column with its type as the engine has it: enumerations are text."""
    held = engine.read(source.path)
    present = held.collect_schema().names()
    unknown = sorted(set(present) - {*columns(), MARK})
    if unknown or not {"id", "name"} <= set(present):
        listed = ", ".join(unknown) or "id, name"
        raise RollupError(
            Text(
                f"列与企业库不符（{listed}）；请先用 import 导入",
                f"columns are not those of a registry ({listed}); import the file first",
            )
        )
    return held.select(
        *[
            (nw.col(name) if name in present else nw.lit(None))
            .cast(_portable(column.dtype))
            .alias(name)
            for name, column in columns().items()
        ]
    )


def _portable(dtype: pl.DataType) -> Any:
    """The narwhals type that every engine has."""
    if isinstance(dtype, pl.Enum):
        return nw.String
    return getattr(nw, dtype.__class__.__name__)


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
