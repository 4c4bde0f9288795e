"""How each column is made, in words: what a reader needs to compute it again."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data_layer.vocabulary.text import Text

SOURCE = Path(__file__).with_suffix(".csv")


@cache
def definitions() -> Mapping[tuple[str, str], Text]:
    """By column (or quantity, in any unit) and exhibit; "" where it is so in every exhibit."""
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["column"], row["exhibit"]): Text(row["zh"], row["en"])
            for row in csv.DictReader(lines)
        }
