"""Import as a whole: formats, counts, versions. Expected values are written by hand."""

import json
from pathlib import Path

import polars as pl
import pytest

from data_layer.demo import build
from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.importer import import_file
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Lang
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv

HEADER = [
    "企业名称",
    "省份",
    "城市",
    "行业",
    "注册资本（万元）",
    "参保人数",
    "研发占比(%)",
    "高新技术企业",
]
ROWS = [
    ["苏州精密有限公司", "江苏", "苏州市", "C39", "1,200.5", "45", "6.5", "是"],
    ["示例，带逗号", "浙江省", "杭州", "专用设备制造业", "300", "", "3", "否"],
    ["第二行\n换行名", "北京", "", "C3985", "—", "120", "12.25%", ""],
]


def test_every_format_of_one_table_gives_one_version(tmp_path: Path) -> None:
    table = [HEADER, *ROWS]
    typed = pl.DataFrame(
        {
            "企业名称": [row[0] for row in ROWS],
            "省份": ["江苏", "浙江省", "北京"],
            "城市": ["苏州市", "杭州", None],
            "行业": ["C39", "专用设备制造业", "C3985"],
            "注册资本（万元）": [1200.5, 300.0, None],
            "参保人数": [45, None, 120],
            "研发占比(%)": [6.5, 3.0, 12.25],
            "高新技术企业": [True, False, None],
        }
    )
    files = [
        write_csv(tmp_path / "utf8.csv", table),
        write_csv(tmp_path / "bom.csv", table, encoding="utf-8-sig"),
        write_csv(tmp_path / "gb.csv", table, encoding="gb18030"),
        write_csv(tmp_path / "utf16.txt", table, encoding="utf-16", mark="\t"),
        write_csv(tmp_path / "semicolon.csv", table, mark=";"),
        write_csv(tmp_path / "tab.tsv", table, mark="\t"),
    ]
    typed.write_excel(tmp_path / "book.xlsx")
    typed.write_parquet(tmp_path / "t.parquet")
    typed.write_ndjson(tmp_path / "t.jsonl")
    files += [tmp_path / name for name in ("book.xlsx", "t.parquet", "t.jsonl")]
    store = Store(tmp_path / "home")
    reports = {file.name: import_file(file, store) for file in files}
    versions = {
        name: report.manifest.version for name, report in reports.items() if report.manifest
    }
    assert set(versions) == {file.name for file in files}
    assert len(set(versions.values())) == 1, versions
    assert reports["gb.csv"].encoding == "gb18030"
    assert reports["bom.csv"].encoding == "utf-8-sig"
    rows = rows_of(store)
    assert rows["name"].to_list() == ["示例，带逗号", "第二行换行名", "苏州精密有限公司"]
    assert rows["registered_capital"].to_list() == [300.0, None, 1200.5]
    assert rows["rd_ratio"].to_list() == [3.0, 12.25, 6.5]
    assert rows["city_code"].to_list() == ["330100", None, "320500"]
    assert rows["class"].to_list() == [None, "C3985", None]
    assert rows["division"].to_list() == ["C35", "C39", "C39"]
    assert rows["high_tech"].to_list() == [False, None, True]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("demonstration", [True, False])
def test_an_export_comes_back_as_the_same_version(
    tmp_path: Path, lang: Lang, demonstration: bool
) -> None:
    store = Store(tmp_path / "home")
    exported = store.add(build(rows=800, seed=1), demonstration=demonstration, source="generated")
    opened = store.open(exported.version)
    path = tmp_path / "enterprises.csv"
    with path.open("wb") as file:
        file.writelines(csv_stream(stream(opened, Filters()), enterprise_fields(), lang))
    report = import_file(path, store)
    assert report.manifest is not None
    assert report.manifest.version == exported.version
    assert report.demonstration == demonstration
    assert (report.accepted, report.cells_rejected) == (800, 0)


def test_ragged_lines_and_blank_lines_keep_their_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("name,patents\n\n甲,x,left over\n乙\n\n,5\n", encoding="utf-8")
    report = import_file(path, Store(tmp_path / "home"))
    assert (report.read, report.accepted, report.set_aside) == (3, 2, 1)
    found = [(it["row"], it["column"], it["value"]) for it in rejects_of(report)]
    assert found == [("3", "patents", "x"), ("3", "#3", "left over"), ("6", "", "")]


def test_lines_that_are_no_json_objects_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    lines = [{"name": "甲"}, [1], {"name": "乙", "patents": 3, "nested": {"a": 1}}]
    path.write_text("\n".join([*map(json.dumps, lines), "{broken", ""]), encoding="utf-8")
    report = import_file(path, Store(tmp_path / "home"))
    assert (report.read, report.accepted, report.set_aside) == (4, 2, 2)
    assert [it["row"] for it in rejects_of(report)] == ["2", "4"]


def test_signs_that_nobody_sees_do_not_get_into_names(tmp_path: Path) -> None:
    store, _ = take(tmp_path, [["name"], ["甲\x01公\x0b司\x7f"], ["乙\u202e司公\u2066"]])
    assert rows_of(store)["name"].to_list() == ["乙 司公", "甲 公 司"]


def test_a_dry_run_counts_the_same_and_writes_nothing(tmp_path: Path) -> None:
    rows = [HEADER, *ROWS, ["", "", "", "", "x", "", "", ""], ROWS[0]]
    store, dry = take(tmp_path, rows, dry_run=True)
    assert not store.home.exists()
    real = import_file(tmp_path / "file.csv", store)
    counts = ("read", "accepted", "set_aside", "merged", "cells_rejected", "mapped", "units")
    assert [getattr(dry, it) for it in counts] == [getattr(real, it) for it in counts]
    assert (dry.manifest, dry.rejects) == (None, None)
    assert dry.first_rejects == real.first_rejects
    capital = [it for it in dry.samples if it.column == "registered_capital"]
    assert [(it.text, it.stored) for it in capital[:2]] == [("1,200.5", 1200.5), ("300", 300.0)]


def test_nothing_temporary_is_left_in_the_data_folder(tmp_path: Path) -> None:
    store, _ = take(tmp_path, [HEADER, *ROWS])
    assert sorted(it.name for it in store.home.iterdir()) == ["CURRENT", "versions"]


def test_a_file_without_a_single_name_changes_no_version(tmp_path: Path) -> None:
    store, report = take(tmp_path, [["name", "patents"], ["", "1"], ["N/A", "2"]])
    assert (report.read, report.accepted, report.set_aside) == (2, 0, 2)
    assert report.manifest is None
    assert store.current_version() is None


def test_progress_is_told_after_every_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_layer.importer.tables.delimited.BATCH_ROWS", 2)
    told: list[int] = []
    rows = [["name"], *([f"企业{n}"] for n in range(5))]
    store, _ = take(tmp_path, rows, progress=told.append)
    assert told == [2, 4, 5]
    assert rows_of(store).height == 5
