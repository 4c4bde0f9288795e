"""Each filter, set by its control on some page, and one or two on each page: what is drawn then is
what the API answers.

The bar is the same on all pages, and every card asks for its answer under the address: filters go
round. What an exhibit answers under each is asserted without a browser (tests/components).
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.keys import Keys

from components.contract.catalogue import exhibits
from data_layer.filters.keys import keys
from tests.browser.conftest import PageAt, options_counted

ONE = ("enterprise", "place", "industry")
"""Pages of one thing, whose address names it."""
PAGES = sorted(
    f"/{it}".replace("/overview", "/") for it in {e.page for e in exhibits().values()} - {*ONE}
)
RANGES: Mapping[str, str] = {
    "insured": "20",
    "patents": "10",
    "grants": "1",
    "capital": "500",
    "copyrights": "1",
    "rd": "3",
    "founded": "2005",
    "recognised": "2015",
    "batch": "1",
    "valid": "2026-07-01",
}
"""A lower end for each range, which some enterprises of the small registry pass."""
LISTS = tuple(key.name for key in keys().values() if key.options())
EACH = (*LISTS, "q", *RANGES)
QUIET = """
const cards = [...document.querySelectorAll('.exhibit[id^=exhibit-]')];
return cards.length > 0 && cards.every((it) => it.querySelector('footer .line')) &&
  !document.querySelector('[data-dash-is-loading=true]');
"""
DRAWN = """
const figure = (gd) => gd && gd.data && gd.offsetParent ? gd.data : null;
return Object.fromEntries([...document.querySelectorAll('.exhibit[id^=exhibit-]')].map((card) =>
  [card.id.replace('exhibit-', ''), [card.querySelector('h2').textContent,
    JSON.stringify(figure(card.querySelector('.plot')))]]));
"""
VALUES = ("x", "y", "z", "r", "theta", "values", "labels", "locations", "lon", "lat", "text")
FIRST = ".dash-dropdown-content .dash-options-list-option"


def _until(ask: Callable[[], object], what: str, seconds: float = 25) -> None:
    end = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _quiet(page: Browser) -> bool:
    return bool(page.driver.execute_script(QUIET))


def _choose(page: Browser, key: str) -> None:
    """The first option of a list, by clicks."""
    page.find_element(f".filter-{key} button.dash-dropdown").click()
    page.find_element(FIRST).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)


def _write(page: Browser, key: str, text: str) -> None:
    box = page.find_element(f".filter-{key} input")
    box.click()
    box.send_keys(text, Keys.ENTER)


def _set(page: Browser, key: str) -> str:
    """Set a filter by its control; the query that the address then holds."""
    if key in LISTS:
        _choose(page, key)
    else:
        _write(page, key, "湖南" if key == "q" else RANGES[key])
    _until(lambda: f"{key}=" in page.driver.current_url, f"{key} is not in the address")
    return page.driver.current_url.partition("?")[2]


def _plain(figure: Any) -> Any:
    return [{name: trace.get(name) for name in VALUES} for trace in figure or []]


def _api(live_url: str, id: str, query: str) -> tuple[str, Any]:
    """Headline and values of an exhibit as anyone is answered."""
    with urlopen(f"{live_url}/cards/{id}?{quote(query, safe='=&,.%:')}&theme=light") as answer:
        told = json.load(answer)
    return told["alt"], _plain((told["figure"] or {}).get("data"))


def _agree(page: Browser, live_url: str, query: str, key: str) -> None:
    drawn = page.driver.execute_script(DRAWN)
    assert drawn
    for id, (headline, data) in drawn.items():
        if id in exhibits():
            asked = _api(live_url, id, query)
            assert (headline, _plain(json.loads(data))) == asked, (key, id)
    with urlopen(f"{live_url}/api/v1/exhibits/key_figures?{query}") as answer:
        selected = json.load(answer)["selected"]
    assert page.find_element(".selected").text == f"{int(selected):,}", key


def _some(path: str) -> list[str]:
    """The filters whose turn it is on a page."""
    return list(EACH[PAGES.index(path) :: len(PAGES)])


def test_each_filter_has_its_turn() -> None:
    turns = [key for path in PAGES for key in _some(path)]
    assert sorted(turns) == sorted(EACH)
    assert all(_some(path) for path in PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_filters_move_what_is_drawn(page_at: PageAt, live_url: str, path: str) -> None:
    page = page_at(path)
    _until(lambda: _quiet(page), "the page was not drawn")
    _until(lambda: options_counted(page), "no options")
    page.find_element(".more-filters summary").click()
    for key in _some(path):
        query = _set(page, key)
        _until(lambda: _quiet(page), f"{key}: the cards were not drawn")
        _agree(page, live_url, query, key)
        page.find_element(".chip.clear").click()
        _until(lambda key=key: f"{key}=" not in page.driver.current_url, f"{key} stays")


def test_an_industry_that_was_searched_for_stays_in_its_list(page_at: PageAt) -> None:
    """Groups and classes are offered to who types; the list has to know them afterwards too."""
    page = page_at("/industries")
    _until(lambda: options_counted(page), "no options")
    page.find_element(".filter-industry button.dash-dropdown").click()
    page.find_element(".dash-dropdown-content input[type=search]").send_keys("集成电路")
    _until(lambda: "C3973" in page.find_element(FIRST).text, "not offered")
    page.find_element(FIRST).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    _until(lambda: "industry=C3973" in page.driver.current_url, "no filter")
    _until(lambda: _quiet(page), "the cards were not drawn")
    box = page.find_element(".filter-industry button.dash-dropdown")
    _until(lambda: "C3973 集成电路制造" in box.text, f"the list shows {box.text}")


def test_a_slider_looks_back_by_keyboard(page_at: PageAt, live_url: str) -> None:
    """To the end of last year; the cards, the count and the chip say so."""
    page = page_at("/lifecycle")
    _until(lambda: _quiet(page), "the page was not drawn")
    page.find_element(".more-filters summary").click()
    page.find_element(".filter-asof [role=slider]").send_keys(Keys.ARROW_LEFT)
    _until(lambda: "asof=" in page.driver.current_url, "asof is not in the address")
    _until(lambda: _quiet(page), "the cards were not drawn")
    _agree(page, live_url, page.driver.current_url.partition("?")[2], "asof")
    chips = page.find_element(".chips").text
    assert "年底已认定（不含此后退出者）" in chips
