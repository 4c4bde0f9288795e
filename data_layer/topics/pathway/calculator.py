"""The criteria of 2026 held against one enterprise, with the rule of 2022 beside."""

from typing import Any

import polars as pl

from data_layer.policy.assessment import assess, criteria_results
from data_layer.policy.consistency import contradictions
from data_layer.policy.criteria import criteria
from data_layer.policy.rules_2022 import old_statuses
from data_layer.vocabulary.text import Lang
from data_layer.vocabulary.units import unit_code

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def judged_criteria(given: pl.DataFrame) -> pl.DataFrame:
    """A row a criterion of either tier. given: one row of what `assess` reads, or none.

    Beside `criteria_results`: the code of the `unit`, `exemption`, `niche_rank`, `shortfall`,
    `old_status`, the tiers that are met (`highest`, `highest_2022`), `derived` and, in both
    languages, the values that contradict each other.
    """
    units = {(criterion.tier, criterion.indicator): criterion.unit for criterion in criteria()}
    exemptions = {
        (criterion.tier, criterion.indicator): criterion.exemption for criterion in criteria()
    }
    results = criteria_results(given)
    pairs = list(results.select("tier", "indicator").iter_rows())
    judged = assess(given)
    statuses_2022 = old_statuses(given)
    clashes = contradictions(given.row(0, named=True)) if given.height else ()
    clashes_in_words = [
        " · ".join(clash.words(lang) for clash in clashes) or None for lang in LANGUAGES
    ]
    ranked = pl.col("indicator") == "niche_share_pct"
    derived = _derived(_only(judged["derived"]) or "")
    return results.with_columns(
        pl.Series(
            "unit",
            [unit_code(units[pair]) if units[pair] else None for pair in pairs],
            dtype=pl.String,
        ),
        pl.Series("exemption", [exemptions[pair] or None for pair in pairs], dtype=pl.String),
        pl.when(ranked).then(pl.lit(_only(given["niche_rank"]))).alias("niche_rank"),
        pl.when(pl.col("status") == "unmet")
        .then(pl.col("threshold") - pl.col("value"))
        .alias("shortfall"),
        pl.Series(
            "old_status", [_only(statuses_2022.get(pair, [None])) for pair in pairs], pl.String
        ),
        pl.lit(_only(judged["tier_met"]), pl.String).alias("highest"),
        pl.lit(_only(judged["tier_met_2022"]), pl.String).alias("highest_2022"),
        pl.lit(_only(judged["without_provincial"]), pl.Boolean).alias("without_provincial"),
        pl.Series(
            "derived", [derived.get(f"{tier}:{indicator}") for tier, indicator in pairs], pl.String
        ),
        pl.lit(clashes_in_words[0], pl.String).alias("contradicting"),
        pl.lit(clashes_in_words[1], pl.String).alias("contradicting_en"),
        pl.col("old_rule").replace("", None),
    )


def _derived(written: str) -> dict[str, str]:
    """Criterion to the column that it is exempt by, of what `assess` lists."""
    parts = (exemption.partition("=") for exemption in written.split(";") if exemption)
    return {criterion: column for criterion, _, column in parts}


def _only(values: Any) -> Any:
    return values[0] if len(values) else None
