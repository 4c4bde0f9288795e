"""One server and one Chromium for all browser tests, neither of which can reach another machine."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from dash import Dash
from dash.testing.browser import Browser
from werkzeug.serving import make_server

from tests.browser.chromium import ChromiumOptions
from tests.browser.driver import Chromium

Serve = Callable[..., str]
PageAt = Callable[..., Browser]
OPTIONS = """
const id = {at: 'bar', default: '', key: 'tier', part: 'many', type: 'control'};
const list = dash_component_api.getLayout(id);
return list?.props?.options?.length ?? 0;
"""


def options_counted(page: Browser) -> bool:
    """Whether the lists of the filter bar hold their options, which come after the cards."""
    return page.driver.execute_script(OPTIONS) > 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve an app on a loopback port, a free one unless it is said, until the session ends;
    answers its address."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    running = []

    def start(app: Dash, port: int = 0) -> str:
        server = make_server("127.0.0.1", port, app.server, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture(scope="session")
def live_url(serve: Serve, demo_home: Path) -> str:
    """Address of the atlas over the small demonstration registry."""
    from app import create_app
    from data_layer.registry.settings import Settings

    return serve(create_app(Settings(home=demo_home)))


@pytest.fixture(scope="session")
def br(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser, with what dash.testing knows to wait for."""
    downloads = str(tmp_path_factory.mktemp("downloads"))
    with Chromium(options=[ChromiumOptions()], download_path=downloads) as browser:
        yield browser


@pytest.fixture(scope="session")
def page_at(br: Browser, request: pytest.FixtureRequest) -> PageAt:
    """Open a path of the atlas (or a whole address) as a first-time visitor in a viewport.

    What `requests_seen` and `console_errors` tell starts here.
    """

    def go(path: str, width: int = 1440, height: int = 900) -> Browser:
        address = path if "://" in path else request.getfixturevalue("live_url") + path
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        _command(br, "Storage.clearDataForOrigin", origin=origin, storageTypes="all")
        _command(
            br,
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        _command(br, "Emulation.setEmulatedMedia", features=[])
        br.driver.get("about:blank")
        for log in ("browser", "performance"):
            br.driver.get_log(log)
        br.driver.get(address)
        return br

    return go


@pytest.fixture
def requests_seen(br: Browser) -> Callable[[], list[str]]:
    """Addresses that the page has asked for since it was opened or since the last call."""

    def read() -> list[str]:
        messages = (json.loads(entry["message"]) for entry in br.driver.get_log("performance"))
        return [
            event["message"]["params"]["request"]["url"]
            for event in messages
            if event["message"]["method"] == "Network.requestWillBeSent"
        ]

    return read


@pytest.fixture
def console_errors(br: Browser) -> Callable[[], list[str]]:
    """Errors in the console since the page was opened or since the last call."""

    def read() -> list[str]:
        return [entry["message"] for entry in br.driver.get_log("browser")]

    return read


def _command(browser: Browser, name: str, **parameters: Any) -> None:
    browser.driver.execute_cdp_cmd(name, parameters)
