"""An enterprise's row in its file, its cells, and what of them was not taken."""

from __future__ import annotations

from pathlib import Path

from data_layer.importer import import_file
from data_layer.importer.origin import Origin, origins_of
from data_layer.registry.store import Store

LIST = "企业名称,参保人数,备注\n甲有限公司,约50,a\n乙有限公司,60,\n甲有限公司,,b\n"


def test_rows_of_a_file_are_found_by_id(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    store = Store(tmp_path / "home")
    report = import_file(file, store)
    assert report.manifest is not None
    notes = report.manifest.notes
    folder = store.home / "versions" / report.manifest.version
    rows = store.open(report.manifest.version).rows.select("name", "id").collect()
    ids = dict(rows.iter_rows())

    columns = {"企业名称": ("name",), "参保人数": ("insured",), "备注": ()}
    cells = (("企业名称", "乙有限公司"), ("参保人数", "60"), ("备注", ""))
    expected = Origin("list.csv", None, 3, cells, columns, ())
    assert origins_of(folder, ids["乙有限公司"], notes) == (expected,)

    first, merged = origins_of(folder, ids["甲有限公司"], notes)
    assert (first.row, merged.row) == (2, 4)
    assert first.rejected == (
        ("参保人数", "约50", "是约数，不是确切的数 / approximate, not a number"),
    )
    assert merged.cells[2] == ("备注", "b")


def test_a_version_without_a_file_has_no_rows(tmp_path: Path) -> None:
    assert origins_of(tmp_path, "x", {}) == ()
