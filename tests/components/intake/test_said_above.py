"""What a title or a name says of every row: proposed, and taken by a click alone; by hand."""

import re
from pathlib import Path

import pytest

from data_layer.importer import import_file
from data_layer.importer.headings.mapping import read_mapping
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.intake.said_above import said_above
from data_layer.registry.store import Store
from tests.components.intake.sent import brought, client_of, correct
from tests.data_layer.imported import rows_of, write_csv

TITLE = "江苏省第五批专精特新小巨人企业名单（2023年）"
LIST = f"{TITLE},\n企业名称,注册资本\n甲机械有限公司,100\n乙软件有限公司,200\n"
ALL = {"province_code": "江苏省", "tier": "national", "batch": "5", "recognised_year": "2023"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TITLE, ALL),
        ("附件1：2023年江苏省专精特新中小企业名单", {**ALL, "tier": "provincial", "batch": None}),
        ("苏州市2022年创新型中小企业公示", {"city_code": "苏州市", "tier": "innovative"}),
        ("重庆市2021年第三批名单", {"province_code": "重庆市", "tier": None, "city_code": None}),
        ("2023年主要财务指标", {"recognised_year": None}),
        ("江苏省精密机械有限公司", dict.fromkeys(ALL)),
        ("list 2023", dict.fromkeys(ALL)),
    ],
)
@pytest.mark.parametrize("place", ["title", "file"])
def test_titles_and_names_say_what_is_so_in_every_row(
    tmp_path: Path, text: str, said: dict[str, str | None], place: str
) -> None:
    above = [[text, ""]] if place == "title" else []
    rows = [*above, ["企业名称", "注册资本"], ["甲机械有限公司", "100"]]
    found = preview(write_csv(tmp_path / "f.csv", rows), Choices())
    named = {it.column: it.text for it in said_above(found, "f" if above else text)}
    assert {column: named.get(column) for column in said} == said
    assert found.columns[0].column == "name"


def test_what_a_column_of_the_file_gives_is_not_proposed(tmp_path: Path) -> None:
    rows = [[TITLE, "", ""], ["企业名称", "省份", "认定日期"], ["甲公司", "浙江省", "2022-01-02"]]
    found = preview(write_csv(tmp_path / "f.csv", rows), Choices())
    assert {it.column for it in said_above(found, "f")} == {"tier", "batch"}


def test_it_is_taken_by_a_click_and_stands_in_the_mapping(home: Path, tmp_path: Path) -> None:
    client = client_of(home)
    page, at = brought(client, LIST)
    assert "省份：江苏省（标题）" in page
    assert "[constants]" not in client.get(f"{at}/mapping.toml").get_data(as_text=True)
    for column, text in ALL.items():
        chip = re.search(rf'<button[^>]*id="import-said-{column}"[^>]*>', page)
        assert chip is not None
        assert f'data-value="{text}"' in chip[0]
        page = correct(client, at, "constant", text, column=column)
    assert "每一行都取：" in page
    assert "省份：江苏省（取消）" in page
    (tmp_path / "m.toml").write_bytes(client.get(f"{at}/mapping.toml").data)
    (tmp_path / "f.csv").write_text(LIST, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(tmp_path / "f.csv", store, mapping=read_mapping(tmp_path / "m.toml"))
    stored = rows_of(store).select("province_code", "tier", "batch", "recognised_year").unique()
    assert stored.rows() == [("320000", "national", 5, 2023)]
    page = correct(client, at, "constant", "", column="province_code")
    assert "省份：江苏省（标题）" in page


def test_nothing_is_taken_without_a_click(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(LIST, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(tmp_path / "f.csv", store)
    assert set(rows_of(store)["province_code"]) == {None}
