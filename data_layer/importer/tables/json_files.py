"""JSON: an object a line, or one value that holds the rows somewhere (see `json_rows`)."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.tables.encodings import detect_encoding
from data_layer.importer.tables.json_rows import Found, flat, holds_no_rows, rows_in
from data_layer.importer.tables.source import (
    BATCH_ROWS,
    Batch,
    Reject,
    Source,
    checked_header,
    text_frame,
    without_rows,
)
from data_layer.vocabulary.text import Text

CALL: Final = re.compile(r"[\w.$]+\(\s*[\[{]")
CALLED: Final = re.compile(r"\A\s*[\w.$]+\((.*)\)\s*;?\s*\Z", re.DOTALL)
"""JSON as the argument of a function, as servers give it to pages of others (JSONP)."""
NO_NUMBER: Final = re.compile(r"\b(?:NaN|Infinity)\b")


def open_json(path: Path) -> Source:
    """A JSON file as rows; the heading is every key, in the order in which they first appear.

    JSON lines are read twice, since a key may appear in the last line only.
    """
    encoding = detect_encoding(path)
    if not _is_lines(path, encoding):
        return _open_whole(path, encoding)
    header: dict[str, None] = {}
    for _, content in _objects(path, encoding):
        header.update(dict.fromkeys(content if isinstance(content, dict) else ()))
    if not header:
        raise _no_rows(path)
    batches = _batches(_objects(path, encoding), header)
    return Source("jsonl", encoding, checked_header(path, tuple(header)), batches=batches)


def _is_lines(path: Path, encoding: str) -> bool:
    """Whether each line is a record of its own, as far as the first two tell."""
    with path.open(encoding=encoding) as file:
        lines = list(islice((line.strip() for line in file if line.strip()), 2))
    if len(lines) < 2:
        return False
    if CALL.match(lines[0]):
        return False
    if _parsed(lines[0]) is not None or lines[0][:1] not in ("[", "{"):
        return True
    return path.suffix.lower() != ".json" and isinstance(_parsed(lines[1]), dict)


def _open_whole(path: Path, encoding: str) -> Source:
    text = CALLED.sub(r"\1", path.read_text(encoding=encoding))
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        content = _with_nan(text)
        if content is None:
            raise _broken(path, error.lineno) from None
    if holds_no_rows(content):
        raise without_rows(path)
    records = rows_in(content) or (Found((), [content]) if isinstance(content, dict) else None)
    if records is None or not records.rows:
        raise _no_rows(path)
    rows = [flat(row) for row in records.rows]
    header = dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)
    if not header:
        raise _no_rows(path)
    notes = (_below(".".join(records.keys)),) if records.keys else ()
    batches = _batches(enumerate(rows, start=1), header)
    return Source(
        "jsonl", encoding, checked_header(path, tuple(header)), batches=batches, notes=notes
    )


def _with_nan(text: str) -> Any:
    """The content of JSON that is right but for NaN and Infinity, which Python writes; None of
    other JSON. Both are no values."""
    if NO_NUMBER.search(text) is None:
        return None
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    """Number and content of each line that is not blank; what is no JSON comes as its text."""
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                content = flat(_parsed(line))
                yield number, line.strip() if content is None else content


def _batches(objects: Iterable[tuple[int, Any]], keys: dict[str, None]) -> Iterator[Batch]:
    left = iter(objects)
    while batch := list(islice(left, BATCH_ROWS)):
        good = [(number, content) for number, content in batch if isinstance(content, dict)]
        lost = tuple(
            Reject(number, "", str(content), reason=Text("不是 JSON 对象", "not a JSON object"))
            for number, content in batch
            if not isinstance(content, dict)
        )
        rows = ([spelled(content.get(key)) for key in keys] for _, content in good)
        yield Batch(text_frame([number for number, _ in good], rows, len(keys)), lost=lost)


def spelled(value: object) -> str | None:
    """A value as the text of a cell: a list of one value as that, other lists and objects as
    JSON."""
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list | dict):
        return spelled(value[0])
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:  # nested too deeply
        return repr(value)


def _broken(path: Path, line: int) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 不是完整的 JSON，第 {line} 行出错；文件可能没有下载完",
            f"{path.name} is no whole JSON: line {line} is wrong; perhaps it was cut short",
        )
    )


def _below(keys: str) -> Text:
    return Text(f"各行取自“{keys}”之下", f"the rows stand under “{keys}”")


def _no_rows(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f'{path.name} 没有一行是 JSON 对象；每行应为一个对象，如 {{"name": "…"}}，'
            "或整个文件为对象的数组",
            f"{path.name}: no line is a JSON object; each must be one, or the file an array",
        )
    )
