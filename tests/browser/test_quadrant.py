"""The quadrant in a real browser: dragged, typed, preset, and equal to the server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from data_layer.registry.store import Store
from data_layer.topics.quadrant.cells import Thresholds, counts
from data_layer.topics.quadrant.joint import joint
from tests.browser.conftest import options_counted

PageAt = Callable[..., Browser]
PATIENCE = 15
TILES = "#quadrant-panel .quadrant-tile"


@pytest.fixture
def plane(page_at: PageAt) -> Browser:
    """The page with its handles in place."""
    browser = page_at("/quadrant?lang=en&theme=light")
    browser.wait_for_element(".quadrant-handle.both", timeout=30)
    browser.wait_for_text_to_equal(f"{TILES} .published", "report 13.4%", timeout=10)
    until(lambda: options_counted(browser))
    return browser


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; AssertionError after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def shown(browser: Browser) -> dict[str, int]:
    """Enterprises in each cell, as the panel says."""
    script = f"""return Object.fromEntries(Array.from(document.querySelectorAll('{TILES}')).map(
        (tile) => [tile.dataset.cell, parseInt(tile.querySelector('.count').textContent
            .replace(/,/g, ''), 10)]))"""
    return browser.driver.execute_script(script)


def queried(home: Path, thresholds: Thresholds) -> dict[str, int]:
    registry = Store(home).current()
    assert registry is not None
    return counts(joint(registry.rows), thresholds)


def chosen(browser: Browser) -> Thresholds:
    """Where the handles stand."""
    values = [
        browser.find_element(f".quadrant-handle.{name}").get_attribute("aria-valuenow")
        for name in ("persons", "patents")
    ]
    return Thresholds(*(int(value) for value in values))


def address(browser: Browser) -> dict[str, Any]:
    return {k: v[0] for k, v in parse_qs(urlsplit(browser.driver.current_url).query).items()}


def test_dragging_answers_exactly_without_a_request(
    plane: Browser, demo_home: Path, requests_seen: Callable[[], list[str]]
) -> None:
    assert shown(plane) == queried(demo_home, Thresholds(100, 50))
    requests_seen()
    handle = plane.find_element(".quadrant-handle.both")
    ActionChains(plane.driver, duration=20).click_and_hold(handle).perform()
    for _ in range(5):
        ActionChains(plane.driver, duration=20).move_by_offset(12, -8).perform()
        moved = chosen(plane)
        until(lambda moved=moved: shown(plane) == queried(demo_home, moved))
    assert moved.persons > 100
    assert moved.patents > 50
    assert requests_seen() == []
    ActionChains(plane.driver).release().perform()
    until(lambda: "quadrant.persons_over" in address(plane))
    assert address(plane)["quadrant.persons_over"] == str(moved.persons)
    assert address(plane)["quadrant.patents_over"] == str(moved.patents)
    assert not [url for url in requests_seen() if "quadrant/pairs" in url]


def test_keys_move_a_threshold(plane: Browser, demo_home: Path) -> None:
    plane.find_element(".quadrant-handle.persons").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert chosen(plane) == Thresholds(102, 50)
    assert shown(plane) == queried(demo_home, Thresholds(102, 50))
    until(lambda: address(plane).get("quadrant.persons_over") == "102")


def test_presets_and_typed_values_agree_with_the_server(plane: Browser, demo_home: Path) -> None:
    plane.find_element("[data-quadrant-preset=fitted]").click()
    until(lambda: "quadrant.persons_over" in address(plane))
    fitted = chosen(plane)
    assert fitted != Thresholds(100, 50)
    assert shown(plane) == queried(demo_home, fitted)
    plane.find_element("[data-quadrant-preset=report]").click()
    until(lambda: "quadrant.persons_over" not in address(plane))
    assert chosen(plane) == Thresholds(100, 50)
    box = plane.find_element("#exhibit-quadrant input[type=number]")
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys("250")
    until(lambda: chosen(plane) == Thresholds(250, 50))
    until(lambda: shown(plane) == queried(demo_home, Thresholds(250, 50)))


def test_an_embed_drags_too(page_at: PageAt, console_errors: Callable[[], list[str]]) -> None:
    browser = page_at("/embed/quadrant?lang=en&theme=light&patents=20..&persons_over=30")
    browser.wait_for_element(".quadrant-handle.both", timeout=30)
    assert chosen(browser) == Thresholds(30, 50)
    browser.find_element(".quadrant-handle.patents").send_keys(Keys.ARROW_UP)
    until(lambda: address(browser).get("quadrant.patents_over") == "51")
    assert address(browser)["patents"] == "20.."
    assert console_errors() == []
