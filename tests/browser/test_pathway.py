"""The recognition calculator and the profile in a real browser."""

from collections.abc import Callable

from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PageAt = Callable[..., Browser]
PATIENCE = 40
CARD = "#exhibit-recognition_calculator"
NAME = "演示企业000012"
"""A name of the demonstration registry, whatever its size."""
DISTANCES = """
return [...document.querySelectorAll('#exhibit-candidates tbody tr')].map(
  (row) => Number(row.cells[4].textContent));
"""
REVENUE = 'input[id*="calculator.revenue"]'


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; an error after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def text(page: Browser, selector: str) -> str:
    """The words of the first element, or nothing: read in the page, which redraws at will."""
    script = "return (document.querySelector(arguments[0]) || {innerText: ''}).innerText"
    return page.driver.execute_script(script, selector)


def count(page: Browser, selector: str) -> int:
    """How many elements there are."""
    script = "return document.querySelectorAll(arguments[0]).length"
    return page.driver.execute_script(script, selector)


def press(page: Browser, selector: str) -> None:
    """Enter on the first element: while cards are being drawn, what a mouse aims at still moves."""
    page.driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER)


def test_values_entered_stand_in_the_address_and_answer(
    page_at: PageAt, console_errors: Callable[[], list[str]]
) -> None:
    page = page_at("/pathway?lang=en&calculator.quality_score=55")
    page.wait_for_element(f"{CARD} .verdict", timeout=PATIENCE)
    # 55 points: enough for the provincial tier (50), not for the national (60).
    assert count(page, f"{CARD} .result-unmet") == 1
    assert "short by 5 points" in text(page, CARD)
    field = page.driver.find_element(By.CSS_SELECTOR, REVENUE)
    field.send_keys("1200")
    until(lambda: "calculator.revenue=1200" in page.driver.current_url)
    until(lambda: "short by CNY 3 million" in text(page, CARD))
    press(page, "[data-clear-scope]")
    until(lambda: "calculator." not in page.driver.current_url)
    until(lambda: count(page, f"{CARD} .result-unmet") == 0)
    assert console_errors() == []


def test_an_enterprise_is_found_by_name(page_at: PageAt) -> None:
    page = page_at("/pathway?lang=zh")
    page.wait_for_element(f"{CARD} .verdict", timeout=PATIENCE)
    press(page, ".calculator-form .pick")
    page.wait_for_element(".dash-dropdown-search", timeout=PATIENCE).send_keys(NAME)
    option = ".dash-dropdown-option"
    until(lambda: NAME in text(page, option))
    page.driver.find_element(By.CSS_SELECTOR, option).click()
    until(lambda: "calculator.enterprise=" in page.driver.current_url)
    until(lambda: NAME in text(page, f"{CARD} .verdict"))
    years = 'input[id*="calculator.years_in_niche"]'
    until(lambda: page.driver.find_element(By.CSS_SELECTOR, years).get_attribute("placeholder"))


def test_a_candidate_opens_its_profile(
    page_at: PageAt, console_errors: Callable[[], list[str]]
) -> None:
    page = page_at("/pathway?lang=en&theme=light")
    page.wait_for_element("#exhibit-candidates table.gaps a", timeout=PATIENCE)
    press(page, "#exhibit-candidates th:nth-child(5) .sort")
    far_first = page.driver.execute_script(DISTANCES)
    assert far_first == sorted(far_first, reverse=True)
    assert len(set(far_first)) > 1
    link = page.driver.find_element(By.CSS_SELECTOR, "#exhibit-candidates table.gaps a")
    name = link.text
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.send_keys(Keys.ENTER)
    until(lambda: "/enterprise/" in page.driver.current_url)
    until(lambda: name in text(page, ".profile-head h1"))
    until(lambda: name in text(page, "#exhibit-enterprise_neighbours tr.own"))
    assert console_errors() == []


def test_an_unknown_enterprise_is_said_to_be_unknown(page_at: PageAt) -> None:
    page = page_at("/enterprise/%3Cimg%20src=x%20onerror=alert(1)%3E?lang=en")
    until(lambda: "The registry has no enterprise" in text(page, ".profile-head h1"))
    assert "<img src=x onerror=alert(1)>" in text(page, ".profile-head h1")
    assert count(page, ".profile-head img") == 0
    until(lambda: count(page, "#profile-cards[hidden]") == 1)
