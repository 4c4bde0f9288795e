"""Reading a chapter: the address follows the eye, and opens there; charts open as the text says."""

import base64

from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from components.stories.story import stories
from tests.browser.conftest import PageAt
from tests.browser.rules import LOOKS, violations
from tests.browser.test_card import until

FILLED = """
const cards = [...document.querySelectorAll('.story .exhibit')];
return cards.length > 3 && cards.every((it) => it.querySelector('footer .line')) &&
  !document.querySelector('[data-dash-is-loading=true]');
"""
RECEIPT = "return (document.querySelector('dialog.receipt') || {innerText: ''}).innerText;"
TOP = "return document.getElementById(arguments[0]).getBoundingClientRect().top;"
OVERLAP = """
const all = [...document.querySelectorAll('.story-part > *')];
const parts = all.map((it) => it.getBoundingClientRect());
return parts.some((it, i) => i && it.top < parts[i - 1].bottom - 1);
"""

LINES_BEGUN = """
const begun = [];
const range = document.createRange();
for (const line of document.querySelectorAll('.story-part > p')) {
  const { left } = line.getBoundingClientRect();
  const words = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    for (const found of words.currentNode.data.matchAll(/[。，；：、）]/g)) {
      range.setStart(words.currentNode, found.index);
      range.setEnd(words.currentNode, found.index + 1);
      if (range.getClientRects()[0].left < left + 2) {
        begun.push(words.currentNode.data.slice(0, 20));
      }
    }
  }
}
return begun;
"""
"""Texts of a chapter that begin a line with a mark that closes one."""


def _read(page: Browser) -> None:
    until(lambda: page.driver.execute_script(FILLED), "the chapter stands", 40)


def _hash(page: Browser) -> str:
    return page.driver.current_url.partition("#")[2]


def _to(page: Browser, id: str) -> None:
    """Scroll to a part as a reader does: by the wheel."""
    top = page.driver.execute_script(TOP, id)
    ActionChains(page.driver).scroll_by_amount(0, int(top) - 100).perform()


def _press(page: Browser, element: WebElement) -> None:
    """Bring it into view and click it."""
    page.driver.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element
    )
    element.click()


def test_the_address_follows_the_reader_and_opens_there(page_at: PageAt) -> None:
    page = page_at("/story/innovation?lang=en")
    _read(page)
    assert _hash(page) == ""
    _to(page, "research")
    until(lambda: _hash(page) == "research", "the part stands in the address")
    length = page.driver.execute_script("return history.length")
    _to(page, "five-dimensions")
    until(lambda: _hash(page) == "five-dimensions", "back up")
    assert page.driver.execute_script("return history.length") == length
    _press(page, page.find_element("[data-set=lang]"))
    until(lambda: "lang=en" not in page.driver.current_url, "the language changes")
    assert "/story/innovation" in page.driver.current_url

    other = page_at("/story/innovation#research")
    _read(other)
    until(lambda: abs(other.driver.execute_script(TOP, "research") - 56) < 60, "it opens there")
    assert _hash(other) == "research"


def test_charts_open_with_the_filters_of_the_text(page_at: PageAt) -> None:
    page = page_at("/story/status?lang=en")
    _read(page)
    number = page.driver.find_element(By.CSS_SELECTOR, ".story-part .figure [data-number]")
    number.send_keys(Keys.ENTER)
    until(lambda: number.text in page.driver.execute_script(RECEIPT), "its receipt says the number")
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    until(lambda: page.driver.execute_script(RECEIPT) == "", "the receipt is closed")
    industries = page.find_element("#exhibit-industry_ranking .sub").text
    assert "National (little giant)" in industries
    chosen = page.find_element("#exhibit-province_ranking .controls input:checked")
    assert chosen.get_attribute("value") == "little_giant_share_pct"
    assert "Little-giant share" in page.find_element("#exhibit-province_ranking .sub").text
    label = "//*[@id='exhibit-province_ranking']//label[text()='Share of the country']"
    _press(page, page.driver.find_element(By.XPATH, label))
    until(
        lambda: "Share of the country" in page.find_element("#exhibit-province_ranking .sub").text,
        "the switch moves the chart",
    )
    assert "province_ranking.metric=share_pct" in page.driver.current_url
    _press(page, page.find_element("#industries .to-chart.opens"))
    until(lambda: "/industries?" in page.driver.current_url, "the atlas is opened")
    assert "tier=national" in page.driver.current_url
    until(lambda: page.find_elements(".chip"), "the filter is a chip there")


def test_a_filter_of_the_reader_moves_the_charts_and_can_be_taken_off(page_at: PageAt) -> None:
    page = page_at("/story/status?lang=en&province=320000")
    _read(page)
    assert "Jiangsu" in page.find_element("#exhibit-insured_bands .sub").text
    page.find_element(".chip.clear").click()
    until(
        lambda: "Jiangsu" not in page.find_element("#exhibit-insured_bands .sub").text,
        "the filter is gone",
    )


def test_chapters_are_reached_without_the_filters_of_a_page(page_at: PageAt) -> None:
    page = page_at("/cases?lang=en&province=320000")
    until(lambda: page.find_elements(".topbar a[href$='/story']"), "the bar")
    page.find_element(".topbar a[href$='/story']").click()
    until(lambda: page.find_elements(".story-index a"), "the list of chapters")
    assert len(page.find_elements(".story-index a")) == len(stories()) == 6
    assert "province" not in page.driver.current_url
    page.find_elements(".story-index a")[4].click()
    until(lambda: page.find_elements("#haoshun"), "the chapter")
    assert page.driver.current_url.endswith("/story/cases?lang=en")


def test_no_rule_is_broken(page_at: PageAt) -> None:
    """The list of chapters is looked at in test_accessibility.py."""
    for path, look in zip(("status", "cases"), LOOKS, strict=True):
        page = page_at(f"/story/{path}?{look}")
        _read(page)
        assert violations(page) == [], (path, look)


def test_paper_holds_text_and_charts(page_at: PageAt) -> None:
    page = page_at("/story/strategy?lang=zh&theme=dark", width=390)
    _read(page)
    assert not page.driver.execute_script(OVERLAP)
    assert page.driver.execute_script(LINES_BEGUN) == []
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert 2 <= pdf.count(b"/Type /Page\n") <= 8
