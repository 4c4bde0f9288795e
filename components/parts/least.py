"""The parameter of rankings by a share or a median: of how many enterprises at least."""

import polars as pl

from components.contract.exhibit import Param, Params
from data_layer.vocabulary.text import Text

LEAST = Param(
    "least",
    Text("至少企业数", "At least (enterprises)"),
    "1",
    low=1,
    high=100_000,
    step=1,
    quiet=True,
)


def large_enough(frame: pl.DataFrame, params: Params) -> pl.DataFrame:
    """The rows of groups with at least so many `enterprises`."""
    return frame.filter(pl.col("enterprises") >= int(float(params[LEAST.name])))
