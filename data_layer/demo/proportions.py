"""Real proportions for what the report does not print: counts of data/demo_weights.csv.

The head of that file names the source of each measure. They weigh the demonstration and are
figures of nothing else.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

FILE: Final = Path(__file__).parents[1] / "data" / "demo_weights.csv"


@cache
def _counts() -> pl.DataFrame:
    text = dict.fromkeys(("measure", "province_code", "city_code", "division"), pl.String)
    return pl.read_csv(FILE, comment_prefix="#", schema=text | {"n": pl.Int64})


@cache
def by(measure: str, column: str) -> Mapping[str, int]:
    """Counts of a measure by the codes of a column: province_code, city_code or division."""
    rows = _counts().filter(pl.col("measure") == measure, pl.col(column).is_not_null())
    return dict(rows.group_by(column, maintain_order=True).agg(pl.col("n").sum()).iter_rows())


@cache
def by_both() -> Mapping[tuple[str, str], int]:
    """Listed enterprises by division and province."""
    rows = _counts().filter(measure="listed_by_division")
    return {(d, p): n for d, p, n in rows["division", "province_code", "n"].iter_rows()}
