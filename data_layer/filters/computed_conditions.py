"""Conditions on what is computed of an enterprise: its score, and what a rule says of it."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_layer.filters.conditions import Condition, condition, expression, weights_of, within
from data_layer.measures.rows import Rows, each
from data_layer.policy.rule import (
    AWARD,
    INDICATORS,
    MOVES,
    Rule,
    compared_values,
    in_force,
    passes,
    rule_of,
    verdict,
)
from data_layer.policy.standing import JUDGED_TIERS, countable, with_criteria
from data_layer.scoring.scores import benchmarks, with_scores
from data_layer.scoring.weights import weighting


def narrowed(rows: Rows, passed: Rows, conditions: Sequence[str]) -> Rows:
    """The rows of `passed` that meet conditions, one after the other.

    rows: the whole registry, whose national medians scores are measured by. A percentile rank is
    among the rows that the filters and the conditions before it leave.
    """
    names = list(rows.collect_schema()) if conditions else []
    for text in conditions:
        parsed = condition(text)
        if parsed is None:
            continue
        if parsed.subject == "score":
            passed = _only(_by_score(rows, passed, parsed), names)
        elif parsed.subject.startswith("rule"):
            passed = _only(_by_rule(passed, parsed), names)
        elif parsed.subject.startswith("stands"):
            passed = _only(_by_own_tier(passed, parsed), names)
        else:
            passed = passed.filter(expression(parsed))
    return passed


def _only(rows: Rows, names: Sequence[str]) -> Rows:
    """Those columns alone; ranks are of rows without a multiplicity."""
    schema = rows.collect_schema()
    return rows.select(name for name in names if name in schema)


def _by_score(rows: Rows, passed: Rows, parsed: Condition) -> Rows:
    spec = weights_of(parsed.spec)
    if spec is None:
        return passed
    preset, sliders, method = spec
    whole = passed if method == "median" else each(passed)
    scores = {"score": weighting(preset, sliders)}
    scored = with_scores(whole, benchmarks(rows), scores, method=method)
    score = pl.col("score")
    if parsed.test in ("known", "missing"):
        return scored.filter(score.is_null() if parsed.test == "missing" else score.is_not_null())
    return scored.filter(within(score, parsed.test))


def _by_rule(passed: Rows, parsed: Condition) -> Rows:
    _, _, criterion = parsed.subject.partition(".")
    rule = rule_of(parsed.spec)
    statuses = _statuses(rule, criterion) if criterion else _verdicts(rule)
    own = {f"own {AWARD}": pl.col(AWARD)}
    compared = passed.with_columns(**own).with_columns(**compared_values())
    return compared.filter(statuses[parsed.test]).with_columns(pl.col(f"own {AWARD}").alias(AWARD))


def _by_own_tier(passed: Rows, parsed: Condition) -> Rows:
    """By the criteria of 2026 of the tier that each has; of one criterion, of those it is for."""
    judged = with_criteria(passed)
    _, _, indicator = parsed.subject.partition(".")
    if not indicator:
        return judged.filter(pl.col("stands") == parsed.test)
    keys = [
        one.key for tier in JUDGED_TIERS for one in countable(tier) if one.indicator == indicator
    ]
    met = pl.coalesce(keys)
    tiers = [one.partition(":")[0] for one in keys]
    state = {"met": met, "unmet": ~met, "unknown": met.is_null() & pl.col("tier").is_in(tiers)}
    return judged.filter(state[parsed.test])


def _statuses(rule: Rule, criterion: str) -> Mapping[str, pl.Expr]:
    met = passes(rule, criterion)
    others = pl.all_horizontal(
        passes(rule, indicator) for indicator in INDICATORS if indicator != criterion
    )
    return {"met": met, "unmet": ~met, "unknown": met.is_null(), "alone": others & ~met}


def _verdicts(rule: Rule) -> Mapping[str, pl.Expr]:
    now, own = verdict(in_force()), verdict(rule)
    moves = {
        move: now.eq_missing(pl.lit(before)) & own.eq_missing(pl.lit(after))
        for move, (before, after) in MOVES.items()
    }
    return {"meets": own, "fails": ~own, "unknown": own.is_null(), **moves}
