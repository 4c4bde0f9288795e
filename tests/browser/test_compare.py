"""Groups to compare: from the menu of a card, from the list of the page, from a short address."""

from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt, options_counted
from tests.browser.test_card import FILLED, opened, press, until

MENU = "#compare-province_ranking"
LIST = ".compare-chooser button.dash-dropdown"
FOUND = ".dash-dropdown-content .dash-options-list-option"
MEASURE = "#exhibit-support_map .controls button.dash-dropdown"
SUBLINES = """
return ['support_map', 'support_ranking', 'support_list']
  .map((id) => (document.querySelector(`#exhibit-${id} .sub`) || {innerText: ''}).innerText);
"""
RADAR = """
const radar = document.querySelector('#exhibit-compare_radar .js-plotly-plot');
return radar && radar.data ? radar.data.map((it) => it.name) : [];
"""


def drawn(page: Browser) -> list[str]:
    """What the radar of the page compares."""
    names: list[str] = page.driver.execute_script(RADAR)
    return names


def test_groups_are_chosen_at_a_card_then_in_the_list_and_go_into_an_address(
    page_at: PageAt, live_url: str
) -> None:
    page = opened(page_at, "/regions")
    until(lambda: options_counted(page), "the lists of filters")
    press(page, "footer [popovertarget^=compare]")
    until(lambda: page.find_element(MENU).is_displayed(), "the menu opens")
    for code in ("province:320000", "province:440000"):
        box = page.find_element(f'{MENU} [data-compare="{code}"]')
        box.click()
        assert box.get_attribute("aria-checked") == "true"
    page.find_element(f"{MENU} [data-compare-go]").click()
    until(lambda: drawn(page) == ["江苏", "广东"], "the two provinces are compared")

    page.find_element(LIST).click()
    page.find_element(".dash-dropdown-content input[type=search]").send_keys("苏州")
    until(lambda: "苏州" in page.find_element(FOUND).text, "the city is offered")
    page.find_element(FOUND).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: set(drawn(page)) == {"江苏", "广东", "苏州"}, "the city joins")

    page.find_element(LIST).click()
    search = page.find_element(".dash-dropdown-content input[type=search]")
    search.send_keys("杭州")
    until(lambda: "杭州" in page.find_element(FOUND).text, "a fourth is offered")
    page.find_element(FOUND).click()
    until(lambda: "至多对照4个" in page.find_element(".compare-full").text, "no fifth is")
    search = page.find_element(".dash-dropdown-content input[type=search]")
    search.send_keys(Keys.CONTROL, "a", Keys.DELETE)
    chosen = "//*[contains(@class, 'dash-options-list-option')][contains(., '杭州')]"
    page.driver.find_element(By.XPATH, chosen).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: set(drawn(page)) == {"江苏", "广东", "苏州"}, "three again")

    page.find_element("[data-compare-copy]").click()
    place = page.driver.find_element(By.CSS_SELECTOR, ".compare-address")
    until(lambda: place.text, "the short address is said")
    assert place.text.startswith(f"{live_url}/compare?items=")
    page = page_at(place.text)
    until(lambda: page.driver.execute_script(FILLED), "the cards are filled")
    until(lambda: set(drawn(page)) == {"江苏", "广东", "苏州"}, "the same three")
    until(lambda: "苏州" in page.find_element(LIST).text, "the list shows them too")


def test_a_measure_of_support_chosen_at_one_card_is_that_of_all(page_at: PageAt) -> None:
    page = page_at("/support?lang=zh")
    until(lambda: page.driver.execute_script(FILLED), "nothing moves any more")
    until(lambda: all(page.driver.execute_script(SUBLINES)), "the cards say their measure")
    page.find_element(MEASURE).click()
    until(lambda: len(page.find_elements(FOUND)) > 1, "the measures are offered")
    option = page.find_elements(FOUND)[1]
    name = option.text
    option.click()
    until(
        lambda: all(name in words for words in page.driver.execute_script(SUBLINES)),
        "map, ranking and list are of the measure",
    )
    until(lambda: "measure=" in page.driver.current_url, "it stands in the address")


def test_what_there_is_not_stands_in_the_list_until_its_reader_takes_it_out(
    page_at: PageAt,
) -> None:
    """The list drops codes that it does not offer: the address lost them before it was read."""
    page = page_at("/compare?items=province:999999,province:320000")
    until(lambda: page.driver.execute_script(FILLED), "the cards are filled")
    until(lambda: options_counted(page), "the lists of filters")
    until(lambda: "999999" in page.find_element("#status").text, "the page says what is wrong")
    until(lambda: "999999" in page.find_element(LIST).text, "the list shows it")
    assert "items=province:999999,province:320000" in page.driver.current_url

    page.find_element(LIST).click()
    chosen = "//*[contains(@class, 'dash-options-list-option')][contains(., '999999')]"
    page.driver.find_element(By.XPATH, chosen).click()
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: "999999" not in page.driver.current_url, "the reader took it out")
    until(lambda: "999999" not in page.find_element("#status").text, "nothing is wrong")
