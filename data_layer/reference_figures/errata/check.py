"""What recomputing an erratum gives, and how a check is declared."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from data_layer.reference_figures.errata.reader import Reader
from data_layer.vocabulary.text import Text

Verdict = Literal["contradiction", "implausible", "reconcilable", "wording"]

VERDICTS: dict[Verdict, Text] = {
    "contradiction": Text("算术证实矛盾", "Confirmed by arithmetic"),
    "implausible": Text("可疑，但不能断定为矛盾", "Implausible, not proven impossible"),
    "reconcilable": Text("在所述条件下相容", "Compatible under the condition stated"),
    "wording": Text("表述问题，无可计算", "Wording, nothing to compute"),
}

PER_CENT = Text("%", "%")
ENTERPRISES = Text("家", "enterprises")
PIECES = Text("件", "patents")
TIMES = Text("倍", "times")
YEARS = Text("年", "years")
BATCH = Text("批", "batches")
POINTS = Text("分", "points")
PERSONS = Text("人", "persons")
STANDARDS = Text("项", "standards")
LEVELS = Text("级", "levels")
WAN_YUAN = Text("万元", "CNY 10,000")
TEN_MILLION = Text("千万元", "CNY 10 million")


class Comparison(NamedTuple):
    """A computed number beside the figure of the sources that it should equal or respect.

    `printed` is None where nothing is printed.
    """

    computed: float
    printed: float | None
    unit: Text


class Finding(NamedTuple):
    """What a check returns: a readable formula with its numbers, and what follows from it."""

    formula: Text
    comparisons: tuple[Comparison, ...]
    verdict: Verdict


class Check(NamedTuple):
    """An erratum recomputed. `inputs`: where its numbers stand, as file:row:column."""

    erratum: str
    formula: Text
    comparisons: tuple[Comparison, ...]
    verdict: Verdict
    inputs: tuple[str, ...]

    @property
    def conflict(self) -> bool:
        """Whether the arithmetic confirms that the printed figures contradict each other."""
        return self.verdict == "contradiction"


Rule = Callable[[Reader], Finding]


def finding(
    zh: str,
    en: str,
    *comparisons: tuple[float, float | None, Text],
    conflict: bool,
    reconcilable: bool = False,
    implausible: bool = False,
) -> Finding:
    """A finding whose verdict follows from the arithmetic.

    reconcilable: the text or another table names a condition under which both figures hold.
    implausible: they hold together at the ends of what the printed digits allow, in a way that is
    hard to believe.
    """
    verdict: Verdict = "contradiction" if conflict and not reconcilable else "reconcilable"
    if conflict and implausible:
        verdict = "implausible"
    return Finding(
        Text(zh, en), tuple(Comparison(*comparison) for comparison in comparisons), verdict
    )


def run(erratum: str, rule: Rule) -> Check:
    """Recompute one erratum from the reference files."""
    reader = Reader()
    finding = rule(reader)
    inputs = tuple(dict.fromkeys(reader.inputs))
    return Check(
        erratum, finding.formula, finding.comparisons, verdict=finding.verdict, inputs=inputs
    )
