"""Every page, in both languages: no error, every card filled, no rule of accessibility broken,
nothing cut, and a filter set by its control moves what is drawn to what the API answers. One visit
for all of it: opening a page costs most.

The filter bar is the same on all pages, and every card asks for its answer under the address:
filters go round. What an exhibit answers under each is asserted without a browser. `make filters`
sets every filter on every page, which takes most of an hour.
"""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from dash.testing.browser import Browser

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from data_layer.vocabulary.text import Lang
from tests.browser.chromium import leaving
from tests.browser.conftest import PageAt, options_counted
from tests.browser.controls import EACH, agree, set_filter
from tests.browser.narrow import all_is_read, sized
from tests.browser.rules import LOOKS, violations
from tests.browser.test_card import FILLED, SMALL, TALL, until

PAGES = sorted(
    path
    for source in (Path(__file__).parents[2] / "pages").glob("*.py")
    for path in re.findall(r'register_page\(\s*__name__,\s*"(/[a-z]*)"', source.read_text("utf-8"))
)
CARDS = """
const VALUES = ['z', 'x', 'y', 'r', 'theta', 'values', 'labels', 'lat', 'lon', 'locations', 'text'];
const values = (trace) => VALUES.map((name) => trace[name]);
const words = (plot) => (plot.layout.annotations ?? []).map((annotation) => annotation.text);
const drawn = (plot) => plot.data.map(values).concat(plot.data.length ? [words(plot)] : []);
return [...document.querySelectorAll('article.exhibit[id^="exhibit-"]')].map((card) => {
  const body = card.querySelector('.body');
  const plots = [...body.querySelectorAll('.js-plotly-plot')].filter((plot) => plot.data);
  return [
    card.id.slice(8),
    card.querySelector('footer .line') ? card.querySelector('.sub').innerText : '',
    plots.length ? JSON.stringify(plots.map(drawn)) : body.textContent,
  ];
});
"""
"""Of each card: its id, its second line once it is filled, and its figures: the values of all
traces, or the text of a card without a chart."""
EMPTY = frozenset(id for id, exhibit in exhibits().items() if exhibit.waits)
"""Draw what a file of province figures or a second data version holds, and there is none."""
CARDLESS = ("/enterprises", "/briefing", "/story")
"""Pages without cards at first: the grid, an empty tray, the list of chapters."""
STILL = ("/import", "/verify")
"""Pages without cards that follow filters."""
FILTERED = tuple(path for path in PAGES if path not in (*CARDLESS, *STILL))
EVERY = "EVERY_FILTER"
"""The variable of the environment that has every filter set on every page, not one in its turn."""
HEADED = "return Boolean(document.querySelector('#page h1'));"


class Card(NamedTuple):
    """What the second line of a card says, and the figures that it shows."""

    line: str
    figures: str


def _cards(page: Browser, ready: Callable[[dict[str, Card]], bool]) -> dict[str, Card]:
    """Card by id, once all are filled and stand still and `ready` holds, or 40 s are over."""
    end = time.monotonic() + 40
    last: dict[str, Card] = {}
    while True:
        seen = page.driver.execute_script(CARDS)
        cards = {id: Card(line, figures) for id, line, figures in seen}
        filled = all(card.line and _is_drawn(id, card) for id, card in cards.items())
        if (filled and ready(cards) and cards == last) or time.monotonic() > end:
            break
        last = cards
        time.sleep(0.3)
    assert [id for id, card in cards.items() if not card.line or not _is_drawn(id, card)] == []
    return cards


def _is_drawn(id: str, card: Card) -> bool:
    """A card with a chart shows its sentence alone until the chart is drawn."""
    return card.figures.startswith("[[") if _has_chart(id) else bool(card.figures)


def test_every_page_of_the_design_is_there() -> None:
    designed = "/ /regions /industries /structure /innovation /quadrant /rd /honours /patents"
    designed += " /pathway /enterprises /frontier /cases /sources"
    assert set(designed.split()) <= set(PAGES)


def stands(page: Browser, path: str) -> None:
    """Wait for the cards of a page, or its heading where it has none."""
    script = HEADED if path in (*CARDLESS, *STILL) else FILLED
    until(lambda: page.driver.execute_script(script), f"{path} stands")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", [page for page in PAGES if page not in CARDLESS])
def test_page(
    page_at: PageAt,
    live_url: str,
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
    path: str,
    look: str,
) -> None:
    page = page_at(f"{path}?{look}")
    stands(page, path)
    lang: Lang = "zh" if "zh" in look else "en"
    shown = {e.id for e in exhibits().values() if f"/{e.page}".replace("/overview", "/") == path}
    if path == "/regions":  # one of the two maps stands for both
        shown.discard("city_map")
    before = _cards(page, lambda cards: shown <= set(cards))
    assert shown <= set(before)
    assert console_errors() == []
    assert violations(page) == []
    assert page.driver.execute_script(TALL) == [], "the foot is one line"
    assert page.driver.execute_script(SMALL) == [], "of targets that a finger hits"
    if lang == "en":  # its words are longer
        all_is_read(page)
        _fits_a_phone(page)
    elif path in FILTERED:
        page.find_element(".more-filters summary").click()
        for key in EACH if EVERY in os.environ else [_turn(path)]:
            _filter_moves(page, live_url, key, before)
    assert console_errors() == []
    assert leaving(requests_seen()) == []


def _fits_a_phone(page: Browser) -> None:
    sized(page, 390, 844)
    wide = "return document.documentElement.scrollWidth"
    until(lambda: page.driver.execute_script(wide) <= 390, "nothing beside a phone")
    assert page.driver.execute_script(TALL) == [], "the foot is as high on a phone"
    assert page.driver.execute_script(SMALL) == [], "and its targets as large"


def _turn(path: str) -> str:
    """The filter whose turn it is on a page."""
    return EACH[FILTERED.index(path)]


def test_each_filter_has_its_turn() -> None:
    assert sorted(_turn(path) for path in FILTERED) == sorted(EACH)


def _filter_moves(page: Browser, live_url: str, key: str, before: dict[str, Card]) -> None:
    """What is computed follows a filter and says it; what is printed says that it does not."""
    until(lambda: options_counted(page), "no options")
    query = set_filter(page, key)
    moving = {id for id in before if _moves(exhibits()[id], key)} - EMPTY
    after = _cards(page, lambda now: not _still(moving, before, now))
    until(lambda: page.driver.execute_script(FILLED), f"{key}: the cards were not drawn")
    agree(page, live_url, query, key)
    assert _still(moving, before, after) == []
    fixed = {id for id in before if exhibits()[id].basis in ("reference", "whole")}
    assert [id for id in fixed if "不随筛选" not in after[id].line] == []
    assert [id for id in fixed if after[id].figures != before[id].figures] == []
    page.find_element(".chip.clear").click()
    until(lambda: f"{key}=" not in page.driver.current_url, f"{key} stays")


def _still(moving: set[str], before: dict[str, Card], now: dict[str, Card]) -> list[str]:
    """Cards whose line is as before; the map of provinces gives its place to that of cities."""
    return [id for id in moving & set(now) if now[id].line == before[id].line]


def _moves(exhibit: Exhibit, key: str) -> bool:
    """Whether an exhibit follows a filter: what compares two places follows none of a place."""
    return exhibit.basis == "registry" and key not in exhibit.ignores(exhibit.settings({}))


def _has_chart(id: str) -> bool:
    return exhibits()[id].figure is not None and exhibits()[id].body is None and id not in EMPTY
