"""Workbooks: four sheets, numbers as numbers, formulas as text, and where a workbook ends."""

import io
import re
import zipfile

import fastexcel
import polars as pl
import pytest

from data_layer.files.workbook import TooManyRowsError, xlsx_file
from data_layer.vocabulary.fields import KIND, count, key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("province_code", Text("省份代码", "Province code"), "province"),
    count("enterprises", Text("企业数", "Enterprises"), Text("家", "")),
    text("remark", Text("备注", "Remark")),
    KIND,
)
FRAME = pl.DataFrame(
    {
        "province_code": ["320000"],
        "enterprises": [-3],
        "remark": ['=1+1,"x"\n"'],
        "kind": ["computed"],
    }
)


@pytest.fixture(scope="module")
def book() -> bytes:
    buffer = io.BytesIO()
    xlsx_file(buffer, [FRAME], FIELDS, "zh", [("filters", "全部")], [("e15", "《报告》图表15")])
    return buffer.getvalue()


def _sheet(book: bytes, name: str) -> list[dict[str, object]]:
    return fastexcel.read_excel(book).load_sheet(name).to_polars().to_dicts()


def test_four_sheets_numbers_as_numbers_formulas_as_text(book: bytes) -> None:
    assert fastexcel.read_excel(book).sheet_names == ["数据", "字典", "来源", "筛选"]
    (row,) = _sheet(book, "数据")
    assert row["企业数（家）"] == -3
    assert row["备注"] == '=1+1,"x"\n"'
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert _sheet(book, "来源") == [{"id": "e15", "title": "《报告》图表15"}]
    assert _sheet(book, "筛选") == [{"key": "filters", "value": "全部"}]


def test_the_headings_stay_when_the_rows_are_scrolled(book: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(book))
    for number in range(1, 5):
        sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert re.search(r'<pane ySplit="1" [^>]*state="frozen"', sheet), number


def test_the_dictionary_has_a_line_for_each_heading(book: bytes) -> None:
    lines = _sheet(book, "字典")
    headings = fastexcel.read_excel(book).load_sheet("数据").to_polars().columns
    assert [line["column"] for line in lines] == headings
    assert [line["name"] for line in lines] == [
        "province_code",
        "province",
        "enterprises",
        "remark",
        "kind",
    ]
    assert lines[2]["unit"] == "家"
    assert "demonstration = 演示数据" in str(lines[4]["values"])


def test_a_workbook_refuses_more_rows_than_it_is_good_for() -> None:
    chunk = pl.concat([FRAME] * 50_001)
    with pytest.raises(TooManyRowsError, match="Parquet"):
        xlsx_file(io.BytesIO(), [chunk, chunk], FIELDS, "en", [], [])
