"""How far enterprises are from the edge of a rule, and by which criterion.

The slack of a criterion is (value - threshold) / threshold in per cent: below 0 the part that is
missing, from 0 on what is to spare. Share and rank count by the better of both, where a rank's
slack is (bound - rank) / bound. What is exempt, and a criterion that is not asked, has no slack.
The margin of an enterprise is its least slack, and the criterion with it is the one that decides.
"""

import polars as pl

from data_layer.policy.rule import INDICATORS, NOBODY, VALUES, Rule

WHOLE = 100.0


def slack(rule: Rule, name: str) -> pl.Expr:
    """Slack of one criterion in per cent; null where it is unknown, exempt or not asked."""
    bound = rule.threshold(name)
    if bound <= 0:
        return pl.lit(None, dtype=pl.Float64)
    value = _part(pl.col(VALUES[name]), bound)
    if name == "niche_share" and rule.niche_rank > 0:
        value = pl.max_horizontal(value, _ranked(rule.niche_rank))
    decided = pl.col(f"passes_{name}").is_not_null()
    asked = decided if rule.exempt == NOBODY or name != "class1_ip" else decided & _own_merit(rule)
    return pl.when(asked).then(value)


def _part(value: pl.Expr, bound: float) -> pl.Expr:
    return (value.cast(pl.Float64) - bound) / bound * WHOLE


def _ranked(bound: float) -> pl.Expr:
    return (bound - pl.col("niche_rank").cast(pl.Float64)) / bound * WHOLE


def _own_merit(rule: Rule) -> pl.Expr:
    """Whether class I intellectual property is met without the exemption, or not at all."""
    return ~pl.col(rule.exempt).fill_null(value=False)


def margin() -> pl.Expr:
    """The least slack of an enterprise, of columns `slack_<name>`."""
    return pl.min_horizontal(f"slack_{name}" for name in INDICATORS)


def deciding() -> pl.Expr:
    """The criterion with the least slack, the first of them in the order of r01."""
    least, lowest = pl.lit(None, dtype=pl.String), margin()
    for name, indicator in reversed(list(INDICATORS.items())):
        decides = pl.col(f"slack_{name}") == lowest
        least = pl.when(decides).then(pl.lit(indicator)).otherwise(least)
    return least
