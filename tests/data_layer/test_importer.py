"""Import as a whole: formats, counts, merging, versions. Expected values are written by hand."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_layer.demo import build
from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.importer import (
    UnreadableFileError,
    import_file,
    read_mapping,
)
from data_layer.importer.cells import MISSING
from data_layer.importer.mapping import parse_mapping
from data_layer.registry.store import Store
from data_layer.vocabulary.places import provinces
from data_layer.vocabulary.text import Lang
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv
from tests.drawing import examples

REPOSITORY = Path(__file__).resolve().parents[2]
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


def test_the_real_file_has_the_provinces_that_pythons_csv_counts(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "listed_firms_real.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        firms = [row for row in csv.DictReader(file) if row["name"].strip()]
    by_name = Counter(row["province"] for row in firms if row["province"])

    store = Store(tmp_path)
    report = import_file(path, store)
    opened = store.current()
    assert opened is not None
    counted = opened.rows.group_by("province_code").len().collect()
    computed = {code: rows for code, rows in counted.iter_rows() if code}
    expected: Counter[str] = Counter()
    for name, rows in by_name.items():
        places = [it for it in provinces().values() if name in (it.short.zh, it.name.zh)]
        assert len(places) == 1, name
        expected[places[0].code] += rows
    assert computed == dict(expected)
    assert computed["320000"] == 799  # 800 in the file, one of them without a name
    assert (report.read, report.accepted, report.set_aside) == (6194, 6191, 3)
    rejects = rejects_of(report)
    assert [it["row"] for it in rejects if not it["column"]] == ["3496", "5364", "5376"]
    assert Counter(it["value"] for it in rejects if it["column"] == "city") == {
        "Grand Cayman": 4,
        "GrandCayman": 1,
        "Basel": 1,
    }


def test_the_real_files_numbers_are_in_the_schemas_units(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "listed_firms_real.csv"
    store = Store(tmp_path)
    import_file(path, store)
    opened = store.current()
    assert opened is not None
    stored = {row["id"]: row for row in opened.rows.collect().iter_rows(named=True)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for firm in csv.DictReader(file):
            if not firm["name"].strip():
                continue
            row = stored[firm["ts_code"]]
            assert row["registered_capital"] == float(firm["registered_capital_wan"])
            assert row["division"] == (firm["gbt4754_division"] or None)
            revenue, growth = firm["revenue_2024_yuan"], firm["revenue_growth_2024"]
            assert row["revenue"] == (pytest.approx(float(revenue) / 1e4) if revenue else None)
            assert row["revenue_growth_2024"] == (
                pytest.approx(float(growth) * 100) if growth else None
            )


def test_the_example_mapping_fills_the_honours(shared_data: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    mapping = read_mapping(REPOSITORY / "examples" / "listed_firms.toml")
    path = shared_data / "listed_firms_real.csv"
    report = import_file(path, store, mapping=mapping)
    with path.open(encoding="utf-8-sig", newline="") as file:
        firms = [row for row in csv.DictReader(file) if row["name"].strip()]
    opened = store.current()
    assert opened is not None
    rows = opened.rows.collect()
    assert rows["listed"].sum() == rows.height == 6191
    assert rows["high_tech"].sum() == sum(it["hnte_selfdeclared"] == "1" for it in firms)
    assert rows["tech_centre"].sum() == sum(it["etc_selfdeclared"] != "" for it in firms)
    assert rows["single_champion"].sum() == sum(it["sc_scope"] == "national" for it in firms)
    national = sum(it["lg_scope"] == "national" for it in firms)
    assert rows["little_giant_title"].sum() == (rows["tier"] == "national").sum() == national
    assert rows["tier"].null_count() == rows.height - national
    assert rows["batch"].drop_nulls().len() == sum(it["lg_batch"] != "" for it in firms)
    assert set(report.rejected_by_column) == {"city"}


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
    assert rows["name"].to_list() == ["示例，带逗号", "第二行 换行名", "苏州精密有限公司"]
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
    monkeypatch.setattr("data_layer.importer.delimited.BATCH_ROWS", 2)
    told: list[int] = []
    rows = [["name"], *([f"企业{n}"] for n in range(5))]
    store, _ = take(tmp_path, rows, progress=told.append)
    assert told == [2, 4, 5]
    assert rows_of(store).height == 5


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "没有文件"),
        ("empty.csv", b"", "空文件"),
        ("blank.csv", b"\n\n", "没有任何行"),
        ("nothing.csv", b",,\n1,2,3\n", "第 1 行应为列名"),
        ("heading.csv", b"name,patents\n", "没有数据行"),
        ("nameless.csv", b"patents,insured\n1,2\n", "没有企业名称列"),
        ("bytes.csv", b"\x00\x01name\n", "二进制"),
        ("broken.csv", b"name\n\xff\xff\xff\n", "编码无法识别"),
        ("quote.csv", 'name\n"甲\n乙\n'.encode(), "引号没有闭合"),
        ("colon.csv", b"name:patents\n1:2\n", "只有一列；可用的分隔符：逗号"),
        ("mixed.csv", "name\n甲\n".encode() + "乙公司".encode("gb18030"), "utf-8: 第 3 行"),
        ("long.csv", b"name,patents\n" + b"a" * 200_000 + b",1\n", "第 2 行有单元格超过 131,072"),
        ("folder.csv/", None, "是文件夹，不是文件"),
        ("report.pdf", b"%PDF", "不支持的格式"),
        ("book.xlsx", b"not a workbook", "不是可读取的 Excel"),
        ("t.parquet", b"not parquet", "不是可读取的 Parquet"),
        ("t.jsonl", b"[1]\n", "没有一行是 JSON 对象"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    elif name.endswith("/"):
        (tmp_path / name).mkdir()
    store = Store(tmp_path / "home")
    with pytest.raises(UnreadableFileError, match=said) as refused:
        import_file(tmp_path / name, store)
    named = name.strip("/") in refused.value.message.zh
    assert named or name in ("nameless.csv", "colon.csv")  # these name the file's columns
    assert refused.value.message.en
    assert store.current_version() is None


def book(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook of these sheets."""
    with xlsxwriter.Workbook(path) as written:
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_of_several_sheets_one_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    path = book(tmp_path / "b.xlsx", 名单=[["企业名称"], ["甲"]], 旧=[["企业名称"], ["乙"], ["丙"]])
    first = import_file(path, store)
    assert first.accepted == 1
    assert "读的是工作表 名单；未读：旧" in [note.zh for note in first.notes]
    chosen = import_file(path, store, sheet="旧")
    assert rows_of(store)["name"].to_list() == ["丙", "乙"]
    assert "not read: 名单" in chosen.notes[0].en


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    path = book(tmp_path / "b.xlsx", 说明=[["口径"]], 名单=[["企业名称"], ["甲"]], 空=[])
    with pytest.raises(UnreadableFileError, match="没有工作表 Sheet1；现有：说明、名单、空"):
        import_file(path, store, sheet="Sheet1")
    found = import_file(path, store)
    assert "读的是工作表 名单；未读：说明、空" in [it.zh for it in found.notes]
    with pytest.raises(UnreadableFileError, match="工作表 空 是空的"):
        import_file(path, store, sheet="空")
    with pytest.raises(UnreadableFileError, match="不是工作簿"):
        import_file(write_csv(tmp_path / "f.csv", [["name"], ["甲"]]), store, sheet="名单")


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_title_above_the_headings_is_said_and_not_read(tmp_path: Path, mark: str) -> None:
    store = Store(tmp_path / "home")
    rows = [["2024年专精特新企业名单"], ["序号", "企业名称", "省份"], ["1", "甲", "江苏"]]
    report = import_file(write_csv(tmp_path / "f.csv", rows, mark=mark), store)
    assert (report.read, report.accepted, report.cells_rejected) == (1, 1, 0)
    assert report.notes[0].zh == "第 1 行在列名之上，未读：2024年专精特新企业名单"
    again = import_file(book(tmp_path / "f.xlsx", a=[list(row) for row in rows]), store)
    assert again.manifest == report.manifest


def test_a_first_row_that_a_mapping_names_is_the_heading(tmp_path: Path) -> None:
    mapping = parse_mapping({"columns": {"who": "name"}})
    store, report = take(
        tmp_path, [["who", "x"], ["甲", ""], ["企业名称", "省份"]], mapping=mapping
    )
    assert report.accepted == 2
    assert sorted(rows_of(store)["name"]) == ["企业名称", "甲"]


def test_a_repeated_heading_is_read_once_and_said(tmp_path: Path) -> None:
    store, report = take(tmp_path, [["name", "patents", "patents"], ["甲", "1", "2"]])
    assert rows_of(store)["patents"].to_list() == [1]
    assert [note.zh for note in report.notes] == ["列名 patents 重复：只读第一个，patents (2) 未读"]


def test_rejects_are_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    attacks = ["=cmd|' /C calc'!A0", "+1+1x", "-1-1x", "@SUM(1)", "\tx"]
    _, report = take(
        tmp_path, [["name", "patents"], *([f"企业{n}", text] for n, text in enumerate(attacks))]
    )
    found = [it["value"] for it in rejects_of(report)]
    assert found == [f"'{text}" for text in attacks]


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["江苏", "苏州", "C39", "12%", "1,000", "=1+1", "国家级", "是", "无", "2015-3-2"]
    ),
    st.floats().map(str),
    st.integers().map(str),
)
FUZZED = (
    "name",
    "tier",
    "batch",
    "founded_year",
    "listed",
    "province_code",
    "city_code",
    "division",
    "class",
    "revenue",
    "patents",
    "rd_ratio",
    "quality_score",
)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
@given(cells=st.lists(st.lists(CELL, min_size=13, max_size=13), min_size=1, max_size=6))
def test_any_text_is_stored_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    rows = [[*row, str(number)] for number, row in enumerate(cells, start=1)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys((*FUZZED, "id"), pl.String), orient="row")
    frame.write_parquet(folder / "f.parquet")
    store = Store(folder / "home")
    report = import_file(folder / "f.parquet", store)
    assert report.accepted + report.set_aside == report.read == len(cells)
    rejects = rejects_of(report) if report.rejects else []
    aside = {int(it["row"]) for it in rejects if not it["column"]}
    assert len(aside) == report.set_aside
    refused = {(int(it["row"]), it["column"]) for it in rejects if it["column"]}
    assert len(refused) == report.cells_rejected
    if report.merged or not report.accepted:  # a merged row holds the cells of several
        return
    stored = {row["id"]: row for row in rows_of(store).iter_rows(named=True)}
    for number, row in enumerate(cells, start=1):
        if number in aside:
            continue
        for column, text in zip(FUZZED, row, strict=True):
            if is_value(text, column) and (number, column) not in refused:
                # Whatever level of an industry is written into a column, its section is known.
                found = "section" if column in ("division", "class") else column
                assert stored[str(number)][found] is not None, (column, text)


CONTROLS = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = dict.fromkeys([*CONTROLS, 0xFEFF, 0x200B], " ")


def is_value(text: str, column: str) -> bool:
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split()).lower()
    plain = re.sub(r'^="(.*)"$', r"\1", plain.removeprefix("'"))  # signs of Excel for text
    return plain not in MISSING or (column == "listed" and plain == "无")
