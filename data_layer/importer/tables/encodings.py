"""In which encoding a text file is, every byte of it."""

import codecs
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.vocabulary.text import Text

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK: Final = 1 << 20
SAMPLE: Final = 1 << 16
COMMON: Final = 0.8
"""Share of a Chinese text's characters that GB 2312 has; of others read as such, far fewer are."""


def detect_encoding(path: Path) -> str:
    """utf-8-sig, utf-16 (with a mark or without), utf-8 or gb18030, in which every byte can be
    read; UnreadableFileError for anything else."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    by_mark = next((name for mark, name in BOMS if start.startswith(mark)), None)
    if by_mark is None and b"\0" in start:
        by_mark = _unmarked(path, start)
    if by_mark is None and b"\0" in start:
        raise UnreadableFileError(
            Text(
                f"{path.name} 是二进制文件，不是 CSV 文本",
                f"{path.name} is a binary file, not CSV text",
            )
        )
    tried = (by_mark,) if by_mark else ("utf-8", "gb18030")
    failures = {encoding: _undecodable(path, encoding) for encoding in tried}
    for encoding, failure in failures.items():
        if failure is None:
            if encoding == "gb18030" and _is_big5(start):
                raise _traditional(path)
            return encoding
    places = "; ".join(f"{encoding}: {failure}" for encoding, failure in failures.items())
    raise UnreadableFileError(
        Text(
            f"{path.name} 的编码无法识别（{places}）；可用：UTF-8、GB18030",
            f"{path.name}: unknown encoding ({places}); allowed: UTF-8, GB18030",
        )
    )


def _unmarked(path: Path, start: bytes) -> str | None:
    """UTF-16 without a byte order mark, by where commas and line ends have their empty byte."""
    counts = {
        "utf-16-le": sum(start.count(sign + b"\0") for sign in (b",", b"\t", b"\n", b";")),
        "utf-16-be": sum(start.count(b"\0" + sign) for sign in (b",", b"\t", b"\n", b";")),
    }
    likely = max(counts, key=lambda encoding: counts[encoding])
    if not counts[likely] or _undecodable(path, likely) is not None:
        return None
    text = start[: len(start) // 2 * 2].decode(likely, "ignore")
    return likely if all(sign.isprintable() or sign.isspace() for sign in text[:SAMPLE]) else None


def _is_big5(start: bytes) -> bool:
    """Whether text that GB 18030 can read is more likely Big5, as Taiwan and Hong Kong have it."""
    sample = start[:SAMPLE]
    read = [sign for sign in sample.decode("gb18030", "ignore") if ord(sign) > 127]
    if _share(read, "gb2312") >= COMMON:
        return False
    try:
        traditional = [sign for sign in sample.decode("big5") if ord(sign) > 127]
    except UnicodeDecodeError as error:
        if len(start) <= SAMPLE or error.start < SAMPLE - 2:
            return False
        traditional = [sign for sign in sample[: error.start].decode("big5") if ord(sign) > 127]
    return _share(traditional, "big5") > _share(read, "gb2312") and len(traditional) > 3


def _share(signs: list[str], encoding: str) -> float:
    """How many of the characters the encoding has, between 0 and 1; 1 for no characters."""
    encodable = sum(1 for sign in signs if sign.encode(encoding, "ignore"))
    return encodable / len(signs) if signs else 1.0


def _traditional(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 的编码无法识别，像是 Big5（繁体）；请用 Excel 打开，另存为 .xlsx 再导入",
            f"{path.name}: the encoding is not recognised, it looks like Big5; open it in Excel "
            "and save it as .xlsx",
        )
    )


def _is_utf8(path: Path) -> bool:
    """Whether all of the file is UTF-8, looked at by Polars, whole lines at a time."""
    rest = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                piece = rest + chunk
                end = _whole_to(piece)
                pl.Series([piece[:end]]).cast(pl.String)
                rest = piece[end:]
        pl.Series([rest]).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _undecodable(path: Path, encoding: str) -> str | None:
    """Where the file is not text in this encoding, or None."""
    if encoding in ("utf-8", "utf-8-sig") and _is_utf8(path):
        return None
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
                lines += chunk.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            number = lines + error.object[: error.start].count(b"\n")
            return f"第 {number} 行 line {number}"
    return None


def _whole_to(piece: bytes) -> int:
    """Where the last line of a piece begins; of one without an end where its last sign does."""
    end = piece.rfind(b"\n") + 1
    if end:
        return end
    starts = (len(piece) - back for back in range(1, 5) if piece[-back:][0] & 0xC0 != 0x80)
    return next(starts, len(piece))
