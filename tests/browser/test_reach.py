"""Reached on every surface: 200 % zoom, forced colours, less motion, a phone, a frame, a stage."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt
from tests.browser.narrow import all_is_read
from tests.browser.rules import violations
from tests.browser.test_card import FILLED, opened, press, until
from tests.browser.test_keyboard import keys, says
from tests.browser.test_pages import CARDLESS, stands

LOST = """
const style = (it) => getComputedStyle(it);
const shown = (it) => it.getBoundingClientRect().width > 0;
const lost = [];
document.querySelectorAll('.key .mark').forEach((it) => {
  if (shown(it) && style(it).backgroundColor === style(document.body).backgroundColor &&
      style(it).borderStyle === 'none') { lost.push('kind'); }
});
document.querySelectorAll('.chip, .exhibit').forEach((it) => {
  if (style(it).borderStyle === 'none') { lost.push(it.className); }
});
document.querySelectorAll('.bi').forEach((it) => {
  const sign = getComputedStyle(it, '::before').backgroundColor;
  if (shown(it) && sign === style(document.body).backgroundColor) { lost.push(it.className); }
});
document.querySelectorAll('[aria-pressed=true]').forEach((it) => {
  const ground = style(it.parentElement).backgroundColor;
  if (style(it).backgroundColor === ground) { lost.push('pressed'); }
});
const bars = [...document.querySelectorAll('.barlayer .point path')];
if (new Set(bars.map((it) => style(it).fill)).size < 2 || !bars.length) { lost.push('bars'); }
return lost;
"""
MOVING = """
return [...document.querySelectorAll('body *')].filter((it) => {
  const {transitionDuration, animationDuration} = getComputedStyle(it);
  return Math.max(parseFloat(transitionDuration), parseFloat(animationDuration)) > 0.01;
}).length;
"""
INNER = """
const frame = document.querySelector('iframe');
return [frame.getBoundingClientRect().height, frame.getBoundingClientRect().width];
"""


def emulate(page: Browser, **features: str) -> None:
    """Media features of the reader's system, by their names with _ for -."""
    given = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": given})


@pytest.mark.parametrize("path", CARDLESS)
def test_nothing_is_beyond_the_window_or_cut_at_200_percent(page_at: PageAt, path: str) -> None:
    """Of pages with cards test_pages.py asserts it. English words are longer."""
    page = page_at(f"{path}?lang=en", width=320, height=640)
    stands(page, path)
    all_is_read(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_hide_nothing(page_at: PageAt, scheme: str) -> None:
    page = opened(page_at, "/structure?tier=national,provincial&lang=en")
    emulate(page, forced_colors="active", prefers_color_scheme=scheme)
    assert page.driver.execute_script("return matchMedia('(forced-colors: active)').matches")
    assert page.driver.execute_script(LOST) == []
    keys(page, Keys.TAB)
    ring = "const s = getComputedStyle(document.activeElement); return s.outlineStyle;"
    assert page.driver.execute_script(ring) != "none"


def test_less_motion_is_none(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    emulate(page, prefers_reduced_motion="reduce")
    assert page.driver.execute_script(MOVING) == 0


def test_filters_are_a_drawer_on_a_phone(page_at: PageAt) -> None:
    page = opened(page_at, "/regions?lang=en", width=390, height=844)
    fold = page.driver.find_element(By.CSS_SELECTOR, ".filter-fold")
    assert not fold.is_displayed()
    page.driver.find_element(By.CSS_SELECTOR, '[data-drawer="open"]').click()
    until(fold.is_displayed, "the drawer")
    focused = "return document.activeElement.getAttribute('data-drawer');"
    assert page.driver.execute_script(focused) == "close"
    assert page.driver.execute_script("return document.querySelector('#page').inert;")
    assert violations(page) == []
    keys(page, Keys.ESCAPE)
    until(lambda: not fold.is_displayed(), "closed")
    assert page.driver.execute_script(focused) == "open"
    assert not page.driver.execute_script("return document.querySelector('#page').inert;")


def test_a_frame_has_the_height_that_it_tells_its_host(page_at: PageAt, tmp_path: Path) -> None:
    page = opened(page_at, "/regions?lang=en")
    press(page, "footer [data-share]")
    until(lambda: page.find_elements("dialog.share[open]"), "the dialog")

    def said(part: str) -> str:
        field = page.driver.find_element(By.CSS_SELECTOR, f"[data-share-{part}]")
        return str(field.get_property("value"))

    script, frame = said("host"), said("embed").replace('width="640"', 'width="320"')
    assert script.count("\n") == 2
    host = tmp_path / "host.html"
    host.write_text(f"<!doctype html><meta charset=utf-8>{frame}{script}", encoding="utf-8")
    page.driver.get(host.as_uri())
    size: list[Any] = until(
        lambda: (s := page.driver.execute_script(INNER))[0] != 480 and s, "another height"
    )
    assert size[1] == 320
    page.driver.switch_to.frame(page.driver.find_element(By.CSS_SELECTOR, "iframe"))
    until(lambda: page.driver.execute_script(FILLED), "the frame stands")
    inside = """
    const body = document.querySelector('.exhibit .body');
    const badge = document.querySelector('.key .demo').getBoundingClientRect();
    return [body.scrollHeight - body.clientHeight, badge.right <= innerWidth,
      document.documentElement.scrollWidth <= innerWidth];
    """
    try:
        until(lambda: page.driver.execute_script(inside) == [0, True, True], "all of it is seen")
    finally:
        page.driver.switch_to.default_content()


def edit_notes(page: Browser) -> None:
    """Open or close the editor, by the menu of the card."""
    press(page, "footer [popovertarget^=compare]")
    item = "#compare-province_ranking [data-notes]"
    until(lambda: page.driver.find_element(By.CSS_SELECTOR, item).is_displayed(), "the menu")
    page.driver.find_element(By.CSS_SELECTOR, item).click()


def test_notes_are_written_on_the_card_and_live_in_the_address(page_at: PageAt) -> None:
    page = opened(page_at, "/regions")
    edit_notes(page)
    panel = "#exhibit-province_ranking .notes-panel"
    until(lambda: page.find_elements(f"{panel} .notes-add button"), "the editor")
    keys(page, Keys.ENTER)  # the first button, a text
    until(lambda: page.find_elements(f"{panel} li input"), "its line")
    field = page.driver.find_element(By.CSS_SELECTOR, f"{panel} li input")
    field.clear()
    field.send_keys("看;这里", Keys.TAB)
    drawn = "#exhibit-province_ranking .annotation-text"
    until(lambda: "province_ranking.notes=text:50,90:" in page.driver.current_url, "in the address")
    text = "return [...document.querySelectorAll(arguments[0])].map((it) => it.textContent);"
    until(lambda: "看;这里" in page.driver.execute_script(text, drawn), "on the chart")
    page.driver.refresh()
    until(lambda: "看;这里" in page.driver.execute_script(text, drawn), "after a reload")
    edit_notes(page)
    until(lambda: page.find_elements(f"{panel} li input"), "its line again")
    assert violations(page) == []
    page.driver.find_element(By.CSS_SELECTOR, f"{panel} .notes-add button:last-child").click()
    keys(page, *"江苏，苏江", Keys.TAB)
    until(lambda: says(page, f"{panel} li:last-child .doubt") == "图中没有：苏江", "the doubt")
    page.driver.find_element(By.CSS_SELECTOR, f"{panel} li:last-child .out").click()
    page.driver.find_element(By.CSS_SELECTOR, f"{panel} li .out").click()
    until(lambda: "notes" not in page.driver.current_url, "out of the address")
    page.driver.find_element(By.CSS_SELECTOR, f"{panel} .notes-add button").click()
    field = page.driver.find_element(By.CSS_SELECTOR, f"{panel} li input")
    field.clear()
    field.send_keys("正在写")  # and not left: the press on the chart comes first
    chart = page.driver.find_element(By.CSS_SELECTOR, "#exhibit-province_ranking .nsewdrag")
    ActionChains(page.driver).move_to_element(chart).click().perform()
    until(lambda: "正在写" in page.driver.execute_script(text, drawn), "what was being written")


def test_two_changes_of_one_moment_both_stand(page_at: PageAt) -> None:
    page = opened(page_at, "/regions?province=320000&tier=national")
    page.driver.execute_script(
        "document.querySelectorAll('[data-drop]').forEach((chip) => chip.click());"
    )
    until(
        lambda: not {"tier", "province"} & set(parse_qs(urlsplit(page.driver.current_url).query)),
        "neither of the two",
    )


def test_presenting_shows_the_notes_to_the_presenter(page_at: PageAt) -> None:
    page = page_at("/briefing")
    items = (
        '[{"exhibit":"clusters","query":"","title":"","comment":"","notes":"先说长三角"},'
        '{"exhibit":"province_ranking","query":"","title":"第二页","comment":""}]'
    )
    page.driver.execute_script(
        "const items = JSON.parse(arguments[0]);"
        "localStorage.setItem('tray', JSON.stringify({title: '', items}))",
        items,
    )
    page.driver.refresh()
    until(lambda: len(page.find_elements(".sheet .main-svg")) >= 2, "two sheets")
    main = page.driver.current_window_handle
    page.driver.find_element(By.CSS_SELECTOR, '[data-present="notes"]').click()
    until(lambda: len(page.driver.window_handles) == 2, "a window for the notes")
    (other,) = [it for it in page.driver.window_handles if it != main]
    page.driver.switch_to.window(other)
    try:
        until(lambda: "先说长三角" in says(page, ".speaker-notes"), "the notes")
        assert "第二页" in says(page, ".speaker-next")
        keys(page, Keys.ARROW_RIGHT)
        until(lambda: says(page, ".speaker-place") == "2 / 2", "turned from there")
    finally:
        page.driver.switch_to.window(main)
    keys(page, "n")
    full = "return Boolean(document.fullscreenElement);"
    until(lambda: page.driver.execute_script(full), "the whole screen")
    until(lambda: page.find_elements(".speaker-panel"), "the notes beside the sheet")
    keys(page, Keys.ESCAPE)
    until(lambda: not page.find_elements(".presenting"), "the page again")
    until(lambda: len(page.driver.window_handles) == 1, "the window is closed")
