"""A file as an answer: its name, and what lets a reader ask for parts of it."""

import os
from collections.abc import Iterable
from io import BufferedReader
from typing import IO, Final
from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from components.contract.fingerprint import digest

PIECE: Final = 1 << 18


def attachment(
    body: bytes | IO[bytes] | Iterable[bytes], name: str, mime: str, tag: str = ""
) -> Response:
    """A download with its name in UTF-8, and in ASCII for what reads no other.

    What is at hand whole, as bytes or as a file with its tag, has a length and an ETag and can be
    asked for in ranges, so that Polars and DuckDB read it by its address.
    """
    plain = name.encode("ascii", "ignore").decode().lstrip("_") or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-cache"}
    if isinstance(body, BufferedReader):
        size = os.fstat(body.fileno()).st_size
        response = Response(FileWrapper(body, PIECE), content_type=mime, headers=headers)
        response.direct_passthrough = True
        response.content_length = size
    else:
        response = Response(body, content_type=mime, headers=headers)
        if not isinstance(body, bytes):
            return response
        size, tag = len(body), digest(body)
    response.set_etag(tag)
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response
