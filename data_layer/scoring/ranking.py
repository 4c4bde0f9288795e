"""Enterprises ranked by score, and how their ranks differ between two weightings.

Ranks are counted in NumPy, since only the first few are shown: the first 20 by two weightings of
167,372 rows and of 13 % of them in 6.5 and 2.6 ms of CPU instead of 67 and 5.9 by
`pl.struct("score", "depth").rank("min")`. Of few rows it is the other way, 1.9 and 0.4 ms.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, collect
from data_layer.scoring.dimensions import DIMENSIONS
from data_layer.scoring.scores import DECIMALS

SCORES = ("score", "default")
RANKS = ("rank", "default_rank")
DEEPEST = 2**36
"""Whole numbers of a depth beyond which score and depth do not fit into one number."""
DETAILS = ("id", "name", "tier", "province_code", "division")


def ranks(scored: Rows, pool: int | None = None) -> pl.DataFrame:
    """`id`, `score`, `default`, `depth` and their ranks `rank`, `default_rank` of scored rows.

    scored: rows with both scores and `depth`. pool: those alone of which either rank is at most so
    much. Rank 1 is the highest; equal scores go by depth and share a rank if that is equal too.
    Rows without a score are left out.
    """
    frame, orders = _keys(scored)
    in_pool = np.ones(frame.height, dtype=bool)
    if pool is not None and pool < frame.height:
        last = frame.height - pool
        in_pool = np.logical_or.reduce([keys >= np.partition(keys, last)[last] for keys in orders])
    ranked = [
        pl.Series(name, _ranks(keys, in_pool)) for name, keys in zip(RANKS, orders, strict=True)
    ]
    chosen = frame.filter(in_pool)
    ids = scored.select(pl.col("id").gather(chosen["row"])).collect()
    return ids.hstack(chosen.drop("row")).with_columns(ranked)


def _ranks(keys: np.ndarray, in_pool: np.ndarray) -> np.ndarray:
    """One more than how many of all keys are higher, of the shown ones."""
    asked = keys[in_pool]
    above = np.sort(keys[keys >= asked.min(initial=np.iinfo(keys.dtype).max)])
    return above.size - np.searchsorted(above, asked, side="right") + 1


@per_rows
def _keys(scored: Rows) -> tuple[pl.DataFrame, tuple[np.ndarray, ...]]:
    """The rows that have a score, and for either score a number that is larger for a higher one.

    Rows come with their place: the few that are shown are looked up by it.
    """
    placed = scored.select(*SCORES, "depth").with_row_index("row")
    frame = placed.filter(pl.col("score").is_not_null()).collect()
    depth = _whole(frame["depth"])
    if depth.size and depth.max() >= DEEPEST:
        depth = np.unique(depth, return_inverse=True)[1]
    below = depth.max(initial=0) + 1
    return frame, tuple(_whole(frame[name]) * below + depth for name in SCORES)


def _whole(scores: pl.Series) -> np.ndarray:
    """Scores as whole numbers, of which a rounded score has one; missing ones come last."""
    return (scores.fill_null(0).to_numpy() * 10**DECIMALS).round().astype(np.int64)


def details(scored: Rows, ids: Sequence[str]) -> pl.DataFrame:
    """Name, tier, place, industry and dimension scores of some enterprises."""
    names = scored.collect_schema().names()
    present = [dimension for dimension in DIMENSIONS if dimension in names]
    chosen = scored.filter(pl.col("id").is_in(list(ids))).select(*DETAILS, *present)
    absent = [
        pl.lit(None, pl.Float64).alias(dimension)
        for dimension in DIMENSIONS
        if dimension not in present
    ]
    return collect(chosen).with_columns(absent)
