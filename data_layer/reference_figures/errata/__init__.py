"""The contradictions of the sources, recomputed from the printed figures.

Part of reference_figures; calibration and the exhibits of the sources import it.
"""

from functools import cache

from data_layer.reference_figures.errata import (
    distributions,
    found,
    found_in_text,
    honours,
    research,
    shares,
    thresholds,
)
from data_layer.reference_figures.errata.check import VERDICTS, Check, Comparison, Verdict, run
from data_layer.reference_figures.tables import errata
from data_layer.vocabulary.text import Text

__all__ = ["VERDICTS", "Check", "Comparison", "Verdict", "recomputed", "recomputed_by_id"]

RULES = {
    **shares.RULES,
    **honours.RULES,
    **distributions.RULES,
    **research.RULES,
    **thresholds.RULES,
}
NOTHING_TO_COMPUTE = Text("表述问题，无可计算", "Wording, nothing to compute")


@cache
def recomputed() -> tuple[Check, ...]:
    """Every erratum of `errata.csv` in its order, then those found by arithmetic (c01 ...)."""
    listed = [
        run(id, RULES[id])
        if id in RULES
        else Check(id, NOTHING_TO_COMPUTE, (), verdict="wording", inputs=())
        for id in errata()
    ]
    beyond = {**found.RULES, **found_in_text.RULES}
    return (*listed, *(run(id, rule) for id, rule in beyond.items()))


@cache
def recomputed_by_id() -> dict[str, Check]:
    """The same by erratum id."""
    return {check.erratum: check for check in recomputed()}
