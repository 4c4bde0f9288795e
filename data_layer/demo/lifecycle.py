"""Re-reviews of the demonstration: who has passed one by the date of the demonstration, and when.

Printed: none of it. Rule: titles hold for three years, so everybody is re-reviewed in the third
year after recognition and every third year from then on. Those who failed have left the list but
for a few whose removal is not on it yet (FAILED); of a few the outcome is not known yet (PENDING).
Dates are not reported: they follow from batch, year and re-review as those of any registry do.
"""

from datetime import date

import numpy as np
import polars as pl

from data_layer.vocabulary.batches import YEARS_VALID
from data_layer.vocabulary.schema import columns

AS_OF = date(2026, 2, 28)
"""The day of which the demonstration is, as the report's figures are (f_total)."""
LIFECYCLE = 4
"""Apart from what else is drawn, so that nothing else changes with it."""
FAILED, PENDING = 0.01, 0.02
"""Parts of those who were due: still listed though they failed; no outcome yet."""


def with_reviews(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The frame with `review`, `review_year` and empty dates. frame: with `recognised_year`."""
    recognised = frame["recognised_year"].to_numpy()
    periods = (AS_OF.year - 1 - recognised) // YEARS_VALID
    year = recognised + periods * YEARS_VALID
    drawn = rng.random(frame.height)
    open_yet = (drawn < FAILED + PENDING) & (year == AS_OF.year - 1)
    outcome = np.select([drawn < FAILED, open_yet], [1, 2], default=0)
    words = pl.Series(["passed", "failed", "pending"]).gather(outcome)
    due = pl.Series(periods >= 1)
    names = ("recognised_on", "recognised_basis", "valid_until", "validity_basis")
    empty = [pl.lit(None, dtype=columns()[name].dtype).alias(name) for name in names]
    return frame.with_columns(
        pl.when(due).then(words).cast(columns()["review"].dtype).alias("review"),
        pl.when(due)
        .then(pl.Series(year))
        .cast(columns()["review_year"].dtype)
        .alias("review_year"),
        *empty,
    )
