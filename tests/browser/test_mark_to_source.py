"""From a mark of a chart to the rows and to the row of the file, by clicks, on its own list."""

import time

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By

from data_layer.importer import import_file
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.conftest import PageAt, Serve
from tests.browser.test_import import NEAR
from tests.browser.test_regions import click_area
from tests.data_layer.imported import write_csv

SECONDS = 30
ROWS = [
    ["企业名称", "省份", "城市", "级别"],
    ["测试甲精密机械有限公司", "江苏省", "苏州市", "国家级"],
    ["测试乙精密机械有限公司", "江苏省", "南京市", "省级"],
    ["测试丙精密机械有限公司", "浙江省", "杭州市", "省级"],
]
BAR = """
const card = document.querySelector('#exhibit-province_ranking');
card.scrollIntoView({block: 'center', behavior: 'instant'});
const bars = [...card.querySelectorAll('.barlayer .point path')];
const shown = bars.map((it) => it.getBoundingClientRect()).filter((it) => it.width > 0);
if (!shown.length) return null;
const widest = shown.reduce((one, other) => (other.width > one.width ? other : one));
return [Math.round(widest.x + widest.width / 2), Math.round(widest.y + widest.height / 2)];
"""


@pytest.fixture(scope="module")
def url(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An atlas over three enterprises of a file."""
    from app import create_app

    home = tmp_path_factory.mktemp("marks")
    import_file(write_csv(home / "three.csv", ROWS), Store(home))
    return serve(create_app(Settings(home=home)))


@pytest.mark.parametrize("mark", ["map", "bar"])
def test_a_mark_leads_to_rows_and_to_their_source_in_two_clicks(
    url: str, page_at: PageAt, mark: str
) -> None:
    """Jiangsu has two of the three, by hand; 测试甲 stands in row 2 of the file."""
    page = page_at(f"{url}/regions")
    page.wait_for_text_to_equal("#exhibit-province_map footer .n", "n = 3", timeout=SECONDS)
    if mark == "map":
        click_area(page, "province_map", "320000")
    else:
        _click_bar(page)
    page.wait_for_text_to_equal("#exhibit-province_ranking footer .n", "n = 2", timeout=SECONDS)
    count = page.find_element("#exhibit-province_ranking footer .n")
    page.driver.execute_script(NEAR, count)
    count.click()  # the first click: the rows
    page.wait_for_element(".atlas-grid a", timeout=SECONDS)
    page.wait_for_contains_text("#status", "2", timeout=SECONDS)
    assert "province=320000" in page.driver.current_url
    grid = page.find_element(".atlas-grid")
    grid.find_element(By.LINK_TEXT, "2").click()  # the second click: the source row
    source = page.wait_for_element(".source-cells summary", timeout=SECONDS)
    assert source.text == "原始数据：three.csv，第 2 行"
    page.wait_for_contains_text(".source-cells", "测试甲精密机械有限公司", timeout=SECONDS)


def _click_bar(page: Browser) -> None:
    """Click the longest bar of the ranking of provinces."""
    page.wait_for_element("#exhibit-province_ranking .barlayer .point path", timeout=SECONDS)
    end = time.monotonic() + SECONDS
    while (spot := page.driver.execute_script(BAR)) is None:
        assert time.monotonic() < end
        time.sleep(0.1)
    pointer = ActionBuilder(page.driver)
    pointer.pointer_action.move_to_location(*spot)
    pointer.pointer_action.click()
    pointer.perform()
