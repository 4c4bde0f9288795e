"""What the import answers with: parts of the page, a message, a file."""

from typing import Any

from flask import Response, request

from components.intake import tags
from components.intake.words import WORDS
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.text import Lang, Text


def language() -> Lang:
    """The language that a request asks for."""
    return "en" if request.args.get("lang") == "en" else "zh"


def fragment(parts: list[Any], status: int = 200, upload: Upload | None = None) -> Response:
    """Parts of the page as HTML, with the id of the file that they are about."""
    answer = Response(str(tags.text(parts)), status, content_type="text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    if upload is not None:
        answer.headers["X-Upload"] = upload.id
    return answer


def switched(answer: Response) -> Response:
    """Tell the page that another version is in use: assets/src/import_page.js loads it anew."""
    if answer.status_code == 200:
        answer.headers["X-Switched"] = "1"
    return answer


def plain(status: int, message: Text) -> Response:
    """A message alone."""
    return Response(message(language()), status, content_type="text/plain; charset=utf-8")


def gone() -> Response:
    """That a file is not there, or not any more."""
    return plain(404, WORDS["gone"])


def attachment(body: bytes, name: str) -> Response:
    """A file to be saved under a name."""
    answer = Response(body, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
