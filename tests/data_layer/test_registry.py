"""The version store: content hashes, the switch of CURRENT, old versions, and refusals."""

import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.registry import rows_file as storing
from data_layer.registry import store as registry
from data_layer.registry.manifest import DamagedVersionError, Manifest, UnknownVersion
from data_layer.registry.rows_file import DuplicateIdError
from data_layer.registry.store import Store
from data_layer.registry.stored_answers import MOST_ROWS, StoredAnswers
from data_layer.vocabulary.schema import columns
from tests.drawing import examples

ROWS = {
    "id": ["a", "b", "c", "d"],
    "name": ["甲", "乙", "丙", "丁"],
    "province_code": ["440000", None, "110000", "440000"],
    "patents": [3, None, 0, 12],
    "revenue": [1.5, 2.25, None, 1e9],
}


def frame(**replaced: list) -> pl.DataFrame:
    dtypes = {name: columns()[name].dtype for name in ROWS | replaced}
    return pl.DataFrame(ROWS | replaced, schema_overrides=dtypes)


def add(
    store: Store,
    rows: pl.DataFrame,
    *,
    demonstration: bool = False,
    activate: bool = True,
    beside: Iterable[Path] = (),
) -> Manifest:
    return store.add(
        rows, demonstration=demonstration, source="f.csv", activate=activate, beside=beside
    )


def test_an_empty_home_has_no_registry(tmp_path: Path) -> None:
    store = Store(tmp_path / "not yet there")
    assert store.current() is None
    assert store.current_version() is None
    assert store.versions() == ()


def test_rows_come_back_with_every_schema_column_sorted_by_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    manifest = store.add(frame(), demonstration=False, source="f.csv", notes={"read": 4})
    opened = store.current()
    assert opened is not None
    rows = opened.rows.collect()
    assert rows.schema == {name: column.dtype for name, column in columns().items()}
    assert rows["id"].to_list() == ["b", "c", "a", "d"]  # no province first, then 110000, 440000
    assert rows["revenue"].to_list() == [2.25, None, 1.5, 1e9]
    assert manifest.columns_present == ("id", "name", "province_code", "revenue", "patents")
    assert opened.lacks(["patents", "insured", "tier"]) == ("insured", "tier")
    assert store.versions() == (manifest,)
    assert manifest.notes == {"read": 4}
    assert manifest.rows == 4


@settings(max_examples=examples(8))
@given(order=st.permutations(range(4)))
def test_the_same_rows_in_any_order_are_the_same_version(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    store = Store(tmp_path_factory.mktemp("home"))
    first = add(store, frame())
    again = add(store, frame()[order])
    assert again == first
    assert len(store.versions()) == 1


@settings(max_examples=examples(8))
@given(column=st.sampled_from(["name", "patents", "revenue"]), row=st.integers(0, 3))
def test_another_cell_is_another_version(
    tmp_path_factory: pytest.TempPathFactory, column: str, row: int
) -> None:
    store = Store(tmp_path_factory.mktemp("home"))
    cells = list(ROWS[column])
    cells[row] = "戊" if column == "name" else 77
    assert add(store, frame()).version != add(store, frame(**{column: cells})).version


def test_the_hash_does_not_depend_on_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = add(Store(tmp_path / "whole"), frame())
    monkeypatch.setattr(storing, "HASH_BATCH_ROWS", 3)
    assert add(Store(tmp_path / "parts"), frame()).version == whole.version


def test_the_demonstration_mark_is_part_of_the_version(tmp_path: Path) -> None:
    store = Store(tmp_path)
    shown = add(store, frame(), demonstration=True)
    real = add(store, frame())
    assert shown.version != real.version
    assert store.open(shown.version).demonstration
    assert not store.open(real.version).demonstration


def test_old_versions_stay_readable_and_can_be_used_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = add(store, frame())
    new = add(store, frame(patents=[1, 2, 3, 4]))
    assert store.current_version() == new.version
    assert [it.version for it in store.versions()] == [new.version, old.version]
    assert store.open(old.version).rows.collect()["patents"].sum() == 15
    assert store.use(old.version) == old
    assert store.current_version() == old.version


def test_a_version_can_be_added_without_being_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = add(store, frame())
    add(store, frame(patents=[1, 2, 3, 4]), activate=False)
    assert store.current_version() == old.version
    assert len(store.versions()) == 2


def test_current_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    old = add(store, frame())
    new = add(store, frame(patents=[1, 2, 3, 4]), activate=False)

    def refuse(draft: Path, target: Path) -> None:
        assert (draft.read_text(encoding="ascii").strip(), target.name) == (new.version, "CURRENT")
        assert store.current_version() == old.version
        raise OSError("power cut")

    monkeypatch.setattr(registry.Path, "replace", refuse)
    with pytest.raises(OSError, match="power cut"):
        store.use(new.version)
    assert store.current_version() == old.version


@pytest.mark.parametrize("version", ["000000000000", "../versions", "", "..", "zzz"])
def test_an_unknown_version_is_named_with_those_that_exist(tmp_path: Path, version: str) -> None:
    store = Store(tmp_path)
    known = add(store, frame()).version
    with pytest.raises(UnknownVersion) as refused:
        store.open(version)
    assert known in refused.value.message.zh
    assert known in refused.value.message.en
    with pytest.raises(UnknownVersion):
        store.use(version)


def test_rows_that_break_the_schema_leave_nothing_behind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(pl.exceptions.ComputeError):
        add(store, frame(patents=[-1, 2, 3, 4]))
    with pytest.raises(DuplicateIdError, match="1 of 4"):
        add(store, frame(id=["a", "a", "c", "d"]))
    assert list((tmp_path / "versions").iterdir()) == []
    assert store.current_version() is None


FAULTS = (
    "a byte",
    "cut",
    "empty",
    "gone",
    "folder gone",
    "nowhere",
    "manifest",
    "manifest's numbers",
    "patents",
    "checksum",
    "rubbish",
)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_whole_version_serves_when_the_one_in_use_is_damaged(
    tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = add(Store(tmp_path), frame())
    listed = tmp_path / "patents.parquet"
    listed.write_bytes(b"a list")
    rows_of_damaged = frame(patents=[4, None, 0, 12])
    damaged = add(Store(tmp_path), rows_of_damaged, beside=[listed])
    folder = tmp_path / "versions" / damaged.version
    rows = folder / "rows.parquet"
    content = rows.read_bytes()
    match fault:
        case "a byte":
            rows.write_bytes(content[:99] + bytes([content[99] ^ 1]) + content[100:])
        case "cut":
            rows.write_bytes(content[:-7])
        case "empty":
            rows.write_bytes(b"")
        case "gone":
            rows.unlink()
        case "folder gone":
            shutil.rmtree(folder)
        case "nowhere":
            (tmp_path / "CURRENT").write_text("no version\n")
        case "checksum":
            (folder / "files.sha256").write_bytes(b"\xff\x00")
        case "rubbish":
            (tmp_path / "CURRENT").write_bytes(b"\xff\x00")
        case "manifest's numbers":
            text = (folder / "manifest.json").read_text()
            (folder / "manifest.json").write_text(text.replace('"rows": 4', '"rows": 5'))
        case "patents":
            (folder / "patents.parquet").write_bytes(b"")
        case "manifest":
            (folder / "manifest.json").write_text('{"version": "x"}')
    opened = Store(tmp_path).current()
    assert opened is not None
    assert opened.version == (damaged.version if fault in ("nowhere", "rubbish") else whole.version)
    assert "is served" in caplog.text
    add(Store(tmp_path), rows_of_damaged, beside=[listed])  # imported again, it is whole
    assert Store(tmp_path).open(damaged.version).version == damaged.version


def test_a_version_that_is_damaged_after_it_was_read_is_noticed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every process then serves the same other version, whenever it has read the damaged one; the
    log says so once."""
    whole = add(Store(tmp_path), frame())
    damaged = add(Store(tmp_path), frame(patents=[4, None, 0, 12]))
    store = Store(tmp_path)
    assert store.open(damaged.version).version == damaged.version
    rows = tmp_path / "versions" / damaged.version / "rows.parquet"
    content = rows.read_bytes()
    rows.write_bytes(content[:-7])
    served = [store.current() for _ in range(3)]
    assert {it.version for it in served if it} == {whole.version}
    assert caplog.text.count("is served") == 1
    assert store.is_damaged(damaged.version)
    rows.write_bytes(content)
    mended = store.current()
    assert mended is not None
    assert mended.version == damaged.version


def test_a_version_that_is_read_from_the_disk_is_held_against_its_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond two million rows nothing of it is in memory: damaged, it serves no more."""
    monkeypatch.setattr("data_layer.registry.registry.IN_MEMORY_ROWS", 3)
    only = add(Store(tmp_path), frame())
    store = Store(tmp_path)
    assert store.open(only.version).rows.collect().height == 4
    rows = tmp_path / "versions" / only.version / "rows.parquet"
    content = rows.read_bytes()
    rows.write_bytes(content[:99] + bytes([content[99] ^ 1]) + content[100:])
    for opened in (store, Store(tmp_path)):
        with pytest.raises(DamagedVersionError):
            opened.current()
        assert opened.damaged(only.version) == ("rows.parquet",)
    with pytest.raises(DamagedVersionError):
        store.use(only.version)


def test_rows_that_were_read_serve_on_where_there_is_no_other_version(tmp_path: Path) -> None:
    only = add(Store(tmp_path), frame())
    store = Store(tmp_path)
    before = store.current()
    (tmp_path / "versions" / only.version / "rows.parquet").write_bytes(b"")
    assert store.current() is before
    assert store.is_damaged(only.version)


def test_a_version_that_cannot_be_served_is_said(tmp_path: Path) -> None:
    only = add(Store(tmp_path), frame())
    (tmp_path / "versions" / only.version / "rows.parquet").write_bytes(b"")
    with pytest.raises(DamagedVersionError, match=only.version):
        Store(tmp_path).current()


def test_many_at_once_make_one_version(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: add(Store(tmp_path), frame()), range(8)))
    assert len({it.version for it in made}) == 1
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_opened_versions_are_kept_and_bounded(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made = [add(store, frame(patents=[n, n, n, n])).version for n in range(6)]
    assert store.open(made[-1]) is store.open(made[-1])
    for version in made:
        assert store.open(version).version == version
    assert len(store._opened) == registry.OPEN_VERSIONS


def test_many_rows_are_sorted_apart_into_the_same_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = demo.build(rows=3_000, seed=4).with_columns(
        pl.when(pl.int_range(pl.len()) % 9 != 0).then("province_code"),
        pl.when(pl.int_range(pl.len()) % 7 != 0).then("city_code"),
    )
    whole = add(Store(tmp_path / "whole"), rows)
    monkeypatch.setattr(storing, "AT_ONCE", 250)
    apart = Store(tmp_path / "apart")
    made = apart.add(rows.lazy(), demonstration=False, source="f.csv")
    assert made.version == whole.version
    folder = tmp_path / "apart" / "versions" / made.version
    assert {it.name for it in folder.iterdir()} == {
        "rows.parquet",
        "files.sha256",
        "manifest.json",
    }


def test_a_version_of_before_a_column_was_declared_has_it_too(tmp_path: Path) -> None:
    """Sections came with 0.3.0: in an older file they follow from the divisions."""
    store = Store(tmp_path)
    version = add(store, frame(division=["C39", None, "I65", "C35"])).version
    file = tmp_path / "versions" / version / "rows.parquet"
    pl.read_parquet(file).drop("section", "quality_score").write_parquet(file)
    file.with_name("files.sha256").unlink()
    rows = Store(tmp_path).open(version).rows.collect()
    assert set(rows.columns) == set(columns())
    sections = dict(rows.select("id", pl.col("section").cast(pl.String)).iter_rows())
    assert sections == {"a": "C", "b": None, "c": "I", "d": "C"}
    assert rows["quality_score"].null_count() == 4


@pytest.mark.parametrize(("rows", "is_stored"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_a_list_as_long_as_the_registry_is_not_stored(
    tmp_path: Path, rows: int, is_stored: bool
) -> None:
    """At a million rows the list of titles that end held 322,085 rows, 161 MB beside 33 of rows."""
    answers = StoredAnswers(tmp_path)
    frame = pl.DataFrame({"id": range(rows)})
    answers.keep("mark", "due_list", {}, compute=lambda: frame)
    assert (answers.get("mark", "due_list", Filters(), {}) is not None) is is_stored
    for file in tmp_path.rglob("*.arrow"):  # a byte of the numbers changes: none is taken from it
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    assert answers.get("mark", "due_list", Filters(), {}) is None
