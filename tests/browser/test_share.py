"""The share dialog, and frames: from a slide on disk, signed, and refused elsewhere."""

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from re import search

import pytest
from dash.testing.browser import Browser

from tests.browser.conftest import PageAt

FIELD = "const f = document.querySelector(arguments[0]); return f && f.value;"
SHOWN = """
const plot = document.querySelector('.js-plotly-plot');
const trace = plot && plot._fullData && plot._fullData.find((one) => one.meta === 'values');
return trace ? Array.from(trace.locations) : null;
"""


def _until(ask: Callable[[], object], seconds: float = 20) -> object:
    end = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer


def _value(page: Browser, name: str) -> str:
    return str(page.driver.execute_script(FIELD, f"[data-share-{name}]") or "")


@pytest.fixture
def dialog(page_at: PageAt) -> Browser:
    """The dialog of the province map, filtered to Jiangsu and Zhejiang."""
    page = page_at("/regions?province=320000,330000&theme=light")
    assert _until(lambda: page.find_elements("#exhibit-province_map [data-share]"))
    script = "document.querySelector('#exhibit-province_map [data-share]').click()"
    page.driver.execute_script(script)
    assert _until(lambda: page.find_elements("dialog.share[open]"))
    return page


def test_link_frame_and_citation_name_the_same_view(dialog: Browser) -> None:
    link, code, cited = (_value(dialog, name) for name in ("link", "embed", "cite"))
    assert "/regions?province=320000,330000" in link
    assert "/embed/province_map?province=320000,330000" in unescape(code)
    assert "专精特新企业省份地图" in cited
    assert "江苏" in cited
    assert "演示数据" in cited
    assert link in cited


def test_a_signed_frame_works_from_a_slide_on_disk(dialog: Browser, tmp_path: Path) -> None:
    dialog.driver.execute_script("document.querySelector('[data-share-sign]').click()")
    assert _until(lambda: "token=" in _value(dialog, "embed"))
    found = search(r'src="([^"]+)"', _value(dialog, "embed"))
    assert found is not None
    slide = tmp_path / "slide.html"
    widened = f"{unescape(found.group(1))}&province=440000"
    slide.write_text(f'<iframe src="{widened}" width="700" height="500"></iframe>', "utf-8")
    dialog.driver.get(slide.as_uri())
    dialog.driver.switch_to.frame(0)
    try:
        assert _until(lambda: dialog.driver.execute_script(SHOWN)) == ["320000", "330000"]
        assert not dialog.driver.find_elements("css selector", "[data-export]")
    finally:
        dialog.driver.switch_to.default_content()


def test_a_page_is_not_framed(br: Browser, live_url: str, tmp_path: Path) -> None:
    slide = tmp_path / "page.html"
    slide.write_text(f'<iframe src="{live_url}/regions"></iframe>', "utf-8")
    br.driver.get(slide.as_uri())
    time.sleep(2)
    br.driver.switch_to.frame(0)
    try:
        assert not br.driver.find_elements("css selector", "#page")
    finally:
        br.driver.switch_to.default_content()
