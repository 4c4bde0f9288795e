"""An enterprise's row in its file, its cells, and what of them was not taken."""

from pathlib import Path

import pytest

from data_layer.importer import import_file
from data_layer.importer.headings.mapping import ImportMapping, SameId
from data_layer.importer.rows.origin import Origin, origins_of, rows_of
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


@pytest.mark.parametrize("is_earlier", [False, True])
@pytest.mark.parametrize(("rule", "rows"), [("keep_both", [[2], [3]]), ("set_aside", [[2]])])
def test_a_row_that_shares_an_id_under_another_name_is_not_of_that_enterprise(
    tmp_path: Path, rule: SameId, rows: list[list[int]], is_earlier: bool
) -> None:
    """Whoever sees the first alone, by a row rule, reads nothing of the second in its profile.

    is_earlier: a release that stored no ids of rows set aside.
    """
    file = tmp_path / "list.csv"
    id = "91420100177570439L"
    file.write_text(
        f"企业名称,统一社会信用代码,省份\n甲公司,{id},湖北省\n乙公司,{id},江苏省\n", "utf-8"
    )
    store = Store(tmp_path / "home")
    import_file(file, store, mapping=ImportMapping(same_id=rule))
    current = store.current()
    assert current is not None
    assert current.folder is not None
    if is_earlier and rule == "set_aside":
        (current.folder / "origin" / "renamed.parquet").unlink()
    found = {
        name: [it.row for it in origins_of(current.folder, own, current.manifest.notes)]
        for name, own in current.rows.select("name", "id").sort("name").collect().iter_rows()
    }
    assert sorted(found.values()) == rows
    assert found["甲公司"] == [2]
    assert rows_of(current.folder, [id], current.manifest.notes) == {id: 2}
