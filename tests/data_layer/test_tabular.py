"""Downloads: CSV rules of RFC 4180 and of spreadsheets, workbooks, streaming."""

import csv
import io

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from data_layer.files.tabular import csv_stream, harmless, parquet_stream
from data_layer.vocabulary.fields import count, key, text
from data_layer.vocabulary.text import Lang, Text

FIELDS = (
    key("province_code", Text("省份代码", "Province code"), "province"),
    count("enterprises", Text("企业数", "Enterprises")),
    text("remark", Text("备注", "Remark")),
)
FRAME = pl.DataFrame({"province_code": ["320000"], "enterprises": [-3], "remark": ['=1+1,"x"\n"']})


def _read(lang: Lang) -> list[list[str]]:
    body = b"".join(csv_stream([FRAME], FIELDS, lang))
    assert body.startswith("\ufeff".encode())
    assert b"\r\n" in body
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_english_headers_are_schema_names_and_numbers_stay_numbers() -> None:
    assert _read("en") == [
        ["province_code", "province", "enterprises", "remark"],
        ["320000", "Jiangsu", "-3", '\'=1+1,"x"\n"'],
    ]


def test_chinese_headers_are_labels() -> None:
    header, row = _read("zh")
    assert header == ["省份代码", "省份", "企业数（项）", "备注"]
    assert row[1] == "江苏"


@given(st.text(max_size=20))
@example("＝1+1")
@example("＠SUM(A1)")
def test_no_cell_starts_like_a_formula(cell: str) -> None:
    frame = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    safe = frame.select(harmless("cell")).item()
    assert not safe.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
    assert safe.removeprefix("'") == cell or safe == cell


def test_chunks_share_one_header() -> None:
    body = b"".join(csv_stream([FRAME, FRAME], FIELDS, "en")).decode()
    assert body.count("province_code") == 1
    assert body.count("Jiangsu") == 2


def test_parquet_comes_in_pieces_with_what_it_is_about() -> None:
    body = b"".join(parquet_stream([FRAME, FRAME], FIELDS, "en", {"filters": "all"}))
    assert pl.read_parquet(io.BytesIO(body))["remark"].to_list() == ['=1+1,"x"\n"'] * 2
    assert pl.read_parquet_metadata(io.BytesIO(body))["filters"] == "all"
