"""Which tier an enterprise reaches, by whichever rules."""

from collections.abc import Callable

import polars as pl


def highest(has: Callable[[str], pl.Expr]) -> pl.Expr:
    """The highest tier that is met, none, or unknown where what is not known could decide.

    has: whether a tier is met: true, false, or null for not known.
    """
    national, provincial = has("national"), has("provincial")
    return (
        pl.when(national)
        .then(pl.lit("national"))
        .when(national.is_null())
        .then(pl.lit("unknown"))
        .when(provincial)
        .then(pl.lit("provincial"))
        .when(provincial.is_null())
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("none"))
    )
