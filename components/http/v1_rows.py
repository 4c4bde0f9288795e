"""Rows of enterprises for scripts, a page at a time."""

import base64
import binascii
from typing import Any

import polars as pl
from flask import Response

from components.contract.evaluate import count_selected
from components.contract.workspace import Workspace
from components.http.v1_forms import formed, tag_of, tagged, unchanged
from data_layer.enterprises.listing import enterprise_fields, selected
from data_layer.filters.problems import FilterError, Problem
from data_layer.filters.query import parse_query
from data_layer.registry.ruled import scope
from data_layer.vocabulary.text import Text, same

PAGE, MOST = 100, 5_000
"""Rows of a page, where the caller asks for no number, and at most."""


def enterprises_answer(workspace: Workspace, search: str) -> Response:
    """A page of the rows that pass, and the cursor of the next."""
    read = parse_query(search, frozenset(["limit", "cursor"])).strict()
    registry = workspace.registry(read.version)
    limit, start = _limit(read.params), _start(read.params, registry.version)
    mark = tag_of(registry.version, "enterprises", read, more=workspace.scope)
    if (same_answer := unchanged(registry.version, mark)) is not None:
        return same_answer
    rows = selected(registry, read.filters).slice(start, limit + 1).collect()
    kind = "demonstration" if registry.demonstration else "computed"
    plain = rows.head(limit).with_columns(pl.col(pl.Enum).cast(pl.String), kind=pl.lit(kind))
    following = _cursor(registry.version, start + limit) if rows.height > limit else None
    details = {
        "version": registry.version,
        "filters": scope(registry.rule, read.filters, read.lang),
        "enterprises": count_selected(registry, read.filters, workspace.cache),
        "next": following,
    }
    answer = formed(plain, enterprise_fields(), read.lang, details=details)
    if following:
        answer.headers["X-Next-Cursor"] = following
    return tagged(answer, registry.version, mark)


def _limit(params: Any) -> int:
    given = params.get("limit", str(PAGE))
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= MOST:
        raise FilterError([Problem("limit", given[:80], same(f"1..{MOST}"))])
    return int(given)


def _cursor(version: str, start: int) -> str:
    return base64.urlsafe_b64encode(f"{version}:{start}".encode()).decode().rstrip("=")


def _start(params: Any, version: str) -> int:
    """Where a cursor continues; a cursor of another data version is refused, not guessed."""
    given = params.get("cursor")
    if given is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode("ascii")
        of, _, start = text.partition(":")
        if of == version and start.isdigit():
            return int(start[:12])
    except (binascii.Error, ValueError):
        pass
    allowed = Text("本数据版本给出的 next", "`next` of an answer of this data version")
    raise FilterError([Problem("cursor", given[:80], allowed)])
