"""Every page, in both languages: no error, every card filled, one filter moves every card."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from dash.testing.browser import Browser

from components.contract.catalogue import exhibits
from data_layer.vocabulary.schema import HONOURS
from data_layer.vocabulary.text import Lang, Text
from tests.browser.chromium import leaving
from tests.browser.conftest import PageAt

PAGES = sorted(
    path
    for source in (Path(__file__).parents[2] / "pages").glob("*.py")
    for path in re.findall(r'register_page\(\s*__name__,\s*"(/[a-z]*)"', source.read_text("utf-8"))
)
FEET = """
const box = (it) => it.getBoundingClientRect();
const feet = [...document.querySelectorAll('.exhibit[id^="exhibit-"] > footer')];
const small = [...document.querySelectorAll('.exhibit footer button, .segment button')].filter(
  (it) => box(it).width < 24 || box(it).height < 24);
return [...feet.filter((it) => box(it).height > 40 || it.scrollWidth > it.clientWidth)
    .map((it) => it.parentElement.id),
  ...small.map((it) => it.getAttribute('aria-label') || it.textContent)];
"""
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
EMPTY = "province_context"
"""Draws what a file of province figures holds, and there is none."""
FILTER = "province=320000,330000&honour=high_tech"
"""A place alone leaves the comparison of two regions, an honour alone the highest scores."""
CARDLESS = ("/enterprises", "/briefing", "/story")
"""Pages without cards at first: the grid, an empty tray, the list of chapters."""


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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [page for page in PAGES if page not in CARDLESS])
def test_page(
    page_at: PageAt,
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
    path: str,
    lang: Lang,
) -> None:
    page = page_at(f"{path}?lang={lang}")
    shown = {e.id for e in exhibits().values() if f"/{e.page}".replace("/overview", "/") == path}
    if path == "/regions":  # one of the two maps stands for both
        shown.discard("city_map")
    before = _cards(page, lambda cards: shown <= set(cards))
    assert shown <= set(before)
    assert console_errors() == []
    page.driver.execute_script(
        "dash_clientside.set_props('url', {search: arguments[0]})",
        f"?lang={lang}&{FILTER}",
    )
    moving = {id for id in before if exhibits()[id].basis == "registry"} - {EMPTY}
    # Without an id in the address a profile is of the first enterprise that passes.
    first = {id for id in before if exhibits()[id].basis == "enterprise"}
    after = _cards(
        page,
        lambda now: (
            not [id for id in moving if _same(before, now, id)]
            and not [id for id in first if now[id].figures == before[id].figures]
        ),
    )
    assert [id for id in moving | first if after[id].figures == before[id].figures] == []
    named = (HONOURS["high_tech"](lang), Text("江苏", "Jiangsu")(lang))
    assert [id for id in moving if not any(word in after[id].line for word in named)] == []
    fixed = {id for id in before if exhibits()[id].basis in ("reference", "whole")}
    does_not = "do not" if lang == "en" else "不随筛选"
    assert [id for id in fixed if does_not not in after[id].line] == []
    still = set(before) - moving - first
    assert [id for id in still if after[id].figures != before[id].figures] == []
    assert console_errors() == []
    assert leaving(requests_seen()) == []
    assert _feet(page) == []
    _on_a_phone(page)
    assert _feet(page) == []
    assert page.driver.execute_script("return document.documentElement.scrollWidth") <= 390


def _feet(page: Browser) -> list[str]:
    """Feet of cards that are higher than a line of buttons, or cut, and buttons that are small."""
    found: list[str] = page.driver.execute_script(FEET)
    return found


def _has_chart(id: str) -> bool:
    return exhibits()[id].figure is not None and exhibits()[id].body is None and id != EMPTY


def _same(before: dict[str, Card], after: dict[str, Card], id: str) -> bool:
    return after[id].figures == before[id].figures or after[id].line == before[id].line


def _on_a_phone(page: Browser) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    time.sleep(1)
