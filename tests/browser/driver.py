"""A driver for pages that draw themselves anew at any time: what a test holds is looked up again.

A card that is repainted replaces its elements. A command to one that is gone, covered or not yet
there is given again, to what the same lookup finds now, until PATIENCE ends.
"""

import time
from typing import Any
from unittest.mock import patch

from dash.testing.browser import Browser
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome
from selenium.webdriver.remote.command import Command
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 10
"""Seconds."""
POLL = 0.05
ONE = (Command.FIND_ELEMENT, Command.FIND_CHILD_ELEMENT)
MANY = (Command.FIND_ELEMENTS, Command.FIND_CHILD_ELEMENTS)
PASSING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)


class Driver(Chrome):
    """Chromium's driver; how each element was found is kept by its id."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._lookups: dict[str, tuple[str, dict[str, Any], int]] = {}
        self._now: dict[str, str] = {}
        super().__init__(*args, **options)

    def execute(self, driver_command: str, params: dict[str, Any] | None = None) -> Any:
        """The answer to a command of WebDriver."""
        given: dict[str, Any] = self._wrap_value(params or {})
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = super().execute(driver_command, self._current(given))
                self._keep(driver_command, given, answer)
                return answer
            except PASSING as fault:
                if time.monotonic() > end:
                    raise
                if isinstance(fault, StaleElementReferenceException):
                    self._look_up_again(given)
            time.sleep(POLL)

    def _keep(self, command: str, params: dict[str, Any], answer: Any) -> None:
        if command in (*ONE, *MANY):
            value = answer["value"] or []
            for at, element in enumerate(value if isinstance(value, list) else [value]):
                self._lookups[element.id] = command, params, at

    def _look_up_again(self, params: Any) -> None:
        for id in _ids(params):
            if id in self._lookups:
                command, how, at = self._lookups[id]
                value = self.execute(command, how)["value"]
                among = value if isinstance(value, list) else [value]
                if at < len(among):
                    self._now[id] = among[at].id

    def _current(self, params: Any) -> Any:
        """Parameters with the elements as they were last looked up."""
        if isinstance(params, dict):
            return {name: self._current(value) for name, value in params.items()}
        if isinstance(params, list):
            return [self._current(value) for value in params]
        return self._now.get(params, params) if isinstance(params, str) else params


def _ids(params: Any) -> list[str]:
    """Texts of parameters; ids of elements are among them."""
    if isinstance(params, dict):
        params = list(params.values())
    if isinstance(params, list):
        return [id for value in params for id in _ids(value)]
    return [params] if isinstance(params, str) else []


class Chromium(Browser):
    """dash.testing's browser on that driver, which waits by itself and asks often."""

    def __init__(self, **options: Any) -> None:
        with patch("dash.testing.browser.webdriver.Chrome", Driver):
            super().__init__(browser="Chrome", headless=True, percy_run=False, **options)
        # What is not there is said at once: chromedriver would wait two seconds each time.
        self.driver.implicitly_wait(0)
        self._wd_wait = WebDriverWait(self.driver, self._wait_timeout, POLL)
