"""A sheet is chosen and joined, units and values are corrected: by clicks."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from xlsxwriter import Workbook

from data_layer import demo
from data_layer.importer import import_file
from data_layer.importer.headings.mapping import read_mapping
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.conftest import PageAt, Serve
from tests.browser.importing import (
    JUDGEMENT,
    SECONDS,
    bring,
    fetched,
    named,
    says,
    served,
)
from tests.data_layer.imported import by_name, rows_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path / "home").add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path / "home"


@pytest.fixture
def url(serve: Serve, home: Path) -> str:
    return served(serve, Settings(home=home))


def test_another_sheet_is_chosen_and_both_are_joined(
    url: str, page_at: PageAt, tmp_path: Path
) -> None:
    """Both below a title, with a row of units and a total."""
    path = tmp_path / "sheets.xlsx"
    with Workbook(path) as book:
        for name, count in (("江苏", 3), ("浙江", 2)):
            sheet = book.add_worksheet(name)
            head = (["专精特新企业名单"], ["序号", "企业名称", "注册资本"], ["", "", "（万元）"])
            rows = [[at, f"{name}{at}号有限公司", 1000 + at] for at in range(count)]
            for at, row in enumerate((*head, *rows, ["合计", count, ""])):
                sheet.write_row(at, 0, row)
    page = page_at(f"{url}/import")
    bring(page, path)
    says(page, JUDGEMENT, "可以导入：3 家企业；1 行不是企业，已搁置")
    Select(page.find_element("#import-sheet")).select_by_value("浙江")
    says(page, JUDGEMENT, "可以导入：2 家企业；1 行不是企业，已搁置")
    says(page, "#import-alike", "江苏4 行")
    page.find_element("#import-join-1").click()
    says(page, JUDGEMENT, "可以导入：5 家企业；2 行不是企业，已搁置")
    says(page, ".import-offer", "浙江、江苏")
    named(page, "导入 5 家企业").click()
    says(page, JUDGEMENT, "已导入 5 家企业")
    named(page, "开始使用这份数据").click()
    says(page, JUDGEMENT, "看板正在使用这份数据")
    named(page, "看企业").click()
    page.wait_for_element(".atlas-grid a", timeout=SECONDS)
    page.driver.find_element(By.LINK_TEXT, "江苏!4").click()
    says(page, "#profile-head", "江苏0号有限公司")
    source = page.find_element(".source-cells summary").text
    assert source == "原始数据：sheets.xlsx，工作表“江苏”，第 4 行"


def test_corrections_are_the_file_that_the_command_reads_and_are_offered_again(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    """A unit, and a value that two rows share."""
    path = tmp_path / "list.csv"
    rows = "甲有限公司,15,三星企业\n乙有限公司,2,三星企业\n丙有限公司,1,国家级\n"
    path.write_text(f"企业名称,注册资本,级别\n{rows}", encoding="utf-8")
    page = page_at(f"{url}/import")
    bring(page, path)
    says(page, JUDGEMENT, "可以导入：3 家企业；2 个单元格没有认出")
    says(page, ".import-columns", "没有写明单位")
    Select(page.find_element("#import-unit-1")).select_by_visible_text("亿元")
    page.wait_for_no_elements("#import-unit-1 + .import-warn", timeout=SECONDS)
    says(page, ".import-values", "三星企业\n2 行")
    page.find_element(".import-values input").send_keys("省级\n")
    says(page, JUDGEMENT, "可以导入：3 家企业")
    says(page, ".import-columns", "层级：3 行全部认出")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(fetched(page, named(page, "我的改正（TOML）")), encoding="utf-8")
    by_command = Store(tmp_path / "by-command")
    import_file(path, by_command, mapping=read_mapping(mapping))
    named(page, "导入 3 家企业").click()
    says(page, JUDGEMENT, "已导入 3 家企业")
    stored = rows_of(by_command)
    assert by_name(stored, "registered_capital") == {"甲": 150_000.0, "乙": 20_000.0, "丙": 1e4}
    assert by_name(stored, "tier") == {"甲": "provincial", "乙": "provincial", "丙": "national"}
    by_page = next(it for it in Store(home).versions() if not it.demonstration)
    assert by_page.version == by_command.current_version()
    named(page, "换一个文件").click()
    bring(page, path)
    says(page, ".import-offer", "这些列名以前导入过（list.csv")
    named(page, "沿用当时的改正").click()
    says(page, ".import-columns", "层级：3 行全部认出")
