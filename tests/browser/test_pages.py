"""Every page, in both languages: no error, every card filled, one filter moves every card."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from dash.testing.browser import Browser

from components.contract.catalogue import exhibits
from tests.browser.chromium import leaving
from tests.browser.conftest import PageAt

PAGES = sorted(
    path
    for source in (Path(__file__).parents[2] / "pages").glob("*.py")
    for path in re.findall(r'register_page\(\s*__name__,\s*"(/[a-z]*)"', source.read_text("utf-8"))
)
CARDS = """
return [...document.querySelectorAll('article.exhibit[id^="exhibit-"]')].map((card) => [
  card.id.slice(8),
  card.querySelector('footer .line') ? card.querySelector('.sub').innerText : '',
  card.querySelector('.body').innerText.length
    + [...card.querySelectorAll('.body .main-svg')].length]);
"""
CARDLESS = ("/enterprises", "/briefing")
"""Pages without cards at first: the grid, and an empty tray; they have tests of their own."""


PLACED = "region_comparison"
"""Compares the two places that it names, whatever place is chosen elsewhere."""


def _cards(page: Browser, seconds: float = 40) -> dict[str, str]:
    """Card to what its second line says, once every card of the page is filled."""
    end = time.monotonic() + seconds
    found: list[list[str]] = []
    while time.monotonic() < end:
        found = page.driver.execute_script(CARDS)
        if found and all(said and drawn for _, said, drawn in found):
            break
        time.sleep(0.3)
    assert all(said for _, said, _ in found), [id for id, said, _ in found if not said]
    assert all(drawn for _, _, drawn in found), [id for id, _, drawn in found if not drawn]
    return {id: said for id, said, _ in found}


def test_every_page_of_the_design_is_there() -> None:
    designed = "/ /regions /industries /structure /innovation /quadrant /rd /honours /patents"
    designed += " /pathway /enterprises /frontier /cases /sources"
    assert set(designed.split()) <= set(PAGES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [page for page in PAGES if page not in CARDLESS])
def test_page(
    page_at: PageAt,
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
    path: str,
    lang: str,
) -> None:
    page = page_at(f"{path}?lang={lang}")
    before = _cards(page)
    shown = {e.id for e in exhibits().values() if f"/{e.page}".replace("/overview", "/") == path}
    if path == "/regions":  # one of the two maps stands for both
        shown.discard("city_map")
    assert shown <= set(before)
    assert console_errors() == []
    page.driver.execute_script(
        "dash_clientside.set_props('url', {search: arguments[0]})",
        f"?lang={lang}&province=320000,330000",
    )
    moving = {id for id in before if exhibits()[id].basis == "registry"} - {PLACED}
    end = time.monotonic() + 40
    after = before
    while time.monotonic() < end and any(after.get(id) == before[id] for id in moving):
        time.sleep(0.3)
        after = {id: said for id, said, _ in page.driver.execute_script(CARDS)}
    assert [id for id in moving if after.get(id) == before[id]] == []
    named = "Jiangsu" if lang == "en" else "江苏"
    assert all(named in after[id] for id in moving)
    fixed = {id for id in before if exhibits()[id].basis != "registry"}
    does_not = "do not" if lang == "en" else "不随筛选"
    assert [id for id in fixed if does_not not in after[id]] == []
    assert console_errors() == []
    assert leaving(requests_seen()) == []
    _on_a_phone(page)
    assert page.driver.execute_script("return document.documentElement.scrollWidth") <= 390


def _on_a_phone(page: Browser) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    time.sleep(1)
