"""Each private name in assets/src/compat.js, and what happens where one is missing."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash.testing.browser import Browser

from tests.browser.conftest import PageAt
from tests.browser.test_repaint import QUIET, STANDS

COMPAT = Path(__file__).resolve().parents[2] / "assets" / "src" / "compat.js"
MAP = "const gd = document.querySelector('#exhibit-province_map .plot');"
Ask = Callable[[str], Any]


def _wait(page: Browser) -> None:
    end = time.monotonic() + 25
    while not page.driver.execute_script(QUIET):
        assert time.monotonic() < end, "the cards were not drawn"
        time.sleep(0.1)
    time.sleep(0.4)  # charts follow the height of their row once


@pytest.fixture(scope="module")
def source() -> str:
    """The functions of the module as a script."""
    return COMPAT.read_text(encoding="utf-8").replace("export function", "function")


@pytest.fixture
def ask_anew(page_at: PageAt, source: str) -> Ask:
    """Run code on /regions in which the functions of the module stand."""
    page = page_at("/regions")
    _wait(page)
    return lambda code: page.driver.execute_script(f"{source}\n{MAP}\n{code}")


@pytest.fixture
def ask(br: Browser, request: pytest.FixtureRequest, source: str) -> Ask:
    """The same for code that changes nothing: the page is opened once for all of it."""
    if not br.driver.execute_script("return Boolean(window.unchanged)"):
        request.getfixturevalue("ask_anew")
        br.driver.execute_script("window.unchanged = true")
    return lambda code: br.driver.execute_script(f"{source}\n{MAP}\n{code}")


def test_react(ask: Ask) -> None:
    assert ask("return typeof react().createElement === 'function' && Boolean(react().useRef)")


def test_use_store(ask_anew: Ask) -> None:
    # A hook answers inside a component alone: the page's own Address is one, and subscribes by it.
    ask_anew("dash_clientside.set_props('url', {search: '?lang=en'})")
    end = time.monotonic() + 10
    while ask_anew("return document.documentElement.lang") != "en":
        assert time.monotonic() < end, "the store told of no new address"
        time.sleep(0.1)


def test_property(ask: Ask) -> None:
    assert ask("return property('url', 'pathname')") == "/regions"
    assert ask("return property('absent', 'data') === undefined")
    assert ask("return property({exhibit: 'absent', type: 'card'}, 'title') === undefined")


def test_prefix(ask: Ask) -> None:
    assert ask("return prefix()") == "/"


def test_set_loading_and_is_loading(ask: Ask) -> None:
    code = "return [isLoading(), (setLoading(gd, true), isLoading()), "
    assert ask(f"{code}(setLoading(gd, false), isLoading())]") == [False, True, False]


def test_full_layout(ask: Ask) -> None:
    assert ask("return fullLayout(gd).width === Math.round(gd.clientWidth)")


def test_full_data(ask: Ask) -> None:
    assert ask("return fullData(gd).length === gd.data.length && fullData(gd)[0].visible === true")


def test_listeners(ask_anew: Ask) -> None:
    code = "const before = listeners(gd), data = gd.data; Plotly.purge(gd);"
    assert ask_anew(
        f"{code} Plotly.newPlot(gd, data); return Boolean(before) && before !== listeners(gd)"
    )


def test_axis_span(ask: Ask) -> None:
    code = """
    const bars = [...document.querySelectorAll('.plot')].find((it) => it._fullLayout?.xaxis);
    const span = axisSpan(bars._fullLayout.xaxis), size = bars._fullLayout;
    return [span.offset, span.offset + span.length <= size.width];
    """
    offset, inside = ask(code)
    assert offset > 0
    assert inside


def test_categories(ask: Ask) -> None:
    code = """
    const bars = [...document.querySelectorAll('.plot')].find((it) => it._fullLayout?.xaxis);
    const {xaxis, yaxis} = bars._fullLayout;
    const [named, counted] = yaxis.type === 'category' ? [yaxis, xaxis] : [xaxis, yaxis];
    return [categories(named), categories(counted)];
    """
    names, none = ask(code)
    assert {"江苏", "广东"} <= set(names)
    assert none == []


def test_drawn_areas_bind_areas_and_restyle(ask_anew: Ask) -> None:
    code = """
    const i = fullData(gd).findIndex((it) => it.meta === 'values');
    const items = gd.calcdata[i], byCode = drawnAreas(items), codes = gd.data[i].locations;
    const areas = codes.map((code) => byCode[code]).map(({item, path}, at) => (
      {path, item: {...item, z: at ? item.z : 0}}));
    const was = areas[1].path.style.fill;
    gd.calcdata[i] = bindAreas(items, areas);
    gd.calcdata[i][0].trace = fullData(gd)[i];
    restyle(gd, i);
    return [codes.length === Object.keys(byCode).length, areas[0].path.__data__.z,
      areas[1].path.style.fill === was, areas[0].path.parentNode === areas[1].path.parentNode];
    """
    assert ask_anew(code) == [True, 0, True, True]


def test_area_of(ask: Ask) -> None:
    code = """
    const text = [...gd.querySelectorAll('.geolayer text')].find((it) => it.textContent === '江苏');
    return areaOf(text);
    """
    assert ask(code) == "320000"


def test_is_update(ask: Ask) -> None:
    code = "return performance.getEntriesByType('resource').map((it) => it.name).filter(isUpdate)"
    assert all("_dash-update-component" in it for it in ask(code))
    assert ask(code), "Dash's updates go to another address"
    assert ask("return isUpdate('/parts/status')") is False


def test_triggered_by(ask_anew: Ask) -> None:
    # A callback of the page alone is told what triggered it: that of the lists of filters.
    ask_anew("""
    const plain = dash_clientside.options.offer;
    dash_clientside.options.offer = (...given) => {
      window.by = [triggeredBy('recount'), triggeredBy('absent')];
      return plain(...given);
    };
    dash_clientside.set_props('recount', {data: 'x'});
    """)
    end = time.monotonic() + 10
    while (by := ask_anew("return window.by")) is None:
        assert time.monotonic() < end, "the callback was not run"
        time.sleep(0.1)
    assert by == [True, False]


def test_base_maps(ask: Ask) -> None:
    assert ask("return Object.keys(baseMaps().world_110m.objects).length") == 7


BREAKS = {
    "calcdata": "gd.calcdata = [];",
    "node3": "for (const items of gd.calcdata) { items[0].node3 = {selectAll: 1}; }",
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_map_is_drawn_anew_where_an_internal_is_missing(page_at: PageAt, name: str) -> None:
    page = page_at("/regions?tier=national")
    _wait(page)
    fresh = page.driver.execute_script(STANDS)["province_map"]
    page = page_at("/regions")
    _wait(page)
    drawn = "window.verbs = []; const plain = Plotly.react; Plotly.react = (...given) => {"
    told = "if (given[0] === gd) { window.verbs.push('react'); } return plain(...given); };"
    page.driver.execute_script(MAP + drawn + told + BREAKS[name])
    page.driver.execute_script("dash_clientside.set_props('url', {search: '?tier=national'})")
    _wait(page)
    assert page.driver.execute_script("return window.verbs") == ["react"]
    assert page.driver.execute_script(STANDS)["province_map"] == fresh
