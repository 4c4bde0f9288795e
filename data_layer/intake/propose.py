"""Which column of a file holds the enterprises' names where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from data_layer.importer.binding import bind
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings import heading_key
from data_layer.importer.mapping import ImportMapping
from data_layer.importer.source import HEADING_WITHIN, Source
from data_layer.importer.tables import open_source
from data_layer.intake.choices import Choices

NAMED = re.compile(
    r"(公司|集团|厂|大学|学院|学校|研究院|研究所|合作社|事务所|中心|医院"
    r"|\b(co|ltd|inc|corp|company)\b\.?,?)",
    re.IGNORECASE,
)
HEADING = re.compile(r"(名称|全称|单位|企业|机构|name)", re.IGNORECASE)
LOOKED_AT = 200


def opened(path: Path, sheet: str | None, mapping: ImportMapping) -> Source:
    """A file whose headings are found with what a mapping says of them."""
    named = {
        heading_key(heading): any(rule.column == "name" for rule in rules)
        for heading, rules in mapping.columns.items()
    }
    return open_source(path, sheet, named)


def has_name(source: Source, mapping: ImportMapping) -> bool:
    """Whether something gives the enterprises' names."""
    try:
        bind(source.header, mapping)
    except UnreadableFileError:
        return False
    return True


def with_name(path: Path, choices: Choices) -> Choices:
    """The choices, with a column that looks like names where none is known to hold them."""
    source = opened(path, choices.sheet, choices.mapping())
    if has_name(source, choices.mapping()):
        return choices
    heading = _heading_of_names(_first_rows(source))
    return choices if heading is None else choices.with_column(heading, "name")


def _first_rows(source: Source) -> list[Sequence[str | None]]:
    batch = next(source.batches, None)
    rows = [] if batch is None else islice(batch.rows.iter_rows(), LOOKED_AT)
    return [source.header, *(cells[1:] for cells in rows)]


def _heading_of_names(rows: Sequence[Sequence[str | None]]) -> str | None:
    """The heading of the column below the fullest of the first rows whose cells look most like
    names; None where fewer than half of a column's cells do."""
    first = rows[:HEADING_WITHIN]
    if len(rows) < 2:
        return None
    at = max(range(len(first)), key=lambda it: (_texts(first[it]), -it))
    below = rows[at + 1 :]
    scores = [
        (_share(column, below), bool(HEADING.search(first[at][column] or "")), -column)
        for column in range(len(first[at]))
        if first[at][column]
    ]
    best = max(scores, default=(0.0, False, 0))
    return first[at][-best[2]] if best[0] >= 0.5 else None


def _texts(cells: Sequence[str | None]) -> int:
    """Distinct cells that hold more than a number; headings made for empty cells do not count."""
    return len({it for it in cells if it and not it.startswith("#") and not _is_number(it)})


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+\d.,%\s]+", text) is not None


def _share(column: int, rows: Sequence[Sequence[str | None]]) -> float:
    cells = [text for cells in rows if (text := cells[column])]
    return sum(1 for it in cells if NAMED.search(it)) / len(cells) if cells else 0.0
