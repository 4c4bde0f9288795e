"""A roll-up shows what the rows show: every exhibit, the filters, the enterprises themselves."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from components.http.rolling import roll_up_many
from data_layer.enterprises.listing import page
from data_layer.enterprises.record import on_file
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.registry import store as store_module
from data_layer.registry.cache import ResultCache
from data_layer.registry.manifest import DamagedVersionError
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.rollup.source import find as source_of

QUERIES = ("", "tier=national", "province=320000&industry=C39", "honour=high_tech&insured=50..")
COMPUTED = [e.id for e in exhibits().values() if e.basis != "reference"]


@pytest.mark.parametrize("id", COMPUTED)
def test_every_exhibit_equals_that_of_the_rows(id: str, plain: Registry, rolled: Registry) -> None:
    """Unfiltered, and under one of the filters, which go round."""
    for query in (QUERIES[0], QUERIES[1 + COMPUTED.index(id) % (len(QUERIES) - 1)]):
        filters = Filters.from_query(query)
        direct = evaluate(exhibits()[id], plain, filters, {}, ResultCache(None))
        served = evaluate(exhibits()[id], rolled, filters, {}, ResultCache(None))
        assert_frame_equal(served.frame, direct.frame, rel_tol=1e-9, abs_tol=1e-9)
        assert (served.selected, served.among) == (direct.selected, direct.among)
        assert served.lacking == direct.lacking


def test_the_demonstration_mark_and_the_counts_stay(plain: Registry, rolled: Registry) -> None:
    assert rolled.demonstration
    assert rolled.manifest.rows == plain.manifest.rows
    assert rolled.manifest.columns_present == plain.manifest.columns_present
    assert rolled.version != plain.version


def test_enterprises_come_from_the_rows(plain: Registry, rolled: Registry) -> None:
    filters = Filters.from_query("province=440000&q=演示")
    sort = [("patents", True)]
    wanted = page(plain, filters, sort, 0, 30, ["name", "city_code", "patents"])
    found = page(rolled, filters, sort, 0, 30, ["name", "city_code", "patents"])
    assert_frame_equal(found[0], wanted[0])
    assert found[1] == wanted[1]
    id = wanted[0]["id"][0]
    assert on_file(rolled.rows, id) == on_file(plain.rows, id)


def test_a_filter_by_province_reads_that_province_alone(rolled: Registry) -> None:
    plan = rolled.rows.filter(pl.col("province_code").is_in(["320000"])).explain()
    assert "province_code=320000" in plan
    assert "other sources" not in plan


def test_enterprises_without_a_province_are_kept(plain: Registry, rolled: Registry) -> None:
    nowhere = pl.col("province_code").is_null()
    counts = [r.rows.filter(nowhere).select(pl.len()).collect().item() for r in (plain, rolled)]
    assert counts == [400, 400]  # every fiftieth of 20,000


def test_the_same_files_are_the_same_version(
    plain: Registry, rolled: Registry, tmp_path: Path
) -> None:
    source = tmp_path / "other name.parquet"
    marked = plain.rows.with_columns(kind=pl.lit("demonstration")).collect()
    marked.write_parquet(source)
    assert source_of(source).version == rolled.version
    marked.head(9).write_parquet(source)
    assert source_of(source).version != rolled.version


@pytest.mark.parametrize("query", QUERIES)
def test_facet_counts_equal_those_of_the_rows(
    query: str, plain: Registry, rolled: Registry
) -> None:
    filters = Filters.from_query(query)
    direct, served = facets(plain.counted, filters), facets(rolled.counted, filters)
    assert served.keys() == direct.keys()
    for key, frame in direct.items():
        held = dict(served[key].iter_rows())
        assert {value: n for value, n in held.items() if n} == {
            value: n for value, n in frame.iter_rows() if n
        }


def test_scores_by_percentile_rank_enterprises_and_not_cells(
    plain: Registry, rolled: Registry
) -> None:
    exhibit = exhibits()["score_ranking"]
    method = next(param for param in exhibit.params if "percentile" in param.options)
    params = {method.name: "percentile"}
    direct = evaluate(exhibit, plain, Filters(), params, ResultCache(None))
    served = evaluate(exhibit, rolled, Filters(), params, ResultCache(None))
    assert_frame_equal(served.frame, direct.frame)


def test_an_import_of_many_rows_makes_a_roll_up(
    rows: pl.DataFrame, plain: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "IN_MEMORY_ROWS", 1_000)
    store = Store(tmp_path, roll_up=roll_up_many)
    made = store.add(rows, demonstration=True, source="rows")
    registry = store.open(made.version)
    assert made.version == plain.version
    assert registry.rollup is not None
    assert len(registry.rollup.cubes) > 10
    folder = tmp_path / "versions" / made.version
    assert not (folder / "rows.parquet").exists()
    assert_frame_equal(registry.rows.sort("id").collect(), plain.rows.sort("id").collect())
    assert store.open(made.version) is registry
    for pattern in ("rows/*/*.parquet", "cubes/*.parquet", "rollup.json"):
        file = min(folder.glob(pattern))
        content = file.read_bytes()
        at = len(content) // 2
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(DamagedVersionError):  # the only one: nothing is read from the disk
            store.current()
        assert store.damaged(made.version) == (file.relative_to(folder).as_posix(),)
        file.write_bytes(content)
    beside = min(folder.glob("rows/*/*.parquet")).with_name("beside.parquet")
    shutil.copyfile(min(folder.glob("rows/*/*.parquet")), beside)
    with pytest.raises(DamagedVersionError):  # its rows would count twice
        Store(tmp_path).open(made.version)
    beside.unlink()
    assert Store(tmp_path).open(made.version).manifest == made


def test_a_large_version_of_before_is_rolled_up_when_it_comes_into_use(
    rows: pl.DataFrame, plain: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "IN_MEMORY_ROWS", 1_000)
    old = Store(tmp_path).add(rows, demonstration=True, source="rows", activate=False)
    folder = tmp_path / "versions" / old.version
    assert not (folder / "rollup.json").exists()
    store = Store(tmp_path, roll_up=roll_up_many)
    opened = store.open(old.version)
    store.use(old.version)
    registry = store.open(old.version)
    assert registry.rollup is not None
    assert len(registry.rollup.cubes) > 10
    assert_frame_equal(registry.rows.sort("id").collect(), plain.rows.sort("id").collect())
    assert_frame_equal(opened.rows.sort("id").collect(), plain.rows.sort("id").collect())
    assert not list((tmp_path / "versions").glob(".*"))
