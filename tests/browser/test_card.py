"""The card by its controls: one line, a panel, a menu, two views; by mouse and by keyboard."""

import time
from collections.abc import Callable
from typing import Any

from dash.testing.browser import Browser
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt

CARD = "#exhibit-province_ranking"
FILLED = """
const cards = [...document.querySelectorAll('.exhibit[id^="exhibit-"]')];
return cards.length > 0 && cards.every((it) => it.querySelector('footer .line')) &&
  !document.querySelector('[data-dash-is-loading=true]');
"""
TALL = """
return [...document.querySelectorAll('.exhibit[id^="exhibit-"] > footer')].filter(
  (it) => it.getBoundingClientRect().height > 40 || it.scrollWidth > it.clientWidth).map(
  (it) => it.parentElement.id);
"""
SMALL = """
const named = (it) => it.getAttribute('aria-label') || it.textContent;
return [...document.querySelectorAll('.exhibit footer button, .segment button')].filter((it) => {
  const box = it.getBoundingClientRect();
  return box.width < 24 || box.height < 24;
}).map(named);
"""
NEAR = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
SUZHOU = """
const gd = document.querySelector('#exhibit-city_quality .js-plotly-plot');
const trace = gd && gd.data.find((it) => it.hovertext && it.hovertext.includes('苏州'));
if (!trace) { return null; }
const at = trace.hovertext.indexOf('苏州'), {xaxis, yaxis} = gd._fullLayout;
const box = gd.getBoundingClientRect();
return [Math.round(box.left + xaxis._offset + xaxis.c2p(trace.x[at])),
  Math.round(box.top + yaxis._offset + yaxis.c2p(trace.y[at]))];
"""
FOCUSED = "return document.activeElement.textContent;"


def until(found: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """What `found` gives as soon as it is true."""
    end = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < end, what
        time.sleep(0.1)
    return answer


def opened(page_at: PageAt, path: str, width: int = 1440, height: int = 900) -> Browser:
    """A page whose cards are all filled."""
    page = page_at(path, width=width, height=height)
    until(lambda: page.driver.execute_script(FILLED), "the cards are filled")
    return page


def press(page: Browser, css: str) -> None:
    """Click a part of the card, which is brought into view."""
    target = page.driver.find_element(By.CSS_SELECTOR, f"{CARD} {css}")
    page.driver.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", target
    )
    target.click()


def test_the_headline_is_the_computed_sentence_under_the_filter(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    assert page.find_element(f"{CARD} h2").text.startswith("占全国比重最高的是江苏：14.42")
    assert page.find_element(f"{CARD} .key").text.split() == [
        *("按当前企业库计算", "演示数据", "报告原值")
    ]
    page.driver.execute_script("dash_clientside.set_props('url', {search: '?province=330000'})")
    until(lambda: "浙江" in page.find_element(f"{CARD} h2").text, "the headline follows")
    assert "省份：浙江" in page.find_element(f"{CARD} .sub").text
    assert "报告原值" not in page.find_element(f"{CARD} .key").text, "no diamond stands there"


def test_the_panel_holds_what_stands_behind_the_numbers(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    press(page, "footer .text.errata")
    panel = page.find_element(f"{CARD} .pop.method")
    until(lambda: panel.is_displayed(), "the panel opens")
    for words in ("怎么读", "样本", "数据版本", "与报告", "来源", "十省相加：14.42+13.52", "名单"):
        assert words in panel.text
    button = page.find_element(f"{CARD} footer .text.errata")
    assert button.get_attribute("aria-expanded") == "true"
    panel.send_keys(Keys.ESCAPE)
    until(lambda: not panel.is_displayed(), "Escape closes it")
    assert page.driver.switch_to.active_element == button


def test_the_download_menu_is_walked_by_keys(page_at: PageAt) -> None:
    page = opened(page_at, "/regions?lang=en")
    button = page.find_element(f"{CARD} footer [aria-haspopup=menu]")
    button.send_keys(Keys.ENTER)
    menu = page.find_element(f"{CARD} .pop.menu")
    until(lambda: menu.is_displayed(), "the menu opens")
    assert menu.get_attribute("aria-label") == "Download"

    def after(key: str) -> str:
        page.driver.switch_to.active_element.send_keys(key)
        return str(page.driver.execute_script(FOCUSED))

    assert page.driver.execute_script(FOCUSED).startswith("CSV")
    assert after(Keys.ARROW_DOWN).startswith("XLSX")
    assert after(Keys.END).startswith("PDF")
    assert after(Keys.ARROW_DOWN).startswith("CSV")
    assert after("a").startswith("API")
    assert after("a").startswith("A4")
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    pdf = page.find_element(f"{CARD} [data-pdf]")
    assert "size=a4" in pdf.get_attribute("href")
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(lambda: not menu.is_displayed(), "Escape closes it")
    assert page.driver.switch_to.active_element == button


def test_chart_and_table_are_one_choice(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    press(page, ".segment button:nth-child(2)")
    until(lambda: page.find_elements(f"{CARD} table.data tbody tr"), "the table")
    states = [it.get_attribute("aria-pressed") for it in page.find_elements(f"{CARD} .segment *")]
    assert states == ["false", "true"]
    press(page, ".segment button:nth-child(1)")
    until(lambda: not page.find_elements(f"{CARD} table.data"), "the chart again")


def test_an_empty_card_keeps_its_height_and_offers_no_download(page_at: PageAt) -> None:
    page = opened(page_at, "/regions?founded=1800..1801")
    body = page.find_element("#exhibit-province_map .nothing-here")
    assert body.size["height"] >= 500
    assert not page.find_elements("#exhibit-province_map footer [aria-haspopup=menu]")
    context = page.find_element("#exhibit-province_context .nothing-here")
    assert context.size["height"] < 200, "where nothing was ever drawn no height is kept"
    assert "app.py" not in context.text
    assert context.find_element(By.TAG_NAME, "a").get_attribute("href").endswith("/import")


def test_a_named_city_under_its_published_mark_is_clicked(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    card = page.find_element("#exhibit-city_quality")
    page.driver.execute_script(NEAR, card)
    spot = until(lambda: page.driver.execute_script(SUZHOU), "the bubble of Suzhou")
    pointer = ActionBuilder(page.driver)
    pointer.pointer_action.move_to_location(*spot)
    pointer.perform()
    time.sleep(0.5)
    pointer.pointer_action.click()
    pointer.perform()
    until(lambda: "city=320500" in page.driver.current_url, "the city becomes a filter")


def test_a_table_is_sorted_by_its_heads(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    press(page, ".segment button:nth-child(2)")
    until(lambda: page.find_elements(f"{CARD} table.data tbody tr"), "the table")
    column = """
const head = [...document.querySelectorAll(arguments[0] + ' th')].findIndex(
  (it) => it.textContent.includes('国家级占比'));
const cells = [...document.querySelectorAll(arguments[0] + ' tbody tr')].map(
  (it) => parseFloat(it.cells[head].textContent));
return [head, cells, document.querySelectorAll(arguments[0] + ' th')[head].ariaSort];
"""
    at, as_ranked, _ = page.driver.execute_script(column, CARD)
    for order in ("descending", "ascending", None):
        press(page, f"th:nth-child({at + 1}) button")
        _, cells, said = page.driver.execute_script(column, CARD)
        assert said == order
        known = sorted(as_ranked, reverse=order == "descending")
        assert cells == (as_ranked if order is None else known)
