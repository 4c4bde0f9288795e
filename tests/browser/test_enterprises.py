"""The list of enterprises follows its filters, set by the controls as a visitor sets them."""

import base64
import csv
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PageAt
from tests.browser.test_regions import click_area

SHOWN = """
return [...document.querySelectorAll('#grid .ag-center-cols-container [col-id=name]')]
  .map((cell) => cell.innerText).filter(Boolean)"""

INSIDE = """
const plot = document.querySelector('#exhibit-province_map .js-plotly-plot');
if (!plot) { return false; }
const top = plot.getBoundingClientRect().top;
window.scrollBy({top: top - 150, behavior: 'instant'});
return Math.abs(top - 150) < 2"""
"""Whether the map can be clicked: the page that was left may still be taking room above it."""


def _until(told: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if told():
            return
        time.sleep(0.2)
    raise AssertionError("not within the time")


def _names(page: Browser) -> list[str]:
    return page.driver.execute_script(SHOWN)


def _answered(live_url: str, query: str) -> list[str]:
    """Names of all rows that the download of the same query holds."""
    with urlopen(f"{live_url}/export/enterprises.csv?{query}") as answer:
        lines = answer.read().decode("utf-8-sig").splitlines()
    return [row["企业名称"] for row in csv.DictReader(lines)]


def _link(page: Browser, selector: str) -> str:
    return str(page.driver.find_element(By.CSS_SELECTOR, selector).get_attribute("href"))


def _clicked(page: Browser, code: str) -> bool:
    """Whether the address has the province; a click while the map still moves can miss it."""
    if f"province={code}" in page.driver.current_url:
        return True
    if page.driver.execute_script(INSIDE):
        click_area(page, "province_map", code)
        time.sleep(1)
    return f"province={code}" in page.driver.current_url


def test_a_name_typed_reaches_the_rows(page_at: PageAt, live_url: str) -> None:
    page = page_at("/enterprises")
    _until(lambda: len(_names(page)) > 5)
    part = _names(page)[3][-5:]
    field = page.driver.find_element(By.CSS_SELECTOR, ".filter-q input")
    field.send_keys(part, Keys.ENTER)
    expected = set(_answered(live_url, f"q={quote(part)}"))
    assert expected
    _until(lambda: {*_names(page)} <= expected and bool(_names(page)))


def test_count_and_chips_follow_onto_another_page(page_at: PageAt, live_url: str) -> None:
    page = page_at("/")
    page.wait_for_element("article.exhibit", timeout=30)
    page.driver.find_element(By.CSS_SELECTOR, 'a[data-nav][href$="/regions"]').click()
    page.wait_for_element("#exhibit-province_map .choroplethlocation", timeout=30)
    _until(lambda: _clicked(page, "330000"))
    number = f"{len(_answered(live_url, 'province=330000')):,}"
    _until(lambda: page.driver.find_element(By.CSS_SELECTOR, ".selected").text == number)
    chips = page.driver.find_elements(By.CSS_SELECTOR, "button.chip")
    assert [chip.get_attribute("data-value") for chip in chips] == ["330000", None]


def test_the_order_of_the_rows_is_in_address_and_download(page_at: PageAt, live_url: str) -> None:
    page = page_at("/enterprises?province=320000")
    _until(lambda: len(_names(page)) > 5)
    header = '.ag-header-cell[col-id="patents"] .ag-header-cell-label'
    page.driver.find_element(By.CSS_SELECTOR, header).click()
    _until(lambda: "list.sort=patents" in page.driver.current_url)
    page.driver.find_element(By.CSS_SELECTOR, header).click()
    _until(lambda: "list.sort=patents.desc" in page.driver.current_url)
    most = _answered(live_url, "province=320000&list.sort=patents.desc")
    least = _answered(live_url, "province=320000&list.sort=patents")
    assert sorted(most) == sorted(least) == sorted(_answered(live_url, "province=320000"))
    _until(lambda: _names(page)[:5] == most[:5])
    link = '#grid-downloads [data-export="enterprises.csv"]'
    _until(lambda: "list.sort=patents.desc" in _link(page, link))
    page.driver.back()
    _until(lambda: _names(page)[:5] == least[:5])
    fresh = page_at("/enterprises?province=320000&list.sort=patents.desc")
    _until(lambda: _names(fresh)[:5] == most[:5])


def test_paper_has_the_first_rows_as_a_table(
    page_at: PageAt, live_url: str, tmp_path: Path
) -> None:
    """A grid prints as the window that it is on the screen: sixteen rows, six columns, two bars."""
    page = page_at("/enterprises?lang=zh&province=330000")
    _until(lambda: bool(_names(page)))
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = tmp_path / "list.pdf"
    pdf.write_bytes(base64.b64decode(printed["data"]))
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    sheets = ["".join(sheet.split()) for sheet in told.stdout.decode().split("\f")[:-1]]
    assert 2 <= len(sheets) <= 4
    assert all(sheets), "no empty sheet"
    total = len(_answered(live_url, "province=330000"))
    assert f"前50家，共{total:,}家。" in sheets[0]
    assert "有效期至" in sheets[0], "the last column"
    assert sum(sheet.count("演示企业") for sheet in sheets) == 50
