"""What a person does on the page of the import: brings files, presses, reads."""

from pathlib import Path

from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from data_layer.registry.settings import Settings
from tests.browser.conftest import Serve

SECONDS = 30
JUDGEMENT = ".import-judgement"
NEAR = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"


def served(serve: Serve, settings: Settings) -> str:
    """Address of an atlas of its own."""
    from app import create_app

    return serve(create_app(settings))


def says(page: Browser, css: str, words: str) -> None:
    """Wait until a part of the page says this."""
    page.wait_for_contains_text(css, words, timeout=SECONDS)


def bring(page: Browser, path: Path, kind: str = "enterprises") -> None:
    """Say what a file holds, and choose it."""
    page.wait_for_element("#import-kind", timeout=SECONDS)
    Select(page.find_element("#import-kind")).select_by_value(kind)
    page.find_element("#import-input").send_keys(str(path))


def named(page: Browser, words: str) -> WebElement:
    """The button or link of the page that says this."""
    return page.driver.find_element(
        By.XPATH, f"//main//*[self::button or self::a][normalize-space()='{words}']"
    )


def fetched(page: Browser, link: WebElement) -> str:
    """What a link downloads."""
    return page.driver.execute_async_script(
        "const [at, told] = arguments; fetch(at).then((it) => it.text()).then(told)",
        link.get_attribute("href"),
    )


def press(page: Browser, xpath: str) -> None:
    """Click what stands far down a page that is still being filled."""
    element = page.driver.find_element(By.XPATH, xpath)
    page.driver.execute_script(NEAR, element)
    element.click()


def listed(path: Path, rows: str) -> Path:
    """A list of names, provinces and numbers of insured."""
    path.write_text(f"企业名称,省份,参保人数\n{rows}", encoding="utf-8")
    return path
