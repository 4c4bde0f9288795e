"""What a file is by its first bytes, where that is not what its name says."""

import re
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
