"""Find anything: opened and walked by keys; it says what it understood before it goes there."""

from urllib.parse import unquote

from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt
from tests.browser.rules import LOOKS, violations
from tests.browser.test_card import until
from tests.browser.test_pages import stands

BOX = "dialog.find[open] input"
OPTION = "dialog.find [role=option]"


def _open(page: Browser) -> None:
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys("k").key_up(Keys.CONTROL).perform()
    until(lambda: page.find_elements(BOX), "the box opens")


def _type(page: Browser, text: str, until_says: str) -> None:
    page.find_element(BOX).send_keys(text)
    until(lambda: until_says in page.find_element("dialog.find").text, f"{text}: {until_says}")


def _texts(page: Browser, selector: str) -> list[str]:
    return [it.text for it in page.find_elements(selector)]


def test_a_question_shows_its_filters_and_goes_there(page_at: PageAt) -> None:
    page = page_at("/structure?lang=zh")
    stands(page, "/structure")
    _open(page)
    _type(page, "苏州 小巨人 专利>5 火星", "火星")
    assert _texts(page, ".find .understood .chip") == [
        "层级：国家级",
        "城市：苏州",
        "专利总量 不低于 6 件",
    ]
    assert _texts(page, ".find .left .chip") == ["火星"]
    assert "/structure" in page.driver.current_url  # nothing has moved yet
    page.find_element(BOX).send_keys(Keys.ENTER)
    until(lambda: "/enterprises?" in page.driver.current_url, "the list is opened")
    query = unquote(page.driver.current_url).partition("?")[2]
    assert query == "tier=national&city=320500&patents=6..&lang=zh"
    until(lambda: page.find_elements(".selected"), "the chips")
    assert not page.find_elements("dialog.find")


def test_lists_are_walked_by_keys_and_filters_stay(page_at: PageAt) -> None:
    page = page_at("/?province=430000&lang=en")
    stands(page, "/")
    page.find_element("[data-find]").click()
    until(lambda: page.find_elements(BOX), "the box opens")
    _type(page, "errata", "Errata")
    box = page.find_element(BOX)
    assert box.get_attribute("aria-activedescendant") == "find-0"
    box.send_keys(Keys.ARROW_DOWN)
    chosen = page.find_element("dialog.find [aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant") == "find-1"
    assert "Errata" in chosen.text
    chosen.click()
    until(lambda: page.driver.current_url.endswith("#exhibit-errata"), "the card is opened")
    assert "/sources?province=430000&lang=en" in page.driver.current_url


def test_an_enterprise_is_found_by_its_name(page_at: PageAt) -> None:
    page = page_at("/")
    stands(page, "/")
    _open(page)
    _type(page, "演示企业0000", "企业")
    until(lambda: page.find_elements(OPTION), "lines")
    page.find_elements(OPTION)[-1].click()
    until(lambda: "/enterprise/" in page.driver.current_url, "the profile is opened")


def test_escape_gives_the_focus_back(page_at: PageAt) -> None:
    page = page_at("/cases")
    stands(page, "/cases")
    button = page.find_element("[data-find]")
    button.click()
    until(lambda: page.find_elements(BOX), "the box opens")
    page.find_element(BOX).send_keys(Keys.ESCAPE)
    until(lambda: not page.find_elements("dialog.find"), "the box closes")
    assert page.driver.switch_to.active_element == button


def test_examples_fill_the_box_and_no_rule_is_broken(page_at: PageAt) -> None:
    for look in LOOKS:
        page = page_at(f"/?{look}")
        stands(page, "/")
        _open(page)
        assert violations(page) == []
        page.find_elements(OPTION)[0].click()
        until(lambda page=page: page.find_elements(".find .understood .chip"), "it is understood")
        assert violations(page) == []
        page.find_element(BOX).send_keys(Keys.CONTROL, "a")
        page.find_element(BOX).send_keys("qqzz wwxx")
        until(lambda page=page: len(page.find_elements(".find .left .chip")) == 2, "it is refused")
        assert page.find_elements(".find .note")
        assert page.find_elements(OPTION), "what can be asked"


def test_a_frame_has_no_box(page_at: PageAt) -> None:
    page = page_at("/embed/province_ranking")
    until(lambda: page.find_elements(".exhibit footer .line"), "the frame stands")
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys("k").key_up(Keys.CONTROL).perform()
    assert not page.find_elements("dialog.find")
