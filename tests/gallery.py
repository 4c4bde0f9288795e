"""Pictures to look at, in gallery/: `make gallery` writes them, PARTS narrows them down.

exhibits: a contact sheet of all exhibits, light and dark. demonstration: how the demonstration
registry is spread, beside the printed figures.
"""

import base64
import html
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from app import create_app
from components.contract.catalogue import exhibits
from data_layer.cli.demonstration import add_demonstration
from data_layer.demo import build
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.chromium import ChromiumOptions
from tests.demonstration import page

FOLDER = Path("gallery")
PARTS = ("exhibits", "demonstration")
WIDTH, HEIGHT = 760, 620
FILLED = "return Boolean(document.querySelector('.exhibit footer .line'))"


def main() -> None:
    """The parts that are named, or all."""
    parts = sys.argv[1:] or PARTS
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(
            f"No such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}"
        )
    options = ChromiumOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    driver = Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    if "exhibits" in parts:
        _exhibits(driver)
    if "demonstration" in parts:
        _demonstration(driver)
    driver.quit()


def _demonstration(driver: Chrome) -> None:
    """One page of the distributions, and its picture."""
    FOLDER.mkdir(exist_ok=True)
    place = FOLDER / "demonstration.html"
    place.write_text(page(build()), encoding="utf-8")
    _size(driver, 1840, 1000)
    driver.get(place.resolve().as_uri())
    time.sleep(3)
    _size(driver, 1840, driver.execute_script("return document.documentElement.scrollHeight"))
    time.sleep(1)
    (FOLDER / "demonstration.png").write_bytes(_picture(driver))


def _exhibits(driver: Chrome) -> None:
    """Picture every exhibit in both themes and lay them out on one sheet a theme."""
    lang = os.environ.get("SRDI_LANG", "zh")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(os.environ.get("SRDI_HOME", folder))
        if Store(home).current_version() is None:
            add_demonstration(Store(home))
        server = make_server("127.0.0.1", 0, create_app(Settings(home=home)).server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for theme in ("light", "dark"):
            _sheet(driver, f"http://127.0.0.1:{server.server_port}", theme, lang)
        server.shutdown()


def _sheet(driver: Chrome, address: str, theme: str, lang: str) -> None:
    place = FOLDER / theme
    place.mkdir(parents=True, exist_ok=True)
    for id in exhibits():
        _size(driver, WIDTH, HEIGHT)
        driver.get(f"{address}/embed/{id}?theme={theme}&lang={lang}")
        end = time.monotonic() + 30
        while not driver.execute_script(FILLED) and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(0.8)
        (place / f"{id}.png").write_bytes(_picture(driver))
    figures = "".join(
        f'<figure><img src="{theme}/{id}.png"><figcaption>{html.escape(id)}</figcaption></figure>'
        for id in exhibits()
    )
    style = "body{margin:8px;display:grid;grid-template-columns:repeat(4,1fr);gap:8px;background:"
    style += ("#fff;color:#222" if theme == "light" else "#000;color:#ddd") + "}"
    style += (
        "figure{margin:0;border:1px solid #8888}img{width:100%}figcaption{font:11px sans-serif}"
    )
    sheet = FOLDER / f"{theme}.html"
    sheet.write_text(f'<meta charset="utf-8"><style>{style}</style>{figures}', encoding="utf-8")
    driver.get(sheet.resolve().as_uri())
    time.sleep(1)
    rows = -(-len(exhibits()) // 4)
    _size(driver, 1800, rows * 400)
    (FOLDER / f"contact-{theme}.png").write_bytes(_picture(driver))


def _size(driver: Chrome, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def _picture(driver: Chrome) -> bytes:
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    return base64.b64decode(shot["data"])


if __name__ == "__main__":
    main()
