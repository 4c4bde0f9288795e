"""A filter change puts on every card, seen or not, what a fresh load of that address shows."""

import csv
import io
import time
import urllib.request
from typing import Any

from dash.testing.browser import Browser
from selenium.webdriver.common.actions.action_builder import ActionBuilder

from tests.browser.conftest import PageAt

QUIET = """
const cards = [...document.querySelectorAll('.exhibit')];
return cards.length > 0 && cards.every((it) => it.querySelector('footer .line')) &&
  !document.querySelector('[data-dash-is-loading=true]');
"""
STANDS = """
const seen = (card) => ({
  words: [...card.querySelectorAll('.plot text')].map((it) => it.textContent),
  areas: [...card.querySelectorAll('.choroplethlocation')].map(
    (it) => [it.getAttribute('fill') || it.style.fill, it.getAttribute('d')]),
  foot: card.querySelector('footer').textContent + card.querySelector('.sub').textContent,
});
return Object.fromEntries([...document.querySelectorAll('.exhibit')].map(
  (card) => [card.id.replace('exhibit-', ''), seen(card)]));
"""
BELOW = """
return [...document.querySelectorAll('.exhibit')].filter(
  (card) => card.getBoundingClientRect().top > window.innerHeight).map(
  (card) => card.id.replace('exhibit-', ''));
"""
AREA = """
const areas = [...document.querySelectorAll('#exhibit-province_map .choroplethlocation')];
const box = areas.find((it) => it.__data__.loc === arguments[0]).getBoundingClientRect();
return [Math.round(box.left + box.width * 0.55), Math.round(box.top + box.height * 0.5)];
"""
LAST = "exhibit-region_comparison"
HOVER = """
const texts = [...document.querySelectorAll('.hoverlayer text')];
return texts.flatMap((it) => {
  const lines = [...it.querySelectorAll('.line')];
  return (lines.length ? lines : [it]).map((line) => line.textContent);
});
"""


def _quiet(page: Browser) -> None:
    end = time.monotonic() + 20
    while not page.driver.execute_script(QUIET):
        assert time.monotonic() < end, "the cards were not drawn"
        time.sleep(0.1)
    time.sleep(0.4)  # charts follow the height of their row once


def _filtered(page: Browser, search: str) -> None:
    page.driver.execute_script("dash_clientside.set_props('url', {search: arguments[0]})", search)
    _quiet(page)


def _stands(page: Browser) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = page.driver.execute_script(STANDS)
    return found


def test_every_card_holds_what_a_fresh_load_shows(page_at: PageAt) -> None:
    page = page_at("/regions")
    _quiet(page)
    before, below = _stands(page), page.driver.execute_script(BELOW)
    assert LAST.removeprefix("exhibit-") in below
    after = {}
    for search in ("?tier=national", "?cluster=yrd", ""):  # areas lose their values and get others
        _filtered(page, search)
        after[search] = _stands(page)
    assert after[""] == before
    page.driver.execute_script("document.getElementById(arguments[0]).scrollIntoView()", LAST)
    time.sleep(0.3)
    assert _stands(page) == before, "what was drawn below the fold stays"
    fresh = page_at("/regions?cluster=yrd")
    _quiet(fresh)
    assert after["?cluster=yrd"] == _stands(fresh)


def test_the_map_tells_the_new_number(page_at: PageAt, live_url: str) -> None:
    page = page_at("/regions?lang=en")
    _quiet(page)
    _filtered(page, "?tier=national&lang=en")
    with urllib.request.urlopen(
        f"{live_url}/export/province_map.csv?tier=national&lang=en"
    ) as sent:
        rows = csv.DictReader(io.StringIO(sent.read().decode("utf-8-sig"), newline=""))
        found = {r["province_code"]: r["enterprises"] for r in rows if r["kind"] != "published"}
    x, y = page.driver.execute_script(AREA, "320000")
    pointer = ActionBuilder(page.driver)
    pointer.pointer_action.move_to_location(x, y)
    pointer.perform()
    time.sleep(0.5)
    words = " ".join(page.driver.execute_script(HOVER)).replace(",", "")
    assert f" {found['320000']} " in f"{words} ", words
