"""Manifests in a PDF that a browser printed: links keep them, plain or in compressed streams."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from components.receipts.manifest import Manifest, found_in

SIGN: Final = b"%PDF-"
STREAM: Final = re.compile(rb"stream\r?\n")
END: Final = b"endstream"
MOST_BYTES: Final = 100_000_000
"""That the streams of a file may unpack to; what is beyond is not read."""
BROKEN_LINE: Final = re.compile(rb"\\\r?\n")
"""Long strings may be broken, which is no part of them."""


def is_pdf(raw: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return SIGN in raw[:1024]


def found_in_pdf(raw: bytes) -> list[Manifest]:
    """The manifests of a PDF in their order, each once."""
    return found_in(BROKEN_LINE.sub(b"", raw + b"".join(_unpacked(raw))))


def _unpacked(raw: bytes) -> list[bytes]:
    left, unpacked = MOST_BYTES, []
    for packed in _streams(raw):
        try:
            body = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        left -= len(body)
        unpacked.append(body)
        if left <= 0:
            break
    return unpacked


def _streams(raw: bytes) -> Iterator[bytes]:
    """What stands between each beginning of a stream and the next end; each byte is read once,
    however many beginnings have none."""
    at = 0
    while begins := STREAM.search(raw, at):
        ends = raw.find(END, begins.end())
        if ends < 0:
            return
        yield raw[begins.end() : ends]
        at = ends + len(END)
