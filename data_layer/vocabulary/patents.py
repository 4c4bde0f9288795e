"""Patents: their kinds, the offices that they are filed with, and the sections of the IPC.

Offices have the two letters of WIPO's standard ST.3, with which a publication number begins
(`data/patent_offices.csv`). WO is the route of the PCT and no place.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.vocabulary.text import Text

OFFICES: Final = Path(__file__).parents[1] / "data" / "patent_offices.csv"
HOME, PCT = "CN", "WO"
KINDS: Final[Mapping[str, Text]] = {
    "invention": Text("发明", "Invention"),
    "utility": Text("实用新型", "Utility model"),
    "design": Text("外观设计", "Design"),
}
SECTIONS: Final[Mapping[str, Text]] = {
    "A": Text("人类生活必需", "Human necessities"),
    "B": Text("作业、运输", "Operations and transport"),
    "C": Text("化学、冶金", "Chemistry and metallurgy"),
    "D": Text("纺织、造纸", "Textiles and paper"),
    "E": Text("固定建筑物", "Fixed constructions"),
    "F": Text(
        "机械工程、照明、加热、武器、爆破", "Mechanics, lighting, heating, weapons, blasting"
    ),
    "G": Text("物理", "Physics"),
    "H": Text("电学", "Electricity"),
}
"""The eight sections of the International Patent Classification."""
EVENT: Final = pl.Enum(["applied", "published", "granted"])
LISTED: Final = "patents_list"
"""Among what a chart requires of a registry: a list of patents, which is no column of it."""
LIST: Final = Text("专利清单", "a list of patents")


@cache
def offices() -> Mapping[str, Text]:
    """Name of each office by its code."""
    return {row["office"]: Text(row["zh"], row["en"]) for row in _rows()}


@cache
def spellings() -> Mapping[str, str]:
    """Code of an office by every way to write it, in lower case."""
    return {
        words.casefold(): row["office"]
        for row in _rows()
        for words in (row["office"], row["zh"], row["en"], *row["also"].split(";"))
        if words
    }


@cache
def _rows() -> list[dict[str, str]]:
    with OFFICES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
