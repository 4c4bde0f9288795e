"""The rule simulator in a browser: sliders, counts while dragging, rules kept and handed on."""

from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import orjson
from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

PageAt = Callable[..., Browser]
PATIENCE = 40
THUMB = '.rule-thresholds [role="slider"][aria-label^="发展质量评价得分"]'
BOX = '.rule-thresholds input[aria-label^="近两年每年研发占比"]'
EXEMPT = '.rule-thresholds select[aria-label="可豁免I类知识产权的奖励或荣誉"]'
COUNTED = ("meets", "enters", "leaves", "unknown")


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; an error after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def counts(page: Browser) -> dict[str, int]:
    """The four counts as they stand in the panel."""
    script = """return Object.fromEntries([...document.querySelectorAll('[data-count]')].map(
      (it) => [it.dataset.count, Number(it.querySelector('b').textContent.replaceAll(',', ''))]))"""
    return page.driver.execute_script(script)


def said(live_url: str, query: str) -> dict[str, int]:
    """The counts of a rule as the API says them."""
    with urlopen(f"{live_url}/api/v1/exhibits/rule_verdicts?lang=en&{query}") as answer:
        rows: list[dict[str, Any]] = orjson.loads(answer.read())["data"]
    own = next(row for row in rows if row["rule"] == "own")
    return {name: own[name] for name in COUNTED}


def dragged(page: Browser, thumb: WebElement) -> int:
    """The value of a slider that is dragged to the right and held; where its page still moves under
    the mouse, nothing is held."""
    ActionChains(page.driver).release().perform()
    ActionChains(page.driver).click_and_hold(thumb).move_by_offset(40, 0).perform()
    return int(thumb.get_attribute("aria-valuenow"))


def test_counts_follow_a_slider_that_is_still_held(page_at: PageAt, live_url: str) -> None:
    page = page_at("/pathway?lang=zh")
    page.wait_for_element("[data-rule-curves]", timeout=PATIENCE)
    page.wait_for_element("#exhibit-rule_edge .rows *", timeout=PATIENCE)
    thumb = page.driver.find_element(By.CSS_SELECTOR, THUMB)
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", thumb)
    before = page.driver.current_url
    until(lambda: dragged(page, thumb) > 60)
    held = int(thumb.get_attribute("aria-valuenow"))
    expected = said(live_url, f"quality_score={held}")
    assert expected["leaves"] > 0
    until(lambda: counts(page) == expected)
    assert page.driver.current_url == before, "nothing is asked before it is let go"
    ActionChains(page.driver).release().perform()
    until(lambda: f"rule.quality_score={held}" in page.driver.current_url)
    until(lambda: counts(page) == expected)


def test_a_typed_threshold_moves_every_card_and_stays_in_the_address(
    page_at: PageAt, live_url: str, console_errors: Callable[[], list[str]]
) -> None:
    page = page_at("/pathway?lang=zh")
    page.wait_for_element("[data-rule-curves]", timeout=PATIENCE)
    box = page.wait_for_element(BOX, timeout=PATIENCE)
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys("14", Keys.TAB)
    until(lambda: "rule.rd_ratio=14" in page.driver.current_url)
    expected = said(live_url, "rd_ratio=14")
    until(lambda: counts(page) == expected)
    until(lambda: f"落选{expected['leaves']}家" in text(page, "#title-rule_verdicts"))
    until(lambda: "≥14%" in text(page, "#exhibit-rule_verdicts td.moved"))
    page.driver.refresh()
    until(lambda: counts(page) == expected)
    assert console_errors() == []


def test_an_exemption_that_is_chosen_counts_as_the_api_does(page_at: PageAt, live_url: str) -> None:
    """Nobody is exempt, then who has a technology centre."""
    page = page_at("/pathway?lang=zh&rule.class1_ip=20")
    page.wait_for_element("[data-rule-curves]", timeout=PATIENCE)
    page.wait_for_element("#exhibit-rule_edge .rows *", timeout=PATIENCE)
    told: list[int] = []
    for words, code in (("无", "none"), ("企业技术中心", "tech_centre")):
        Select(page.find_element(EXEMPT)).select_by_visible_text(words)
        until(lambda code=code: f"rule.exempt={code}" in page.driver.current_url)
        expected = said(live_url, f"class1_ip=20&exempt={code}")
        told.append(expected["meets"])
        until(lambda expected=expected: counts(page) == expected)
    assert told[1] > told[0], "who has a centre need not have 20 items"


def test_a_rule_is_kept_and_taken_up_again(page_at: PageAt) -> None:
    page = page_at("/pathway?lang=zh&rule.rd_ratio=4&province=420000")
    page.wait_for_element("[data-rule-curves]", timeout=PATIENCE)
    page.driver.find_element(By.ID, "rule-name").send_keys("研发四个点")
    press(page, "[data-rule-save]")
    until(lambda: "研发四个点" in text(page, "#rule-saved"))
    press(page, '.rule-panel .presets [data-rule-set*="rule.revenue"]')
    until(lambda: "rule.revenue=0" in page.driver.current_url)
    assert "rule.rd_ratio" not in page.driver.current_url
    assert "province=420000" in page.driver.current_url
    press(page, "#rule-saved a")
    until(lambda: "rule.rd_ratio=4" in page.driver.current_url)
    assert "rule.revenue" not in page.driver.current_url
    page.driver.refresh()
    page.wait_for_element("#rule-saved a", timeout=PATIENCE)
    press(page, "#rule-saved button")
    until(lambda: text(page, "#rule-saved") == "")


def text(page: Browser, selector: str) -> str:
    """The words of the first element, or nothing."""
    script = "return (document.querySelector(arguments[0]) || {innerText: ''}).innerText"
    return page.driver.execute_script(script, selector)


def press(page: Browser, selector: str) -> None:
    """Enter on the first element."""
    page.driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER)
