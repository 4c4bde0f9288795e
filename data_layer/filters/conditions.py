"""Conditions that no filter of the bar says, as they stand in an address: `where=rd_ratio:5..<10`.

A count of a chart leads by them to its enterprises. Each is `subject:test`, several are joined by
commas and must all hold. Subjects are columns of the registry, `industry` and `cluster`, or what
is computed of an enterprise (`score@e24.median`, `rule@2026`, `rule.revenue@2026`,
`support@base_tier`, `rd_level`, `e40`, `given`: the year of recognition or of the batch, `stands`
and `stands.class1_ip`: by the criteria of 2026 of its own tier). Tests: `known`, `missing`, a range
`a..b` (`a<..<b` without its ends; days of columns that hold days), values joined by `|`, and
`!values` for all but these, missing ones included. Of columns joined by `+`, `known` asks for all
of them, and `missing` for the lack of one at least.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from data_layer.filters.code_clauses import of_clusters, of_industries
from data_layer.filters.days import Days, days_of
from data_layer.measures.champions import champion, little_giant
from data_layer.measures.recognition import recognition_year
from data_layer.policy.rule import EXEMPTING, INDICATORS, MOVES, NOBODY, THRESHOLDS
from data_layer.policy.standing import JUDGED_TIERS, STANDS, countable
from data_layer.policy.support.judge import NEAR, near, status
from data_layer.policy.support.judge import STATUSES as STANDINGS
from data_layer.policy.support.reading import printed_measures
from data_layer.scoring.dimensions import DIMENSIONS
from data_layer.scoring.scores import METHODS
from data_layer.scoring.typology import LEVELS, rd_level
from data_layer.scoring.weights import PRESETS
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

NUMBER = r"-?\d{1,12}(?:\.\d{1,6})?"
RANGE = re.compile(rf"(?:({NUMBER})(<?))?\.\.(<?)({NUMBER})?")
PARTS = re.compile(r"([a-z0-9_+.]{1,160})(?:@([0-9a-z_.\-]{1,90}))?:([^,]{1,2000})")
ID = re.compile(r"[0-9A-Za-z._\-]{1,80}")
RULES = ("2022", "2026")
VERDICTS = ("meets", "fails", "unknown", *MOVES)
STATES = ("met", "unmet", "unknown")
STATUSES = (*STATES, "alone")
GIVEN = "given"
"""The year of recognition as reported, else that of the batch of a little giant."""
GROUPS = ("little_giant", "champion")
"""The two groups of e40, which do not overlap."""
ALLOWED = Text(
    "列:known、列:missing、列:a..b、列:a<..<b、列:值|值、列:!值，多个以逗号相连",
    "column:known, column:missing, column:a..b, column:a<..<b, column:value|value, column:!value, "
    "several joined by commas",
)


@dataclass(frozen=True)
class Condition:
    """One condition. spec: what follows the `@` of a computed subject: weights, or a rule."""

    subject: str
    spec: str
    test: str

    @property
    def names(self) -> list[str]:
        """The columns of a joined subject."""
        return self.subject.split("+")

    @property
    def values(self) -> list[str]:
        """Its values; empty for `known`, `missing` and ranges."""
        plain = self.test in ("known", "missing") or RANGE.fullmatch(self.test) or self.days
        return [] if plain else self.test.removeprefix("!").split("|")

    @property
    def days(self) -> Days | None:
        """Between which days, of a column that holds days."""
        column = columns().get(self.subject)
        return days_of(self.test) if column is not None and column.dtype == pl.Date else None


@cache
def condition(text: str) -> Condition | None:
    """The condition that a text spells; None if it spells none."""
    parts = PARTS.fullmatch(text)
    if parts is None:
        return None
    parsed = Condition(parts[1], parts[2] or "", parts[3])
    return parsed if _good(parsed) else None


def _good(parsed: Condition) -> bool:
    if parsed.subject == "score":
        return weights_of(parsed.spec) is not None and (
            parsed.test in ("known", "missing") or _is_range(parsed.test)
        )
    if parsed.subject == "support":
        return printed_measures().of(parsed.spec) is not None and parsed.test in (*STANDINGS, NEAR)
    if parsed.subject == "rule" or parsed.subject.startswith("rule."):
        return _good_rule(parsed)
    if parsed.spec:
        return False
    if parsed.subject == "stands" or parsed.subject.startswith("stands."):
        return parsed.test in _standings(parsed.subject)
    if parsed.test in ("known", "missing"):
        return parsed.subject == GIVEN or all(name in columns() for name in parsed.names)
    if parsed.subject == GIVEN:
        return _is_range(parsed.test)
    options = _options().get(parsed.subject)
    if options is not None:
        return set(parsed.values) <= set(options) and bool(parsed.values)
    column = columns().get(parsed.subject)
    if column is None:
        return False
    if column.dtype == pl.Date:
        return parsed.days is not None
    if column.numeric:
        return _is_range(parsed.test) or (bool(parsed.values) and all(map(_whole, parsed.values)))
    if column.dtype == pl.Boolean:
        return parsed.test in ("0", "1", "!1", "!0")
    return parsed.subject == "id" and bool(parsed.values) and all(map(ID.fullmatch, parsed.values))


def _good_rule(parsed: Condition) -> bool:
    _, _, criterion = parsed.subject.partition(".")
    tests = STATUSES if criterion else VERDICTS
    numbers = parsed.spec.split("-")
    own = len(numbers) == len(THRESHOLDS) + 1 and numbers[-1] in (NOBODY, *EXEMPTING)
    good = parsed.spec in RULES or (own and all(re.fullmatch(NUMBER, n) for n in numbers[:-1]))
    return good and parsed.test in tests and (not criterion or criterion in INDICATORS)


def _standings(subject: str) -> Sequence[str]:
    """What an enterprise may be by all criteria of its own tier, or by one of them."""
    _, _, criterion = subject.partition(".")
    indicators = {criterion.indicator for tier in JUDGED_TIERS for criterion in countable(tier)}
    return STATES if criterion in indicators else () if criterion else list(STANDS)


def weights_of(spec: str) -> tuple[str, Mapping[str, float], str] | None:
    """Preset, sliders by dimension and method of a score's spec; None if it has another form."""
    given, _, method = spec.rpartition(".")
    if method not in METHODS:
        return None
    if given in PRESETS and given != "custom":
        return given, {}, method
    numbers = given.split("-")
    if len(numbers) != len(DIMENSIONS) or not all(
        re.fullmatch(NUMBER, number) for number in numbers
    ):
        return None
    return "custom", dict(zip(DIMENSIONS, map(float, numbers), strict=True)), method


def _is_range(test: str) -> bool:
    ends = RANGE.fullmatch(test)
    return ends is not None and bool(ends[1] or ends[4])


def _whole(text: str) -> bool:
    return re.fullmatch(r"\d{1,9}", text) is not None


@cache
def _options() -> Mapping[str, Sequence[str]]:
    """What the subjects with a list of values may be."""
    enumerated = {
        name: column.dtype.categories.to_list()
        for name, column in columns().items()
        if isinstance(column.dtype, pl.Enum)
    }
    return {
        **enumerated,
        "industry": list(industry_names()),
        "cluster": [cluster.id for cluster in CLUSTERS],
        "rd_level": list(LEVELS),
        "e40": GROUPS,
    }


def expression(parsed: Condition) -> pl.Expr:
    """Whether a row passes a condition that its own cells decide; a null does not pass."""
    if parsed.subject == "support" and (measure := printed_measures().of(parsed.spec)) is not None:
        return near(measure) if parsed.test == NEAR else status(measure) == parsed.test
    if parsed.subject == GIVEN:
        year = recognition_year()
        absent = {"known": year.is_not_null(), "missing": year.is_null()}
        return absent[parsed.test] if parsed.test in absent else within(year, parsed.test)
    if parsed.test == "known":
        return pl.all_horizontal(pl.col(name).is_not_null() for name in parsed.names)
    if parsed.test == "missing":
        return pl.any_horizontal(pl.col(name).is_null() for name in parsed.names)
    if (days := parsed.days) is not None:
        return days.within(pl.col(parsed.subject))
    if not parsed.values:
        return within(pl.col(parsed.subject), parsed.test)
    among = _among(parsed.subject, parsed.values)
    return ~among.fill_null(value=False) if parsed.test.startswith("!") else among


def _among(subject: str, values: Sequence[str]) -> pl.Expr:
    if subject == "industry":
        return of_industries(tuple(values))
    if subject == "cluster":
        return of_clusters(values)
    if subject == "rd_level":
        return rd_level().is_in([list(LEVELS).index(value) for value in values])
    if subject == "e40":
        groups = {"little_giant": little_giant(), "champion": champion()}
        return pl.any_horizontal(groups[value] for value in values)
    column = columns()[subject]
    if column.dtype == pl.Boolean:
        return pl.col(subject) if values == ["1"] else ~pl.col(subject)
    return pl.col(subject).is_in([int(v) for v in values] if column.numeric else list(values))


def within(value: pl.Expr, test: str) -> pl.Expr:
    """Whether a value lies in a range; `<` beside the dots leaves an end out."""
    low, above, below, high = ends_of(test)
    ends = [(value > float(low)) if above else (value >= float(low))] if low else []
    ends += [(value < float(high)) if below else (value <= float(high))] if high else []
    return pl.all_horizontal(ends)


def ends_of(test: str) -> tuple[str, bool, bool, str]:
    """Low end, whether it is left out, whether the high end is, and that; "" for an open end."""
    interval = RANGE.fullmatch(test)
    low, above, below, high = interval.groups() if interval else (None, None, None, None)
    return low or "", bool(above), bool(below), high or ""
