"""Score x R&D types of e29, and the score bands of e35."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.industries import divisions_of
from data_layer.vocabulary.text import Text

LEVELS: Mapping[str, Text] = {
    "high": Text("高", "High"),
    "middle": Text("中", "Middle"),
    "low": Text("低", "Low"),
    "unknown": Text("未知", "Unknown"),
}
PRINTED = {"高": "high", "中": "middle", "低": "low"}
SOFTWARE_SECTION = "I"
"""信息传输、软件和信息技术服务业: its R&D bounds are higher, as those of the sector software."""
SOFTWARE_RAISE_PP = 10
"""e29's note: at least 35, 25 to 35, below 25 per cent in place of 25 and 15."""


@cache
def types() -> Mapping[tuple[str, str], str]:
    """The five types of e29 by score level and R&D level; the other pairs have no name."""
    table = reference.table("e29_typology")
    return {
        (PRINTED[row["score_level"]], PRINTED[row["rd_level"]]): row["type"]
        for row in table.iter_rows(named=True)
    }


@cache
def bounds(level: str) -> Mapping[str, float]:
    """Lower bounds of `high` and `middle`; level: `score` or `rd`."""
    column = "score_low" if level == "score" else "rd_low_pct"
    table = reference.table("e29_typology")
    return {
        PRINTED[row[f"{level}_level"]]: float(row[column])
        for row in table.iter_rows(named=True)
        if row[column]
    }


@cache
def score_bands() -> Mapping[str, tuple[float, Text]]:
    """e35's bands from the top: id to lower bound and words."""
    table = reference.table("e35_success_by_score")
    return {
        f"from_{row['low']}": (
            float(row["low"]),
            Text(row["score_band"], row["score_band"].replace("分", "")),
        )
        for row in table.iter_rows(named=True)
    }


@cache
def score_level() -> pl.Expr:
    """The place in LEVELS by the column `score`."""
    return _level(pl.col("score"), bounds("score"), 0)


@cache
def rd_level() -> pl.Expr:
    """The place in LEVELS by R&D intensity; software and information have higher bounds."""
    software = (pl.col("sector") == "software").fill_null(value=False)
    software |= pl.col("division").is_in(divisions_of(SOFTWARE_SECTION)).fill_null(value=False)
    usual, raised = (
        _level(pl.col("rd_ratio"), bounds("rd"), raised_pp) for raised_pp in (0, SOFTWARE_RAISE_PP)
    )
    return pl.when(software).then(raised).otherwise(usual)


@cache
def score_band() -> pl.Expr:
    """The id of e35's band by the column `score`; null without a score."""
    score, band = pl.col("score"), pl.lit(None, pl.String)
    for id, (low, _) in reversed(list(score_bands().items())):
        band = pl.when(score >= low).then(pl.lit(id)).otherwise(band)
    return band


def _level(value: pl.Expr, lows: Mapping[str, float], raised: float) -> pl.Expr:
    place = {level: pl.lit(at) for at, level in enumerate(LEVELS)}
    low = pl.when(value.is_null()).then(place["unknown"]).otherwise(place["low"])
    middle = pl.when(value >= lows["middle"] + raised).then(place["middle"]).otherwise(low)
    return pl.when(value >= lows["high"] + raised).then(place["high"]).otherwise(middle)
