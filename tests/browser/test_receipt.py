"""A number that is clicked tells where it comes from; its code verifies it."""

import base64
import json
import re
from collections.abc import Callable
from contextlib import suppress
from urllib.request import urlopen

import pytest
from dash.testing import errors
from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from components.contract.catalogue import exhibits
from components.receipts.pdf import found_in_pdf
from tests.browser.test_card import FILLED
from tests.browser.test_stale import drop

PageAt = Callable[..., Browser]
PATIENCE = 40
ANSWER = 8
CARD = "#exhibit-province_ranking"
DIALOG = "dialog.receipt"
DRAWN = "return Boolean(document.querySelector('.exhibit .main-svg'));"


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; an error after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def text_of(page: Browser, selector: str) -> str:
    """The words of the first element, which a drawing has too."""
    script = "return (document.querySelector(arguments[0]) || {textContent: ''}).textContent"
    return page.driver.execute_script(script, selector)


def text(page: Browser, selector: str) -> str:
    """The words of the first element, or nothing."""
    script = "return (document.querySelector(arguments[0]) || {innerText: ''}).innerText"
    return page.driver.execute_script(script, selector)


def shut(page: Browser) -> None:
    """Close the dialog by its key."""
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    until(lambda: text(page, DIALOG) == "")


def pressed(page: Browser, selector: str) -> bool:
    """Whether the dialog opens on a press of a number; the page may still move under the mouse.

    The dialog waits for its answer: a second press before would close it again.
    """
    label = page.driver.find_element(By.CSS_SELECTOR, selector)
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", label)
    ActionChains(page.driver).move_to_element(label).click().perform()
    with suppress(errors.TestingTimeoutError):
        wait_until(lambda: text(page, DIALOG) != "", ANSWER)
    return text(page, DIALOG) != ""


def test_headline_mark_and_cell_open_the_same_receipt(
    page_at: PageAt, console_errors: Callable[[], list[str]]
) -> None:
    page = page_at("/regions?lang=zh")
    figure = page.wait_for_element(f"{CARD} .figure-in-words", timeout=PATIENCE)
    value = figure.text
    figure.send_keys(Keys.ENTER)
    until(lambda: "怎么算的" in text(page, DIALOG))
    first = text(page, f"{DIALOG} code.code")
    assert value in text(page, f"{DIALOG} .receipt-value")
    assert "÷" in text(page, f'{DIALOG} dd[data-part="formula"]')
    shut(page)

    settle = "return !document.querySelector('[data-dash-is-loading], .waiting')"
    page.wait_for_element(f"{CARD} text.bartext", timeout=PATIENCE)
    until(lambda: page.driver.execute_script(settle))
    before = page.driver.current_url
    until(lambda: pressed(page, f"{CARD} text.bartext"))
    until(lambda: text(page, f"{DIALOG} code.code") == first)
    assert page.driver.current_url == before, "the mark below does not filter"
    shut(page)

    page.driver.execute_script(
        "document.querySelector(arguments[0]).click()", f"{CARD} .segment.view button:last-child"
    )
    page.wait_for_element(f"{CARD} td.num", timeout=PATIENCE)
    cell = next(
        it
        for it in page.driver.find_elements(By.CSS_SELECTOR, f"{CARD} td.num")
        if it.text == value.rstrip("%")
    )
    cell.send_keys(Keys.ENTER)
    until(lambda: text(page, f"{DIALOG} code.code") == first)
    page.driver.find_element(By.CSS_SELECTOR, f"{DIALOG} a.verify-link").click()
    until(lambda: "与出具时相同" in text(page, "#verify-said"))
    assert console_errors() == []


STORY = ".story .figure[data-receipt]:has([data-number])"
UNIT = """
const at = [...document.querySelectorAll(arguments[0])].find((it) => it.textContent.includes('家'));
at.scrollIntoView({block: 'center', behavior: 'instant'});
const range = document.createRange();
const walk = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
let text = walk.nextNode();
while (!text.data.includes('家')) text = walk.nextNode();
range.setStart(text, text.data.indexOf('家'));
range.setEnd(text, text.data.indexOf('家') + 1);
const box = range.getBoundingClientRect();
return [box.left + box.width / 2, box.top + box.height / 2, range.toString()];
"""
"""Where the unit 家 behind the first number is, and what stands there."""


def at_unit(page: Browser, selector: str) -> str:
    """Press the unit behind the first number of a place; the sign that was pressed."""
    x, y, sign = page.driver.execute_script(UNIT, selector)
    mouse = ActionBuilder(page.driver)
    mouse.pointer_action.move_to_location(int(x), int(y)).click()
    mouse.perform()
    return sign


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("/pathway?lang=zh", "#title-rule_verdicts .figure-in-words"),
        ("/story/status?lang=zh", STORY),
    ],
)
def test_a_press_on_the_unit_is_one_on_its_number(
    page_at: PageAt, address: str, selector: str
) -> None:
    page = page_at(address)
    page.wait_for_element(selector, timeout=PATIENCE)
    until(lambda: page.driver.execute_script("return !document.querySelector('.waiting')"))

    def opened() -> bool:
        assert at_unit(page, selector) == "家"
        with suppress(errors.TestingTimeoutError):
            wait_until(lambda: text(page, DIALOG) != "", ANSWER)
        return text(page, DIALOG) != ""

    until(opened)
    assert text(page, f"{DIALOG} code.code")


def test_a_day_is_no_number_to_press(page_at: PageAt) -> None:
    """2026-02: neither its year nor its month is a figure of the chart."""
    page = page_at("/?lang=zh")
    title = "#title-little_giants_over_time"
    until(lambda: "2026-02" in text(page, title))
    numbers = page.driver.find_elements(By.CSS_SELECTOR, f"{title} .figure-in-words")
    assert [it.text for it in numbers] == re.findall(r"[\d,]+家", text(page, title))
    assert len(numbers) == 2


def test_the_n_under_the_name_of_a_map_has_a_receipt(page_at: PageAt, live_url: str) -> None:
    """The sum of its places, as the API lists them; its code verifies it."""
    page = page_at("/regions?lang=zh")
    card = "#exhibit-province_maps"
    page.wait_for_element(card, timeout=PATIENCE)
    page.driver.execute_script("document.querySelector(arguments[0]).scrollIntoView()", card)
    noted = f'{card} .annotation[data-index="1"] .annotation-text'
    until(lambda: page.driver.execute_script(FILLED))
    until(lambda: "n = " in text_of(page, noted))
    with urlopen(f"{live_url}/api/v1/exhibits/province_maps?lang=en") as answer:
        rows = json.load(answer)["data"]
    total = sum(row["enterprises"] for row in rows if row["group"] == rows[0]["group"])
    until(lambda: pressed(page, noted))
    until(lambda: f"各行之和 = {total:,}家" in text(page, DIALOG))
    page.driver.find_element(By.CSS_SELECTOR, f"{DIALOG} a.verify-link").click()
    until(lambda: "与出具时相同" in text(page, "#verify-said"))


def test_the_digits_of_a_name_are_no_number_to_press(page_at: PageAt) -> None:
    """A batch is called by its number (第4批): it is no figure of the chart."""
    page = page_at("/lifecycle?lang=zh")
    title = "#title-title_cohorts"
    until(lambda: "第" in text(page, title))
    numbers = page.driver.find_elements(By.CSS_SELECTOR, f"{title} .figure-in-words")
    assert numbers
    for number in numbers:
        before = page.driver.execute_script("return arguments[0].previousSibling.data", number)
        assert not before.endswith("第")


WATCHED = """
window.cut = ['not printed'];
const narrow = '.subject-cards > .w-half .js-plotly-plot';
matchMedia('print').addEventListener('change', (print) => {
  if (!print.matches) return;
  window.cut = [...document.querySelectorAll(narrow)].flatMap((plot) => {
    const right = plot.getBoundingClientRect().left + plot.layout.width + 1;
    return [...plot.querySelectorAll('.bartext, .annotation text')]
      .filter((it) => it.getBoundingClientRect().right > right).map((it) => it.textContent);
  });
});
"""
"""Keeps which words of narrow charts stand beyond the edge while the page is printed."""


def test_a_printed_page_carries_what_it_says(page_at: PageAt) -> None:
    """From a dark screen: light on paper, with each card's query and values behind its code."""
    page = page_at("/structure?theme=dark&province=320000")
    until(lambda: page.driver.execute_script(FILLED))
    until(lambda: page.driver.execute_script(DRAWN))
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    raw = base64.b64decode(printed["data"])
    carried = {it.exhibit: it for it in found_in_pdf(raw)}
    assert {id for id, it in exhibits().items() if it.page == "structure"} <= set(carried)
    assert carried["founding_years"].query == "province=320000"
    assert carried["founding_years"].values
    assert b"/verify/" + carried["founding_years"].code.encode() in raw
    until(lambda: page.driver.execute_script("return !document.querySelector('.carried');"))

    # Dropped on /briefing, every number of it is judged.
    page = page_at("/briefing?lang=zh")
    page.wait_for_element("[data-check]", timeout=PATIENCE)
    drop(page, raw, "structure.pdf")
    until(lambda: "全部未变" in text(page, "#check-report"))
    views = page.driver.find_elements(By.CSS_SELECTOR, "#check-report .check-view")
    judged = sum(int(re.findall(r"([\d,]+) 个数未变", it.text)[0].replace(",", "")) for it in views)
    assert judged == sum(len(it.values) for it in found_in_pdf(raw))


def test_a_page_on_an_industry_prints_on_two_sheets_and_has_receipts(page_at: PageAt) -> None:
    """In English, whose words are longest; no word is cut at the edge of a narrow chart."""
    page = page_at("/industry/C39?lang=en")
    until(lambda: page.driver.execute_script(FILLED))
    until(lambda: page.driver.execute_script(DRAWN))
    page.driver.execute_script(WATCHED)
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    sheets = re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))
    assert len(sheets) == 2
    assert page.driver.execute_script("return window.cut;") == []

    # The industry that the path names is part of what a receipt asks.
    page.driver.find_element(By.CSS_SELECTOR, "#title-nation_quadrants .figure-in-words").send_keys(
        Keys.ENTER
    )
    until(lambda: "How it is computed" in text(page, DIALOG))
    assert "Computers, Communication" in text(page, DIALOG)


def test_a_number_of_the_grid_has_a_receipt(page_at: PageAt) -> None:
    page = page_at("/enterprises?lang=en")
    cell = '.ag-cell[col-id="patents"]'
    page.wait_for_element(cell, timeout=PATIENCE)
    until(lambda: text(page, cell) != "")
    page.driver.execute_script(
        "document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", cell
    )
    page.driver.find_element(By.CSS_SELECTOR, cell).click()
    until(lambda: "How it is computed" in text(page, DIALOG))
    assert "Patents" in text(page, DIALOG)


def test_a_mistyped_code_says_so(page_at: PageAt) -> None:
    page = page_at("/verify?lang=en")
    field = page.wait_for_element("#verify-typed", timeout=PATIENCE)
    field.send_keys("7QK2M9XD-AAAA", Keys.ENTER)
    until(lambda: "no whole code" in text(page, "#verify-said"))
