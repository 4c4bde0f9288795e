"""Weights and groups in a real browser: presets, sliders and the search for an enterprise."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from components.panels.weights_panel import positions

PageAt = Callable[..., Browser]
PATIENCE = 20
HANDLES = ".controls.weights [role=slider]"
RANKED = "#exhibit-score_ranking table.ranked"
CHANGED = "#exhibit-rank_changes table.ranked"
NAME = "演示企业000012"
"""A name of the demonstration registry, whatever its size."""


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; an error after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def address(page: Browser) -> dict[str, str]:
    """The keys of the address."""
    found = parse_qs(urlsplit(page.driver.current_url).query)
    return {key: values[0] for key, values in found.items()}


def sliders(page: Browser) -> list[int]:
    """Where the five sliders stand."""
    handles = page.driver.find_elements(By.CSS_SELECTOR, HANDLES)
    return [int(handle.get_attribute("aria-valuenow") or -1) for handle in handles]


def preset(page: Browser) -> WebElement:
    """The list of presets."""
    return page.driver.find_element(By.CSS_SELECTOR, 'select[id*="weights.preset"]')


@pytest.fixture
def page(page_at: PageAt) -> Browser:
    """The page with its ranking filled."""
    browser = page_at("/innovation?lang=en&theme=light")
    browser.wait_for_element(f"{RANKED} tbody tr", timeout=40)
    return browser


def test_a_preset_moves_the_sliders_and_a_slider_ends_it(page: Browser) -> None:
    """Positions are those of e34's software row in whole per cent."""
    software = positions()["software"]
    assert software is not None
    assert sliders(page) == [25, 30, 15, 20, 10]
    Select(preset(page)).select_by_value("software")
    until(lambda: sliders(page) == list(software.values()))
    assert address(page)["weights.preset"] == "software"
    page.driver.find_elements(By.CSS_SELECTOR, HANDLES)[0].send_keys(Keys.ARROW_RIGHT)
    until(lambda: "weights.preset" not in address(page))
    assert address(page)["weights.technology"] == str(software["technology"] + 1)
    assert sliders(page)[1:] == list(software.values())[1:]
    assert preset(page).get_attribute("value") == "custom"


def test_other_weights_change_ranks_and_exhibit_24_takes_them_back(
    page: Browser, console_errors: Callable[[], list[str]]
) -> None:
    moved = f"{CHANGED} .rise"
    assert not page.driver.find_elements(By.CSS_SELECTOR, moved)
    Select(preset(page)).select_by_value("hard_tech")
    until(lambda: bool(page.driver.find_elements(By.CSS_SELECTOR, moved)))
    Select(preset(page)).select_by_value("e24")
    until(lambda: sliders(page) == [25, 30, 15, 20, 10])
    until(lambda: not page.driver.find_elements(By.CSS_SELECTOR, moved))
    assert not console_errors()


def test_an_enterprise_is_found_by_name_and_drawn(page: Browser) -> None:
    choice = page.driver.find_element(By.CSS_SELECTOR, 'button[id*="radar.b"]')
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", choice)
    choice.click()
    page.wait_for_element(".dash-dropdown-search", timeout=PATIENCE).send_keys(NAME)
    option = f'//*[contains(@class, "dash-dropdown-option")][contains(., "{NAME}")]'
    until(lambda: bool(page.driver.find_elements(By.XPATH, option)))
    page.driver.find_elements(By.XPATH, option)[-1].click()
    until(lambda: address(page).get("radar.b", "").startswith("enterprise:"))
    legend = "#exhibit-innovation_radar .legendtext"
    until(
        lambda: any(
            NAME in (entry.text or "")
            for entry in page.driver.find_elements(By.CSS_SELECTOR, legend)
        )
    )
