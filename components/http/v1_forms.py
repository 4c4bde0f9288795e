"""Rows of /api/v1 as JSON, Arrow or Parquet, as the caller prefers; tagged, so that who has them
already is told so."""

import hashlib
import io
from collections.abc import Sequence
from typing import Any

import polars as pl
from flask import Response, request

from components.contract.fingerprint import code_fingerprint
from components.travel.downloads import MIME
from data_layer.files.tabular import json_bytes, parquet_bytes, spelt
from data_layer.filters.query import Query
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang

JSON = "application/json"
ARROW = "application/vnd.apache.arrow.stream"
PARQUET = MIME["parquet"]


def _form() -> str:
    """The form that the caller prefers: JSON unless Arrow or Parquet is named."""
    return request.accept_mimetypes.best_match((JSON, ARROW, PARQUET), JSON)


def formed(
    frame: pl.DataFrame,
    fields: Sequence[Field],
    lang: Lang,
    details: dict[str, Any],
    more: dict[str, Any] | None = None,
) -> Response:
    """Rows in the form that the caller prefers; `more`: what only JSON can hold."""
    form = _form()
    if form == ARROW:
        buffer = io.BytesIO()
        spelt(frame, fields, lang).write_ipc_stream(buffer)
        return Response(buffer.getvalue(), mimetype=ARROW)
    if form == PARQUET:
        texts = {key: str(value) for key, value in details.items()}
        return Response(parquet_bytes(frame, fields, lang, about=texts), mimetype=PARQUET)
    return Response(
        json_bytes(frame, fields, lang, about={**details, **(more or {})}), mimetype=JSON
    )


def tag_of(version: str, what: str, query: Query, more: object = "") -> str:
    """Changes with all that an answer depends on, its form among them."""
    state = f"{version}|{code_fingerprint()}|{what}|{query.to_query()}|{_form()}|{more}"
    return hashlib.blake2b(state.encode(), digest_size=12).hexdigest()


def tagged(answer: Response, version: str, tag: str) -> Response:
    """An answer that a caller may keep, with the version that it is of."""
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = "Accept"
    answer.headers["X-Data-Version"] = version
    return answer


def unchanged(version: str, tag: str) -> Response | None:
    """304 if the caller already holds this answer."""
    if tag not in request.if_none_match:
        return None
    return tagged(Response(status=304), version, tag)
