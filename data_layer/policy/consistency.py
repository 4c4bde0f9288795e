"""Values of one enterprise that cannot all be true: said, never mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_layer.vocabulary.text import Text

RATIO_TOLERANCE = 0.5
"""Percentage points that a stated R&D ratio may be off expense over revenue: rounding, and accounts
that close at other times."""
READ = ("revenue", "rd_expense", "rd_ratio", "niche_share", "niche_rank")
WHOLE = 100
"""Per cent: two enterprises cannot hold more together."""


@dataclass(frozen=True)
class Contradiction:
    """Values that contradict each other. id: how a CSV names it. words: which, with the figures."""

    id: str
    words: Text


def implied_ratio() -> pl.Expr:
    """R&D expense over revenue in per cent."""
    return pl.when(pl.col("revenue") > 0).then(pl.col("rd_expense") / pl.col("revenue") * 100)


def contradicting() -> pl.Expr:
    """Ids of contradictions in the columns of `criteria.INPUTS`, parted by semicolons."""
    apart = (implied_ratio() - pl.col("rd_ratio")).abs() > RATIO_TOLERANCE
    second = (pl.col("niche_rank") > 1) & (pl.col("niche_share") > WHOLE / 2)
    reasons = [
        pl.when(apart).then(pl.lit("rd_ratio")),
        pl.when(second).then(pl.lit("niche_share")),
    ]
    return pl.concat_str(reasons, separator=";", ignore_nulls=True)


def contradictions(row: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    """The same of one enterprise, in words. row: the columns of `criteria.INPUTS`."""
    frame = pl.DataFrame([row], schema=dict.fromkeys(READ, pl.Float64), strict=False)
    ids = frame.select(ids=contradicting(), ratio=implied_ratio()).row(0, named=True)
    words = {
        "rd_ratio": lambda: Text(
            f"研发费用{row['rd_expense']:,g}万元÷营业收入{row['revenue']:,g}万元="
            f"{ids['ratio']:.1f}%，与研发占比{row['rd_ratio']:g}%不符",
            f"R&D expense over revenue is {ids['ratio']:.1f}%, the R&D intensity given is "
            f"{row['rd_ratio']:g}%",
        ),
        "niche_share": lambda: Text(
            f"排名第{row['niche_rank']:g}而占有率{row['niche_share']:g}%：超过一半者必为第一",
            f"Rank {row['niche_rank']:g} with a share of {row['niche_share']:g}%: whoever has more "
            "than half is first",
        ),
    }
    return tuple(Contradiction(id, words[id]()) for id in filter(None, ids["ids"].split(";")))
