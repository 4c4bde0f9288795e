"""Whole tasks with keys alone: filter, drill, sort, table, download, share, present.

Nothing here points or clicks, and no script moves the focus: what is reached is reached by Tab.
"""

import time
from pathlib import Path

from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt, options_counted
from tests.browser.test_card import opened, until

MOST_TABS = 140
STEP = 0.03
FOCUSED = "return document.activeElement.matches(arguments[0]);"
SAID = "return (document.querySelector(arguments[0]) || {textContent: ''}).textContent;"
RING = """
const style = getComputedStyle(document.activeElement);
return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
"""
MAP = "#exhibit-province_map"
RANKING = "#exhibit-province_ranking"


def keys(page: Browser, *pressed: str) -> None:
    """Press keys one after the other."""
    for key in pressed:
        ActionChains(page.driver).send_keys(key).perform()
        time.sleep(STEP)


def back(page: Browser) -> None:
    """Shift and Tab."""
    chain = ActionChains(page.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB)
    chain.key_up(Keys.SHIFT).perform()
    time.sleep(STEP)


def reach(page: Browser, css: str, backwards: bool = False) -> None:
    """Tab on until the focus is on an element, which shows that it has it."""
    for _ in range(MOST_TABS):
        if page.driver.execute_script(FOCUSED, css):
            assert page.driver.execute_script(RING), f"{css}: the focus is not seen"
            return
        if backwards:
            back(page)
        else:
            keys(page, Keys.TAB)
    raise AssertionError(f"{css} is not reached by the keyboard")


def says(page: Browser, css: str) -> str:
    """The words of an element, wherever it stands."""
    return str(page.driver.execute_script(SAID, css))


def test_filter(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    reach(page, ".filter-province button")
    keys(page, Keys.ENTER)
    until(lambda: options_counted(page), "the options")
    until(lambda: page.driver.execute_script(FOCUSED, ".dash-dropdown-search"), "the search")
    keys(page, *"江苏", Keys.ARROW_DOWN, Keys.SPACE, Keys.ESCAPE)
    until(lambda: "province=320000" in page.driver.current_url, "the filter")
    until(lambda: "江苏" in says(page, "#status .chips"), "its chip")
    until(lambda: "江苏" in says(page, f"{RANKING} .sub"), "the card of the filter")
    assert page.driver.execute_script(FOCUSED, ".filter-province button")
    reach(page, "[data-drop='province']")
    keys(page, Keys.ENTER)
    until(lambda: "province" not in page.driver.current_url, "the filter is off")


def test_drill_the_map_by_the_list_beside_it(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    reach(page, f"{MAP} .areas button")
    assert says(page, f"{MAP} .areas li:nth-child(2)").startswith("广东")
    keys(page, Keys.TAB, Keys.ENTER)
    until(lambda: "province=440000" in page.driver.current_url, "the province")
    first = "#exhibit-city_map .areas li:first-child button"
    until(lambda: says(page, first).startswith("深圳"), "the list of its cities")
    until(lambda: page.driver.execute_script(FOCUSED, first), "the focus goes on in it")
    keys(page, Keys.ENTER)
    until(lambda: "city=440300" in page.driver.current_url, "the city")
    until(
        lambda: page.driver.execute_script(
            "return document.activeElement.getAttribute('aria-pressed') === 'true';"
        ),
        "the city is pressed",
    )
    reach(page, ".crumbs a:first-child", backwards=True)
    keys(page, Keys.ENTER)
    until(lambda: "440" not in page.driver.current_url, "the country again")
    until(lambda: says(page, f"{MAP} .areas li:first-child").startswith("江苏"), "its provinces")


def test_the_table_twin_and_its_order(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    reach(page, f"{RANKING} .segment button:nth-child(2)")
    keys(page, Keys.SPACE)
    until(lambda: says(page, f"{RANKING} table.data"), "the table")
    sorted_by = f"{RANKING} th:nth-child(3) .sort"
    reach(page, sorted_by)
    keys(page, Keys.ENTER)
    first = until(
        lambda: page.driver.execute_script(
            "return (document.querySelector(arguments[0]) || {getAttribute: () => ''})"
            ".getAttribute('aria-sort');",
            f"{RANKING} th:nth-child(3)",
        ),
        "the order",
    )
    assert page.driver.execute_script(FOCUSED, sorted_by)
    keys(page, Keys.ENTER)
    until(
        lambda: (
            page.driver.execute_script(
                "return document.querySelector(arguments[0]).getAttribute('aria-sort');",
                f"{RANKING} th:nth-child(3)",
            )
            not in (first, None)
        ),
        "the other order",
    )
    reach(page, f"{RANKING} .segment button:first-child", backwards=True)
    keys(page, Keys.ENTER)
    until(
        lambda: page.find_elements(f"{RANKING} .main-svg") and not says(page, f"{RANKING} .rows"),
        "the chart again",
    )


def test_sort_the_list_of_enterprises(page_at: PageAt) -> None:
    page = page_at("/enterprises")
    until(lambda: page.find_elements(".ag-row"), "rows")
    reach(page, ".ag-header-cell")
    keys(page, Keys.ENTER)
    until(lambda: "list.sort=" in page.driver.current_url, "the order in the address")
    assert page.find_elements(".ag-header-cell[aria-sort='ascending']")


def test_download(page_at: PageAt, tmp_path: Path) -> None:
    page = opened(page_at, "/regions")
    page.driver.execute_cdp_cmd(  # an earlier test may have sent downloads to its own folder
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    reach(page, f"{RANKING} footer [aria-haspopup=menu]")
    keys(page, Keys.ENTER)
    until(
        lambda: page.driver.execute_script(FOCUSED, '[role="menuitem"][data-export$=".csv"]'),
        "the menu's first item",
    )
    keys(page, Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ENTER)
    until(lambda: list(tmp_path.glob("province_ranking*.csv")), "the file")
    until(
        lambda: page.driver.execute_script(FOCUSED, f"{RANKING} footer [aria-haspopup=menu]"),
        "the focus is back on the button",
    )


def test_share(page_at: PageAt) -> None:
    page = opened(page_at, "/regions?tier=national")
    reach(page, f"{RANKING} footer [data-share]")
    keys(page, Keys.ENTER)
    until(lambda: page.find_elements("dialog.share[open]"), "the dialog")
    reach(page, "dialog.share [data-share-link]")
    link = page.driver.execute_script("return document.activeElement.value;")
    assert "/regions?tier=national#exhibit-province_ranking" in link
    keys(page, Keys.TAB, Keys.ENTER)
    until(
        lambda: (
            page.driver.execute_script("return document.activeElement.textContent;") == "已复制"
        ),
        "copied",
    )
    keys(page, Keys.ESCAPE)
    until(lambda: not page.find_elements("dialog.share"), "the dialog is gone")
    assert page.driver.execute_script(FOCUSED, f"{RANKING} footer [data-share]")


def test_present(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    for card in (RANKING, "#exhibit-clusters"):
        reach(page, f"{card} [data-tray-add]")
        keys(page, Keys.ENTER)
    until(lambda: says(page, "#tray-count") == "2", "two views")
    reach(page, ".tray a, a.tray", backwards=True)
    keys(page, Keys.ENTER)
    until(lambda: len(page.find_elements(".sheet .main-svg")) >= 2, "two sheets")
    reach(page, "[data-present]")
    keys(page, Keys.ENTER)
    place = "return (document.querySelector('.presenting .sheet.current') || {dataset: {}})"
    at = f"{place}.dataset.place;"
    until(lambda: page.driver.execute_script(at) == "1 / 2", "the first sheet")
    keys(page, Keys.ARROW_RIGHT)
    until(lambda: page.driver.execute_script(at) == "2 / 2", "the second sheet")
    keys(page, Keys.ESCAPE)
    until(lambda: page.driver.execute_script(at) is None, "the page again")
    assert page.driver.execute_script(FOCUSED, "[data-present]")
