"""Cubes, the plan that chooses them and the measures that count by multiplicity, by hand."""

import polars as pl

from components.rendering.questions import questions
from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import MULTIPLICITY, each
from data_layer.measures.tallies import histogram, means, tally
from data_layer.registry.registry import Registry
from data_layer.registry.rolled.layout import Cube, answer_key
from data_layer.rollup.plan import BASE, Sample, cells, planned
from data_layer.rollup.questions import Need, Question, needs

CELLS = pl.LazyFrame(
    {"tier": ["a", "a", "b", None], "value": [1, 4, 2, 9], MULTIPLICITY: [3, 1, 2, 5]}
)
"""Eleven enterprises: a holds 1 1 1 4, b holds 2 2, and five without a tier hold 9."""


def test_measures_count_a_cell_as_often_as_it_stands() -> None:
    rows = CELLS
    assert tally(rows, ()).rows() == [(11,)]
    assert tally(rows, ["tier"], {"many": pl.col("value") > 1}).rows() == [
        ("a", 4, 1),
        ("b", 2, 2),
    ]
    assert histogram(rows, ["tier"], "value").rows() == [("a", 1, 3), ("a", 4, 1), ("b", 2, 2)]
    # a: 1 1 1 4, the middle of 1 and 1; b has two values only.
    assert medians(rows, ["tier"], "value").rows() == [("a", 4, 1.0), ("b", 2, None)]
    # a: (3 x 1 + 4) / 4
    assert means(rows, ["tier"], ["value"])["value_mean"].to_list() == [1.75, 2.0]
    assert tally(each(rows), ()).rows() == [(4,)]


def test_a_question_is_seen_to_read_what_it_reads(rows: pl.DataFrame) -> None:
    def ask(asked: pl.LazyFrame, filters: Filters) -> pl.DataFrame:
        return tally(filters.apply(asked), ["tier"], {"good": pl.col("patents") > 3})

    def direct(asked: pl.LazyFrame, filters: Filters) -> pl.DataFrame:
        return asked.select("id").collect()

    assert needs(Question("q", ask, {}), rows.head(50)) == {
        Need(frozenset({"tier", "patents"}), counted=True)
    }
    assert needs(Question("q", direct, {}), rows.head(50)) == {
        Need(frozenset({"id"}), counted=False)
    }


def test_distinct_combinations_are_extrapolated() -> None:
    """A column that never repeats grows with the rows; one of two values stays at two."""
    sample = pl.DataFrame({"id": [f"{i}" for i in range(1000)], "listed": [True, False] * 500})
    sample = sample.with_columns(listed=pl.int_range(1000) % 3 == 0)
    assert cells(Sample(sample), ["id"], 50_000) == 50_000
    assert cells(Sample(sample), ["listed"], 50_000) == 2


def test_a_need_gets_the_finest_cube_with_room(rows: pl.DataFrame) -> None:
    """Twenty thousand rows: ids fill no cube, listed marks fit beside place and industry."""
    sample = rows.sample(5_000, seed=3)
    plan = planned([frozenset({"id"}), frozenset({"listed"})], sample, 20_000_000)
    assert not any("id" in names for names in plan)
    assert any({"listed", *BASE} <= set(names) for names in plan)


def test_the_smallest_cube_that_has_the_columns_answers(rolled: Registry) -> None:
    rollup = rolled.rollup
    assert rollup is not None
    chosen = rollup.cube_for(frozenset({"tier"}))
    assert chosen == min(
        (cube for cube in rollup.cubes if "tier" in cube.columns), key=lambda cube: cube.cells
    )
    assert rollup.cube_for(frozenset({"id"})) is None
    assert Cube(("tier", "patents"), 9).name == "tier-patents"


def test_every_cube_counts_every_enterprise(rolled: Registry) -> None:
    rollup = rolled.rollup
    assert rollup is not None
    for cube in rollup.cubes:
        held = rolled.counted.select(*cube.columns, MULTIPLICITY).collect()
        assert held.height == cube.cells
        assert held[MULTIPLICITY].sum() == rolled.manifest.rows


def test_answers_are_kept_by_exhibit_filters_and_parameters() -> None:
    national = Filters.from_query("tier=national")
    keys = {
        answer_key("quadrant", Filters(), {}),
        answer_key("quadrant", national, {}),
        answer_key("quadrant", national, {"top": "5"}),
        answer_key("honours", national, {"top": "5"}),
    }
    assert len(keys) == 4
    assert answer_key("q", national, {"a": "1", "b": "2"}) == answer_key(
        "q", national, {"b": "2", "a": "1"}
    )


def test_a_stored_answer_is_of_this_code(rolled: Registry) -> None:
    from components.contract.fingerprint import code_fingerprint

    ranking = next(q for q in questions() if q.id == "score_ranking")
    stored = rolled.answers.get(code_fingerprint(), ranking.id, Filters(), ranking.params)
    assert stored is not None
    assert stored.height > 0
    assert rolled.answers.get("0" * 16, ranking.id, Filters(), ranking.params) is None
