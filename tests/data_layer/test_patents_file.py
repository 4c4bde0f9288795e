"""A list of patents: what is read, what is set aside, and the version that holds it. By hand."""

from pathlib import Path

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.rendering.caption import caption
from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.importer import UnreadableFileError, import_file
from data_layer.importer.patents.read import read_patents
from data_layer.importer.patents.rows import NO_CLASS, NO_KIND, NOBODY, REPEATED, UNDATED
from data_layer.importer.patents.stored import NOTE, import_patents
from data_layer.registry.ruled import ruled
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

ENTERPRISES = """企业名称,统一社会信用代码,层级,省份,行业大类
甲电子有限公司,91320500MA1MTEST0A,国家级专精特新小巨人,江苏省,C39
乙仪器有限公司,,国家级专精特新小巨人,浙江省,C40
丙机械有限公司,,国家级专精特新小巨人,湖北省,C34
"""
PATENTS = """申请号,申请人,申请日,授权公告日,专利类型,IPC主分类号,国家/地区
CN202210000001.1,乙仪器有限公司; 某某大学,2022-03-01,,发明,G01N21/00,中国
CN202210000001.1,乙仪器有限公司,2022-03-01,2024/5/6,发明专利,,中国
CN202310000002.2,甲电子有限公司,2023年5月7日,2024-01-02,发明,H01L 21/02,
US18000003,甲电子有限公司,2023,,发明,H01L,
CN202320000004.4,丙机械有限公司,2023-01-01,2023-06-01,实用新型,B65G1/00,中国
CN202310000005.5,别家有限公司,2023-01-01,,发明,B65G1/00,中国
CN202310000006.6,,2023-01-01,,发明,B65G1/00,中国
CN202310000007.7,甲电子有限公司,待定,,发明,B65G1/00,中国
CN202310000008.8,甲电子有限公司,2023-01-01,,集成电路,123,中国
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    listed = tmp_path / "企业.csv"
    listed.write_text(ENTERPRISES, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(listed, store)
    return store


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    path = tmp_path / "专利.csv"
    path.write_text(PATENTS, encoding="utf-8")
    return path


def drawn(store: Store, id: str, query: str = "", **params: str) -> pl.DataFrame:
    workspace = Workspace.open(Settings(home=store.home))
    return workspace.run(exhibits()[id], Query(Filters.from_query(query), params=params)).frame


def test_every_row_is_taken_put_together_or_set_aside_with_a_reason(brought: Path) -> None:
    found = read_patents(brought)
    assert (found.rows, found.patents.height, found.set_aside) == (9, 6, 3)
    assert found.rejects.rows() == [
        (3, "", "乙仪器有限公司", REPEATED),
        (8, "", "CN202310000006.6", NOBODY),
        (9, "", "甲电子有限公司", UNDATED),
        (10, "IPC主分类号", "123", NO_CLASS),
        (10, "专利类型", "集成电路", NO_KIND),
    ]
    assert found.rows == found.patents.height + found.set_aside
    first, second, third = found.patents.head(3).iter_rows(named=True)
    assert (first["name"], first["applied"], first["granted"]) == ("乙仪器有限公司", 2022, 2024)
    assert (first["ipc"], second["ipc"], second["office"]) == ("G01N", "H01L", "CN")
    assert (third["applied"], third["office"]) == (2023, "US")
    assert found.events["n"].sum() == 6 + 3  # six applications, three grants


def test_the_list_becomes_part_of_a_version(store: Store, brought: Path) -> None:
    before = store.current()
    assert before is not None
    assert before.lacks(("patents_list",)) == ("patents_list",)
    dry = import_patents(brought, store, dry_run=True)
    assert (dry.of_registry, dry.enterprises) == (5, 3)  # 别家 is none of the registry's
    assert store.current() is before
    report = import_patents(brought, store)
    after = store.current()
    assert after is not None
    assert report.manifest is not None
    assert after.version == report.manifest.version != before.version
    assert after.rows.collect().equals(before.rows.collect())
    assert after.manifest.notes[NOTE]["source"] == "专利.csv"
    assert after.lacks(("patents_list",)) == ()
    again = import_patents(brought, store)
    assert again.manifest is not None
    assert again.manifest.version == after.version  # the same rows and list are the same version
    assert {it.version for it in store.versions()} == {before.version, after.version}


def test_charts_are_drawn_from_it_under_filters_and_row_rules(store: Store, brought: Path) -> None:
    empty = Workspace.open(Settings(home=store.home)).run(exhibits()["patent_trend"], Query())
    assert empty.lacking == ("patents_list",)
    import_patents(brought, store)
    found = drawn(store, "patent_trend")
    assert found["applications"].to_list() == [1, 1, 0]  # 2022 乙, 2023 甲: neither 别家 nor the US
    assert found["grants"].to_list() == [0, 0, 2]
    assert drawn(store, "patent_trend", "province=320000")["grants"].to_list() == [0, 0, 1]
    abroad = drawn(store, "foreign_destinations")
    assert abroad.select("office", "filings").rows() == [("US", 1)]
    registry = store.current()
    assert registry is not None
    seen = ruled(registry, Filters.from_query("province=330000"))
    assert seen.patents == registry.patents
    from components.contract.evaluate import computed

    exhibit = exhibits()["patent_trend"]
    of_rule = computed(exhibit, seen, Filters(), exhibit.settings({}))
    assert of_rule["grants"].to_list() == [0, 0, 1]
    assert of_rule["holders"].to_list() == [1, 1, 1]


def test_the_next_list_of_enterprises_keeps_the_patents(
    store: Store, brought: Path, tmp_path: Path
) -> None:
    import_patents(brought, store)
    more = tmp_path / "企业2.csv"
    more.write_text(
        ENTERPRISES + "别家有限公司,,国家级专精特新小巨人,广东省,C39\n", encoding="utf-8"
    )
    import_file(more, store)
    assert drawn(store, "patent_trend")["applications"].to_list() == [1, 2, 0]
    registry = store.current()
    assert registry is not None
    assert registry.manifest.notes[NOTE]["source"] == "专利.csv"


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_list_of_an_own_registry_is_not_marked_as_a_demonstration(
    tmp_path: Path, brought: Path, demonstration: bool
) -> None:
    """The mark of patents that are made up stands on what is drawn of them alone."""
    store = Store(tmp_path / "home")
    if demonstration:
        store.add(demo.build(rows=300, seed=2), demonstration=True, source="demonstration")
    else:
        listed = tmp_path / "企业.csv"
        listed.write_text(ENTERPRISES, encoding="utf-8")
        import_file(listed, store)
        import_patents(brought, store)
    workspace = Workspace.open(Settings(home=store.home))
    drawn_from = workspace.run(exhibits()["patent_trend"], Query())
    assert not drawn_from.lacking
    assert ("演示数据" in caption(drawn_from, "zh").badges) is demonstration


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("企业,年份\n甲,2020\n", "不是专利清单"),
        ("申请人,申请日\n谁家有限公司,2020-01-01\n", "没有一家在当前企业库中"),
    ],
)
def test_what_is_no_list_of_these_enterprises_is_refused(
    store: Store, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=said):
        import_patents(path, store)
