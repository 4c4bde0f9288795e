"""First load and filter changes in headless Chromium, and what the server holds afterwards."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from statistics import median

from selenium.webdriver import Chrome
from selenium.webdriver.chrome.service import Service

from tests.bench.history import record
from tests.bench.server import Running, served
from tests.browser.chromium import ChromiumOptions
from tests.browser.test_card import FILLED

CLICKS = ("tier:national", "province:320000", "cluster:yrd", "province:440000", "tier:provincial")
COUNT_REQUESTS = """
const kinds = ['resource', 'navigation'];
const all = kinds.flatMap((kind) => performance.getEntriesByType(kind));
return [all.length, all.reduce((sum, it) => sum + it.encodedBodySize, 0)];
"""
WATCH = """
window.drawnAt = [];
document.addEventListener('atlas:drawn', () => window.drawnAt.push(performance.now()));
"""
DRAWN = "return [Math.min(...window.drawnAt), Math.max(...window.drawnAt)];"
CHANGE = """
const [key, value, done] = arguments, drawn = new Set();
const moving = () => [...document.querySelectorAll('.exhibit[id^="exhibit-"]')].filter(
  (card) => !card.querySelector('.sub').textContent.includes('不随筛选'));
document.addEventListener('atlas:drawn', (event) => {
  drawn.add(event.target.id);
  if (moving().every((card) => drawn.has(card.id))) {
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }
});
setTimeout(() => done(-1), 60000);
const address = new URL(location.href), start = performance.now();
address.searchParams.set(key, value);
dash_clientside.set_props('url', {search: address.search});
"""
DRAG = """
const done = arguments[0], handle = document.querySelector('.quadrant-handle.both');
const panel = document.getElementById('quadrant-panel'), box = handle.getBoundingClientRect();
const sent = () => performance.getEntriesByType('resource').length, before = sent();
const point = (kind, on, x, y) => on.dispatchEvent(new PointerEvent(kind,
  {bubbles: true, clientX: box.x + x, clientY: box.y + y}));
let frame = 0, answers = 0, shown = panel.textContent, start = performance.now();
point('pointerdown', handle, 0, 0);
const step = () => {
  if (panel.textContent !== shown) { answers += 1; shown = panel.textContent; }
  if (frame === 240) {
    const seconds = (performance.now() - start) / 1000, requests = sent() - before;
    done([answers / seconds, frame / seconds, requests]);
    return;
  }
  frame += 1;
  const away = 120 - Math.abs(120 - frame);
  point('pointermove', document, away, -away / 2);
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


def run(rows: int, repeats: int) -> None:
    """Cold start, loads of /regions, filter change to repainted, thresholds dragged, memory."""
    with served(rows) as server, _chromium() as browser:
        record("cold start", f"{rows:,} rows", seconds=server.first_answer_s)
        for name in ("quick forms", "thorough forms"):
            _first_load(browser, server, f"{name}, {rows:,} rows", repeats)
            time.sleep(20)
        _slow_load(browser, server, rows, repeats)
        _changes(browser, server, rows)
        _dragged(browser, server, rows)
        record("memory", f"largest process, {rows:,} rows", mb=server.worker_mb())


def _first_load(browser: Chrome, server: Running, case: str, repeats: int) -> None:
    """Seconds from the click to the first chart and to the last; requests and bytes."""
    first, every, figures = [], [], (0, 0)
    for _ in range(repeats):
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        browser.get(f"{server.address}/regions")
        _quiet(browser)
        began, ended = browser.execute_script(DRAWN)
        first.append(began / 1000)
        every.append(ended / 1000)
        figures = browser.execute_script(COUNT_REQUESTS)
    requests, size = figures
    record(
        "first load",
        case,
        first_chart_s=round(median(first), 2),
        every_chart_s=round(median(every), 2),
        requests=requests,
        bytes=size,
    )


def _slow_load(browser: Chrome, server: Running, rows: int, repeats: int) -> None:
    """The first load on a processor a quarter as fast, over a line of 1.6 Mbit/s."""
    line = {"latency": 0, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": False, **line})
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 4})
    _first_load(browser, server, f"processor slowed 4 times, 1.6 Mbit/s, {rows:,} rows", repeats)
    free = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": False, **free})
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})


def _changes(browser: Chrome, server: Running, rows: int) -> None:
    spent = {}
    for name in ("unseen", "repeated"):
        took = []
        for click in CLICKS:
            browser.get(f"{server.address}/regions")
            _quiet(browser)
            time.sleep(2)  # as long as a reader takes to find the control
            browser.set_script_timeout(90)
            took.append(browser.execute_async_script(CHANGE, *click.split(":")))
        if min(took) < 0:
            raise RuntimeError("a card was not repainted within a minute")
        spent[name] = round(median(took), 1)
    record("click", f"filter to every card repainted, /regions, {rows:,} rows", wall_ms=spent)


def _dragged(browser: Chrome, server: Running, rows: int) -> None:
    """New answers and frames a second while both thresholds of the quadrant are dragged."""
    browser.get(f"{server.address}/quadrant")
    _quiet(browser)
    time.sleep(2)  # the pairs of numbers arrive after the card
    answers, frames, requests = browser.execute_async_script(DRAG)
    record(
        "drag",
        f"thresholds of the quadrant, {rows:,} rows",
        answers_a_second=round(answers, 1),
        frames_a_second=round(frames, 1),
        requests=requests,
    )


def _quiet(browser: Chrome) -> None:
    for _ in range(1200):
        if browser.execute_script(FILLED):
            return
        time.sleep(0.05)
    raise RuntimeError("the page was not drawn within a minute")


@contextmanager
def _chromium() -> Generator[Chrome]:
    options = ChromiumOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1440,900"):
        options.add_argument(argument)
    browser = Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    try:
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        yield browser
    finally:
        browser.quit()
