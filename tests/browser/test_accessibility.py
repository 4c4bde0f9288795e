"""axe-core over pages without cards, frames, dialogs and menus, light and dark, in both languages.

Pages with cards are opened by test_pages.py, which asserts it of them.
"""

import pytest

from tests.browser.card_menu import open_menu
from tests.browser.conftest import PageAt
from tests.browser.rules import LOOKS, violations
from tests.browser.test_card import CARD, FILLED, press, until
from tests.browser.test_pages import CARDLESS, stands


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", [*CARDLESS, "/embed/province_ranking"])
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
    assert violations(page, CARD) == []
    open_menu(page, "province_ranking")
    assert violations(page, CARD) == []
    page.driver.execute_script("document.querySelector('.pop:popover-open').hidePopover()")
    press(page, ".segment button:nth-child(2)")
    until(lambda: page.find_elements(f"{CARD} table.data th button"), "the table")
    assert violations(page, CARD) == []
    press(page, "footer [data-share]")
    until(lambda: page.find_elements("dialog.share[open]"), "the dialog")
    assert violations(page, "dialog.share") == []
