"""Twelve tasks of readers, done in Chromium with mouse and keys: `make tasks` prints each with its
clicks, keys and texts typed, and fails if one cannot be done.

A click is a press of the mouse; a key is one that is pressed beside typing; a text is what is
typed into one field. Every task begins on a page that has just been opened, mostly the overview.
"""

import csv
import io
import logging
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pptx import Presentation
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from werkzeug.serving import make_server

from app import create_app
from data_layer.cli.demonstration import add_demonstration
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.chromium import ChromiumOptions

PATIENCE = 40.0
STANDS = """
const cards = [...document.querySelectorAll('.exhibit[id^="exhibit-"]')];
return cards.length > 0 && cards.every((it) => it.querySelector('footer .line')) &&
  !document.querySelector('[data-dash-is-loading=true]');
"""
CENTRE = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"


@dataclass
class Hand:
    """A reader's hand on one browser; counts what it does."""

    driver: Chrome
    base: str
    downloads: Path
    counts: dict[str, int] = field(default_factory=dict)

    def _count(self, what: str, n: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + n

    def open(self, path: str = "/") -> None:
        """A page of which the cards stand; opening it is no click."""
        self.driver.get(self.base + path)
        self.driver.execute_script("localStorage.setItem('tour', 'seen')")
        self.until(lambda: self.driver.execute_script(STANDS), f"{path} stands")
        for close in self.driver.find_elements(By.CSS_SELECTOR, "dialog[open].tour [data-skip]"):
            close.click()

    def until(self, ask: Callable[[], Any], what: str) -> Any:
        """What `ask` gives as soon as it is true, asked anew where the page is painted anew."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if answer := ask():
                    return answer
            except Exception as error:
                last = error
            else:
                last = None
            if time.monotonic() > end:
                raise AssertionError(what) from last
            time.sleep(0.1)

    def see(self, css: str) -> WebElement:
        return self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, css), css)

    def says(self, css: str) -> str:
        """The words of the first such part, once it has some."""
        script = "return document.querySelector(arguments[0])?.textContent;"
        words: str = self.until(lambda: self.driver.execute_script(script, css), css)
        return words

    def titled(self, id: str, *words: str) -> str:
        """The headline of a card, once it holds the words."""
        css = f"#exhibit-{id} h2"
        self.until(lambda: all(word in self.says(css) for word in words), f"{id}: {words}")
        return self.says(css)

    def click(self, css: str) -> None:
        def done() -> bool:
            element = self.driver.find_element(By.CSS_SELECTOR, css)
            self.driver.execute_script(CENTRE, element)
            element.click()
            return True

        self.until(done, f"click {css}")
        self._count("clicks")

    def key(self, *keys: str) -> None:
        """One press: keys that are held together."""
        chain = ActionChains(self.driver)
        for held in keys[:-1]:
            chain.key_down(held)
        chain.send_keys(keys[-1])
        for held in keys[:-1]:
            chain.key_up(held)
        chain.perform()
        self._count("keys")

    def type(self, text: str) -> None:
        ActionChains(self.driver).send_keys(text).perform()
        self._count("texts")

    def ask(self, question: str) -> None:
        """Ctrl-K, a question, Enter; the address is that of the answer."""
        self.key(Keys.CONTROL, "k")
        self.see("dialog.find input")
        self.type(question)
        self.until(lambda: self.says("dialog.find .understood"), f"understood: {question}")
        before = self.driver.current_url
        self.key(Keys.ENTER)
        self.until(lambda: self.driver.current_url != before, "another address")

    def file(self, ending: str) -> Path:
        """The file that was downloaded, whole."""
        found = self.until(lambda: [*self.downloads.glob(f"*{ending}")], f"a file {ending}")
        return found[0]


def csv_of_three_cities(hand: Hand) -> str:
    hand.open()
    hand.ask("浙江企业数300家以上、小巨人占比最高的三个城市")
    hand.click("#exhibit-city_quality footer [aria-haspopup=menu]")
    hand.click("#exhibit-city_quality .pop.menu a[href*='.csv']")
    text = hand.file(".csv").read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row.get("数据性质") != "published"]
    names = [row["城市"] for row in rows if row.get("城市")]
    assert len(set(names)) == 3, text
    return "、".join(dict.fromkeys(names))


def suzhou_beside_shenzhen(hand: Hand) -> str:
    hand.open()
    hand.ask("对比苏州和深圳")
    return hand.titled("region_comparison", "苏州", "深圳")


def briefing_on_sichuan(hand: Hand) -> str:
    hand.open()
    hand.ask("四川")
    for id in ("city_map", "city_quality", "province_ranking"):
        hand.click(f"#exhibit-{id} footer .tray-add")
    hand.click(".tray a")
    hand.until(lambda: len(hand.driver.find_elements(By.CSS_SELECTOR, ".sheet")) >= 3, "sheets")
    hand.click("[data-deck]")
    deck = Presentation(str(hand.file(".pptx")))
    words = " ".join(s.text_frame.text for it in deck.slides for s in it.shapes if s.has_text_frame)
    assert "四川" in words
    return f"{len(deck.slides)} slides"


def frame_of_320(hand: Hand) -> str:
    hand.open("/regions")
    hand.click("#exhibit-province_ranking footer [data-share]")
    hand.click("dialog.share h3 + .share-row select")
    hand.click("dialog.share h3 + .share-row select option[value='1']")
    frame = hand.see("[data-share-embed]").get_property("value")
    script = hand.see("[data-share-host]").get_property("value")
    page = hand.downloads / "host.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{frame}{script}", encoding="utf-8")
    hand.driver.get(page.as_uri())
    box = "const f = document.querySelector('iframe'); return [f.clientWidth, f.clientHeight];"
    hand.until(lambda: hand.driver.execute_script(box)[1] != 480, "the height that it tells")
    wide, high = hand.driver.execute_script(box)
    assert wide == 320
    return f"{wide} x {high}"


def judged_by_the_rules_of_2026(hand: Hand) -> str:
    hand.open()
    hand.key(Keys.CONTROL, "k")
    hand.see("dialog.find input")
    hand.type("演示企业000001")
    hand.until(lambda: "演示企业000001" in hand.says("#find-list"), "the enterprise")
    hand.key(Keys.ENTER)
    return hand.titled("enterprise_criteria", "达到的层级")


def by_keyboard_alone(hand: Hand) -> str:
    hand.open()
    hand.ask("哪个省小巨人占比最高")
    hand.titled("province_ranking", "国家级占比最高")
    menu = "return document.activeElement.matches('#exhibit-province_ranking [aria-haspopup=menu]')"
    for _ in range(60):
        if hand.driver.execute_script(menu):
            break
        hand.key(Keys.TAB)
    hand.key(Keys.ENTER)
    hand.until(lambda: hand.see("#exhibit-province_ranking .pop.menu").is_displayed(), "the menu")
    hand.key(Keys.ENTER)
    return hand.file(".csv").name


def list_of_little_giants(hand: Hand) -> str:
    hand.open()
    hand.ask("合肥 小巨人 专利>50")
    hand.click("#grid-downloads a[href*='.csv']")
    text = hand.file(".csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert {row["城市"] for row in rows} <= {"合肥", "合肥市"}
    return f"{len(rows)} rows"


def drilled_map(hand: Hand) -> str:
    hand.open("/regions")
    hand.click("#exhibit-province_map .areas li:first-child button")
    hand.until(lambda: "province=320000" in hand.driver.current_url, "Jiangsu")
    hand.until(lambda: "苏州" in hand.says("#exhibit-city_map .areas"), "its cities")
    hand.click("#exhibit-city_map .areas li:first-child button")
    hand.until(lambda: "city=320500" in hand.driver.current_url, "Suzhou")
    return hand.until(lambda: hand.says(".chips"), "chips").strip()[:60]


def picture_for_a_message(hand: Hand) -> str:
    hand.open("/regions")
    hand.click("#exhibit-province_ranking footer [aria-haspopup=menu]")
    hand.click("#exhibit-province_ranking .pop.menu [data-picture='png']")
    return hand.file(".png").name


def moved_threshold(hand: Hand) -> str:
    hand.open("/pathway")
    before = hand.says("#exhibit-rule_verdicts h2")
    box = hand.see(".rule-panel input[type=number]")
    hand.driver.execute_script(CENTRE, box)
    box.click()
    hand.counts["clicks"] = hand.counts.get("clicks", 0) + 1
    hand.key(Keys.CONTROL, "a")
    hand.type("8000")
    hand.key(Keys.TAB)
    hand.until(lambda: hand.says("#exhibit-rule_verdicts h2") != before, "another verdict")
    return hand.says("#exhibit-rule_verdicts h2")


def where_a_number_comes_from(hand: Hand) -> str:
    hand.open("/regions")
    hand.click("#exhibit-province_ranking h2 .figure-in-words")
    said = hand.until(lambda: hand.says("dialog.receipt dd[data-part='formula']"), "the receipt")
    hand.click("dialog.receipt a[href*='enterprises']")
    hand.until(lambda: "/enterprises" in hand.driver.current_url, "the rows")
    return said[:60]


def most_patents_of_a_batch(hand: Hand) -> str:
    hand.open("/?lang=en")
    hand.ask("third batch little giants in Anhui with the most patents")
    asked = parse_qs(urlsplit(hand.driver.current_url).query)
    assert (asked["batch"], asked["list.sort"]) == (["3..3"], ["patents.desc"])
    return hand.says(".ag-row[row-index='0']")[:50]


TASKS: Mapping[str, Callable[[Hand], str]] = {
    "Three cities of Zhejiang with the highest little-giant share among those with 300 or more "
    "enterprises, as CSV": csv_of_three_cities,
    "Suzhou beside Shenzhen": suzhou_beside_shenzhen,
    "A briefing of three slides on Sichuan, as PowerPoint": briefing_on_sichuan,
    "A frame of 320 px in a page": frame_of_320,
    "One enterprise judged by the rules of 2026": judged_by_the_rules_of_2026,
    "Provinces by little-giant share as CSV, by keyboard alone": by_keyboard_alone,
    "Little giants of Hefei with more than 50 patents, as CSV": list_of_little_giants,
    "The map drilled to Jiangsu and Suzhou": drilled_map,
    "A chart as PNG": picture_for_a_message,
    "Who meets the rule if revenue must be 80 million": moved_threshold,
    "Where a number of a headline comes from, down to its rows": where_a_number_comes_from,
    "Little giants of the third batch in Anhui by patents": most_patents_of_a_batch,
}


def main() -> None:
    """All tasks, or those whose names hold the words given."""
    wanted, failed = " ".join(sys.argv[1:]), False
    with tempfile.TemporaryDirectory() as folder:
        home, downloads = Path(folder, "home"), Path(folder, "downloads")
        add_demonstration(Store(home))
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, create_app(Settings(home=home)).server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        driver = _driver(downloads)
        print("| task | clicks | keys | texts | what came of it |\n| --- | --- | --- | --- | --- |")
        for name, task in TASKS.items():
            if wanted in name:
                for old in downloads.glob("*"):
                    old.unlink()
                hand = Hand(driver, f"http://127.0.0.1:{server.server_port}", downloads)
                try:
                    came = task(hand)
                except AssertionError as error:
                    failed, came = True, f"not done: {error}"[:200]
                clicks, keys, texts = (hand.counts.get(it, 0) for it in ("clicks", "keys", "texts"))
                print(f"| {name} | {clicks} | {keys} | {texts} | {came} |", flush=True)
        driver.quit()
        server.shutdown()
    if failed:
        raise SystemExit("Not every task could be done.")


def _driver(downloads: Path) -> Chrome:
    downloads.mkdir()
    options = ChromiumOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900"):
        options.add_argument(argument)
    driver = Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    allowed = {"behavior": "allow", "downloadPath": str(downloads)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    return driver


if __name__ == "__main__":
    main()
