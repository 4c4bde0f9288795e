"""Pictures from the server: caption inside, each caller its own, clear refusals."""

import re
import shutil
import struct
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.http.edge import THREADS
from components.rendering.caption import caption
from components.travel import chromium as browsers
from components.travel import picture_export
from components.travel.chromium import (
    BrowserMissingError,
    PictureError,
    SlowError,
    Studio,
    chromium,
)
from components.travel.pictures import SIZES, captioned
from components.travel.turns import WAITING, BusyError, busy
from data_layer.filters.query import parse_query
from data_layer.registry.settings import Settings

pytestmark = pytest.mark.flaky(reruns=1)

needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="Chromium is not installed"
)


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    one = Studio(waiting=20)
    yield one
    one.close()


def client(workspace: Workspace, studio: Studio) -> FlaskClient:
    """A server with the picture addresses alone."""
    server = Flask("pictures")
    picture_export.register(server, workspace, studio)
    server.register_error_handler(BusyError, busy)
    return server.test_client()


def png_size(body: bytes) -> tuple[int, ...]:
    """Width and height in the header of a PNG."""
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", body[16:24])


def words_in(svg: str) -> str:
    """All text of an SVG, with wrapped lines joined."""
    return unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)))


@needs_chromium
@pytest.mark.parametrize(
    ("size", "pixels"), [("slide", (1600, 900)), ("a4", (2246, 1588)), ("social", (1200, 630))]
)
def test_sizes_in_pixels(
    workspace: Workspace, studio: Studio, size: str, pixels: tuple[int, int]
) -> None:
    answer = client(workspace, studio).get(f"/export/clusters.png?size={size}&theme=dark")
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    assert png_size(answer.data) == pixels
    assert ".png" in answer.headers["Content-Disposition"]


@needs_chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_caption_is_inside(workspace: Workspace, studio: Studio, lang: Any) -> None:
    search = f"tier=national&lang={lang}"
    answer = client(workspace, studio).get(f"/export/province_map.svg?{search}")
    assert answer.mimetype == "image/svg+xml"
    said = words_in(answer.text)
    query = parse_query(search)
    words = caption(workspace.run(exhibits()["province_map"], query), lang)
    assert words.kinds[-1] == "demonstration"
    for part in (words.title, words.filters, words.source, words.sample, *words.badges):
        assert part in said
    assert workspace.registry().version[:12] in said
    assert words.date in said
    assert {"zh": "地图数据：天地图", "en": "Map data: Tianditu"}[lang] in said
    # 34 areas of the country and the 8 that reach into the inset, from files, not from a network.
    assert len(re.findall(r'class="choroplethlayer"', answer.text)) == 2
    assert len(re.findall(r'class="choroplethlocation" [^>]*d="M', answer.text)) == 34 + 8


@needs_chromium
def test_a_table_is_drawn_with_its_first_rows(workspace: Workspace, studio: Studio) -> None:
    said = words_in(client(workspace, studio).get("/export/measures_2026.svg").text)
    first = workspace.run(exhibits()["measures_2026"], parse_query("")).frame
    assert str(first.row(0)[1]) in said
    assert exhibits()["measures_2026"].title.zh in said


@needs_chromium
def test_a_wide_table_is_cut_with_an_ellipsis_and_says_so(
    workspace: Workspace, studio: Studio
) -> None:
    said = words_in(client(workspace, studio).get("/export/errata.svg?size=social").text)
    assert "\u2026" in said
    assert "\u00e2" not in said  # an ellipsis read as Latin-1
    rows = workspace.run(exhibits()["errata"], parse_query("")).frame.height
    assert re.search(rf"仅列前 \d+ 行，共 {rows} 行", said)


@needs_chromium
def test_pdf(workspace: Workspace, studio: Studio) -> None:
    answer = client(workspace, studio).get("/export/clusters.pdf?size=a4")
    assert answer.data.startswith(b"%PDF-")


@needs_chromium
def test_each_thread_gets_its_own_picture(workspace: Workspace, studio: Studio) -> None:
    result = workspace.run(exhibits()["clusters"], parse_query(""))
    width, height, _, _ = SIZES["social"]

    def drawn(mark: str) -> str:
        figure = captioned(result, caption(result, "zh", mark), "zh", "light")
        return studio.picture(figure, "svg", width, height, 1).decode()

    marks = [f"MARK{at}." for at in range(12)]
    with ThreadPoolExecutor(6) as pool:
        for mark, svg in zip(marks, pool.map(drawn, marks), strict=True):
            assert mark in svg
            assert not [other for other in marks if other != mark and other in svg]


@needs_chromium
def test_a_figure_that_cannot_be_drawn_leaves_the_studio_usable() -> None:
    one = Studio(timeout=15)
    try:
        broken = {"caption": {"title": "no colours, no badges"}}
        with pytest.raises(PictureError):
            one.picture({"data": [], "layout": {"meta": broken}}, "png", 300, 200, 1)
        assert png_size(one.picture({"data": [], "layout": {}}, "png", 300, 200, 2)) == (600, 400)
    finally:
        one.close()


@needs_chromium
def test_a_browser_that_was_killed_costs_no_picture() -> None:
    one = Studio(timeout=15)
    figure: dict[str, Any] = {"data": [], "layout": {}}
    others = _browsers()
    try:
        one.picture(figure, "png", 300, 200, 1)
        for process in _browsers() - others:
            process.kill()
        assert png_size(one.picture(figure, "png", 300, 200, 2)) == (600, 400)
    finally:
        one.close()


@needs_chromium
def test_a_browser_that_is_stuck_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers nothing, not even that it should close: it would stay with all of its memory."""
    one, others = Studio(timeout=15), _browsers()
    figure: dict[str, Any] = {"data": [], "layout": {}}
    try:
        one.picture(figure, "png", 300, 200, 1)
        stuck = _browsers() - others
        for process in stuck:
            process.suspend()
        with monkeypatch.context() as short:
            short.setattr(browsers, "STARTING", -13)
            short.setattr(browsers, "CLOSING", 1)
            with pytest.raises(SlowError):
                one.picture(figure, "png", 300, 200, 1)
        assert not {it for it in stuck if it.is_running() and it.status() == "stopped"}
        assert png_size(one.picture(figure, "png", 300, 200, 2)) == (600, 400)
    finally:
        one.close()


def _browsers() -> set[psutil.Process]:
    family = psutil.Process().children(recursive=True)
    return {it for it in family if "chrom" in it.name()}


def test_pictures_leave_threads_for_pages() -> None:
    assert WAITING + 1 < THREADS


@pytest.mark.parametrize(
    ("address", "status", "key"),
    [
        ("clusters.png?size=poster", 400, "size"),
        ("clusters.png?foo=1", 400, "foo"),
        ("clusters.svg?tier=x", 400, "tier"),
        ("clusters.pdf?metric=x", 400, "metric"),
        ("no_such.png", 404, "export"),
    ],
)
def test_refusals_name_key_and_value(
    workspace: Workspace, address: str, status: int, key: str
) -> None:
    answer = client(workspace, Studio()).get(f"/export/{address}")
    assert answer.status_code == status
    assert answer.get_json()["error"][0]["key"] == key


def test_without_chromium_the_answer_names_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent/chromium")
    with pytest.raises(BrowserMissingError):
        chromium()
    answer = client(workspace, Studio()).get("/export/clusters.png")
    assert answer.status_code == 503
    assert "Chromium" in answer.get_json()["error"][0]["allowed"]
    assert "Retry-After" not in answer.headers


def test_a_full_queue_says_when_to_come_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretended = tmp_path / "chromium"
    pretended.touch(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(pretended))
    begun, finish = threading.Event(), threading.Event()

    def slowly(*_: Any) -> bytes:
        begun.set()
        assert finish.wait(20)
        return b"done"

    one = Studio(waiting=0)
    monkeypatch.setattr(one, "_drawn", slowly)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(one.picture, {"data": [], "layout": {}}, "png", 9, 9, 1)
        assert begun.wait(20)
        with pytest.raises(BusyError):
            one.picture({"data": [], "layout": {}}, "png", 9, 9, 1)
        answer = client(workspace, one).get("/export/clusters.png")
        finish.set()
        assert working.result(20) == b"done"
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


@needs_chromium
@pytest.mark.parametrize("caption", [None, {"title": "", "filters": "", "lines": [], "badges": []}])
def test_names_at_points_do_not_cover_each_other(studio: Studio, caption: Any) -> None:
    """The card lets the later name give way; slides have no caption, pictures have one."""
    points = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [1, 1, 9],
        "y": [1, 1, 9],
        "text": ["北京", "上海", "成都"],
    }
    meta = {} if caption is None else {"meta": {"caption": caption}}
    svg = studio.picture(
        {"data": [points], "layout": meta}, "svg", width=600, height=400, scale=1
    ).decode()
    names = re.findall(r"<text([^>]*)>(北京|上海|成都)<", svg)
    hidden = [name for style, name in names if "visibility: hidden" in style]
    assert (len(names), hidden) == (3, ["上海"])


@needs_chromium
def test_a_name_on_the_bubble_of_another_point_gives_way(studio: Studio) -> None:
    """By hand: the name over the first stands on the large second, and below it on the fifth; that
    over the sixth on the seventh, and below it on none. On its own mark a name stays."""
    points = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [4, 4, 9, 2, 4, 7, 7],
        "y": [5, 5.6, 9, 2, 4.4, 5, 5.6],
        "text": ["嘉兴", "", "成都", "温州", "", "北京", ""],
        "textposition": ["top center"] * 3 + ["middle center"] + ["top center"] * 3,
        "marker": {"size": [20, 40, 20, 40, 40, 20, 40]},
    }
    layout = {"xaxis": {"range": [0, 10]}, "yaxis": {"range": [0, 10]}}
    svg = studio.picture(
        {"data": [points], "layout": layout}, "svg", width=600, height=400, scale=1
    ).decode()
    names = re.findall(r"<text([^>]*)>(嘉兴|成都|温州|北京)<", svg)
    hidden = [name for style, name in names if "visibility: hidden" in style]
    assert (len(names), hidden) == (4, ["嘉兴"])
    assert [name for style, name in names if "translate: 0" in style] == ["北京"]


@needs_chromium
def test_words_of_an_arrow_at_the_edge_are_whole(workspace: Workspace, studio: Studio) -> None:
    """They begin 120 px right of a place at 95 per cent of the chart."""
    notes = "arrow:95,90,120,40:这里这里是很长的说明文字"
    svg = client(workspace, studio).get(f"/export/province_ranking.svg?notes={notes}").text
    inner = re.search(r'<svg x="24"[^>]* width="([\d.]+)"', svg)
    box = re.search(
        r'class="annotation-text-g".*?translate\((-?[\d.]+).*?<rect[^>]* width="([\d.]+)"', svg
    )
    assert inner
    assert box
    assert float(box[1]) + float(box[2]) <= float(inner[1])


@needs_chromium
def test_a_picture_that_takes_too_long_is_to_be_asked_for_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> bytes:
        raise TimeoutError

    one = Studio()
    monkeypatch.setattr(one, "_attempt", slow)
    answer = client(workspace, one).get("/export/clusters.png")
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (503, True)
