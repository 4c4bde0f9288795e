"""Rows held in memory answer as lazy rows do: the counted codes against the portable ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from components.contract.catalogue import exhibits
from data_layer.engine.codes import encode
from data_layer.engine.measures import (
    banded,
    by_multiplicity,
    correlations,
    histogram,
    means,
    quantiles_of,
    tally,
)
from data_layer.engine.memo import forget
from data_layer.engine.rows import Held, hold
from data_layer.filters.filters import Filters
from data_layer.registry.store import Registry, Store

Rows = nw.LazyFrame[Any]

PLACE = pl.Enum(["a", "b", "c"])
TIER = pl.Enum(["national", "champion", "innovative"])
"""Categories out of order, so that sorting by text differs from sorting by code."""
LEVELS = {"p25": 0.25, "p50": 0.5, "p90": 0.9}
MEASURES: dict[str, Callable[[Rows], pl.DataFrame]] = {
    "count": lambda rows: tally(rows, [], {"good": nw.col("good"), "many": nw.col("whole") > 3}),
    "one key": lambda rows: tally(rows, ["tier"]),
    "flags": lambda rows: tally(rows, ["tier"], {"good": nw.col("good")}),
    "two keys": lambda rows: tally(rows, ["tier", "place"], {"known": ~nw.col("good").is_null()}),
    "numbers": lambda rows: tally(rows, ["whole", "place"], {"good": nw.col("good")}),
    "flag as key": lambda rows: tally(rows, ["good"]),
    "text as key": lambda rows: tally(rows.with_columns(band=_band()), ["band", "tier"]),
    "values": lambda rows: histogram(rows, ["tier"], "whole"),
    "all values": lambda rows: histogram(rows, [], "part"),
    "quantiles": lambda rows: quantiles_of(rows, ["tier"], ["whole", "part", "far"], LEVELS),
    "quantiles of all": lambda rows: quantiles_of(rows, [], ["whole", "part"], LEVELS),
    "quantiles, two keys": lambda rows: quantiles_of(rows, ["place", "tier"], ["part"], LEVELS),
    "means": lambda rows: means(rows, ["place"], ["whole", "part"]),
    "means of all": lambda rows: means(rows, [], ["whole", "far"]),
    "correlations": lambda rows: correlations(rows, ["whole", "part"]),
}
SELECTIONS: dict[str, Callable[[Rows], Rows]] = {
    "all": lambda rows: rows,
    "most": lambda rows: rows.filter(nw.col("tier").is_in(["national", "champion"])),
    "some": lambda rows: rows.filter(nw.col("whole") > 2).filter(nw.col("place") == "a"),
    "two conditions": lambda rows: rows.filter(~nw.col("part").is_null(), nw.col("good")),
    "of a new column": lambda rows: rows.with_columns(more=nw.col("whole") * 2).filter(
        nw.col("more") > 4
    ),
    "changed": lambda rows: rows.with_columns(whole=nw.col("whole") + nw.col("far")),
    "none": lambda rows: rows.filter(nw.col("whole") > 1000),
}


def _band() -> nw.Expr:
    return nw.when(nw.col("whole") > 3).then(nw.lit("upper")).otherwise(nw.lit("lower"))


def _known(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


ENTERPRISE = st.fixed_dictionaries(
    {
        "place": _known(st.sampled_from(PLACE.categories.to_list())),
        "tier": _known(st.sampled_from(TIER.categories.to_list())),
        "good": _known(st.booleans()),
        "whole": _known(st.integers(0, 9)),
        "part": _known(st.sampled_from([0.1, 0.25, 1.5, 12.5])),
        "far": _known(st.sampled_from([-(10**9), 0, 7, 10**12])),
    }
)
SCHEMA = {
    "place": PLACE,
    "tier": TIER,
    "good": pl.Boolean,
    "whole": pl.Int32,
    "part": pl.Float64,
    "far": pl.Int64,
}


@pytest.mark.parametrize("selection", SELECTIONS)
@settings(max_examples=25)
@given(st.lists(ENTERPRISE, max_size=40))
def test_every_measure_equals_that_of_lazy_rows(
    selection: str, enterprises: list[dict[str, Any]]
) -> None:
    frame = pl.DataFrame(enterprises, schema=SCHEMA)
    held = SELECTIONS[selection](hold(frame))
    assert isinstance(held, Held)
    lazy = SELECTIONS[selection](nw.from_native(frame.lazy()))
    for measure in MEASURES.values():
        assert_frame_equal(measure(held), measure(lazy), rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=25)
@given(st.lists(ENTERPRISE, max_size=40))
def test_every_measure_equals_the_portable_one(enterprises: list[dict[str, Any]]) -> None:
    """Rows that stand for one enterprise each take the way that DuckDB and Spark take."""
    frame = pl.DataFrame(enterprises, schema=SCHEMA)
    with by_multiplicity():
        cells = nw.from_native(frame.with_columns(multiplicity=1).lazy())
        for measure in MEASURES.values():
            assert_frame_equal(measure(hold(frame)), measure(cells), rel_tol=1e-9, abs_tol=1e-9)


def test_groups_beyond_the_rows_are_renumbered() -> None:
    """2,000 x 2,000 possible pairs among 2,000 rows, each pair once."""
    frame = pl.DataFrame({"a": range(2000), "b": range(1999, -1, -1)})
    counted = tally(hold(frame), ["a", "b"])
    assert counted["n"].to_list() == [1] * 2000
    assert counted.rows()[:2] == [(0, 1999, 1), (1, 1998, 1)]
    found = quantiles_of(hold(frame), [], ["a"], {"median": 0.5})
    assert found.rows() == [(2000, 999.5)]


@given(
    st.sampled_from([1, 10_000]),
    st.lists(_known(st.integers(-30, 30)), min_size=1, max_size=60),
)
def test_numbers_near_each_other_are_coded_as_by_sorting(
    parts: int, wholes: list[int | None]
) -> None:
    """Whole numbers and those of four decimals take the short way: the values stay the same."""
    column = pl.Series([None if n is None else n / parts for n in wholes], dtype=pl.Float64)
    coded = encode(column)
    assert coded.values.to_list() == sorted(set(column.drop_nulls()))
    back = [None if code == coded.size else coded.values[int(code)] for code in coded.codes]
    assert back == column.to_list()


@given(st.lists(ENTERPRISE, max_size=40))
@settings(max_examples=25)
def test_bands_by_value_equal_bands_by_row(enterprises: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame(enterprises, schema=SCHEMA)
    for column, band in (("whole", _band()), ("part", nw.col("part") > 1)):
        by_value, by_row = (
            tally(banded(rows, "band", column, band), ["tier", "band"])
            for rows in (hold(frame), nw.from_native(frame.lazy()))
        )
        assert_frame_equal(by_value, by_row)


def test_held_rows_are_lazy_narwhals_rows_too() -> None:
    rows = hold(pl.DataFrame({"place": ["x", "y", "x"], "value": [1, 2, 4]}))
    passed = rows.filter(nw.col("value") > 1).with_columns(twice=nw.col("value") * 2)
    grouped = passed.group_by("place").agg(nw.col("twice").sum()).sort("place").collect()
    assert grouped.to_native().rows() == [("x", 8), ("y", 4)]
    assert passed.collect_schema().names() == ["place", "value", "twice"]
    assert passed.to_native().collect().rows() == [("y", 2, 4), ("x", 4, 8)]
    assert passed.select("twice", nw.col("place")).head(1).collect().to_native().rows() == [
        (4, "y")
    ]
    assert passed.select(nw.col("value").max(), n=nw.len()).collect().to_native().rows() == [(4, 2)]


def test_the_same_filters_of_the_same_rows_are_selected_once() -> None:
    rows = hold(pl.DataFrame({"patents": [1, 5, None]}))
    few, same = (Filters.from_query("patents=..4") for _ in range(2))
    assert few.apply(rows) is same.apply(rows)
    assert tally(few.apply(rows), []).item() == 1
    before = few.apply(rows)
    forget()
    assert few.apply(rows) is not before


@pytest.fixture(scope="module")
def registry(demo_home: Any) -> Registry:
    found = Store(demo_home).current()
    assert found is not None
    assert isinstance(found.enterprises, Held)
    return found


@pytest.mark.parametrize("id", [e.id for e in exhibits().values() if e.basis != "reference"])
def test_every_exhibit_equals_that_of_lazy_rows(id: str, registry: Registry) -> None:
    exhibit = exhibits()[id]
    lazy = nw.from_native(registry.rows)
    params = exhibit.settings({})
    for query in ("", "tier=national", "province=320000&industry=C39", "insured=50..60&listed=1"):
        filters = Filters.from_query(query)
        held = exhibit.query(registry.enterprises, filters, params)
        assert_frame_equal(
            held,
            exhibit.query(lazy, filters, params),
            rel_tol=1e-9,
            abs_tol=1e-9,
            check_dtypes=True,
        )
