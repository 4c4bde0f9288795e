"""A request that is not answered: the card says so, shows no old number, and asks again."""

import re
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt
from tests.browser.test_repaint import QUIET

NAME = ".filter-q input"
SEEN = """
const seen = (it) => it && it.checkVisibility({visibilityProperty: true});
return [...document.querySelectorAll('.exhibit')].filter((card) =>
  [...card.querySelectorAll('.sub, .key, footer, .plot')].some(
    (it) => seen(it) && it.textContent)).map((card) => card.id);
"""
FAILED = "return document.querySelectorAll('.exhibit.unanswered').length;"


def until(ask: Callable[[], object], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture
def cut(br: Browser) -> Iterator[Callable[[bool], None]]:
    """Cut the network off, or give it back."""

    def offline(now: bool) -> None:
        line = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        br.driver.execute_cdp_cmd("Network.enable", {})
        br.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": now, **line})

    yield offline
    offline(False)


def quiet(page: Browser) -> bool:
    return bool(page.driver.execute_script(QUIET))


def status(page: Browser) -> str:
    return str(page.driver.execute_script("return document.getElementById('status').innerText"))


def name(page: Browser, text: str) -> None:
    box = page.find_element(NAME)
    box.clear()
    box.send_keys(text, Keys.ENTER)


def selected(live_url: str, query: str) -> str:
    """The count as /parts/status says it to curl."""
    with urllib.request.urlopen(f"{live_url}/parts/status?{query}") as answer:
        found = re.search(r'class="selected">([\d,]+)<', answer.read().decode())
    assert found
    return found.group(1)


def test_a_cut_network_is_said_and_mended_by_itself(
    page_at: PageAt, cut: Callable[[bool], None], live_url: str
) -> None:
    page = page_at("/regions")
    until(lambda: quiet(page), "the page was not drawn")
    before = status(page)
    cards = len(page.find_elements(".exhibit"))
    cut(True)
    name(page, "湖南")
    until(lambda: page.driver.execute_script(FAILED) == cards, "cards do not say so")
    assert "网络已断开" in page.find_element("#network").text
    assert page.driver.execute_script(SEEN) == [], "numbers of another address"
    assert status(page) == ""
    cut(False)
    until(lambda: not page.driver.execute_script(FAILED), "the cards are not asked again")
    until(lambda: quiet(page), "the cards are not drawn")
    count = selected(live_url, "q=%E6%B9%96%E5%8D%97")
    assert count in status(page)
    assert count not in before
    assert not page.find_elements("#network")
    assert len(page.driver.execute_script(SEEN)) == cards


def test_a_silent_server_is_asked_again_by_a_click(page_at: PageAt, live_url: str) -> None:
    page = page_at("/regions?lang=en")
    until(lambda: quiet(page), "the page was not drawn")
    # The network stands, but the server does not answer until it is told to.
    page.driver.execute_script(
        "const plain = window.fetch; window.down = true; window.fetch = (...given) =>"
        " window.down ? Promise.reject(new TypeError('Failed to fetch')) : plain(...given);"
        " Object.defineProperty(window, 'setTimeout', {value: ((later) => (run, pause) =>"
        " later(run, pause >= 1000 ? 1e6 : pause))(window.setTimeout)});"
    )
    name(page, "湖南")
    until(lambda: page.driver.execute_script(FAILED), "cards do not say so")
    card = page.find_element(".exhibit.unanswered .body > .unanswered")
    assert "does not answer" in card.text
    page.driver.execute_script("window.down = false")
    page.find_element(".exhibit.unanswered .body > .unanswered button").click()
    until(lambda: not page.driver.execute_script(FAILED), "a click asks nothing")
    until(lambda: quiet(page), "the cards are not drawn")
    assert selected(live_url, "q=%E6%B9%96%E5%8D%97&lang=en") in status(page)


def test_another_page_is_opened_when_the_network_is_back(
    page_at: PageAt, cut: Callable[[bool], None]
) -> None:
    page = page_at("/regions")
    until(lambda: quiet(page), "the page was not drawn")
    cut(True)
    page.find_element(".topbar a[href$='/structure']").click()
    until(lambda: page.find_elements("#network"), "nothing is said")
    cut(False)
    until(lambda: page.find_elements("#exhibit-insured_bands"), "the page is not asked again")
    until(lambda: quiet(page), "the cards are not drawn")
    assert not page.find_elements("#network")


def test_a_card_that_waits_for_its_first_answer_has_bars_in_its_place(page_at: PageAt) -> None:
    page = page_at("/cases")
    until(lambda: quiet(page), "the page was not drawn")
    bars = """
        const card = document.querySelector('.exhibit');
        const shown = () => getComputedStyle(card.querySelector('.body'), '::before').content;
        const filled = shown();
        card.querySelector('footer').replaceChildren();
        return [filled, shown()];
    """
    assert page.driver.execute_script(bars) == ["none", '""']


def test_an_answer_that_comes_again_is_said(page_at: PageAt, cut: Callable[[bool], None]) -> None:
    page = page_at("/structure?lang=en")
    until(lambda: quiet(page), "the page was not drawn")
    cut(True)
    name(page, "湖南")
    until(lambda: page.find_elements("#network"), "nothing is said")
    cut(False)
    until(lambda: page.find_elements("#network-back"), "it is not said that all is back")
    assert "up to date" in page.find_element("#network-back").text
    until(lambda: not page.find_elements("#network-back"), "it stays", 10)


def test_other_data_of_the_server_are_said(page_at: PageAt) -> None:
    page = page_at("/structure?lang=en")
    until(lambda: quiet(page), "the page was not drawn")
    move = "document.dispatchEvent(new CustomEvent('atlas:version', {detail: 'ffffffff'}))"
    page.driver.execute_script(move)
    until(lambda: page.find_elements("#network-moved"), "nothing is said")
    assert "another version" in page.find_element("#network-moved").text
    page.find_element("#network-moved button").click()
    until(lambda: not page.find_elements("#network-moved"), "the page is not loaded again")
    until(lambda: quiet(page), "the page was not drawn again")
    assert not page.find_elements("#network-moved")
