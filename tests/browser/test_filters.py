"""Filters whose controls are of a kind of their own: a list that is searched, a slider."""

from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt, options_counted
from tests.browser.controls import FIRST_OPTION, agree
from tests.browser.test_card import FILLED, opened, until


def test_an_industry_that_was_searched_for_stays_in_its_list(page_at: PageAt) -> None:
    """Groups and classes are offered to who types; the list has to know them afterwards too."""
    page = page_at("/industries")
    until(lambda: options_counted(page), "no options")
    page.find_element(".filter-industry button.dash-dropdown").click()
    page.find_element(".dash-dropdown-content input[type=search]").send_keys("集成电路")
    until(lambda: "C3973" in page.find_element(FIRST_OPTION).text, "not offered")
    page.find_element(FIRST_OPTION).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: "industry=C3973" in page.driver.current_url, "no filter")
    until(lambda: page.driver.execute_script(FILLED), "the cards were not drawn")
    box = page.find_element(".filter-industry button.dash-dropdown")
    until(lambda: "C3973 集成电路制造" in box.text, f"the list shows {box.text}")


def test_a_slider_looks_back_by_keyboard(page_at: PageAt, live_url: str) -> None:
    """To the end of last year; the cards, the count and the chip say so."""
    page = opened(page_at, "/lifecycle?lang=zh&theme=light")
    page.find_element(".more-filters summary").click()
    page.find_element(".filter-asof [role=slider]").send_keys(Keys.ARROW_LEFT)
    until(lambda: "asof=" in page.driver.current_url, "asof is not in the address")
    until(lambda: page.driver.execute_script(FILLED), "the cards were not drawn")
    agree(page, live_url, page.driver.current_url.partition("?")[2], "asof")
    chips = page.find_element(".chips").text
    assert "年底已认定（不含此后退出者）" in chips
