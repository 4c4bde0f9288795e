"""Files that nobody means well with: what each holds, by name. They are written when asked for."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping

import polars as pl
import xlsxwriter

Content = Callable[[], bytes]
NAME = "企业名称"
HEAD = f"{NAME},省份,参保人数\n"
ROW = "甲有限公司,江苏省,5\n"
MB = 1_000_000
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">'
    '<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
REPEATED = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="a"><table:table-row '
    'table:number-rows-repeated="1048576"><table:table-cell '
    'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)
NAMES: Mapping[str, str] = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "closing": "</td></table></script>'\"><svg onload=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "full_width": "＝1+1",
    "tab": "\t=1+1",
    "template": "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "format": "{0}{name}%s%d%n{__class__}",
    "path": "../../../../etc/passwd",
    "windows": "C:\\..\\..\\windows\\system32",
    "url": "javascript:alert(1)",
    "sql": "'; DROP TABLE enterprises; --",
    "bidi": "甲\u202ecod.exe\u202c公司",
    "isolates": "\u2066甲\u2069\u2067公司\u2069",
    "invisible": "甲\u200b公\ufeff司\u00ad",
    "zalgo": "甲" + "\u0301" * 500,
    "emoji": "👨‍👩‍👧‍👦" * 50,
    "private": "\ue000\uf8ff公司",
    "controls": "甲\x01\x02\x08\x1b[31m公司",
    "noncharacter": "甲\ufdd0\uffff公司",
    "long": "甲" * 10_000,
    "spaces": " " * 5_000 + "甲公司",
    "newlines": "甲\n\n\n公司\r\n",
    "null_word": "NULL",
    "nan": "NaN",
    "slash": "/",
    "dots": "..",
    "percent": "%00%0d%0aSet-Cookie:x=1",
    "crlf": "甲\r\nX-Injected: 1",
    "log": "甲\n2026-01-01 INFO admin signed in",
    "xml": "]]><!--&amp;&#x0;",
    "json": '"},{"name":"x',
    "csv": '","x","y\n"',
    "regex": "(((((((((((.*)*)*)*)*)*)*)*)*)*)*",
    "surrogate_text": "\\ud800\\udfff",
}


def csv_of(name: str) -> bytes:
    """A list with one enterprise of this name among others."""
    quoted = name.replace('"', '""')
    return f'{HEAD}"{quoted}",江苏省,5\n乙有限公司,浙江省,6\n'.encode("utf-8", "surrogatepass")


def _book(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        fill(book)
    return held.getvalue()


def _sheet(rows: list[list[object]]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return _book(fill)


def _part(change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A good workbook of which one part is changed."""
    good, held = io.BytesIO(_sheet([[NAME, "省份"], ["甲有限公司", "江苏省"]])), io.BytesIO()
    with zipfile.ZipFile(good) as book, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as other:
        for name in book.namelist():
            content = book.read(name)
            other.writestr(name, change(content) if name == part else content)
    return held.getvalue()


def _zip(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return held.getvalue()


def _open_document(content: str) -> bytes:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    manifest += b'manifest:1.0"/>'
    parts = {"mimetype": mimetype, "META-INF/manifest.xml": manifest}
    return _zip(parts | {"content.xml": content.encode()})


def _parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


def _cell(reference: str, value: str = "1") -> Callable[[bytes], bytes]:
    number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{number}"><c r="{reference}"><v>{value}</v></c></row>'
    return lambda xml: xml.replace(b"</sheetData>", cell.encode() + b"</sheetData>")


TEXTS: Mapping[str, Content] = {
    "billion_commas.csv": lambda: (HEAD + "," * 20 * MB).encode(),
    "wide_heading.csv": lambda: (NAME + "," * 100_000 + "\n" + ROW).encode(),
    "many_columns.csv": lambda: (",".join(f"c{i}" for i in range(1_999)) + "\n").encode(),
    "ten_megabytes_in_a_cell.csv": lambda: (HEAD + "甲" * 4 * MB + ",江苏省,5\n").encode(),
    "quoted_ten_megabytes.csv": lambda: (HEAD + '"' + "a" * 10 * MB + '",江苏省,5\n').encode(),
    "never_closed.csv": lambda: (HEAD + '"' + ROW * 50_000).encode(),
    "quotes_alone.csv": lambda: (HEAD + '"' * 100_001).encode(),
    "nul.csv": lambda: (HEAD + "甲\0有限公司,江苏省,5\n").encode(),
    "nuls_alone.csv": lambda: b"\0" * 100_000,
    "newlines_alone.csv": lambda: b"\n" * MB,
    "returns_alone.csv": lambda: b"\r" * MB,
    "spaces_alone.csv": lambda: b" " * MB,
    "one_line.csv": lambda: b"a" * 5 * MB,
    "lone_surrogate.csv": lambda: HEAD.encode() + b"\xed\xa0\x80," + ROW.encode(),
    "overlong.csv": lambda: HEAD.encode() + b"\xc0\xaf\xe0\x80\xaf,x,1\n",
    "half_a_character.csv": lambda: (HEAD + ROW).encode()[:-20] + "江".encode()[:2],
    "utf7.csv": lambda: (HEAD + "+ADw-script+AD4-,江苏省,5\n").encode(),
    "utf32.csv": lambda: (HEAD + ROW).encode("utf-32"),
    "utf16_odd.csv": lambda: (HEAD + ROW).encode("utf-16")[:-1],
    "utf16_surrogates.csv": lambda: HEAD.encode("utf-16") + b"\x00\xd8\x00\xd8",
    "marks_of_order.csv": lambda: b"\xef\xbb\xbf" * 1_000 + (HEAD + ROW).encode(),
    "gb18030_broken.csv": lambda: (HEAD + ROW).encode("gb18030") + b"\x81",
    "shift_jis.csv": lambda: "会社名,県\n株式会社テスト,東京都\n".encode("shift_jis"),
    "latin.csv": lambda: "Société,Région\nCafé,Île\n".encode("latin-1"),
    "binary.csv": lambda: bytes(range(256)) * 500,
    "elf.csv": lambda: b"\x7fELF" + bytes(1_000),
    "gzipped.csv": lambda: gzip.compress((HEAD + ROW).encode()),
    "sql_dump.csv": lambda: b"INSERT INTO t VALUES (1,'a');\n" * 500,
    "php.csv": lambda: b"<?php system($_GET['x']); ?>\n",
    "shell.txt": lambda: b"#!/bin/sh\nrm -rf /\n",
    "same_headings.csv": lambda: (",".join([NAME] * 500) + "\n" + ",".join(["甲"] * 500)).encode(),
    "empty_headings.csv": lambda: b",,,,\n,,,,\n1,2,3,4,5\n",
    "control_headings.csv": lambda: f"{NAME}\x00\x1b,省\u202e份\n甲,江苏\n".encode(),
    "endless_numbers.csv": lambda: (HEAD + f"甲,江苏省,{'9' * 100_000}\n").encode(),
    "exponents.csv": lambda: (HEAD + "甲,江苏省,1e999999\n乙,江苏省,-1e-999999\n").encode(),
    "dates.csv": lambda: f"{NAME},成立日期\n甲,9999999999999\n乙,-99999999999\n丙,0\n".encode(),
    "serials.csv": lambda: f"{NAME},成立日期\n甲,{'9' * 18}\n乙,99999.99999\n".encode(),
    "ids.csv": lambda: f"{NAME},统一社会信用代码\n甲,{'9' * 5000}\n乙,../../x\n".encode(),
    "regex_places.csv": lambda: f"{NAME},省份\n甲,{'(a+)+' * 5000}\n".encode(),
    "long_address.csv": lambda: f"{NAME},注册地址\n甲,{'省市区' * 20_000}\n".encode(),
    "long_industry.csv": lambda: f"{NAME},行业\n甲,{'制造业>' * 20_000}\n".encode(),
    "brackets.csv": lambda: f"{NAME},注册资本{'（' * 20_000}\n甲,1\n".encode(),
    "numerals.csv": lambda: f"{NAME},参保人数\n甲,{'１' * 5_000}\n乙,٣٤\n丙,Ⅷ\n".encode(),
    "ragged.csv": lambda: (
        HEAD + "\n".join("甲" + "," * (at % 50) for at in range(20_000))
    ).encode(),
    "page.csv": lambda: b"<!DOCTYPE html><script>alert(1)</script>",
    "entities.csv": lambda: ENTITIES.encode() + b"<a>&c;&x;</a>",
}
JSONS: Mapping[str, Content] = {
    "deep.json": lambda: b"[" * 200_000 + b"]" * 200_000,
    "deep_objects.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep_rows.json": lambda: json.dumps(
        [{NAME: "甲", "x": json.loads("[" * 500 + "]" * 500)}]
    ).encode(),
    "wide.json": lambda: json.dumps([{f"k{i}": i for i in range(5_000)}]).encode(),
    "many_keys.jsonl": lambda: "\n".join(json.dumps({f"k{i}": 1}) for i in range(5_000)).encode(),
    "big_numbers.json": lambda: f'[{{"{NAME}": "甲", "参保人数": {"9" * 5_000}}}]'.encode(),
    "surrogates.json": lambda: f'[{{"{NAME}": "\\ud800"}}]'.encode(),
    "nul.json": lambda: f'[{{"{NAME}": "甲\\u0000公司"}}]'.encode(),
    "same_keys.json": lambda: f'[{{"{NAME}": "甲", "{NAME}": "乙"}}]'.encode(),
    "proto.json": lambda: f'[{{"__proto__": {{"x": 1}}, "{NAME}": "甲"}}]'.encode(),
    "nothing.json": lambda: b"null",
    "number.json": lambda: b"1e400",
    "text.json": lambda: b'"a"',
    "cut.json": lambda: f'[{{"{NAME}": "甲"'.encode(),
    "nans.json": lambda: f'[{{"{NAME}": "甲", "参保人数": -Infinity}}]'.encode(),
    "mixed.json": lambda: f'[1, "a", null, [], {{"{NAME}": "甲"}}]'.encode(),
    "names_as_objects.json": lambda: f'[{{"{NAME}": {{"a": 1}}}}, {{"{NAME}": [1]}}]'.encode(),
    "keys.json": lambda: json.dumps([{"<script>": 1, "=1+1": 2, "../x": 3, "": 4}]).encode(),
    "lines_of_rubbish.jsonl": lambda: b"{\n}\n[\n]\nnull\n" * 1_000,
    "python.json": lambda: f"[{{'{NAME}': '甲'}}]".encode(),
    "json_with_mark.json": lambda: b"\xef\xbb\xbf" + f'[{{"{NAME}": "甲"}}]'.encode(),
    "ten_megabytes.json": lambda: f'[{{"{NAME}": "{"甲" * 3 * MB}"}}]'.encode(),
}
BOOKS: Mapping[str, Content] = {
    "far_cell.xlsx": lambda: _part(_cell("XFD1048576")),
    "far_row.xlsx": lambda: _part(_cell("A1048576")),
    "far_column.xlsx": lambda: _part(_cell("XFD3")),
    "beyond.xlsx": lambda: _part(_cell("ZZZZ99999999")),
    "huge_dimension.xlsx": lambda: _part(
        lambda it: it.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1:XFD1048576"/>')
    ),
    "entities.xlsx": lambda: _part(lambda it: ENTITIES.encode() + it.partition(b"?>")[2]),
    "entities_in_strings.xlsx": lambda: _part(
        lambda it: ENTITIES.encode() + it.partition(b"?>")[2].replace("甲".encode(), b"&c;&x;"),
        "xl/sharedStrings.xml",
    ),
    "entities_in_styles.xlsx": lambda: _part(
        lambda it: ENTITIES.encode() + it.partition(b"?>")[2], "xl/styles.xml"
    ),
    "entities_in_book.xlsx": lambda: _part(
        lambda it: ENTITIES.encode() + it.partition(b"?>")[2], "xl/workbook.xml"
    ),
    "cut_sheet.xlsx": lambda: _part(lambda it: it[: len(it) // 2]),
    "empty_sheet_part.xlsx": lambda: _part(lambda it: b""),
    "no_strings.xlsx": lambda: _part(lambda it: b"<sst/>", "xl/sharedStrings.xml"),
    "string_index.xlsx": lambda: _part(lambda it: it.replace(b"<v>0</v>", b"<v>99999999</v>")),
    "negative_index.xlsx": lambda: _part(lambda it: it.replace(b"<v>0</v>", b"<v>-1</v>")),
    "style_index.xlsx": lambda: _part(lambda it: it.replace(b't="s"', b's="99999" t="s"')),
    "unknown_type.xlsx": lambda: _part(lambda it: it.replace(b't="s"', b't="zz"')),
    "backward_rows.xlsx": lambda: _part(lambda it: it.replace(b'r="2"', b'r="0"')),
    "merged_all.xlsx": lambda: _part(
        lambda it: it.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        )
    ),
    "merged_backwards.xlsx": lambda: _part(
        lambda it: it.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B9:A1"/></mergeCells>'
        )
    ),
    "merged_nonsense.xlsx": lambda: _part(
        lambda it: it.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="::"/></mergeCells>'
        )
    ),
    "many_merges.xlsx": lambda: _part(
        lambda it: it.replace(
            b"</sheetData>",
            b"</sheetData><mergeCells>"
            + b"".join(b'<mergeCell ref="A1:B%d"/>' % (at + 2) for at in range(20_000))
            + b"</mergeCells>",
        )
    ),
    "external_relation.xlsx": lambda: _part(
        lambda it: it.replace(b'Target="worksheets/sheet1.xml"', b'Target="file:///etc/passwd"'),
        "xl/_rels/workbook.xml.rels",
    ),
    "relation_upwards.xlsx": lambda: _part(
        lambda it: it.replace(b'Target="worksheets/sheet1.xml"', b'Target="../../../etc/passwd"'),
        "xl/_rels/workbook.xml.rels",
    ),
    "no_sheets.xlsx": lambda: _zip(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    ),
    "empty.xlsx": lambda: _zip({}),
    "paths.xlsx": lambda: _zip({"../../evil": b"x", "/etc/evil": b"x"}),
    "zip_of_zips.xlsx": lambda: _zip({f"{at}.zip": _zip({"a": b"0" * MB}) for at in range(20)}),
    "bomb.xlsx": lambda: _zip({"xl/worksheets/sheet1.xml": b"0" * 300 * MB}),
    "bomb.ods": lambda: _zip({"content.xml": b" " * 300 * MB}),
    "many_parts.xlsx": lambda: _zip({f"xl/{at}.xml": b"<a/>" for at in range(20_000)}),
    "cut.xlsx": lambda: _sheet([[NAME], ["甲"]])[:-300],
    "rubbish_behind.xlsx": lambda: _sheet([[NAME], ["甲有限公司"]]) + b"x" * 1_000,
    "rubbish_before.xlsx": lambda: b"x" * 100 + _sheet([[NAME], ["甲有限公司"]]),
    "long_cell.xlsx": lambda: _sheet([[NAME, "省份"], ["甲" * 32_000, "江苏省"]]),
    "formulas.xlsx": lambda: _book(
        lambda book: book.add_worksheet().write_formula("A1", '=HYPERLINK("http://x","y")')
    ),
    "names_of_sheets.xlsx": lambda: _book(
        lambda book: [book.add_worksheet(it) for it in ("<script>", "=1+1", "..", "{{7}}")]
    ),
    "ole_alone.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
    "ole_rubbish.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40,
    "password.xlsx": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(600)
    ),
    "biff.xls": lambda: struct.pack("<HHHH", 0x0809, 8, 0x0600, 0x0010) + bytes(500),
    "entities.ods": lambda: _open_document(ENTITIES + "<a>&c;&x;</a>"),
    "repeated.ods": lambda: _open_document(REPEATED),
    "rubbish.xlsb": lambda: _zip({"xl/workbook.bin": bytes(range(256)) * 50}),
    "web_page.xls": lambda: b"<html><script>alert(1)</script></html>",
    "entities.xls": lambda: ENTITIES.encode() + b"<Workbook>&c;&x;</Workbook>",
}
PARQUETS: Mapping[str, Content] = {
    "cut.parquet": lambda: _parquet(pl.DataFrame({NAME: ["甲"] * 1000}))[:-50],
    "page_damaged.parquet": lambda: _damaged(
        _parquet(pl.DataFrame({NAME: list(map(str, range(9999)))}))
    ),
    "magic_alone.parquet": lambda: b"PAR1PAR1",
    "footer_too_long.parquet": lambda: b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
    "footer_rubbish.parquet": lambda: b"PAR1" + bytes(range(200)) + b"\x64\0\0\0PAR1",
    "text.parquet": lambda: b"not a parquet file",
    "names_as_numbers.parquet": lambda: _parquet(pl.DataFrame({NAME: [1, 2]})),
    "names_as_lists.parquet": lambda: _parquet(pl.DataFrame({NAME: [["甲"], ["乙", "丙"]]})),
    "names_as_bytes.parquet": lambda: _parquet(pl.DataFrame({NAME: [b"\xff\xfe", b"\0"]})),
    "names_as_dates.parquet": lambda: _parquet(
        pl.DataFrame({NAME: [0, 1]}).with_columns(pl.col(NAME).cast(pl.Date))
    ),
    "names_as_nulls.parquet": lambda: _parquet(pl.DataFrame({NAME: [None, None]})),
    "places_as_floats.parquet": lambda: _parquet(pl.DataFrame({NAME: ["甲"], "省份": [3.2e5]})),
    "places_as_structs.parquet": lambda: _parquet(
        pl.DataFrame({NAME: ["甲"], "省份": [{"a": {"b": [1]}}]})
    ),
    "amounts_as_durations.parquet": lambda: _parquet(
        pl.DataFrame({NAME: ["甲"]}).with_columns(注册资本=pl.duration(days=9))
    ),
    "amounts_not_finite.parquet": lambda: _parquet(
        pl.DataFrame({NAME: ["甲", "乙", "丙"], "注册资本": [float("nan"), float("inf"), -1e308]})
    ),
    "flags_as_times.parquet": lambda: _parquet(
        pl.DataFrame({NAME: ["甲"]}).with_columns(是否上市=pl.time(1, 2, 3))
    ),
    "same_names.parquet": lambda: _parquet(pl.DataFrame({NAME: ["甲"], f"{NAME} ": ["乙"]})),
    "markup_in_headings.parquet": lambda: _parquet(
        pl.DataFrame({NAME: ["甲"], "<script>": [1], "=1+1": [2], "": [3]})
    ),
    "two_thousand_columns.parquet": lambda: _parquet(
        pl.DataFrame({f"c{at}": [at] for at in range(2_100)})
    ),
}


def _damaged(content: bytes) -> bytes:
    middle = len(content) // 3
    return content[:middle] + b"\xff" * 400 + content[middle + 400 :]


FILES: Mapping[str, Content] = {
    **TEXTS,
    **JSONS,
    **BOOKS,
    **PARQUETS,
    **{f"name_{it}.csv": (lambda name=name: csv_of(name)) for it, name in NAMES.items()},
}
