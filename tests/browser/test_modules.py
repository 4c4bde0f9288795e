"""The modules of assets/src by themselves: addresses, controls, labels, counting."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, html
from dash.testing.browser import Browser
from flask import Response

from tests.browser.conftest import PageAt

SOURCES = Path(__file__).resolve().parents[2] / "assets" / "src"
RUN = """
const [name, call, given, done] = arguments;
import(`/modules/${name}.js`).then((module) => done([module[call](...given)]))
  .catch((error) => done(String(error)));
"""
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def bare(serve: Callable[[Dash], str]) -> str:
    app = Dash("modules", assets_ignore=".")
    app.layout = html.Div()

    @app.server.get("/modules/<name>")
    def module(name: str) -> Response:
        return Response((SOURCES / name).read_text(encoding="utf-8"), mimetype="text/javascript")

    return serve(app)


@pytest.fixture(scope="module")
def call(page_at: PageAt, bare: str) -> Call:
    """Call an exported function of a module; its answer."""
    page: Browser = page_at(bare)

    def run(name: str, function: str, *given: Any) -> Any:
        answer = page.driver.execute_async_script(RUN, name, function, given)
        assert isinstance(answer, list), answer
        return answer[0]

    return run


def test_an_address_is_read(call: Call) -> None:
    assert call("address", "read", "?tier=national&city=1,2&city=3&patents=") == {
        "tier": "national",
        "city": "1,2,3",
    }
    assert call("address", "read", None) == {}


def test_an_address_is_written(call: Call) -> None:
    assert (
        call("address", "write", {"city": "1,2", "q": "a&b c", "x": ""}) == "?city=1,2&q=a%26b%20c"
    )
    assert call("address", "write", {}) == ""


def test_a_key_of_an_address_is_set_and_taken_out(call: Call) -> None:
    assert call("address", "set", "lang", "en", "?tier=national") == "?tier=national&lang=en"
    for nothing in ("", None):
        assert call("address", "set", "tier", nothing, "?tier=national") == ""
    assert call("address", "set", "patents_over", 0, "") == "?patents_over=0"


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("city", "1", "?city=2&tier=national&lang=en&map.level=city&version=a"),
        ("city", "*", "?tier=national&lang=en&map.level=city&version=a"),
        ("tier", "national", "?city=1,2&lang=en&map.level=city&version=a"),
        ("*", None, "?lang=en&map.level=city&version=a"),
    ],
)
def test_a_filter_is_dropped(call: Call, key: str, value: str | None, left: str) -> None:
    search = "?city=1,2&tier=national&lang=en&map.level=city&version=a"
    assert call("address", "drop", search, key, value) == left


def test_filters_are_neither_settings_nor_theme(call: Call) -> None:
    assert call("address", "filtersOf", "?tier=national&map.level=city&theme=dark") == (
        "?tier=national"
    )


@pytest.mark.parametrize(
    ("part", "text", "value"),
    [
        ("many", "a,b", ["a", "b"]),
        ("many", None, []),
        ("low", "3..8", "3"),
        ("high", "3..", ""),
        ("number", None, 50),
        ("number", "7", 7),
        ("one", None, "50"),
        ("one", "x", "x"),
    ],
)
def test_a_control_shows_what_the_address_says(
    call: Call, part: str, text: str | None, value: Any
) -> None:
    id = {"at": "bar", "key": "k", "part": part, "default": "50"}
    assert call("control_values", "controlValue", text, id) == value


def test_a_control_writes_its_value_but_not_its_default(call: Call) -> None:
    low, high = ({"key": "capital", "part": part, "default": ""} for part in ("low", "high"))
    ids, values = [low, high], [5, None]
    assert call("control_values", "addressValue", low, 5, ids, values) == "5.."
    assert call("control_values", "addressValue", high, None, ids, [None, None]) == ""
    many = {"key": "city", "part": "many", "default": ""}
    assert call("control_values", "addressValue", many, ["2", "1"], [many], [[]]) == "1,2"
    one = {"key": "n", "part": "number", "default": "50"}
    assert call("control_values", "addressValue", one, 50, [one], [50]) == ""
    assert call("control_values", "addressValue", one, 51, [one], [51]) == "51"


def test_a_frame_spells_its_settings_short(call: Call) -> None:
    pairs = {"persons_over": "30"}
    key = "quadrant.persons_over"
    assert call("control_values", "spelt", pairs, key, True) == "persons_over"
    assert call("control_values", "spelt", pairs, key, False) == key


def _box(left: float, right: float) -> dict[str, float]:
    return {"left": left, "right": right, "top": 0, "bottom": 10}


def test_labels_meet_when_they_cover_more_than_a_pixel(call: Call) -> None:
    assert call("labels", "meet", _box(0, 10), _box(8, 20))
    assert not call("labels", "meet", _box(0, 10), _box(9, 20))


def test_the_later_of_two_labels_gives_way(call: Call) -> None:
    boxes = [_box(0, 10), _box(5, 15), _box(12, 20), _box(30, 40)]
    # The second meets the first; the third only the second, which is hidden; the last an axis.
    assert call("labels", "hidden", boxes, [_box(35, 50)]) == [False, True, False, True]


def test_four_cells_are_counted(call: Call) -> None:
    # (insured, patents) and how many: the threshold itself is below.
    pairs = {"insured": [100, 101, 100, 101], "patents": [50, 50, 51, 51], "counts": [1, 2, 4, 8]}
    assert call("quadrant_counting", "count", pairs, 100, 50) == [8, 4, 2, 1]


def test_a_name_is_fitted_into_lines_of_its_room(call: Call) -> None:
    """By hand: a Latin letter is one column, a Chinese sign two."""
    name = "Science and<br>Technology Popularization"
    assert call("tick_names", "fitted", name, 23, 3) == "Science and Technology<br>Popularization"
    assert call("tick_names", "fitted", name, 23, 1) == "Science and Technology…"
    small = "<span style='font-size:9px'>Electronics</span>"
    assert call("tick_names", "fitted", f"Sensors<br>{small}", 20, 2) == f"Sensors<br>{small}"
    assert call("tick_names", "fitted", f"Sensors<br>{small}", 20, 1) == "Sensors"
    assert call("tick_names", "fitted", "计算机通信设备", 8, 2) == "计算机通<br>信设备"
