"""Small tables as files, imported; what was stored and what was rejected."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from data_layer.importer import ImportReport, import_file
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store

HEADER = ["企业名称", "省份", "城市", "行业", "注册资本（万元）", "参保人数"]
ROWS = [
    ["甲精密机械有限公司", "江苏省", "苏州市", "C35", "1000", "50"],
    ["乙精密机械有限公司", "江苏省", "南京市", "C35", "1001", "51"],
    ["丙精密机械有限公司", "浙江省", "杭州市", "C35", "1002", "52"],
]
PLACES = {"甲": "320500", "乙": "320100", "丙": "330100"}
SAME = [["信用代码", "企业名称", "参保人数"], ["A", "甲公司", "1"], ["A", "乙公司", "2"]]


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


def sheet(
    path: Path, rows: Sequence[Sequence[object]], merges: Sequence[tuple[int, ...]] = ()
) -> Path:
    """A workbook of one sheet; merges: first row, column, last row, column, all from 0."""
    with xlsxwriter.Workbook(path) as book:
        written = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            written.write_row(number, 0, row)
        for top, left, bottom, right in merges:
            written.merge_range(top, left, bottom, right, rows[top][left])
    return path


def brought(path: Path, tmp_path: Path, **options: Any) -> tuple[pl.DataFrame, ImportReport]:
    """What is stored of a file, by name, and the report."""
    store = Store(tmp_path / "home")
    report = import_file(path, store, **options)
    return rows_of(store), report


def by_name(rows: pl.DataFrame, column: str) -> dict[str, object]:
    """A column's values by the first sign of the name."""
    return {name[0]: value for name, value in rows.select("name", column).iter_rows()}
