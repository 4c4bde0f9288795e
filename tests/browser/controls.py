"""Filters set by their controls, and what is drawn then beside what the API answers."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from dash.testing.browser import Browser
from selenium.webdriver.common.keys import Keys

from components.contract.catalogue import exhibits
from data_layer.filters.keys import keys
from tests.browser.test_card import until

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
DRAWN = """
const figure = (gd) => gd && gd.data && gd.offsetParent ? gd.data : null;
return Object.fromEntries([...document.querySelectorAll('.exhibit[id^=exhibit-]')].map((card) =>
  [card.id.replace('exhibit-', ''), [card.querySelector('h2').textContent,
    JSON.stringify(figure(card.querySelector('.plot')))]]));
"""
VALUES = ("x", "y", "z", "r", "theta", "values", "labels", "locations", "lon", "lat", "text")
FIRST_OPTION = ".dash-dropdown-content .dash-options-list-option"


def _choose(page: Browser, key: str) -> None:
    """The first option of a list, by clicks."""
    page.find_element(f".filter-{key} button.dash-dropdown").click()
    page.find_element(FIRST_OPTION).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)


def _write(page: Browser, key: str, text: str) -> None:
    box = page.find_element(f".filter-{key} input")
    box.click()
    box.send_keys(text, Keys.ENTER)


def set_filter(page: Browser, key: str) -> str:
    """Set a filter by its control; the query that the address then holds."""
    if key in LISTS:
        _choose(page, key)
    else:
        _write(page, key, "湖南" if key == "q" else RANGES[key])
    until(lambda: f"{key}=" in page.driver.current_url, f"{key} is not in the address")
    return page.driver.current_url.partition("?")[2]


def _plain(figure: Any) -> Any:
    return [{name: trace.get(name) for name in VALUES} for trace in figure or []]


def _api(live_url: str, id: str, query: str) -> tuple[str, Any]:
    """Headline and values of an exhibit as anyone is answered."""
    with urlopen(f"{live_url}/cards/{id}?{quote(query, safe='=&,.%:')}") as answer:
        told = json.load(answer)
    return told["alt"], _plain((told["figure"] or {}).get("data"))


def agree(page: Browser, live_url: str, query: str, key: str) -> None:
    """Headline, figure and count on the page are the API's under that query; key: for the words."""
    drawn = page.driver.execute_script(DRAWN)
    assert drawn
    for id, (headline, data) in drawn.items():
        if id in exhibits():
            asked = _api(live_url, id, query)
            assert (headline, _plain(json.loads(data))) == asked, (key, id)
    with urlopen(f"{live_url}/api/v1/exhibits/key_figures?{query}") as answer:
        selected = json.load(answer)["selected"]
    assert page.find_element(".selected").text == f"{int(selected):,}", key
