"""Small tables as files, imported; what was stored and what was rejected."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl

from data_layer.importer import ImportReport, import_file
from data_layer.registry.store import Registry, Store


def write_csv(
    path: Path, rows: list[list[str]], *, encoding: str = "utf-8", mark: str = ","
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark).writerows(rows)
    return path


def rows_of(store: Store) -> pl.DataFrame:
    opened = store.current()
    assert isinstance(opened, Registry)
    return opened.rows.sort("name").collect()


def rejects_of(report: ImportReport) -> list[dict[str, str]]:
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def take(tmp_path: Path, rows: list[list[str]], **options: Any) -> tuple[Store, ImportReport]:
    store = Store(tmp_path / "home")
    path = write_csv(tmp_path / "file.csv", rows)
    return store, import_file(path, store, **options)
