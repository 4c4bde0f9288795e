"""What stands around the names of a list and is no part of them: numbers before, marks behind."""

from dataclasses import replace
from typing import Final

import polars as pl

from data_layer.importer.columns.binding import Binding
from data_layer.importer.tables.source import LOOKED_AT
from data_layer.vocabulary.text import Text

NUMBER: Final = (
    r"(?s)^\s*(?:[(（]?\d{1,5}\s*[)）]\s*[、.．,，]?|\d{1,5}\s*[、.．,，]|\d{1,5}\s+)\s*"
    r"([\p{Han}A-Za-z(（“].*)$"
)
"""1. or 2、 or (3): the number of a row, written into the cell of the name."""
MARKS: Final = r"[*＊※★☆▲△#①-⑳]+$"
"""What leads to a note below a list."""
QUOTED: Final = r"^[“\"]([^“”\"]+)[”\"]$"
AROUND: Final = r"^[“\"*＊※★☆▲△]|[*＊※★☆▲△#①-⑳]$"
"""How a name begins or ends that has any of it around it."""
MOSTLY: Final = 0.8
FEWEST: Final = 2
NUMBERED: Final = Text(
    "企业名称前写有序号，已去掉",
    "the names begin with the numbers of their rows, which are left out",
)


def numbered(binding: Binding, rows: pl.DataFrame) -> Binding:
    """The binding of the names, marked if most of them begin with a number; others as they are."""
    if binding.column != "name" or binding.position is None:
        return binding
    cells = rows[str(binding.position)].head(LOOKED_AT)
    return replace(binding, numbered=_are_numbered(cells))


def _are_numbered(cells: pl.Series) -> bool:
    filled = cells.drop_nulls().str.strip_chars()
    filled = filled.filter(filled != "")
    return filled.len() >= FEWEST and filled.str.contains(NUMBER).sum() >= MOSTLY * filled.len()


def unnumbered(cells: pl.Series) -> pl.Series:
    """Names without the numbers before them."""
    return cells.str.replace(NUMBER, "$1")


def in_one_line(raw: pl.Expr) -> pl.Expr:
    """A name that a cell breaks over lines as one; after 公司 another name may begin."""
    apart = raw.str.replace_all(r"(公司)\s*[\r\n]+\s*", "$1 ")
    joined = apart.str.replace_all(r"(\p{Han}|[）)])\s*[\r\n]+\s*", "$1")
    return joined.str.replace_all(r"\s*[\r\n]+\s*(\p{Han}|[（(])", "$1")


def bare(name: pl.Expr) -> pl.Expr:
    """A name without the marks of notes behind it and the quotation marks around it."""
    marked = name.str.replace(r"^[*＊※★☆▲△]+", "").str.replace(MARKS, "").str.strip_chars()
    return marked.str.replace(QUOTED, "$1")
