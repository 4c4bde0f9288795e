"""The year in which an enterprise was recognised."""

import polars as pl

from data_layer.vocabulary.batches import batches


def recognition_year() -> pl.Expr:
    """As reported, else that of the batch of a little giant; null where neither is known."""
    years = {number: batch.year for number, batch in batches().items()}
    of_batch = pl.col("batch").cast(pl.Int64).replace_strict(years, default=None)
    return pl.coalesce(
        pl.col("recognised_year").cast(pl.Int32),
        pl.when(pl.col("tier") == "national").then(of_batch.cast(pl.Int32)),
    )
