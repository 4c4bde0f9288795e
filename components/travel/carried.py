"""Manifests inside pictures: a text chunk of PNG, the metadata of SVG and PDF."""

import re
import struct
import zlib

from components.travel.chromium import Format

KEYWORD = b"SRDI Atlas"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = len(SIGNATURE) + 25
"""Bytes of a PNG before the first chunk that may hold text: signature and IHDR."""
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)


def carrying(body: bytes, format: Format, manifest: str) -> bytes:
    """The same picture with its manifest; unchanged where its form is not as expected."""
    return {"png": _png, "svg": _svg, "pdf": _pdf}[format](body, manifest.encode())


def _png(body: bytes, manifest: bytes) -> bytes:
    """An iTXt chunk behind the head: keyword, no compression, no language, UTF-8 text."""
    if not body.startswith(SIGNATURE):
        return body
    data = KEYWORD + b"\0\0\0\0\0" + manifest
    kind = b"iTXt" + data
    chunk = struct.pack(">I", len(data)) + kind + struct.pack(">I", zlib.crc32(kind))
    return body[:HEAD] + chunk + body[HEAD:]


def _svg(body: bytes, manifest: bytes) -> bytes:
    """Before the end of the outermost of nested drawings."""
    at = body.rfind(b"</svg>")
    return body[:at] + b"<metadata>" + manifest + b"</metadata>" + body[at:] if at >= 0 else body


def _pdf(body: bytes, manifest: bytes) -> bytes:
    """An incremental update (ISO 32000-1, 7.5.6): a new Info dictionary that has the manifest."""
    start, trailer = _START.search(body), _TRAILER.findall(body)
    if start is None or not trailer:
        return body
    size = re.search(rb"/Size\s+(\d+)", trailer[-1])
    root = re.search(rb"/Root\s+\d+\s+\d+\s+R", trailer[-1])
    if size is None or root is None:
        return body
    number = int(size.group(1))
    base = body if body.endswith(b"\n") else body + b"\n"
    entry = b"%d 0 obj\n<</Producer (SRDI Atlas) /SRDIAtlas (%s)>>\nendobj\n" % (number, manifest)
    at = len(base) + len(entry)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(base))
    end = b"trailer\n<</Size %d %s /Info %d 0 R /Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        number + 1,
        root.group(0),
        number,
        start.group(1),
        at,
    )
    return base + entry + table + end
