"""How many enterprises meet the rule of 2022, the rule in force and a reader's own."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect
from data_layer.policy.candidates import national
from data_layer.policy.rule import INDICATORS, MOVES, Rule, in_force, judged, moved, of_2022, passes
from data_layer.vocabulary.units import unit_code

RULES = ("old", "now", "own")
"""Columns with the verdicts of the rule of 2022, of the rule in force, and of the reader's own."""


def verdicts(rows: Rows, filters: Filters, rule: Rule) -> pl.DataFrame:
    """A row a rule: `rule`, `meets`, `fails`, `unknown`, MOVES against the rule in force.

    No shares: who fails one criterion is decided whatever else is missing, so that those decided
    are no sample of all. No row if nobody passes the filters.
    """
    flags = {
        f"{name}|{count}": flag.sum()
        for name in RULES
        for count, flag in {
            "meets": pl.col(name),
            "fails": ~pl.col(name),
            "unknown": pl.col(name).is_null(),
            **{move: moved(move, name) for move in MOVES},
        }.items()
    }
    counts = ("meets", "fails", "unknown", *MOVES)
    sums = collect(judged(filters.apply(rows), rule).select(n=pl.len(), **flags)).row(0, named=True)
    records = [
        {"rule": name} | {count: int(sums[f"{name}|{count}"] or 0) for count in counts}
        for name in RULES
        if sums["n"]
    ]
    schema = {"rule": pl.String} | dict.fromkeys(counts, pl.Int64)
    return pl.DataFrame(records, schema=schema, orient="row")


def binding(rows: Rows, filters: Filters, rule: Rule) -> pl.DataFrame:
    """A row a criterion, in the order of r01, with its thresholds and whom it holds back.

    `threshold_<rule>`: null where it is not asked; `rank_<rule>`: the rank that stands for a share.
    `met`, `unmet`, `unknown`: by the own rule. `alone`: unmet while every other criterion is met,
    and so all that stands between these enterprises and the rule; `alone_now`: by the rule in
    force. No row if nobody passes the filters.
    """
    flags: dict[str, pl.Expr] = {}
    now = {name: passes(in_force(), name) for name in INDICATORS}
    for name in INDICATORS:
        met = pl.col(f"passes_{name}")
        flags |= {
            f"{name}|met": met.sum(),
            f"{name}|unmet": (~met).sum(),
            f"{name}|unknown": met.is_null().sum(),
            f"{name}|alone": (_others(name) & ~met).sum(),
            f"{name}|alone_now": _alone(now, name).sum(),
        }
    sums = collect(judged(filters.apply(rows), rule).select(n=pl.len(), **flags)).row(0, named=True)
    rules = {"2022": of_2022(), "2026": in_force(), "own": rule}
    records = [
        {"indicator": indicator, "unit": unit_code(national()[indicator].unit)}
        | {f"threshold_{id}": rule.threshold(name) or None for id, rule in rules.items()}
        | {f"rank_{id}": _rank(rule, name) for id, rule in rules.items()}
        | {count: int(sums[f"{name}|{count}"] or 0) for count in COUNTED}
        for name, indicator in INDICATORS.items()
        if sums["n"]
    ]
    bounds = [f"{what}_{id}" for what in ("threshold", "rank") for id in rules]
    schema = (
        dict.fromkeys(("indicator", "unit"), pl.String)
        | dict.fromkeys(bounds, pl.Float64)
        | dict.fromkeys(COUNTED, pl.Int64)
    )
    frame = pl.DataFrame(records, schema=schema, orient="row")
    has_values = pl.col("met") + pl.col("unmet") > 0
    return frame.with_columns(pl.when(has_values).then(pl.col(c)).alias(c) for c in OF_KNOWN)


COUNTED = ("met", "unmet", "unknown", "alone", "alone_now")
OF_KNOWN = ("met", "unmet", "alone", "alone_now")
"""Of nobody with the value these are no numbers."""


def _rank(rule: Rule, name: str) -> float | None:
    return (rule.niche_rank or None) if name == "niche_share" and rule.niche_share > 0 else None


def _others(name: str) -> pl.Expr:
    """Whether every other criterion of the own rule is met."""
    return pl.all_horizontal(f"passes_{indicator}" for indicator in INDICATORS if indicator != name)


def _alone(met: Mapping[str, pl.Expr], name: str) -> pl.Expr:
    """Whether one criterion is unmet and every other met. met: whether each is, by name."""
    return pl.all_horizontal(met[other] for other in met if other != name) & ~met[name]
