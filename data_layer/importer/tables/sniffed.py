"""What a file is by its first bytes, where that is not what its name says."""

import re
import zipfile
from pathlib import Path
from typing import Final, Literal

from data_layer.importer.errors import UnreadableFileError
from data_layer.vocabulary.text import Text

Kind = Literal["zip", "ole", "parquet", "html", "xml", "text"]

LOOKED_AT: Final = 8192
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
HTML: Final = re.compile(
    rb"^\s*(?:<(?:!doctype html|html|head|meta|table|body|style|script|div|!--)|mime-version:)",
    re.I,
)
XML: Final = re.compile(rb"^\s*<\?xml", re.I)


def kind_of(path: Path) -> Kind:
    """What the first bytes say; `text` for anything that has no mark."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    plain = start.removeprefix(b"\xef\xbb\xbf")
    marks: tuple[tuple[bool, Kind], ...] = (
        (start.startswith(b"PK\x03\x04"), "zip"),
        (start.startswith(OLE), "ole"),
        (start.startswith(b"PAR1"), "parquet"),
        (HTML.match(plain) is not None, "html"),
        (XML.match(plain) is not None, "html" if b"<html" in plain.lower() else "xml"),
    )
    return next((kind for is_of_kind, kind in marks if is_of_kind), "text")


ARCHIVE: Final = Text("压缩包", "an archive")
PICTURE: Final = Text("图片", "a picture")
OTHERS: Final[tuple[tuple[bytes, Text], ...]] = (
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (rb"{\rtf", Text("RTF 文档", "an RTF document")),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
"""What else files begin with that cannot be read as a table."""
WORD: Final = Text("Word 文档", "a Word document")
SLIDES: Final = Text("PowerPoint 演示文稿", "a PowerPoint presentation")
PARTS: Final = (("word/", WORD), ("ppt/", SLIDES))
WORKBOOK: Final = ("xl/", "content.xml", "[Content_Types].xml")


def refuse_other(path: Path) -> None:
    """UnreadableFileError for a document, a picture or an archive, whatever its name says."""
    with path.open("rb") as file:
        start = file.read(8)
    what = next((words for mark, words in OTHERS if start.startswith(mark)), None)
    if what is None and start.startswith(b"PK\x03\x04"):
        what = _zipped(path)
    if what is None:
        return
    archive = what == ARCHIVE
    todo = (
        Text("请先解压，再导入其中的表格", "unpack it and import the table in it")
        if archive
        else Text(
            "请把其中的表格复制到 Excel，另存为 .xlsx 再导入",
            "copy the table in it to Excel, save it as .xlsx and import that",
        )
    )
    raise UnreadableFileError(
        Text(
            f"{path.name} 其实是{what.zh}；{todo.zh}",
            f"{path.name} is {what.en} in truth; {todo.en}",
        )
    )


def _zipped(path: Path) -> Text | None:
    """What a zip file is that is no workbook; None for a workbook, and one that cannot be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return None
    for part, words in PARTS:
        if any(name.startswith(part) for name in names):
            return words
    return None if any(name.startswith(WORKBOOK) for name in names) else ARCHIVE


def refuse_web_page(path: Path, kind: Kind) -> None:
    """UnreadableFileError for a web page or an XML table, which some systems give out as .xls."""
    if kind not in ("html", "xml"):
        return
    what = Text("网页", "a web page") if kind == "html" else Text("XML 文件", "an XML file")
    raise UnreadableFileError(
        Text(
            f"{path.name} 其实是{what.zh}；请用 Excel 或 WPS 打开，另存为 .xlsx 再导入",
            f"{path.name} is {what.en} in truth; open it in Excel or WPS, save it as .xlsx and "
            "import that",
        )
    )


def refuse_password(path: Path) -> None:
    """UnreadableFileError for a workbook that a password locks."""
    with path.open("rb") as file:
        content = file.read(1 << 16)
        if content.startswith(OLE) and ENCRYPTED not in content:
            content += file.read()
    if content.startswith(OLE) and ENCRYPTED in content:
        raise locked(path)


def locked(path: Path) -> UnreadableFileError:
    """A file that asks for a password."""
    return UnreadableFileError(
        Text(
            f"{path.name} 有密码；请在 Excel 中去掉密码后另存，再导入",
            f"{path.name} has a password; save it without one and import that",
        )
    )
