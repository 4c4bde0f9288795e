"""Single functions under pytest-benchmark; `make bench` keeps its numbers in .bench/functions.json.

Not collected by `make test`: it needs the extra `bench`.
"""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from components.rendering.draw import draw
from data_layer.files.tabular import csv_bytes
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.measures.correlations import correlations
from data_layer.measures.quantiles import medians, quantiles, quantiles_of
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import histogram, tally
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.bench.homes import USUAL, home
from tests.bench.questions import LEVELS, PAIRED, VALUES

Benchmark = Callable[..., Any]


@pytest.fixture(scope="module")
def registry() -> Registry:
    found = Store(home(USUAL)).current()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rows(registry: Registry) -> Rows:
    return registry.rows


def test_tally(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(tally, rows, ["city_code"], {"giants": pl.col("tier") == "national"})


def test_medians(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(medians, rows, ["city_code"], "patents")


def test_quantiles_of_five_columns(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(quantiles_of, rows, ["tier"], VALUES, LEVELS)


def test_histogram(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(histogram, rows, ["city_code"], "patents")


def test_quantiles_of_a_histogram(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(quantiles, histogram(rows, ["city_code"], "patents"), ["city_code"], LEVELS)


def test_correlations(benchmark: Benchmark, rows: Rows) -> None:
    benchmark(correlations, rows, PAIRED)


@pytest.mark.parametrize("query", ["", "province=440000", "tier=national&province=630000"])
def test_facets(benchmark: Benchmark, rows: Rows, query: str) -> None:
    benchmark(facets, rows, Filters.from_query(query))


@pytest.mark.parametrize("id", ["province_map", "city_map", "industry_heatmap"])
def test_figure(benchmark: Benchmark, registry: Registry, id: str) -> None:
    result = evaluate(exhibits()[id], registry, Filters(), {}, ResultCache(None))
    benchmark(draw, result, "zh", "light")


def test_csv_of_ten_thousand_rows(benchmark: Benchmark, registry: Registry) -> None:
    benchmark(csv_bytes, registry.rows.head(10_000).collect())
