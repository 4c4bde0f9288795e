"""A workbook of enterprises from a process of its own is the one that is written here."""

import io
from pathlib import Path

import fastexcel
import pytest

from data_layer import demo
from data_layer.enterprises import workbook as rooms
from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.workbook import xlsx_file
from data_layer.filters.filters import Filters
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store

ABOUT = [("filters", "全部"), ("version", "0" * 12)]
SOURCES = [("registry", "=1+1")]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    store = Store(tmp_path_factory.mktemp("home"))
    store.add(demo.build(rows=300, seed=5), demonstration=True, source="seed 5")
    current = store.current()
    assert current is not None
    return current


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_the_same_workbook(registry: Registry, lang: rooms.Lang) -> None:
    made = rooms.workbook(stream(registry, Filters(), size=70), lang, ABOUT, SOURCES)
    here = io.BytesIO()
    rows = stream(registry, Filters(), size=70)
    xlsx_file(here, rows, enterprise_fields(), lang, about=ABOUT, sources=SOURCES)
    book, own = fastexcel.read_excel(made), fastexcel.read_excel(here.getvalue())
    assert book.sheet_names == own.sheet_names
    for name in book.sheet_names:
        assert book.load_sheet(name).to_polars().equals(own.load_sheet(name).to_polars())
    assert book.load_sheet(book.sheet_names[0]).to_polars().height == 300


def test_a_process_that_fails_leaves_nothing(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "BOOK", "nowhere/workbook.xlsx")
    monkeypatch.setattr(rooms, "ASKED", "asked.txt")
    monkeypatch.setattr(rooms.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(rooms.WorkbookError, match=r"asked\.json"):
        rooms.workbook(stream(registry, Filters()), "zh", ABOUT, SOURCES)
    assert list(tmp_path.iterdir()) == []
