"""Lists as bureaus, exchanges and web pages give them out, of further kinds; made up, by hand."""

import json
import zipfile
from pathlib import Path

import pytest

from data_layer.importer import import_file
from data_layer.importer.cells.industry_codes import industry
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import meaning
from data_layer.registry.store import Store
from tests.data_layer.imported import by_name, rejects_of, rows_of, take

NAME = "甲精密机械有限公司"


def test_what_stands_around_names_is_no_part_of_them(tmp_path: Path) -> None:
    """Numbers before them, marks of notes, quotation marks."""
    names = ["1.甲公司", "2、乙公司*", "（3）丙公司①", "4 “丁公司”", "5) 戊公司"]
    store, report = take(tmp_path, [["企业名称", "省份"], *([name, "江苏"] for name in names)])
    stored = rows_of(store)["name"].to_list()
    assert stored == ["丁公司", "丙公司", "乙公司", "戊公司", "甲公司"]
    assert any("序号" in note.zh for note in report.notes)
    rows = [["企业名称"], ["360数字安全有限公司"], ["3M中国有限公司"], ["58同城有限公司"]]
    (tmp_path / "own").mkdir()
    stored = rows_of(take(tmp_path / "own", rows)[0])
    assert stored["name"].to_list() == [row[0] for row in rows[1:]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(C35)专用设备制造业", "C35"),
        ("C制造业-C38电气机械和器材制造业-C384电池制造-C3841锂离子电池制造", "C3841"),
        ("C26、C29", None),
    ],
)
def test_industries_in_further_spellings(text: str, code: str | None) -> None:
    """The codes are of GB/T 4754-2017; of two divisions none is taken."""
    assert industry(text) == code


@pytest.mark.parametrize("row", [["全省", "9"], ["① 该企业数据为估计数", ""], ["★为重点企业", ""]])
def test_totals_of_an_area_and_footnotes_are_no_enterprises(tmp_path: Path, row: list[str]) -> None:
    _, report = take(tmp_path, [["企业名称", "参保人数"], ["甲公司", "9"], row])
    assert (report.accepted, report.set_aside) == (1, 1)


def test_words_in_the_place_of_a_code_are_no_code(tmp_path: Path) -> None:
    ids = ["正在办理", "（91320500MA1TEST0A2）"]
    rows = [["统一社会信用代码", "企业名称"], [ids[0], "甲公司"], [ids[1], "乙公司"]]
    store, report = take(tmp_path, rows)
    stored = by_name(rows_of(store), "id")
    assert stored["乙"] == "91320500MA1TEST0A2"
    assert len(str(stored["甲"])) == 16  # a hash of name and place
    assert [row["value"] for row in rejects_of(report)] == [ids[0]]


def test_a_period_names_no_day_of_recognition(tmp_path: Path) -> None:
    rows = [["企业名称", "认定时间", "研发占比"], ["甲公司", "2021.07.01-2024.06.30", "百分之六"]]
    row = rows_of(take(tmp_path, rows)[0]).row(0, named=True)
    assert (row["recognised_year"], row["recognised_on"], row["rd_ratio"]) == (2021, None, 6.0)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("研发费用占营业收入比例（%）", "rd_ratio"),
        ("uniscId", "id"),
        ("regCap", "registered_capital"),
        ("shengfen", "province_code"),
        ("专精特新级别", "tier"),
    ],
)
def test_headings_of_registers_and_programs(heading: str, column: str) -> None:
    of_heading = meaning(heading)
    assert of_heading is not None
    assert of_heading.column == column


@pytest.mark.parametrize(
    "text",
    [
        f'jsonCallback1({{"pageHelp": {{"data": [{{"companyName": "{NAME}"}}]}}}})',
        f'jQuery_2([\n{{"content": [{{"companyName": "{NAME}"}}], "totalPages": 1}}]);',
        json.dumps([{"result": [{"companyName": NAME}], "total": 1}]),
    ],
)
def test_json_that_a_server_wraps_for_its_page(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    store = Store(tmp_path / "home")
    assert import_file(tmp_path / "list.json", store).accepted == 1
    assert rows_of(store)["name"].item() == NAME


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"%PDF-1.4\n", "PDF"),
        ("b.csv", rb"{\rtf1\ansi }", "RTF"),
        ("c.xlsx", "word/document.xml", "Word"),
        ("d.xlsx", "list.csv", "压缩包"),
        ("e.csv", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "压缩包"),
    ],
)
def test_documents_and_archives_are_named(
    tmp_path: Path, name: str, content: bytes | str, what: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    else:
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            packed.writestr(content, "x")
    with pytest.raises(UnreadableFileError) as error:
        import_file(tmp_path / name, Store(tmp_path / "home"))
    assert what in error.value.message.zh


def test_shapes_of_which_a_part_alone_can_be_read_are_said(tmp_path: Path) -> None:
    """A column of names a tier; a row an indicator."""
    beside = [["企业名称", "省级专精特新企业"], ["甲公司", NAME]]
    long = [["企业名称", "指标", "数值"], ["甲公司", "营业收入", "5"], ["甲公司", "参保人数", "6"]]
    for at, (rows, words) in enumerate([(beside, "左右并排"), (long, "长表")]):
        (tmp_path / str(at)).mkdir()
        _, report = take(tmp_path / str(at), rows)
        assert any(words in note.zh for note in report.notes)
