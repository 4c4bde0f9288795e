"""Where in the content of a JSON file the rows are, however they are wrapped, as flat objects.

Known are an array of objects; an array of arrays whose first one, or a list beside it, holds the
headings; arrays or numbered objects of values by heading; and objects by a key of their own. Each
may lie under keys.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from data_layer.importer.headings.meaning import meaning

DEEPEST: Final = 8
HEADER_KEYS: Final = ("columns", "header", "headers", "fields", "heading", "titles")
KEY: Final = "#key"
"""The heading of the keys that objects stand under."""


class Found(NamedTuple):
    """The keys that lead to the rows, and the rows: objects, and in a list what is none."""

    keys: tuple[str, ...]
    rows: list[Any]


def rows_in(content: object) -> Found | None:
    """The rows that name enterprises, else the most rows; None where there are none."""
    candidates = list(_candidates(content, ()))
    if not candidates:
        return None
    return max(candidates, key=_fitness)


def holds_no_rows(content: object) -> bool:
    """Whether a file says that its list is empty: [], or {"data": [], "total": 0}.

    An object that names an enterprise is one, also where it has a list of nothing (honours).
    """
    if rows_in(content) is not None:
        return False
    if not isinstance(content, dict):
        return _is_empty(content)
    leaves = [(path[-1], value) for path, value in _leaves(content, ())]
    named = any(not _is_empty(value) and _gives_names(key) for key, value in leaves)
    return not named and any(_is_empty(value) for _, value in leaves or [("", content)])


def _is_empty(value: object) -> bool:
    """[], {}, and a table of headings alone."""
    headings = isinstance(value, list) and len(value) == 1 and _is_header(value[0])
    return headings or (isinstance(value, list | dict) and not value)


def _gives_names(key: str) -> bool:
    return (of_key := meaning(key)) is not None and of_key.column == "name"


def flat(row: object) -> object:
    """An object whose inner objects are spread out, a key by itself where no other has it."""
    if not isinstance(row, dict) or not any(isinstance(value, dict) for value in row.values()):
        return row
    spread: dict[str, Any] = {}
    for path, value in _leaves(row, ()):
        taken = path[-1] in spread or (len(path) > 1 and path[-1] in row)
        spread[".".join(path) if taken else path[-1]] = value
    return spread


def _leaves(row: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in row.items():
        if isinstance(value, dict) and value and len(path) < DEEPEST:
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _candidates(content: object, keys: tuple[str, ...]) -> Iterator[Found]:
    if isinstance(content, list):
        if any(isinstance(row, dict) for row in content):
            yield Found(keys, content)
            if len(content) == 1:
                yield from _within(content[0], keys)
        elif len(content) > 1 and all(isinstance(row, list) for row in content):
            yield Found(keys, _tabled(content[0], content[1:]))
    elif isinstance(content, dict) and len(keys) < DEEPEST:
        yield from _within(content, keys)


def _within(content: dict[str, Any], keys: tuple[str, ...]) -> Iterator[Found]:
    header = next((content[key] for key in HEADER_KEYS if _is_header(content.get(key))), None)
    table = next((key for key, value in content.items() if _is_table(value)), None)
    if header is not None and table is not None:
        yield Found((*keys, table), _tabled(header, content[table]))
        return
    if (rows := _by_column(content)) is not None:
        yield Found(keys, rows)
        return
    if (rows := _by_column_and_row(content)) is not None:
        yield Found(keys, rows)
        return
    if len(content) > 1 and all(_is_row(row) for row in content.values()):
        yield Found(keys, [{KEY: key, **row} for key, row in content.items()])
    for key, value in content.items():
        yield from _candidates(value, (*keys, key))


def _by_column(content: dict[str, Any]) -> list[Any] | None:
    """Rows of lists of the same length, each under its heading; None if it is not that."""
    columns = [column for column in content.values() if isinstance(column, list)]
    alike = len(columns) == len(content) and len({len(column) for column in columns}) == 1
    if not alike or any(isinstance(value, dict | list) for one in columns for value in one):
        return None
    return [dict(zip(content, row, strict=True)) for row in zip(*columns, strict=True)] or None


def _by_column_and_row(content: dict[str, Any]) -> list[Any] | None:
    """Rows of objects under a heading each, whose keys number the rows, as pandas writes a frame;
    None if it is not that."""
    if not content or not all(_is_row(row) for row in content.values()):
        return None
    first, *others = (list(row) for row in content.values())
    has_meaning = any(meaning(heading) is not None for heading in content)
    if not has_meaning or any(row != first for row in others) or any(map(meaning, first)):
        return None
    return [{heading: cells[row] for heading, cells in content.items()} for row in first]


def _is_header(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(cell, str) for cell in value)


def _is_table(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)


def _is_row(value: object) -> bool:
    plain = isinstance(value, dict) and bool(value)
    return plain and not any(isinstance(cell, dict | list) for cell in value.values())


def _tabled(header: list[Any], rows: list[list[Any]]) -> list[Any]:
    names = [str(cell) for cell in header]
    return [dict(zip(names, row, strict=False)) for row in rows]


def _fitness(records: Found) -> tuple[bool, bool, int]:
    """Rows before what else is a list: the program's own files list their columns beside `data`."""
    objects = [row for row in records.rows[:20] if isinstance(row, dict)]
    keys = {path[-1] for row in objects for path, _ in _leaves(row, ())}
    return any(map(_gives_names, keys)), records.keys[-1:] == ("data",), len(records.rows)
