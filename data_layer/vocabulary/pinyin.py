"""Where the names of sections and divisions stand in a Chinese index."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).parents[1] / "data" / "pinyin.csv"
"""`name`, `pinyin`. A dictionary of all Chinese phrases would cost every worker 50 MB for these."""


def pinyin(name: str) -> str:
    """The syllables of a section's or division's name; the name itself for any other."""
    return _table().get(name, name)


@cache
def _table() -> Mapping[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["name"]: row["pinyin"] for row in csv.DictReader(file)})
