"""Sheets with the same headings, read as one list by a click or `--join`; by hand."""

from pathlib import Path

import pytest

from components.intake.asked_view import questions
from data_layer.cli.parser import build_parser
from data_layer.importer import import_file
from data_layer.importer.errors import BadMappingError
from data_layer.importer.headings.mapping import ImportMapping, parse_mapping
from data_layer.importer.rows.origin import origins_of
from data_layer.importer.tables.joined_sheets import label
from data_layer.importer.tables.source import Alike
from data_layer.intake.choices import Choices, choices_of, dumped, loaded, toml_of
from data_layer.intake.preview import Files, preview
from data_layer.intake.preview_json import from_json, to_json
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.data_layer.imported import by_name, rejects_of, rows_of
from tests.data_layer.test_importer_sheets import book

HEAD: list[object] = ["企业名称", "城市", "注册资本", "成立年份", "认定年份"]
JOIN = ImportMapping(join=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two sheets of one list, the second with a title and a total; others."""
    return book(
        tmp_path / "b.xlsx",
        江苏=[
            HEAD,
            ["苏州市（1家）"],
            ["甲公司", "", 5, 2001, 2020],
            ["乙公司", "", "约5", 2001, 2020],
        ],
        浙江=[
            ["名单"],
            HEAD,
            ["丙公司", "", 7, 2022, 2020],
            ["合计", "", 7],
            ["丁公司", "杭州市", "约8"],
        ],
        说明=[["口径"]],
        亿元=[["单位：亿元"], HEAD, ["戊公司", "宁波市", 9]],
    )


def test_joined_sheets_are_one_list_and_every_row_says_its_sheet(
    tmp_path: Path, path: Path
) -> None:
    """Groups end with their sheet; a sheet in another unit is not joined, and said."""
    store = Store(tmp_path / "home")
    report = import_file(path, store, mapping=JOIN)
    rows = rows_of(store)
    assert by_name(rows, "registered_capital") == {"甲": 5.0, "乙": None, "丙": 7.0, "丁": None}
    assert by_name(rows, "city_code") == {
        "甲": "320500",
        "乙": "320500",
        "丙": None,
        "丁": "330100",
    }
    said = {f"{it['row']} {it['value']}" for it in rejects_of(report)}
    assert said == {"江苏!2 苏州市（1家）", "江苏!4 约5", "浙江!4 合计", "浙江!5 约8"}
    notes = " ".join(note.zh for note in report.notes)
    assert "没有导入：亿元（1 行）" in notes
    assert "读的是工作表 江苏；未读：说明、亿元" in notes


def test_the_source_of_an_enterprise_is_in_its_own_sheet(tmp_path: Path, path: Path) -> None:
    store = Store(tmp_path / "home")
    import_file(path, store, mapping=JOIN)
    opened = store.current()
    assert isinstance(opened, Registry)
    assert opened.folder is not None
    ids = dict(rows_of(store).select("name", "id").iter_rows())
    found = {
        name: origins_of(opened.folder, ids[name], opened.manifest.notes)[0]
        for name in ("甲公司", "丁公司", "丙公司")
    }
    places = {name: (it.sheet, it.row) for name, it in found.items()}
    assert places == {"甲公司": ("江苏", 3), "丁公司": ("浙江", 5), "丙公司": ("浙江", 3)}
    assert found["丁公司"].rejected[0][1] == "约8"
    assert found["丙公司"].questions[0][0] == "founded_year"


def test_a_preview_joins_when_it_is_asked(tmp_path: Path, path: Path) -> None:
    assert preview(path, Choices()).accepted == 2
    files = Files(tmp_path / "rejects.csv")
    found = preview(path, Choices().with_join(True), files)
    assert (found.read, found.accepted, found.joined) == (6, 4, ("江苏", "浙江"))
    assert [one.sheet for one in found.alike] == ["亿元"]
    assert from_json(to_json(found)) == found
    assert "浙江!5" in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "浙江!3" in str(questions(found, "zh"))


def test_the_mapping_file_and_the_command_say_it() -> None:
    chosen = Choices().with_join(True)
    assert loaded(dumped(chosen)) == chosen
    assert '"join" = true' in toml_of(chosen)
    assert choices_of({"rows": {"join": True}}) == chosen
    assert parse_mapping({"rows": {"join": True}}).join
    with pytest.raises(BadMappingError, match=r"rows\.join"):
        parse_mapping({"rows": {"join": "yes"}})
    assert build_parser().parse_args(["import", "b.xlsx", "--join"]).join


def test_a_row_is_called_by_its_sheet_only_where_sheets_are_joined() -> None:
    assert [label(row, ()) for row in (5, 20_000_005)] == ["5", "20000005"]
    assert [label(row, ("a", "b")) for row in (5, 10_000_005)] == ["a!5", "b!5"]


def test_headings_below_a_title_and_in_several_rows_are_the_same_ones(tmp_path: Path) -> None:
    """A unit in a row of its own is part of its heading, and the rows are those of one list."""
    head: list[list[object]] = [
        ["第五批专精特新“小巨人”企业名单"],
        ["序号", "企业名称", "注册资本", "成立年份"],
        ["", "", "（亿元）", ""],
    ]
    path = book(
        tmp_path / "b.xlsx",
        江苏=[*head, [1, "甲公司", 5, 2001], ["合计", 1, "", ""]],
        浙江=[["浙江省"], *head, [1, "乙公司", 7, 2002], [2, "丙公司", 8, 2003]],
        万元=[head[1], ["", "", "（万元）", ""], [1, "丁公司", 9, 2004]],
    )
    assert preview(path, Choices()).alike == (Alike("浙江", 2),)
    store = Store(tmp_path / "home")
    report = import_file(path, store, mapping=JOIN)
    capital = by_name(rows_of(store), "registered_capital")
    assert capital == {"甲": 50_000.0, "乙": 70_000.0, "丙": 80_000.0}
    assert any("未读：万元" in note.zh for note in report.notes)
