"""The enterprises that a rule moves, and those at its edge."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect
from data_layer.policy.margins import deciding, margin, slack
from data_layer.policy.rule import INDICATORS, MOVES, VALUES, Rule, judged, moved

INSIDE, OUTSIDE, OPEN, FAR = "inside", "outside", "open", "far"
"""Meets the rule narrowly; fails one criterion narrowly; lacks a value; none of these."""
LISTS = ("both", *MOVES, INSIDE, OUTSIDE, OPEN)
"""Which enterprises are listed: who moves and who is at the edge, or one kind of them."""
DECIMALS = 6


def edge(rows: Rows, filters: Filters, rule: Rule, show: str, within: float) -> pl.DataFrame:
    """Enterprises in the order of moves, then of the distance of their margin from 0, then of id.

    `change`: a move of MOVES, or where the enterprise stands. `at_edge`: its margin is at most
    `within` per cent and no second criterion is unmet. `indicator`, `value`, `threshold`: of the
    criterion with the least slack. `unmet`, `missing`: criteria.
    """
    slacks = {f"slack_{name}": slack(rule, name) for name in INDICATORS}
    moves = pl.any_horizontal(moved(move) for move in MOVES)
    verdicts = judged(filters.apply(rows), rule).with_columns(_number(value=False).alias("unmet"))
    # Who fails two criteria and does not move is never listed: most enterprises.
    placed = verdicts.filter((pl.col("unmet") <= 1) | moves).with_columns(
        _number(value=None).alias("missing"), **slacks
    )
    placed = placed.with_columns(
        margin().round(DECIMALS).alias("margin_pct"), deciding().alias("indicator")
    ).with_columns(_at_edge(within).alias("at_edge"))
    listed = placed.with_columns(_change().alias("change")).filter(_listed(show))
    frame = collect(listed).with_columns(
        pl.coalesce(_of(name, VALUES[name]) for name in INDICATORS).alias("value"),
        pl.coalesce(_of(name, rule.threshold(name)) for name in INDICATORS).alias("threshold"),
        _verdict("now"),
        _verdict("own"),
    )
    places = {change: at for at, change in enumerate((*MOVES, OUTSIDE, INSIDE, OPEN, FAR))}
    order = pl.col("change").replace_strict(places, return_dtype=pl.Int64)
    return frame.sort(order, pl.col("margin_pct").abs(), "id", nulls_last=True)


def _number(*, value: bool | None) -> pl.Expr:
    """How many criteria are false, or null."""
    states = [pl.col(f"passes_{name}") for name in INDICATORS]
    flags = [state.is_null() if value is None else ~state.fill_null(value=True) for state in states]
    return pl.sum_horizontal(flag.cast(pl.Int64) for flag in flags)


def _at_edge(within: float) -> pl.Expr:
    near = pl.col("margin_pct").abs() <= within
    return (near & (pl.col("unmet") <= 1) & pl.col("own").is_not_null()).fill_null(value=False)


def _change() -> pl.Expr:
    change = (
        pl.when(pl.col("own").is_null())
        .then(pl.lit(OPEN))
        .when(pl.col("at_edge"))
        .then(pl.when(pl.col("own")).then(pl.lit(INSIDE)).otherwise(pl.lit(OUTSIDE)))
        .otherwise(pl.lit(FAR))
    )
    for move in MOVES:
        change = pl.when(moved(move)).then(pl.lit(move)).otherwise(change)
    return change


def _listed(show: str) -> pl.Expr:
    if show == "both":
        return pl.col("change").is_in([*MOVES, INSIDE, OUTSIDE])
    return pl.col("change") == show


def _of(name: str, what: str | float) -> pl.Expr:
    """A figure of the deciding criterion if it is this one."""
    figure = pl.col(what) if isinstance(what, str) else pl.lit(what)
    return pl.when(pl.col("indicator") == INDICATORS[name]).then(figure.cast(pl.Float64))


def _verdict(column: str) -> pl.Expr:
    """`meets`, `fails` or `unknown`."""
    words = (
        pl.when(pl.col(column)).then(pl.lit("meets")).when(~pl.col(column)).then(pl.lit("fails"))
    )
    return words.otherwise(pl.lit("unknown")).alias(f"verdict_{column}")
