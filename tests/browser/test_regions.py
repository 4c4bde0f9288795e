"""The main path: real rows on a real map, clicked through, and out again as CSV."""

import csv
import io
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By

from app import create_app
from data_layer.importer import import_file
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.card_menu import open_menu
from tests.browser.chromium import leaving
from tests.browser.conftest import PageAt, Serve, options_counted

T = TypeVar("T")
PLOT = "#exhibit-{id} .js-plotly-plot"
SPOT = """
const plot = document.querySelector(arguments[0]);
const area = [...plot.querySelectorAll('path.choroplethlocation')].find(
  (path) => path.__data__ && path.__data__.loc === arguments[1]);
if (!area) { return null; }
const box = area.getBoundingClientRect();
return [Math.round(box.left + box.width * 0.55), Math.round(box.top + box.height * 0.5)];
"""
SAID = """
const gd = document.querySelector(arguments[0]);
const trace = gd._fullData.find((one) => one.meta === 'values');
return trace.hovertemplate + trace.hovertext[0];
"""
SHOWN = """
const plot = document.querySelector(arguments[0]);
if (!plot || !plot._fullData) { return null; }
const trace = plot._fullData.find((one) => one.meta === 'values');
return trace ? [Array.from(trace.locations), Array.from(trace.z)] : null;
"""


def _until(ask: Callable[[], T], seconds: float = 15) -> T:
    """The first true answer; the last one if time runs out."""
    end = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer


def _text(page: Browser, selector: str) -> str:
    """What an element says; nothing if it is not there (yet)."""
    script = "const found = document.querySelector(arguments[0]); return found && found.innerText;"
    return str(page.driver.execute_script(script, selector) or "")


def _map(page: Browser, id: str) -> dict[str, float]:
    """What the map shows: code to value."""
    found = _until(lambda: page.driver.execute_script(SHOWN, PLOT.format(id=id)))
    assert found, f"no map {id}"
    return dict(zip(*found, strict=True))


def click_area(page: Browser, id: str, code: str) -> None:
    spot = _until(lambda: page.driver.execute_script(SPOT, PLOT.format(id=id), code))
    assert spot, f"no area {code}"
    x, y = spot
    for press in (False, True):
        pointer = ActionBuilder(page.driver)
        pointer.pointer_action.move_to_location(x, y)
        if press:
            pointer.pointer_action.click()
        pointer.perform()
        time.sleep(0.3)


def _rows(address: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(address) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"), newline="")))


def _link(page: Browser, name: str) -> str:
    open_menu(page, name.partition(".")[0])
    links = page.driver.find_elements(By.CSS_SELECTOR, f'[data-export="{name}"]')
    return str(links[0].get_attribute("href"))


@pytest.fixture(scope="module")
def real_url(serve: Serve, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("real-home")
    import_file(shared_data / "listed_firms_real.csv", Store(home))
    return serve(create_app(Settings(home=home)))


@pytest.fixture(scope="module")
def real_provinces(shared_data: Path) -> Counter[str]:
    """Named enterprises by province as Python's csv module alone counts them."""
    with (shared_data / "listed_firms_real.csv").open(encoding="utf-8-sig", newline="") as file:
        return Counter(row["province"] for row in csv.DictReader(file) if row["name"])


def test_jiangsu_clicked_on_real_rows(
    page_at: PageAt, real_url: str, real_provinces: Counter[str]
) -> None:
    page = page_at(f"{real_url}/regions")
    assert _map(page, "province_map")["320000"] == real_provinces["江苏"] == 799
    click_area(page, "province_map", "320000")
    assert _until(lambda: "province=320000" in page.driver.current_url)
    cities = _map(page, "city_map")
    assert cities["320500"] > cities["320100"] > 0
    assert sum(cities.values()) == 799
    assert _until(lambda: "799" in _text(page, "#status"))
    assert "江苏" in _text(page, ".crumbs")
    assert "演示数据" not in _text(page, "#status")
    assert _until(lambda: "province=320000" in _link(page, "city_map.csv"))
    assert len(_rows(f"{real_url}/export/enterprises.csv?province=320000&lang=en")) == 799
    exported = _rows(_link(page, "city_map.csv") + "&lang=en")
    computed = {
        r["city_code"]: float(r["enterprises"]) for r in exported if r["kind"] == "computed"
    }
    assert computed == cities
    page.driver.back()
    assert _until(lambda: "province" not in page.driver.current_url)
    assert len(_map(page, "province_map")) > 25


def test_csv_of_the_map_equals_the_chart_cell_by_cell(page_at: PageAt, live_url: str) -> None:
    page = page_at("/regions?tier=national&lang=en")
    shown = _map(page, "province_map")
    rows = _rows(_link(page, "province_map.csv") + "&kind=all")
    computed = {r["province_code"]: r for r in rows if r["kind"] == "demonstration"}
    assert {code: float(row["enterprises"]) for code, row in computed.items()} == shown
    assert {r["kind"] for r in rows} == {"demonstration"}, "no printed figure under a filter"
    whole = _rows(f"{live_url}/export/province_map.csv?lang=en&kind=all")
    published = [r for r in whole if r["kind"] == "published"]
    assert [r["province"] for r in published][:2] == ["Jiangsu", "Guangdong"]


def test_a_filter_repaints_the_page_and_the_chip_takes_it_off(page_at: PageAt) -> None:
    page = page_at("/regions")
    before = _map(page, "province_map")
    page.driver.execute_script(
        "dash_clientside.set_props('url', {search: '?tier=national&industry=C39'})"
    )
    after = _until(lambda: (m := _map(page, "province_map")) != before and m)
    assert after
    assert sum(after.values()) < sum(before.values())
    assert _until(lambda: "C39" in _text(page, ".filter-industry"))
    chips = [c.text for c in page.find_elements(".chip")]
    assert any("国家级" in chip for chip in chips)
    page.find_element(".chip.clear").click()
    assert _until(lambda: _map(page, "province_map") == before)
    assert "tier" not in page.driver.current_url


def test_the_metric_stands_in_the_address(page_at: PageAt) -> None:
    page = page_at("/regions?map.metric=patents_median&province=320000")
    medians = _map(page, "city_map")
    assert "点击筛选" in page.driver.execute_script(SAID, PLOT.format(id="city_map"))
    alone = _text(page, "#exhibit-province_ranking .alone")
    assert "江苏" in alone, "a ranking of one row says what else the row holds"
    rows = _rows(_link(page, "city_map.csv") + "&lang=en")
    shown = {
        r["city_code"]: float(r["patents_median"])
        for r in rows
        if r["kind"] != "published" and r["patents_median"]
    }
    assert medians == shown


def test_bad_keys_are_named_and_ignored(page_at: PageAt) -> None:
    page = page_at("/regions?colour=red&tier=king&lang=en")
    assert _until(lambda: '"colour"' in _text(page, ".problem"))
    assert _until(lambda: '"king"' in _text(page, ".problem"))
    assert _map(page, "province_map")
    # The list of tiers drops what it does not know; the address, and so the message, keeps it.
    assert _until(lambda: options_counted(page))
    assert "tier=king" in page.driver.current_url
    assert '"king"' in _text(page, ".problem")


@pytest.mark.parametrize("query", ["", "?lang=en&theme=dark"])
def test_nothing_leaves_the_machine_and_nothing_fails(
    page_at: PageAt,
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
    query: str,
) -> None:
    """Of pages with cards test_pages.py asserts it."""
    page = page_at(f"/enterprises{query}")
    assert _until(lambda: page.find_elements(".ag-row .ag-cell"))
    seen = requests_seen()
    assert len(seen) > 5
    assert leaving(seen) == []
    assert console_errors() == []


def test_a_phone_never_scrolls_sideways(page_at: PageAt) -> None:
    page = page_at("/enterprises", width=390, height=844)
    assert _until(lambda: page.find_elements(".ag-row .ag-cell"))
    assert page.driver.execute_script("return document.documentElement.scrollWidth") <= 390


def test_embed_shows_one_exhibit_without_the_shell(page_at: PageAt) -> None:
    page = page_at("/embed/province_map?metric=little_giant_share_pct&lang=en")
    assert _map(page, "province_map")
    said = page.driver.execute_script(SAID, PLOT.format(id="province_map"))
    assert "Rank" in said
    assert "Click" not in said, "in a frame a mark promises nothing"
    assert not page.find_elements(".topbar")
    assert "Demonstration" in page.find_element(".key").text
    metric = page.find_element(".control select").get_attribute("value")
    assert metric == "little_giant_share_pct", "the control shows what the address asks"


def test_the_link_to_the_enterprises_shows_the_grid(page_at: PageAt) -> None:
    page = page_at("/cases?tier=national")
    link = "a[data-nav][href^='/enterprises']"
    assert _until(lambda: page.find_elements(link))
    page.driver.execute_script(f'document.querySelector("{link}").click()')
    assert _until(lambda: page.find_elements(".ag-row .ag-cell"))
    assert page.driver.current_url.endswith("/enterprises?tier=national")


def test_enterprise_grid_sorts_on_the_server(page_at: PageAt, live_url: str) -> None:
    page = page_at("/enterprises?province=320000")
    assert _until(lambda: page.find_elements('.ag-row [col-id="patents"]'))
    header: Any = page.find_element('.ag-header-cell[col-id="patents"] .ag-header-cell-label')
    for _ in range(2):
        header.click()
        time.sleep(1)
    rows = _rows(f"{live_url}/export/enterprises.csv?province=320000&lang=en")
    most = max(int(r["patents"]) for r in rows if r["patents"])
    top = '.ag-row[row-index="0"] [col-id="patents"]'
    assert _until(lambda: _text(page, top).replace(",", "") == str(most))
