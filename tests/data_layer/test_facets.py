"""Facet counts equal a count made by filtering for each option in turn."""

from pathlib import Path

import polars as pl
import pytest

from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store


@pytest.fixture(scope="module")
def registry(demo_home: Path) -> Registry:
    found = Store(demo_home).current()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "query", ["", "province=320000", "industry=C&tier=national", "honour=high_tech&patents=50.."]
)
def test_each_count_is_what_choosing_the_option_leaves(registry: Registry, query: str) -> None:
    filters, rows = Filters.from_query(query), registry.rows
    counted = facets(rows, filters)
    for name in ("tier", "cluster", "province", "industry", "honour", "listed"):
        options = dict(counted[name].iter_rows())
        some = sorted(options)[:6]
        assert some, name
        for option in some:
            chosen = {*filters.chosen("honour"), option} if name == "honour" else {option}
            only = filters.replace(**{name: tuple(sorted(chosen))})
            left = only.apply(rows).select(pl.len()).collect().item()
            assert options[option] == left, (name, option)


def test_a_key_does_not_narrow_its_own_options(registry: Registry) -> None:
    rows = registry.rows
    one = facets(rows, Filters.from_query("province=320000"))["province"]
    assert one.equals(facets(rows, Filters())["province"])
    assert len(one) > 5


def test_every_key_with_options_has_a_facet(registry: Registry) -> None:
    found = facets(registry.rows, Filters())
    assert set(found) == {k.name for k in keys().values() if k.kind in ("choice", "all", "flag")}
