"""The download menu of a card, opened as a reader opens it."""

import time

from dash.testing.browser import Browser

OPEN = """
const card = document.getElementById('exhibit-' + arguments[0]);
const button = card && card.querySelector('footer [aria-haspopup=menu]');
if (!button) { return false; }
const menu = card.querySelector('.pop.menu');
if (!menu.matches(':popover-open')) { button.click(); }
return menu.matches(':popover-open') && menu.childElementCount > 0;
"""
CLOSE = "document.querySelectorAll('.pop:popover-open').forEach((it) => it.hidePopover());"


def open_menu(page: Browser, exhibit: str, seconds: float = 30) -> None:
    """Open the menu of a card anew, so that it holds what the card shows now."""
    page.driver.execute_script(CLOSE)
    end = time.monotonic() + seconds
    while not page.driver.execute_script(OPEN, exhibit):
        assert time.monotonic() < end, f"{exhibit}: no download menu"
        time.sleep(0.1)
