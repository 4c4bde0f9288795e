"""A person who knows no command brings a list, corrects a value, uses it, and goes back."""

import errno
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from xlsxwriter import Workbook

from data_layer import demo
from data_layer.intake import uploads
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
CARRY = """
const field = document.createElement('input');
field.type = 'file';
field.id = 'carried';
document.body.append(field);
"""
DROP = """
const carried = new DataTransfer();
const field = document.querySelector('#carried');
carried.items.add(field.files[0]);
field.remove();
const given = {dataTransfer: carried, bubbles: true, cancelable: true};
document.querySelector('.import-drop').dispatchEvent(new DragEvent('drop', given));
"""
SHOWN = """
const plot = document.querySelector('#exhibit-province_map .js-plotly-plot');
const trace = plot && plot._fullData && plot._fullData.find((one) => one.meta === 'values');
return trace ? [Array.from(trace.locations), Array.from(trace.z)] : null;
"""
NEAR = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
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


def _drop(page: Browser, path: Path) -> None:
    """Drop a file on the page as a person would from a folder."""
    page.driver.execute_script(CARRY)
    page.find_element("#carried").send_keys(str(path))
    page.driver.execute_script(DROP)


def _no_room(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def _map(page: Browser) -> dict[str, float]:
    """What the province map shows: code to number of enterprises."""
    end = time.monotonic() + SECONDS
    while (shown := page.driver.execute_script(SHOWN)) is None:
        assert time.monotonic() < end
        time.sleep(0.1)
    return {code: value for code, value in zip(*shown, strict=True) if value}


def test_a_list_is_brought_corrected_used_and_taken_back(
    url: str,
    page_at: PageAt,
    schools: Path,
    console_errors: Callable[[], list[str]],
    requests_seen: Callable[[], list[str]],
) -> None:
    page = page_at(f"{url}/regions")
    before = _map(page)
    page.driver.get(f"{url}/import")
    page.wait_for_element("#import-input", timeout=SECONDS)
    with pytest.MonkeyPatch.context() as full:
        full.setattr(uploads, "receive", _no_room)
        _drop(page, schools)
        _says(page, "#import-app", "服务器无法读写（磁盘已满）；请告诉管理员。")
    assert not page.find_elements(".import-drop.busy")  # there may be room by now
    assert page.find_element("#import-bar").text == ""
    _drop(page, schools)
    _says(page, ".import-judgement", "可以导入：3 家企业；1 行不是企业，已搁置；1 个单元格没有认出")
    _says(page, "#import-headings", "列名在第 3 行；上面 2 行不读")
    _column(page, 3, "城市")
    _says(page, ".import-values", "不是地级行政区")
    _says(page, ".import-columns", "城市：3 行中 2 行认出")
    page.find_element(".import-values input").send_keys("苏州市\n")
    _says(page, ".import-columns tr:nth-child(4)", "城市：3 行全部认出")
    page.find_element("#import-app .out.first").click()
    _says(page, ".import-judgement", "已导入 3 家企业。看板仍在使用原来的数据")
    assert [tile.text for tile in page.find_elements(".import-tiles strong")][:2] == ["3", "500"]
    page.find_element("#import-app .out.first").click()
    _says(page, ".import-judgement", "看板正在使用这份数据")

    page.find_element('#import-app a[href="/regions"]').click()
    _says(page, "#status", "家企业，共 3 家")
    page.wait_for_text_to_equal("#exhibit-province_map footer .n", "n = 3", timeout=SECONDS)
    assert _map(page) == {"320000": 3}
    _two_clicks(page)

    page.driver.get(f"{url}/import")
    page.wait_for_element("#import-app [data-act*='/use/']", timeout=SECONDS).click()
    _says(page, ".import-judgement", "看板仍在使用原来的数据")
    page.driver.get(f"{url}/regions")
    _says(page, "#status", "家企业，共 500 家")
    page.wait_for_text_to_equal("#exhibit-province_map footer .n", "n = 500", timeout=SECONDS)
    assert _map(page) == before
    assert not leaving(requests_seen())
    assert all("/import/upload" in it and "503" in it for it in console_errors())


def _two_clicks(page: Browser) -> None:
    """From a count on a card to the rows, and from a row to what stood in the file."""
    count = page.find_element("#exhibit-province_map footer .n")
    page.driver.execute_script(NEAR, count)
    count.click()
    page.wait_for_element(".atlas-grid a", timeout=SECONDS)
    _says(page, "#grid-hint", "来源行：schools.xlsx（工作表“Sheet1”）中的行号")
    page.driver.find_element(By.LINK_TEXT, "5").click()
    _says(page, "#profile-head", "测试大学")
    source = page.find_element(".source-cells summary")
    assert source.text == "原始数据：schools.xlsx，工作表“Sheet1”，第 5 行"
    _says(page, ".source-cells tbody", "所在地 昆仑市 城市: 苏州")


def _column(page: Browser, number: int, words: str) -> None:
    """Say what a column is, by typing a part of its name."""
    field = page.find_element(f"#import-column-{number}")
    field.click()
    field.send_keys(words + "\n")


def test_a_column_is_found_by_typing_and_by_keys(url: str, page_at: PageAt, schools: Path) -> None:
    page = page_at(f"{url}/import")
    page.wait_for_element("#import-input", timeout=SECONDS).send_keys(str(schools))
    field = page.wait_for_element("#import-column-3", timeout=SECONDS)
    field.click()
    assert field.get_attribute("aria-expanded") == "true"
    groups = [it.text for it in page.find_elements("#import-schema .group")]
    assert groups == ["身份", "地点", "行业", "规模", "创新", "荣誉", "政策"]
    field.send_keys("registered capital")
    shown = [it.text for it in page.find_elements("#import-schema [role=option]") if it.text]
    assert shown == ["注册资本"]
    field.send_keys(Keys.ESCAPE)
    assert field.get_attribute("value") == "省份"
    assert field.get_attribute("aria-expanded") == "false"
    field.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    _says(page, ".import-columns tr:nth-child(4)", "城市：3 行中 2 行认出")
    assert page.driver.execute_script("return document.activeElement.id") == "import-column-3"


def test_rows_below_take_the_cell_above_and_headings_can_be_another_row(
    url: str, page_at: PageAt, tmp_path: Path
) -> None:
    path = tmp_path / "blank.csv"
    rows = "江苏省,甲有限公司\n,乙有限公司\n浙江省,丙有限公司\n,丁有限公司\n"
    path.write_text(f"省份,企业名称\n{rows}", encoding="utf-8")
    page = page_at(f"{url}/import")
    page.wait_for_element("#import-input", timeout=SECONDS).send_keys(str(path))
    page.wait_for_element("#import-fill-0", timeout=SECONDS).click()
    _says(page, ".import-columns", "省份：4 行全部认出")
    page.find_element("#import-headings summary").click()
    page.find_element("#import-row-2").click()
    _says(page, "#import-headings", "列名在第 2 行；上面 1 行不读")
    assert page.find_element("#import-headings").get_attribute("open") == "true"


def test_labels_and_keys(url: str, page_at: PageAt, schools: Path) -> None:
    """Every control has a name, and the page fits a phone."""
    page = page_at(f"{url}/import?lang=en", width=390)
    page.wait_for_element("#import-input", timeout=SECONDS).send_keys(str(schools))
    _says(page, ".import-judgement", "Ready to import: 3 enterprises")
    assert page.driver.execute_script(UNNAMED) == []
    assert page.driver.execute_script(OVERFLOW) == 0
    assert page.driver.execute_script("return document.activeElement.id") == "import-step"
