"""JSON: an object a line, an array of objects, or the array under a key of one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson

from data_layer.importer.encodings import detect_encoding
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.source import (
    BATCH_ROWS,
    Batch,
    Reject,
    Source,
    checked_header,
    text_frame,
)
from data_layer.vocabulary.text import Text

DEEPEST: Final = 3
"""Objects within each other in which rows are looked for."""


def open_json(path: Path) -> Source:
    """A JSON file as rows; the heading is every key, in the order in which they first appear.

    JSON lines are read twice, since a key may appear in the last line only.
    """
    encoding = detect_encoding(path)
    with path.open(encoding=encoding) as file:
        start = next((line.strip() for line in file if line.strip()), "")
    if (start[:1] == "[" and not _is_line(start)) or start == "{" or _one_object(start, path):
        return _open_whole(path, encoding)
    header: dict[str, None] = {}
    for _, content in _objects(path, encoding):
        header.update(dict.fromkeys(content if isinstance(content, dict) else ()))
    if not header:
        raise _no_rows(path)
    batches = _batches(_objects(path, encoding), header)
    return Source("jsonl", encoding, checked_header(path, tuple(header)), batches)


def _is_line(start: str) -> bool:
    """Whether the first line is JSON by itself and holds no objects: no array of rows."""
    content = _parsed(start)
    return isinstance(content, list) and not any(isinstance(it, dict) for it in content)


def _one_object(start: str, path: Path) -> bool:
    """Whether the file is one object that holds its rows under a key."""
    content = _parsed(start)
    if content is None:
        return start.startswith("{") and path.suffix.lower() == ".json"
    return isinstance(content, dict) and _rows_of(content, ()) is not None


def _open_whole(path: Path, encoding: str) -> Source:
    try:
        content = orjson.loads(path.read_text(encoding=encoding))
    except orjson.JSONDecodeError:
        raise _no_rows(path) from None
    found = (content, ()) if isinstance(content, list) else _rows_of(content, ())
    if found is None:
        raise _no_rows(path)
    rows, keys = found
    header = dict.fromkeys(key for it in rows if isinstance(it, dict) for key in it)
    if not header:
        raise _no_rows(path)
    notes = (_below(".".join(keys)),) if keys else ()
    batches = _batches(enumerate(rows, start=1), header)
    return Source("jsonl", encoding, checked_header(path, tuple(header)), batches, notes)


def _rows_of(
    content: Mapping[str, Any], keys: tuple[str, ...]
) -> tuple[list[Any], tuple[str, ...]] | None:
    """The longest array of objects within an object, and the keys that lead to it."""
    lists = {
        key: value
        for key, value in content.items()
        if isinstance(value, list) and any(isinstance(it, dict) for it in value)
    }
    if lists:
        key = max(lists, key=lambda it: len(lists[it]))
        # A list that describes the columns stands beside the rows in this program's own files.
        key = "data" if "data" in lists else key
        return lists[key], (*keys, key)
    if len(keys) >= DEEPEST:
        return None
    deeper = (
        _rows_of(value, (*keys, key)) for key, value in content.items() if isinstance(value, dict)
    )
    return next((it for it in deeper if it is not None), None)


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
                content = _parsed(line)
                yield number, line.strip() if content is None else content


def _batches(objects: Iterable[tuple[int, Any]], keys: dict[str, None]) -> Iterator[Batch]:
    left = iter(objects)
    while batch := list(islice(left, BATCH_ROWS)):
        good = [(number, content) for number, content in batch if isinstance(content, dict)]
        lost = tuple(
            Reject(number, "", str(content), Text("不是 JSON 对象", "not a JSON object"))
            for number, content in batch
            if not isinstance(content, dict)
        )
        rows = ([_text(content.get(key)) for key in keys] for _, content in good)
        yield Batch(text_frame([number for number, _ in good], rows, len(keys)), lost=lost)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else orjson.dumps(value).decode()


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
