"""Encodings, wrappings and sheets that lists come in, and what is no list; files by hand."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from data_layer.importer import UnreadableFileError, import_file
from data_layer.registry.store import Store
from tests.data_layer.imported import (
    HEADER,
    PLACES,
    ROWS,
    brought,
    by_name,
    rejects_of,
    sheet,
    write_csv,
)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read(tmp_path: Path, mark: str) -> None:
    path = write_csv(tmp_path / "u.csv", [HEADER, *ROWS], encoding=mark)
    stored, report = brought(path, tmp_path)
    assert report.encoding == mark
    assert by_name(stored, "city_code") == PLACES


def test_big5_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes("企業名稱,省份\n測試精密機械有限公司,臺灣省\n".encode("big5"))
    with pytest.raises(UnreadableFileError, match="Big5"):
        import_file(path, Store(tmp_path / "home"))


def test_gb18030_with_rare_names_stays_itself(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "g.csv", [HEADER, ["喆堃鑫淼有限公司", *ROWS[0][1:]]], encoding="gbk"
    )
    stored, report = brought(path, tmp_path)
    assert (stored["name"][0], report.encoding) == ("喆堃鑫淼有限公司", "gb18030")


@pytest.mark.parametrize("keys", [(), ("data",), ("result", "rows")])
def test_json_in_any_wrapping_is_read(tmp_path: Path, keys: tuple[str, ...]) -> None:
    content: Any = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    for key in reversed(keys):
        content = {"code": 0, key: content}
    path = tmp_path / "r.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    stored, report = brought(path, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert [note.zh for note in report.notes] == (
        [f"各行取自“{'.'.join(keys)}”之下"] if keys else []
    )


def test_a_list_in_a_cell_is_json_and_no_industry(tmp_path: Path) -> None:
    frame = pl.DataFrame({"企业名称": ["甲公司"], "行业": [["C35", "C36"]]})
    frame.write_parquet(tmp_path / "l.parquet")
    _, report = brought(tmp_path / "l.parquet", tmp_path)
    (reject,) = rejects_of(report)
    assert (reject["value"], report.notes[0].zh[:4]) == ('["C35","C36"]', "列 行业")
    assert reject["reason"].startswith("有多个行业：C35、C36")


def test_the_sheet_with_names_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "填报说明")
        written = book.add_worksheet("名单")
        for number, row in enumerate([HEADER, *ROWS]):
            written.write_row(number, 0, row)
    stored, report = brought(path, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert report.notes[0].zh == "读的是工作表 名单；未读：说明"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("w.xls", b"<html><table><tr><td>x</td></tr></table></html>", "其实是网页"),
        ("w.xlsx", b"<?xml version='1.0'?><Workbook/>", "其实是XML 文件"),
        (
            "p.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "有密码",
        ),
        ("z.zip", b"PK\x03\x04", "不支持的格式 .zip"),
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said):
        import_file(tmp_path / name, Store(tmp_path / "home"))


def test_content_goes_before_the_name_of_a_file(tmp_path: Path) -> None:
    as_book = write_csv(tmp_path / "c.xlsx", [HEADER, *ROWS], encoding="gbk")
    stored, report = brought(as_book, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert report.notes[0].zh == "文件名是 .xlsx，内容却是 CSV，按内容读取"
    sheet(tmp_path / "b.xlsx", [HEADER, *ROWS]).rename(tmp_path / "b.csv")
    stored, report = brought(tmp_path / "b.csv", tmp_path)
    assert (by_name(stored, "city_code"), report.format) == (PLACES, "excel")
