"""What a column may be where its heading says nothing: proposals, never decisions."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from data_layer.importer.headings.meaning import parse_heading
from data_layer.vocabulary.schema import columns, synonyms

NAMED: Final = re.compile(
    r"(公司|集团|厂|大学|学院|学校|研究院|研究所|合作社|事务所|中心|医院)([(（].{1,12}[)）])?$"
    r"|\b(co|ltd|inc|corp|company|gmbh|plc|llc)\b\.?,?$",
    re.IGNORECASE,
)
HEADING: Final = re.compile(r"(名称|全称|单位|企业|机构|name|mingcheng)", re.IGNORECASE)
ALIKE: Final = 82.0


def is_name(text: str) -> bool:
    """Whether a text looks like an enterprise's name."""
    return len(text) > 4 and NAMED.search(text.strip()) is not None


def name_column(header: Sequence[str], rows: Sequence[Sequence[str | None]]) -> int | None:
    """Position of the column whose cells most look like names; None where fewer than half do."""
    scores = [
        (_share(at, rows), bool(HEADING.search(heading)), -at) for at, heading in enumerate(header)
    ]
    best = max(scores, default=(0.0, False, 0))
    return -best[2] if best[0] >= 0.5 else None


def proposed_column(heading: str) -> str | None:
    """The schema column whose heading this one most resembles; None where none does."""
    base = parse_heading(heading).base
    match = process.extractOne(base, _bases(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return None if match is None or len(base) < 3 else _columns()[match[2]]


def _share(at: int, rows: Sequence[Sequence[str | None]]) -> float:
    cells = [text for cells in rows if at < len(cells) and (text := (cells[at] or "").strip())]
    return sum(1 for cell in cells if is_name(cell)) / len(cells) if cells else 0.0


@cache
def _bases_and_columns() -> tuple[tuple[str, str], ...]:
    """Heading without its unit and schema column of every known heading."""
    return tuple(
        (parse_heading(words).base, name)
        for name, column in columns().items()
        for words in (name, *column.label, *synonyms().get(name, ()))
    )


def _bases() -> list[str]:
    return [base for base, _ in _bases_and_columns()]


def _columns() -> list[str]:
    return [name for _, name in _bases_and_columns()]
