"""A person who knows no command brings a list, corrects a value, uses it, and goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from xlsxwriter import Workbook

from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.chromium import leaving
from tests.browser.conftest import PageAt, Serve

SECONDS = 30
UNNAMED = """
const said = (it) => it.getAttribute('aria-label') || (it.labels && it.labels.length)
  || (it.matches('button') && it.textContent.trim());
return Array.from(document.querySelectorAll('main input, main select, main button'))
  .filter((it) => !said(it)).map((it) => it.outerHTML);
"""
OVERFLOW = """
const root = document.documentElement;
return root.scrollWidth - root.clientWidth;
"""


@pytest.fixture(scope="module")
def url(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An atlas of its own: its version in use changes."""
    from app import create_app

    home = tmp_path_factory.mktemp("import-home")
    Store(home).add(demo.build(rows=500, seed=7), demonstration=True, source="seed 7")
    return serve(create_app(Settings(home=home)))


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """A list as a ministry gives it: titles, headings, a group row, a county-level city."""
    path = tmp_path / "schools.xlsx"
    rows = (
        ["附件1："],
        ["全国学校名单"],
        ["序号", "学校名称", "学校标识码", "所在地"],
        ["江苏省（3所）"],
        ["1", "测试大学", "4132010001", "昆仑市"],
        ["2", "测试学院", "4132010002", "南京市"],
        ["3", "试验学院", "4132010003", "南京市"],
    )
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def _says(page: Browser, css: str, words: str) -> None:
    page.wait_for_contains_text(css, words, timeout=SECONDS)


def test_a_list_is_brought_corrected_used_and_taken_back(
    url: str,
    page_at: PageAt,
    schools: Path,
    console_errors: Callable[[], list[str]],
    requests_seen: Callable[[], list[str]],
) -> None:
    page = page_at(f"{url}/import")
    page.wait_for_element("#import-input", timeout=SECONDS)
    page.find_element("#import-input").send_keys(str(schools))
    _says(page, ".import-judgement", "可以导入：3 家企业；1 行已搁置")
    page.find_element("#import-column-3").send_keys("地市\n")
    _says(page, ".import-values", "不是地级行政区")
    _says(page, ".import-columns", "3 行中 2 行认出")
    page.find_element(".import-values input").send_keys("苏州市\n")
    _says(page, ".import-columns tr:nth-child(4)", "3 行全部认出")
    page.find_element("#import-app .out.first").click()
    _says(page, ".import-judgement", "已导入 3 家企业。看板仍在使用原来的数据")
    assert [tile.text for tile in page.find_elements(".import-tiles strong")][:2] == ["3", "500"]
    page.find_element("#import-app .out.first").click()
    _says(page, ".import-judgement", "看板正在使用这份数据")

    page.find_element('#import-app a[href="/regions"]').click()
    _says(page, "#status", "家企业，共 3 家")
    page.driver.get(f"{url}/enterprises")
    page.wait_for_element(".atlas-grid a", timeout=SECONDS)
    page.driver.find_element(By.LINK_TEXT, "测试大学").click()
    _says(page, "#profile-head", "测试大学")
    _says(page, "#profile-head", "苏州")
    source = page.find_element(".source-cells summary")
    assert source.text == "原始数据：schools.xlsx，工作表“Sheet1”，第 5 行"
    source.click()
    _says(page, ".source-cells tbody", "所在地 昆仑市 城市代码: 苏州")

    page.driver.get(f"{url}/import")
    page.wait_for_element("#import-app [data-act*='/use/']", timeout=SECONDS).click()
    _says(page, ".import-judgement", "看板仍在使用原来的数据")
    page.driver.get(f"{url}/regions")
    _says(page, "#status", "家企业，共 500 家")
    assert not leaving(requests_seen())
    assert not console_errors()


def test_labels_and_keys(url: str, page_at: PageAt, schools: Path) -> None:
    """Every control has a name, and the page fits a phone."""
    page = page_at(f"{url}/import?lang=en", width=390)
    page.wait_for_element("#import-input", timeout=SECONDS).send_keys(str(schools))
    _says(page, ".import-judgement", "Ready to import: 3 enterprises")
    assert page.driver.execute_script(UNNAMED) == []
    assert page.driver.execute_script(OVERFLOW) == 0
    assert page.driver.execute_script("return document.activeElement.id") == "import-step"
