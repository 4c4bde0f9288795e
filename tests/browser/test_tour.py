"""First minutes: a tour that can be skipped and is never shown twice, and help on the keyboard."""

from collections.abc import Iterator

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt
from tests.browser.rules import LOOKS, violations
from tests.browser.test_card import until
from tests.browser.test_pages import stands

TOUR = "dialog.tour[open]"
PERSON = "Object.defineProperty(navigator, 'webdriver', {get: () => false});"


@pytest.fixture
def as_person(br: Browser) -> Iterator[None]:
    """Pages opened here do not see that a program drives the browser."""
    command = "Page.addScriptToEvaluateOnNewDocument"
    added = br.driver.execute_cdp_cmd(command, {"source": PERSON})
    yield
    br.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def _step(page: Browser) -> str:
    return page.find_element(".tour .count").text


def _button(page: Browser, words: str) -> None:
    next(it for it in page.find_elements(".tour button") if it.text == words).click()


@pytest.mark.usefixtures("as_person")
def test_six_steps_once(page_at: PageAt) -> None:
    page = page_at("/?lang=en")
    until(lambda: page.find_elements(TOUR), "the tour begins")
    assert _step(page) == "1 / 6"
    assert page.find_elements(".findings.toured")
    seen = []
    for n in range(2, 7):
        _button(page, "Next")
        assert _step(page) == f"{n} / 6"
        seen.append(page.driver.execute_script("return document.querySelector('.toured') !== null"))
    assert all(seen), "each step points at something"
    _button(page, "Back")
    assert _step(page) == "5 / 6"
    _button(page, "Next")
    _button(page, "Start")
    until(lambda: not page.find_elements(TOUR), "it ends")
    assert not page.find_elements(".toured")
    page.driver.refresh()
    stands(page, "/")
    assert not page.find_elements(TOUR)


@pytest.mark.usefixtures("as_person")
def test_it_can_be_skipped_and_left_by_escape(page_at: PageAt) -> None:
    page = page_at("/?lang=zh")
    until(lambda: page.find_elements(TOUR), "the tour begins")
    _button(page, "跳过")
    until(lambda: not page.find_elements(TOUR), "skipped")
    page.driver.refresh()
    stands(page, "/")
    assert not page.find_elements(TOUR)

    other = page_at("/?lang=zh")
    until(lambda: other.find_elements(TOUR), "a new visitor is shown it")
    other.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: not other.find_elements(TOUR), "left")


@pytest.mark.usefixtures("as_person")
def test_no_tour_in_a_frame_or_on_another_page(page_at: PageAt) -> None:
    page = page_at("/embed/province_ranking")
    until(lambda: page.find_elements(".exhibit footer .line"), "the frame stands")
    assert not page.find_elements(TOUR)
    page = page_at("/cases")
    stands(page, "/cases")
    assert not page.find_elements(TOUR)


def test_a_question_mark_lists_the_keys_and_leads_to_the_tour(page_at: PageAt) -> None:
    page = page_at("/?lang=en")
    stands(page, "/")
    assert not page.find_elements(TOUR), "a program is not toured"
    box = page.find_element(".filter-q input")
    box.click()
    box.send_keys("?")
    assert not page.find_elements("dialog.keys"), "who writes a question mark gets one"
    page.driver.execute_script("document.activeElement.blur()")
    ActionChains(page.driver).send_keys("?").perform()
    until(lambda: page.find_elements("dialog.keys[open]"), "the keys")
    assert "Find and ask" in page.find_element("dialog.keys").text
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    until(lambda: not page.find_elements("dialog.keys"), "closed")
    page.find_element("[data-keys]").click()
    until(lambda: page.find_elements("dialog.keys[open]"), "by the button too")
    page.find_element("dialog.keys p button").click()
    until(lambda: page.find_elements(TOUR), "the tour again")


def test_no_rule_is_broken(page_at: PageAt) -> None:
    for look in LOOKS:
        page = page_at(f"/?{look}")
        stands(page, "/")
        page.find_element("[data-keys]").click()
        until(lambda page=page: page.find_elements("dialog.keys[open]"), "the keys")
        assert violations(page) == []
        page.find_element("dialog.keys p button").click()
        until(lambda page=page: page.find_elements(TOUR), "the tour")
        assert violations(page) == []
