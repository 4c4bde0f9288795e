"""The tray, its sheets, presenting, and pictures made in the browser."""

import base64
import json
import re
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.keys import Keys

from components.contract.catalogue import exhibits
from tests.browser.card_menu import open_menu
from tests.browser.chromium import leaving

WAIT = 30
ADD = "#exhibit-{id} [data-tray-add]"


def until(check: Callable[[], Any], what: str) -> Any:
    """What `check` gives as soon as it is true."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.1)
    raise AssertionError(f"never happened: {what}")


def press(browser: Browser, css: str) -> None:
    """Click, wherever on the page it is."""
    until(lambda: browser.driver.find_elements("css selector", css), css)
    browser.driver.execute_script("document.querySelector(arguments[0]).click()", css)


def tray(browser: Browser) -> list[dict[str, str]]:
    """The items that the browser keeps."""
    held = browser.driver.execute_script("return localStorage.getItem('tray')")
    return json.loads(held)["items"] if held else []


def titles(browser: Browser) -> list[str]:
    """Titles of the sheets on the page."""
    return browser.driver.execute_script(
        "return [...document.querySelectorAll('.sheet-title input')]"
        ".map(field => field.value || field.placeholder)"
    )


def sheets(browser: Browser, n: int) -> list[str]:
    """The titles once there are n sheets."""
    until(lambda: len(titles(browser)) == n, f"{n} sheets")
    return titles(browser)


def fill(browser: Browser, items: list[dict[str, str]]) -> None:
    """Put views into the tray of the page that is open and read it again."""
    held = json.dumps({"title": "", "items": items})
    browser.driver.execute_script("localStorage.setItem('tray', arguments[0])", held)
    browser.driver.refresh()


CLUSTERS = {"exhibit": "clusters", "query": "tier=national", "title": "", "comment": ""}
RANKING = {"exhibit": "province_ranking", "query": "", "title": "", "comment": ""}
TABLE = {"exhibit": "measures_2026", "query": "", "title": "", "comment": ""}


def test_views_are_collected_with_their_filters_and_survive_reloads(
    page_at: Callable[..., Browser], console_errors: Callable[[], list[str]]
) -> None:
    browser = page_at("/regions?tier=national&lang=en")
    press(browser, ADD.format(id="clusters"))
    until(lambda: len(tray(browser)) == 1, "a first view")
    press(browser, ADD.format(id="province_ranking"))
    until(lambda: len(tray(browser)) == 2, "a second view")
    browser.wait_for_text_to_equal("#tray-count", "2", timeout=WAIT)
    assert [item["exhibit"] for item in tray(browser)] == ["clusters", "province_ranking"]
    assert tray(browser)[0]["query"].startswith("tier=national")
    browser.driver.refresh()
    browser.wait_for_text_to_equal("#tray-count", "2", timeout=WAIT)
    press(browser, ".tray a")
    assert sheets(browser, 2) == [
        exhibits()[id].title.en for id in ("clusters", "province_ranking")
    ]
    assert "National" in browser.driver.find_element("css selector", ".filters-said").text
    assert not console_errors()


def test_views_are_moved_named_and_removed(page_at: Callable[..., Browser]) -> None:
    browser = page_at("/briefing")
    fill(browser, [CLUSTERS, RANKING, TABLE])
    first, second, third = sheets(browser, 3)
    press(browser, "[data-tray-act=down][data-tray-at='0']")
    until(lambda: titles(browser) == [second, first, third], "the first view second")
    field = browser.driver.find_element("css selector", ".sheet-title input")
    field.send_keys("我的标题", Keys.ENTER)
    until(lambda: tray(browser)[0]["title"] == "我的标题", "the title in the tray")
    press(browser, "[data-tray-act=remove][data-tray-at='1']")
    assert sheets(browser, 2) == ["我的标题", third]
    assert [item["exhibit"] for item in tray(browser)] == ["province_ranking", "measures_2026"]
    browser.driver.refresh()
    assert sheets(browser, 2) == ["我的标题", third]


def test_a_view_that_is_gone_says_so_and_the_others_stay(page_at: Callable[..., Browser]) -> None:
    browser = page_at("/briefing?lang=en")
    fill(browser, [{**CLUSTERS, "exhibit": "no_such_exhibit"}, RANKING])
    sheets(browser, 1)
    assert "no_such_exhibit" in browser.driver.find_element("css selector", ".sheet .problem").text


def test_presenting_turns_with_keys_and_escape_leaves(page_at: Callable[..., Browser]) -> None:
    browser = page_at("/briefing")
    fill(browser, [CLUSTERS, RANKING])
    sheets(browser, 2)
    until(lambda: len(browser.driver.find_elements("css selector", ".sheet .main-svg")), "charts")
    press(browser, "[data-present]")

    def place() -> str | None:
        return browser.driver.execute_script(
            "var one = document.querySelector('.presenting .sheet.current');"
            "return one && one.getAttribute('data-place')"
        )

    body = browser.driver.find_element("css selector", "body")
    until(lambda: place() == "1 / 2", "the first sheet")
    body.send_keys(Keys.ARROW_RIGHT)
    until(lambda: place() == "2 / 2", "the second sheet")
    body.send_keys(Keys.ARROW_RIGHT)
    assert place() == "2 / 2"
    body.send_keys(Keys.HOME)
    until(lambda: place() == "1 / 2", "the first sheet again")
    height = (
        "return document.querySelector('.sheet.current .main-svg').getBoundingClientRect().height"
    )
    until(lambda: browser.driver.execute_script(height) > 500, "the chart takes the screen")
    body.send_keys(Keys.ESCAPE)
    until(lambda: place() is None, "no sheet presented")
    assert len(titles(browser)) == 2


def test_paper_has_one_view_a_page(page_at: Callable[..., Browser]) -> None:
    browser = page_at("/briefing")
    comment = "一句评论，" * 60
    fill(browser, [{**CLUSTERS, "comment": comment}, {**RANKING, "comment": "短。"}, TABLE])
    sheets(browser, 3)
    until(lambda: len(browser.driver.find_elements("css selector", ".sheet .main-svg")), "charts")
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    paper = base64.b64decode(printed["data"])
    assert paper.count(b"/Type /Page\n") == 3
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes), "sheets lie"


def test_slides_come_with_a_click(
    page_at: Callable[..., Browser], tmp_path: Path, br: Browser
) -> None:
    browser = page_at("/briefing")
    fill(browser, [CLUSTERS, TABLE])
    sheets(browser, 2)
    _downloads_to(browser, tmp_path)
    press(browser, "[data-deck]")
    (deck,) = until(lambda: list(tmp_path.glob("*.pptx")), "a deck")
    assert deck.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("id", ["province_map", "clusters"])
def test_pictures_are_made_in_the_browser(
    page_at: Callable[..., Browser],
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
    tmp_path: Path,
    id: str,
) -> None:
    browser = page_at("/regions?tier=national")
    card = f"#exhibit-{id}"
    until(lambda: browser.driver.find_elements("css selector", f"{card} .main-svg"), "a chart")
    until(lambda: "国家级" in browser.find_element(f"{card} .sub").text, "the filter")
    _downloads_to(browser, tmp_path)
    requests_seen()
    open_menu(browser, id)
    press(browser, f"{card} [data-picture=png]")
    (png,) = until(lambda: list(tmp_path.glob("*.png")), "a PNG")
    assert struct.unpack(">II", png.read_bytes()[16:24]) == (1600, 900)
    open_menu(browser, id)
    press(browser, f"{card} [data-picture=svg]")
    (svg,) = until(lambda: list(tmp_path.glob("*.svg")), "an SVG")
    said = svg.read_text(encoding="utf-8")
    for part in ("筛选：层级：国家级", "演示数据", "来源：《", "数据版本"):
        assert part in said
    asked = [address for address in requests_seen() if address.startswith("http")]
    assert not [address for address in asked if "/export/" in address]
    assert not leaving(asked)
    assert not console_errors()


def _downloads_to(browser: Browser, folder: Path) -> None:
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
