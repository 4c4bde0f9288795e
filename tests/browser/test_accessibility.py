"""axe-core over every page, dialog and menu, light and dark, in both languages: WCAG 2.2 AA.

axe-core 4.14.0 stands beside this file with its licence (MPL 2.0); nothing else uses it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from dash.testing.browser import Browser

from tests.browser.card_menu import open_menu
from tests.browser.conftest import PageAt
from tests.browser.test_card import CARD, FILLED, press, until
from tests.browser.test_pages import CARDLESS, PAGES

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """
const [rules, done] = arguments;
axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(
  (found) => done(found.violations.map((it) => `${it.id}: ${it.nodes[0].html.slice(0, 200)}`)),
  (error) => done([String(error)]));
"""
HEADED = "return Boolean(document.querySelector('#page h1'));"
LOOKS = ("lang=zh&theme=light", "lang=en&theme=dark")
"""Names follow the language and contrast the theme: two looks hold all four."""


def violations(page: Browser) -> list[str]:
    """What axe-core finds on the page as it stands: a rule and the first element that breaks it."""
    page.driver.execute_script(AXE)
    page.driver.set_script_timeout(50)
    found: list[str] = page.driver.execute_async_script(RUN, list(RULES))
    return found


def stands(page: Browser, path: str) -> None:
    """Wait for the cards of a page, or its heading where it has none."""
    script = HEADED if path in (*CARDLESS, "/import", "/verify") else FILLED
    until(lambda: page.driver.execute_script(script), f"{path} stands")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", [*PAGES, "/embed/province_ranking"])
def test_a_page_breaks_no_rule(page_at: PageAt, path: str, look: str) -> None:
    page = page_at(f"{path}?{look}")
    if path.startswith("/embed"):
        until(lambda: page.driver.execute_script(FILLED), "the frame stands")
    else:
        stands(page, path)
    assert violations(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_opens_from_a_card_breaks_no_rule(page_at: PageAt, look: str) -> None:
    page = page_at(f"/regions?{look}")
    stands(page, "/regions")
    press(page, "footer .text.method")
    until(lambda: page.find_element(f"{CARD} .pop.method").is_displayed(), "the panel")
    assert violations(page) == []
    open_menu(page, "province_ranking")
    assert violations(page) == []
    page.driver.execute_script("document.querySelector('.pop:popover-open').hidePopover()")
    press(page, ".segment button:nth-child(2)")
    until(lambda: page.find_elements(f"{CARD} table.data th button"), "the table")
    assert violations(page) == []
    press(page, "footer [data-share]")
    until(lambda: page.find_elements("dialog.share[open]"), "the dialog")
    assert violations(page) == []
