"""Notes on the sources' figures and documents, in both languages, by id."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data_layer.vocabulary.text import Text

FILE = Path(__file__).parents[1] / "data" / "notes.csv"


@cache
def notes() -> Mapping[str, Text]:
    """What a reader must know of a catalogue entry (e..) or a document (s1..s5)."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Text(row["zh"], row["en"]) for row in csv.DictReader(lines)}
