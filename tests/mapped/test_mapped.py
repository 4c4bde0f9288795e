"""Mapped columns show what rows in memory show: every exhibit, the facets, the rows themselves."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from data_layer import demo
from data_layer.engine import counts as occurrences
from data_layer.engine import groups as grouping
from data_layer.engine import rows as held
from data_layer.engine import sorting as ordering
from data_layer.engine.rows import Held
from data_layer.engine.sorting import Sort
from data_layer.enterprises.listing import page, stream
from data_layer.enterprises.record import on_file
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.registry import store as registry
from data_layer.registry.cache import ResultCache
from data_layer.registry.mapped import codes, files, rows
from data_layer.registry.mapped.places import spans
from data_layer.registry.mapped.rows import Mapped
from data_layer.registry.store import Registry, Store
from data_layer.vocabulary.schema import columns

QUERIES = (
    "",
    "tier=national",
    "province=320000&industry=C39",
    "cluster=yrd,prd&honour=high_tech&insured=50..",
    "city=440300,440100,320500&tier=provincial",
    "q=1&listed=0",
)
COMPUTED = [e.id for e in exhibits().values() if e.basis != "reference"]
COLUMNS = ["id", "name", "tier", "province_code", "city_code", "patents", "rd_ratio", "listed"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """12,000 enterprises; some have no province, no city, neither, or no tier; none a CNAS mark."""
    at = pl.int_range(pl.len())
    given = demo.build(rows=12_000, seed=21).with_columns(
        province_code=pl.when(at % 50 != 0).then("province_code"),
        city_code=pl.when(at % 75 != 0).then("city_code"),
        tier=pl.when(at % 70 != 0).then("tier"),
        cnas=pl.lit(None, dtype=pl.Boolean),
    )
    folder = tmp_path_factory.mktemp("home")
    Store(folder).add(given, demonstration=True, source="rows")
    return folder


@pytest.fixture(scope="module")
def plain(home: Path) -> Registry:
    """The rows in memory."""
    found = _current(Store(home))
    assert isinstance(found.enterprises, Held)
    return found


@pytest.fixture(scope="module")
def mapped(plain: Registry, home: Path) -> Generator[Registry]:
    """The same rows mapped, in pieces that do not divide them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "IN_MEMORY_ROWS", 1_000)
        patch.setattr(files, "BATCH_ROWS", 1_736)
        patch.setattr(codes, "BATCH_ROWS", 1_001)
        patch.setattr(held, "KEPT", 4_000)
        patch.setattr(held, "PIECE", 999)
        patch.setattr(grouping, "WHOLE", 900)
        patch.setattr(occurrences, "PIECE", 601)
        patch.setattr(rows, "PIECE_ROWS", 701)
        Store(home).use(plain.version)
        yield _current(Store(home))


def _current(store: Store) -> Registry:
    found = store.current()
    assert found is not None
    return found


def _held(registry: Registry) -> Held:
    assert isinstance(registry.enterprises, Held)
    return registry.enterprises


def test_every_cell_comes_back(plain: Registry, mapped: Registry) -> None:
    assert isinstance(mapped.enterprises, Mapped)
    assert_frame_equal(mapped.enterprises.whole(), plain.rows.collect())
    assert_frame_equal(mapped.enterprises.plan().collect(), plain.rows.collect())


@pytest.mark.parametrize("id", COMPUTED)
def test_every_exhibit_equals_that_of_rows_in_memory(
    id: str, plain: Registry, mapped: Registry
) -> None:
    for query in QUERIES:
        filters = Filters.from_query(query)
        direct = evaluate(exhibits()[id], plain, filters, {}, ResultCache(None))
        served = evaluate(exhibits()[id], mapped, filters, {}, ResultCache(None))
        assert_frame_equal(served.frame, direct.frame, rel_tol=1e-9, abs_tol=1e-9)
        assert (served.selected, served.lacking) == (direct.selected, direct.lacking)


@pytest.mark.parametrize("query", QUERIES)
def test_facets_and_passing_rows_are_the_same(
    query: str, plain: Registry, mapped: Registry
) -> None:
    filters = Filters.from_query(query)
    direct, served = (facets(it.enterprises, filters) for it in (plain, mapped))
    assert served.keys() == direct.keys()
    for key, frame in direct.items():
        assert_frame_equal(served[key], frame)
    wanted = filters.apply(plain.enterprises).select(*COLUMNS).to_native().collect()
    found = filters.apply(mapped.enterprises).select(*COLUMNS).to_native().collect()
    assert wanted.height > 0
    assert_frame_equal(found, wanted)


def test_lists_profiles_and_downloads_come_from_the_file(plain: Registry, mapped: Registry) -> None:
    filters = Filters.from_query("province=440000&q=演示")
    none = Filters.from_query("province=440000&patents=999999..")
    sort = [("patents", True)]
    wanted = page(plain, filters, sort, 0, 30, COLUMNS)
    found = page(mapped, filters, sort, 0, 30, COLUMNS)
    assert_frame_equal(found[0], wanted[0])
    assert found[1] == wanted[1]
    id = wanted[0]["id"][0]
    assert on_file(mapped.enterprises, id) == on_file(plain.enterprises, id)
    assert on_file(mapped.enterprises, "nobody") is None
    for asked in (filters, none, Filters.from_query("tier=provincial"), Filters()):
        assert_frame_equal(
            pl.concat(stream(mapped, asked, 700)), pl.concat(stream(plain, asked, 5_000))
        )


@pytest.mark.parametrize(
    "sort",
    [
        [],
        [("patents", True)],
        [("tier", False)],
        [("listed", True), ("rd_ratio", False)],
        [("city_code", True), ("name", False)],
        [("name", True), ("patents", False)],
        [("id", True), ("patents", True)],
        [("cnas", False), ("sector", True)],
    ],
)
def test_sorted_lists_are_those_of_rows_in_memory(
    sort: Sort, plain: Registry, mapped: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any window: the first rows, some among ties, the last ones, and beyond."""
    monkeypatch.setattr(ordering, "PIECE", 997)
    monkeypatch.setattr(ordering, "COMPARED", 450)
    for query in ("", "tier=national", "province=440000&q=演示", "patents=999999.."):
        filters = Filters.from_query(query)
        for start, end in ((0, 30), (4_321, 4_399), (11_980, 12_050), (90_000, 90_010)):
            wanted = page(plain, filters, sort, start, end, COLUMNS)
            found = page(mapped, filters, sort, start, end, COLUMNS)
            assert found[1] == wanted[1]
            assert_frame_equal(found[0], wanted[0])


def test_codes_are_those_of_rows_in_memory(plain: Registry, mapped: Registry) -> None:
    """Every column's codes on disk, made in pieces, are what encoding it at once gives."""
    for name in plain.manifest.columns_present:
        if columns()[name].dtype != pl.String:
            direct, served = (_held(it).encoded(name) for it in (plain, mapped))
            assert served.values.to_list() == direct.values.to_list(), name
            assert (served.codes == direct.codes).all(), name


def test_a_place_is_a_run_of_rows_that_is_not_copied(mapped: Registry) -> None:
    whole = _held(mapped)
    found = Filters.from_query("province=330000").apply(whole)
    assert isinstance(found, Held)
    assert found.height > 0
    assert np.shares_memory(found.encoded("insured").codes, whole.encoded("insured").codes)


def test_spans_of_places_by_hand() -> None:
    """Rows: no province with and without city, two of Beijing, Nanjing twice, Suzhou, no city."""
    frame = pl.DataFrame(
        {
            "province_code": [None, None, "110000", "110000", *["320000"] * 4, "440000"],
            "city_code": [None, "320500", "110000", "110000", None, "320100", "320100", "320500",
                          "440300"],
        },
        schema={name: columns()[name].dtype for name in ("province_code", "city_code")},
    )  # fmt: skip
    expected = {
        "": ((0, 9),),
        "province=110000,320000": ((2, 8),),
        "province=110000,440000": ((2, 4), (8, 9)),
        "cluster=yrd": ((4, 8),),
        "cluster=yrd&province=440000": (),
        "city=320500": ((1, 2), (7, 8)),
        "city=320100,320500": ((1, 2), (5, 8)),
        "province=320000&city=320500": ((7, 8),),
        "province=650000": (),
    }
    for query, found in expected.items():
        assert spans(frame, Filters.from_query(query)) == found, query
