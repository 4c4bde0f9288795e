"""Which sheet is read, which rows are headings, what cannot be read; by hand."""

from pathlib import Path

import pytest
import xlsxwriter

from data_layer.importer import (
    UnreadableFileError,
    import_file,
)
from data_layer.importer.headings.mapping import parse_mapping
from data_layer.importer.tables.source import Alike
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.intake.preview_json import from_json, to_json
from data_layer.registry.store import Store
from tests.data_layer.imported import rows_of, take, write_csv


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
        ("two.csv", b"a,b\n", "没有数据行"),
        ("data.json", b'{"data": []}', "没有数据行"),
        ("list.json", b"[]", "没有数据行"),
        ("paged.json", b'{"code": 0, "data": {"list": [], "total": 0}}', "没有数据行"),
        ("columns.json", b'{"columns": ["name"], "data": []}', "没有数据行"),
        ("keys.json", b'{"name": [], "province": []}', "没有数据行"),
        ("head.json", b'[["name", "province"]]', "没有数据行"),
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


def test_sheets_with_the_same_headings_are_said_with_their_rows(tmp_path: Path) -> None:
    head: list[object] = ["企业名称", "城市"]
    other: list[object] = ["企业名称", "注册资本"]
    path = book(
        tmp_path / "b.xlsx",
        江苏=[["名单"], head, ["甲", "苏州市"]],
        浙江=[["名单"], ["企业 名称", "城市"], ["乙", "杭州市"], ["丙", "宁波市"]],
        空=[head],
        其他=[other, ["丁", "5"]],
    )
    found = preview(path, Choices())
    assert found.alike == (Alike("浙江", 2),)
    assert from_json(to_json(found)) == found
    report = import_file(path, Store(tmp_path / "home"))
    assert report.accepted == 1
    assert any(
        it.zh.startswith("还有列名相同的工作表，没有导入：浙江（2 行）") for it in report.notes
    )
