"""Lists of enterprises and charts of time, answered by clicks: files that hold what the card says,
groups by industry, years moved by hand."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from dash.testing.browser import Browser
from dash.testing.wait import until as wait_until
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.card_menu import open_menu
from tests.browser.test_stale import saved

PageAt = Callable[..., Browser]
PATIENCE = 40
CENTRE = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
BOX = '.rule-thresholds input[aria-label^="近两年每年研发占比"]'


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; an error after PATIENCE seconds."""
    wait_until(condition, PATIENCE)


def text(page: Browser, selector: str) -> str:
    """The words of the first element, of a drawing too, or nothing."""
    script = "return (document.querySelector(arguments[0]) || {textContent: ''}).textContent"
    return page.driver.execute_script(script, selector)


def taken(page: Browser, exhibit: str, folder: Path) -> list[dict[str, str]]:
    """The rows of the CSV that a card's menu gives, by clicks."""
    page.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
    foot = page.wait_for_element(f"#exhibit-{exhibit} footer", timeout=PATIENCE)
    page.driver.execute_script(CENTRE, foot)
    open_menu(page, exhibit)
    page.find_element(f'#exhibit-{exhibit} [role=menuitem][data-export$=".csv"]').click()
    until(lambda: saved(folder, ".csv") is not None)
    file = saved(folder, ".csv")
    assert file is not None
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_the_enterprises_at_the_edge_are_a_file(page_at: PageAt, tmp_path: Path) -> None:
    """As many rows fall out in the file as the headline says, and as many are only just outside."""
    page = page_at("/pathway?lang=zh")
    page.wait_for_element("[data-rule-curves]", timeout=PATIENCE)
    box = page.wait_for_element(BOX, timeout=PATIENCE)
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys("14", Keys.TAB)
    until(lambda: "rule.rd_ratio=14" in page.driver.current_url)
    title = "#title-rule_edge"
    until(lambda: re.search(r"落选[\d,]+家", text(page, title)) is not None)
    rows = taken(page, "rule_edge", tmp_path)
    for kind in ("落选", "只差一步"):
        found = re.search(rf"{kind}([\d,]+)家", text(page, title))
        assert found is not None
        listed = [row for row in rows if row["变化"].startswith(kind)]
        assert len(listed) == int(found[1].replace(",", "")), kind


def test_who_qualifies_for_a_measure_is_a_file(page_at: PageAt, tmp_path: Path) -> None:
    page = page_at("/support?lang=zh&province=320000")
    title = "#title-support_list"
    until(lambda: re.search(r"[\d,]+家", text(page, title)) is not None)
    found = re.search(r"([\d,]+)家", text(page, title))
    assert found is not None
    rows = taken(page, "support_list", tmp_path)
    assert len(rows) == int(found[1].replace(",", ""))
    assert {row["省份"] for row in rows} == {"江苏"}


def test_a_year_that_is_moved_by_hand_is_the_map_of_that_year(page_at: PageAt) -> None:
    page = page_at("/lifecycle?lang=zh")
    noted = '#exhibit-date_maps .annotation[data-index="1"] .annotation-text'
    until(lambda: "截至2022年底" in text(page, noted))
    thumb = page.driver.find_element(
        By.CSS_SELECTOR, '#exhibit-date_maps [role="slider"][aria-valuenow="2022"]'
    )
    before = text(page, noted)
    thumb.send_keys(Keys.ARROW_LEFT)
    until(lambda: "截至2021年底" in text(page, noted))
    assert "from=2021" in page.driver.current_url
    fewer, more = (
        int(it.partition("n = ")[2].replace(",", "")) for it in (text(page, noted), before)
    )
    assert fewer < more


def test_titles_that_are_due_by_industry(page_at: PageAt) -> None:
    page = page_at("/lifecycle?lang=zh")
    card = "#exhibit-due_groups"
    until(lambda: "共" in text(page, "#title-due_groups"))
    choice = next(
        it
        for it in page.driver.find_elements(By.CSS_SELECTOR, f"{card} button, {card} label")
        if it.text == "行业大类"
    )
    page.driver.execute_script(CENTRE, choice)
    choice.click()
    until(lambda: "by=division" in page.driver.current_url)
    until(lambda: "制造业" in text(page, f"{card} .plot"))
