"""Unknown is not zero: every exhibit without each column, with half of each empty, and with none.

Half empty: the rows, and again the same rows without the column. A share, mean or median of the
rows that have the column is then the same as of the rows twice; one that took the unknown for zero
would be half.
"""

import math
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.policy.criteria import INPUTS
from data_layer.policy.rule import READ as RULE_READS
from data_layer.policy.support.reading import printed_measures
from data_layer.registry.settings import Settings
from data_layer.scoring.dimensions import COLUMNS as SCORED
from data_layer.vocabulary.field_frames import conform
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.schema import columns

ROWS = 500
COUNTS_OF_FILLED = (
    "values",
    "n",
    "with_values",
    "without_values",
    "filled_pct",
    "compared",
    "tied",
)
"""Ends of names of columns that count who has a value: of nobody that is 0."""
PERCENTILES = ("e12.p", "e27.p")
"""Targets that lie between two values, and so move when rows are doubled."""
READ = sorted(
    id
    for id, it in exhibits().items()
    if it.basis in ("registry", "whole") and not it.waits and id != "recognition_calculator"
)
SUPPORT_READS = {
    *("rd_expense", "rd_expense_previous", "patents", "invention_grants"),
    *(
        part.column
        for measure in printed_measures().checkable
        for condition in measure.conditions
        for part in condition.parts
        if part.column is not None
    ),
}
EXEMPT: Mapping[tuple[str, str], str] = {
    ("champion_indicators", "single_champion"): "a title is a list: who is on none is no champion",
    ("champion_radar", "single_champion"): "as above",
    ("patent_means", "single_champion"): "as above",
    (
        "technology_evaluations",
        "technology_evaluation",
    ): "e09 is of all: no evaluation is empty too",
    ("evaluation_grants", "technology_evaluation"): "as above: the empty stand on the other side",
    ("calibration", "technology_evaluation"): "as above",
    ("calibration", "single_champion"): "a title is a list: who is on none is no champion",
    ("calibration", "class"): "of most their group says that they are not of C3824",
    ("calibration", "insured"): "e05 is of all: its bands and the unreported make up the tier",
    ("insured_bands", "insured"): "e05 is of all: its bands and the unreported make up the tier",
    ("criteria_met", "niche_share"): "one of share and rank decides",
    ("criteria_met", "niche_rank"): "as above",
    ("criteria_met", "rd_ratio"): "one failing year decides, and both have to be met",
    ("criteria_met", "rd_ratio_previous"): "as above",
    ("score_typology", "division"): "software has bounds of its own where its industry is known",
    ("candidates", "niche_share"): "as above, and the list is of single enterprises",
    ("candidates", "niche_rank"): "as above",
    **{
        (id, name): "without it nobody is known to meet a rule that asks it: `unknown` counts them"
        for id in ("rule_verdicts", "rule_changes", "rule_sensitivity", "rule_binding")
        for name in RULE_READS
    },
    ("title_years", "recognised_year"): "a little giant's batch says the year too",
    ("date_maps", "recognised_year"): "as above; who has neither is counted in year_missing",
    ("date_slopes", "recognised_year"): "as above",
    **{
        (id, name): "as above, of those whose title is due"
        for id in ("due_criteria", "due_groups")
        for name in INPUTS
    },
    **{
        (id, name): "as above, of a measure of support that asks for it"
        for id in ("support_measures", "support_map", "support_ranking")
        for name in SUPPORT_READS
    },
    **{
        ("candidates", name): "a list of single enterprises"
        for name in (*SCORED, "rd_ratio", "rd_ratio_previous")
    },
    ("industry_heatmap", "division"): "the section is known still, and has a row of its own",
    ("rd_bands", "rd_ratio"): "the unreported are a row of their own, which grows",
    ("score_typology", "rd_ratio"): "as above",
    ("data_dictionary", "*"): "counts who has a value",
    ("peer_ranks", "*"): "of fewer enterprises with a value other peers are ranked",
    ("rd_benchmarks", "rd_ratio"): "percentiles between two values move when rows are doubled",
    ("rd_benchmarks", "tier"): "as above",
    **{
        (id, name): "a score without a dimension is of the others, and counted as incomplete"
        for id in (
            "score_distribution",
            "success_by_score",
            "score_typology",
            "score_ranking",
            "rank_changes",
            "top_giants",
        )
        for name in SCORED
    },
}


@pytest.fixture(scope="module")
def frame(demo_home: Path) -> pl.DataFrame:
    rows = Workspace.open(Settings(home=demo_home)).registry().rows.collect()
    return rows.sort("id").sample(ROWS, seed=3, shuffle=True)


@pytest.fixture(scope="module")
def copy(frame: pl.DataFrame) -> pl.DataFrame:
    """The same enterprises under other ids."""
    return frame.with_columns(pl.concat_str(pl.lit("x"), "id").alias("id"))


def run(exhibit: Exhibit, rows: pl.DataFrame) -> pl.DataFrame:
    found = exhibit.query(rows.lazy(), Filters(), exhibit.settings({}))
    return conform(found, exhibit.fields)


def without(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    return rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in names)


def numbers(exhibit: Exhibit) -> list[Field]:
    """Those that are computed: what is printed or entered, and a tolerance, are of no registry."""
    of_none = ("tolerance", "threshold", "threshold_own")
    computed = [f for f in exhibit.fields if f.source is None and f.quantity not in of_none]
    return [f for f in computed if f.digits is not None and not f.key]


def side_by_side(exhibit: Exhibit, one: pl.DataFrame, two: pl.DataFrame) -> list[dict[str, Any]]:
    both = one.join(two, on=list(exhibit.keys), suffix=" two", nulls_equal=True)
    return list(both.iter_rows(named=True))


class Emptied(NamedTuple):
    """What an exhibit says of rows twice, and where that moves by a column that one half lacks."""

    twice: pl.DataFrame
    half: dict[str, pl.DataFrame]


def moved_by(
    exhibit: Exhibit,
    before: pl.DataFrame,
    emptied: Callable[[list[str]], pl.DataFrame],
    likely: Collection[str],
) -> dict[str, pl.DataFrame]:
    """What an exhibit says without each column that moves it: `emptied` gives rows without some.

    Most columns are read by few exhibits: those that are `likely` to move it are taken away one by
    one, halves of the others together, and looked at closer where that moves anything.
    """

    def among(names: list[str]) -> dict[str, pl.DataFrame]:
        after = run(exhibit, emptied(names))
        if after.equals(before):
            return {}
        if len(names) == 1:
            return {names[0]: after}
        middle = len(names) // 2
        return among(names[:middle]) | among(names[middle:])

    alone = [among([column]) for column in columns() if column in likely]
    others = [column for column in columns() if column not in ("id", "name", *likely)]
    return {column: after for moved in (*alone, among(others)) for column, after in moved.items()}


@pytest.fixture(scope="module")
def emptied(frame: pl.DataFrame, copy: pl.DataFrame) -> Callable[[str], Emptied]:
    """By exhibit, once for the tests below."""

    @cache
    def of(id: str) -> Emptied:
        exhibit = exhibits()[id]
        twice = run(exhibit, pl.concat([frame, copy]))
        half = moved_by(
            exhibit,
            twice,
            lambda names: pl.concat([frame, without(copy, *names)]),
            set(exhibit.requires) - {"id", "name"},
        )
        return Emptied(twice, half)

    return of


@pytest.mark.parametrize("id", READ)
def test_what_nobody_has_is_no_number(
    id: str, frame: pl.DataFrame, emptied: Callable[[str], Emptied]
) -> None:
    exhibit = exhibits()[id]
    whole = run(exhibit, frame)
    bare_by = moved_by(exhibit, whole, lambda names: without(frame, *names), emptied(id).half)
    for column, bare in bare_by.items():
        if column in exhibit.requires or (id, column) in EXEMPT:
            continue
        for row in side_by_side(exhibit, whole, bare):
            for field in numbers(exhibit):
                if field.name.endswith(COUNTS_OF_FILLED):
                    continue
                was, now = row[field.name], row[f"{field.name} two"]
                assert not (was and now == 0), (column, field.name, was)


@pytest.mark.parametrize("id", READ)
def test_shares_and_middles_are_of_those_that_have_the_value(
    id: str, emptied: Callable[[str], Emptied]
) -> None:
    exhibit = exhibits()[id]
    twice, halves = emptied(id)
    for column, half in halves.items():
        if {(id, column), (id, "*")} & set(EXEMPT):
            continue
        for row in side_by_side(exhibit, twice, half):
            if str(row.get("target")).startswith(PERCENTILES):
                continue
            for field in numbers(exhibit):
                was, now = row[field.name], row[f"{field.name} two"]
                if _is_relative(field) and was is not None and now is not None:
                    step = 10.0**-field.digits * 1.01 if field.digits is not None else 0
                    assert math.isclose(was, now, rel_tol=1e-3, abs_tol=step), (column, field.name)


def _is_relative(field: Field) -> bool:
    """Whether a number does not grow with the rows: shares, means, medians, ratios, quotients."""
    kinds = ("median", "mean", "ratio", "quotient", "score", "multiple", "pearson", "correlation")
    return field.unit.zh == "%" or any(kind in field.name for kind in kinds)


@pytest.mark.parametrize("id", READ)
def test_those_without_the_value_are_counted(id: str, emptied: Callable[[str], Emptied]) -> None:
    """Where a column moves a relative number, some column counts who has or lacks it."""
    exhibit = exhibits()[id]
    if any(field.name == "name" for field in exhibit.fields):
        return  # a list of single enterprises counts nothing
    twice, halves = emptied(id)
    wholes = {f.name for f in numbers(exhibit) if not _is_relative(f)}
    for column, half in halves.items():
        if (id, column) in EXEMPT:
            continue
        told = [
            row[name] != row[f"{name} two"]
            for row in side_by_side(exhibit, twice, half)
            for name in wholes
        ]
        assert any(told) or half.height != twice.height, column


def test_columns_that_move_an_exhibit_are_found(emptied: Callable[[str], Emptied]) -> None:
    """By hand: insured persons in bands of a tier read these two."""
    assert set(emptied("insured_bands").half) == {"insured", "tier"}


@pytest.mark.parametrize("id", READ)
def test_a_registry_of_names_alone(id: str, frame: pl.DataFrame) -> None:
    """Nothing but counts of enterprises, of which none is a count over a column."""
    exhibit = exhibits()[id]
    if exhibit.requires or id == "data_dictionary":
        return  # the card says which columns are lacking
    bare = without(frame, *(column for column in columns() if column not in ("id", "name")))
    for row in run(exhibit, bare).iter_rows(named=True):
        for field in numbers(exhibit):
            assert row[field.name] is None or not _is_relative(field), field.name
