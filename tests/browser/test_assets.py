"""The assets on a bare page: what they set before the first paint, and whom they ask."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash, dcc, html
from dash.testing.browser import Browser

from components.look.graph_config import graph_config
from components.look.theme import layout
from tests.browser.chromium import leaving

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PREFIX = "/atlas/"

SQUARE = {
    "type": "Feature",
    "id": "320000",
    "properties": {},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[116, 31], [116, 35], [121, 35], [121, 31], [116, 31]]],
    },
}
MAP = {
    "data": [
        {
            "type": "choropleth",
            "geojson": {"type": "FeatureCollection", "features": [SQUARE]},
            "locations": ["320000"],
            "z": [1],
        }
    ],
    "layout": layout("light", geo={"fitbounds": "locations"}),
}
BARS = {"data": [{"type": "bar", "x": ["江苏"], "y": [1]}], "layout": layout("light")}


@pytest.fixture(scope="module")
def bare_url(serve: Callable[[Dash], str]) -> str:
    """A page of two charts and an icon under a path prefix, with the assets."""
    app = Dash(
        "bare",
        assets_folder=str(ASSETS),
        assets_ignore="^(?!0[015]-|50-)",
        assets_path_ignore=["^src$"],
        url_base_pathname=PREFIX,
    )
    config = graph_config("zh")
    app.layout = html.Div(
        [
            html.I(className="bi bi-funnel", id="icon"),
            dcc.Graph(id="map", figure=MAP, config=config),
            dcc.Graph(id="bars", figure=BARS, config=config),
        ]
    )

    @app.server.get("/frame")
    def frame() -> str:
        return f'<iframe sandbox="allow-scripts" src="{PREFIX}?lang=en"></iframe>'

    return serve(app)


def _root(browser: Browser, attribute: str) -> str | None:
    return browser.driver.execute_script(
        "return document.documentElement.getAttribute(arguments[0])", attribute
    )


def _system_theme(browser: Browser, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def test_a_request_to_another_machine_would_be_seen(
    page_at: Callable[..., Browser], bare_url: str, requests_seen: Callable[[], list[str]]
) -> None:
    browser = page_at(bare_url + PREFIX)
    browser.driver.execute_async_script(
        "const done = arguments[0]; fetch('https://cdn.example/world.json').catch(() => done())"
    )
    assert leaving(requests_seen()) == ["https://cdn.example/world.json"]


def test_charts_and_icons_ask_no_other_machine(
    page_at: Callable[..., Browser],
    bare_url: str,
    requests_seen: Callable[[], list[str]],
    console_errors: Callable[[], list[str]],
) -> None:
    browser = page_at(bare_url + PREFIX)
    browser.wait_for_element("#map .choroplethlayer path", timeout=20)
    browser.wait_for_element("#bars .bars path", timeout=20)
    assert leaving(requests_seen()) == []
    assert console_errors() == []


def test_a_map_without_the_preset_base_map_still_asks_no_other_machine(
    page_at: Callable[..., Browser],
    serve: Callable[[Dash], str],
    requests_seen: Callable[[], list[str]],
) -> None:
    app = Dash("without-assets", assets_ignore=".")
    app.layout = dcc.Graph(id="map", figure=MAP, config=graph_config("en"))
    browser = page_at(serve(app))
    browser.wait_for_element("#map .choroplethlayer path", timeout=20)
    assert leaving(requests_seen()) == []


def test_signs_are_drawn_in_the_colour_of_the_text(
    page_at: Callable[..., Browser], bare_url: str
) -> None:
    browser = page_at(bare_url + PREFIX)
    browser.wait_for_element("#icon")
    style = browser.driver.execute_script(
        "const it = document.getElementById('icon'), own = getComputedStyle(it, '::before');"
        "return [own.maskImage.slice(0, 20), own.backgroundColor === getComputedStyle(it).color,"
        " own.width === getComputedStyle(it).fontSize];"
    )
    assert style == ['url("data:image/svg+', True, True]


def test_the_mode_bar_speaks_chinese_and_offers_no_way_out(
    page_at: Callable[..., Browser], bare_url: str
) -> None:
    browser = page_at(bare_url + PREFIX)
    browser.wait_for_element("#bars .modebar-btn", timeout=20)
    buttons = browser.find_elements("#bars .modebar-btn")
    # From assets/05-plotly-locale-zh-cn.js: Zoom, Pan, Zoom in, Zoom out, Reset axes.
    titles = [button.get_attribute("data-title") for button in buttons]
    assert titles == ["缩放", "平移", "放大", "缩小", "重置轴"]


@pytest.mark.parametrize(
    ("query", "stored", "system", "theme"),
    [
        ("?theme=light", "dark", "dark", "light"),
        ("?theme=dark", None, "light", "dark"),
        ("?theme=pink", "dark", "light", "dark"),
        ("", "light", "dark", "light"),
        ("", "pink", "dark", "dark"),
        ("", None, "dark", "dark"),
        ("", None, "light", "light"),
    ],
)
def test_theme_is_the_querys_then_the_readers_then_the_systems(
    page_at: Callable[..., Browser],
    bare_url: str,
    query: str,
    stored: str | None,
    system: str,
    theme: str,
) -> None:
    browser = page_at(bare_url + PREFIX)
    _system_theme(browser, system)
    if stored:
        browser.driver.execute_script("localStorage.setItem('theme', arguments[0])", stored)
    browser.driver.get(bare_url + PREFIX + query)
    assert _root(browser, "data-bs-theme") == theme


@pytest.mark.parametrize(
    ("query", "lang"),
    [("", "zh-CN"), ("?lang=zh", "zh-CN"), ("?lang=en", "en"), ("?lang=x", "zh-CN")],
)
def test_language_is_the_querys_and_else_chinese(
    page_at: Callable[..., Browser], bare_url: str, query: str, lang: str
) -> None:
    assert _root(page_at(bare_url + PREFIX + query), "lang") == lang


@pytest.mark.parametrize(
    ("path", "embedded"), [("embed/e15", "1"), ("", None), ("regions/embed/e15", None)]
)
def test_embed_mode_is_for_the_embed_addresses_under_the_prefix(
    page_at: Callable[..., Browser], bare_url: str, path: str, embedded: str | None
) -> None:
    assert _root(page_at(bare_url + PREFIX + path), "data-embed") == embedded


def test_a_frame_without_storage_still_gets_theme_and_language(
    page_at: Callable[..., Browser], bare_url: str
) -> None:
    browser = page_at(bare_url + "/frame")
    _system_theme(browser, "dark")
    browser.driver.refresh()
    browser.driver.switch_to.frame(0)
    with pytest.raises(Exception, match="localStorage"):
        browser.driver.execute_script("return localStorage.length")
    assert _root(browser, "data-bs-theme") == "dark"
    assert _root(browser, "lang") == "en"
