"""The batches of little giants: when each was announced, and until when its titles hold.

`data/batches.csv`, a row a batch: the year and, where the source prints it, the day of the
announcement; how many enterprises it names; until when the titles are taken to hold; the source.
Titles hold for three years (the report, section 1.3). Assumed for each batch: to 30 June of the
third year after, when the re-review that goes with the batch of that year takes place.
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

BATCHES: Final = Path(__file__).parents[1] / "data" / "batches.csv"
YEARS_VALID: Final = 3
"""For how long a title holds: of little giants, and of what the provinces recognise."""


class Batch(NamedTuple):
    """announced: None where the source prints the year alone. enterprises: named by the list."""

    number: int
    year: int
    announced: date | None
    enterprises: int
    valid_until: date
    source: str


@cache
def batches() -> Mapping[int, Batch]:
    """Every batch by its number, the first one first."""
    with BATCHES.open(encoding="utf-8", newline="") as file:
        rows = [
            Batch(
                number=int(row["batch"]),
                year=int(row["year"]),
                announced=date.fromisoformat(row["announced"]) if row["announced"] else None,
                enterprises=int(row["enterprises"]),
                valid_until=date.fromisoformat(row["valid_until"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]
    return {batch.number: batch for batch in rows}
