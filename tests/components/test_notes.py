"""Notes on a chart: read from the address, drawn on it, and taken wherever it goes. By hand."""

import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from components.contract.catalogue import exhibits
from components.contract.exhibit import NOTES
from components.contract.notes import Note, notes_of
from components.contract.requests import card_query, exhibit_query
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from data_layer.filters.problems import FilterError
from data_layer.registry.settings import Settings

FOUR = "mark:江苏,广东;range:江苏..山东:前三;text:70,20:占四成;arrow:90,95,-80,-30:A%3B 50%25"


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


def _result(workspace: Workspace, id: str, notes: str) -> Result:
    return workspace.run(exhibits()[id], exhibit_query(exhibits()[id], f"notes={quote(notes)}"))


def test_notes_are_read() -> None:
    assert notes_of(FOUR) == (
        Note("mark", names=("江苏", "广东", "江苏,广东")),  # a name may hold a comma
        Note("range", "前三", names=("江苏", "山东")),
        Note("text", "占四成", at=(70, 20)),
        Note("arrow", "A; 50%", at=(90, 95, -80, -30)),
    )
    assert notes_of("") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "x",
        "text:1:a",
        "text:1,2:",
        "arrow:1,2:a",
        "range:a:b",
        "mark:",
        "mark:a;",
        "text:1,2:a" * 99,
    ],
)
def test_what_is_no_note_is_refused_and_named(wrong: str) -> None:
    exhibit = exhibits()["province_ranking"]
    assert NOTES.problem(wrong)
    with pytest.raises(FilterError) as refused:
        exhibit_query(exhibit, f"notes={quote(wrong)}")
    assert [p.key for p in refused.value.problems] == ["notes"]
    assert "notes" not in card_query(exhibit, f"?province_ranking.notes={quote(wrong)}").params


def test_marks_ranges_words_and_arrows_stand_on_the_chart(workspace: Workspace) -> None:
    figure = draw(_result(workspace, "province_ranking", FOUR), "zh", "light")
    (bar, *_) = [t for t in figure["data"] if t["type"] == "bar" and t.get("meta") != "base"]
    assert [bar["y"][at] for at in bar["selectedpoints"]] == ["江苏", "广东"]
    (band,) = [s for s in figure["layout"]["shapes"] if s.get("name") == "note"]
    assert (band["yref"], band["y0"], band["y1"]) == (
        "y",
        6.5,
        9.5,
    )  # of ten bars the first is on top
    said = [a for a in figure["layout"]["annotations"] if a.get("name") == "note"]
    assert [a["text"] for a in said] == ["前三", "占四成", "A; 50%"]
    assert (said[1]["x"], said[1]["y"], said[1]["showarrow"]) == (0.7, 0.2, False)
    assert (said[2]["ax"], said[2]["ay"], said[2]["showarrow"]) == (-80, 30, True)


def test_a_range_of_years_and_marked_areas(workspace: Workspace) -> None:
    years = draw(
        _result(workspace, "founding_years", "range:1995–1999..2000–2004:十年"), "zh", "light"
    )
    (band,) = [s for s in years["layout"]["shapes"] if s.get("name") == "note"]
    assert (band["xref"], band["x0"], band["x1"]) == ("x", 1.5, 3.5)
    areas = draw(_result(workspace, "province_map", "mark:江苏"), "zh", "light")
    marked = [t for t in areas["data"] if t.get("meta") == "values"]
    assert [t["text"][at] for t in marked for at in t["selectedpoints"]] == ["江苏"]


def test_what_the_chart_does_not_hold_is_left_out(workspace: Workspace) -> None:
    plain = draw(_result(workspace, "province_ranking", ""), "zh", "light")
    notes = "mark:苏江;range:江苏..苏江:a"
    asked = draw(_result(workspace, "province_ranking", notes), "zh", "light")
    assert asked["data"] == plain["data"]
    assert not [it for it in asked["layout"]["shapes"] if it.get("name") == "note"]


def test_a_note_brings_no_markup(workspace: Workspace) -> None:
    notes = "text:1,2:<a href='x'>y</a>"
    figure = draw(_result(workspace, "clusters", notes), "zh", "light")
    assert "<a" not in json.dumps(figure["layout"]["annotations"])


def test_notes_go_with_the_chart(client: FlaskClient) -> None:
    asked = f"clusters.notes={quote('text:50,50:看这里')}"
    card = json.loads(client.get(f"/cards/clusters?{asked}").data)
    assert "看这里" in json.dumps(card["figure"], ensure_ascii=False)
    assert "notes=" in card["share"]["query"]
    assert "clusters.notes=" in card["share"]["pageQuery"]
    assert "notes=" in card["menu"]
    assert "notes=" in card["foot"]  # what the tray keeps
    plain = json.loads(client.get("/cards/clusters").data)
    assert "看这里" not in json.dumps(plain, ensure_ascii=False)
    framed = client.get(f"/cards/clusters?notes={quote('text:50,50:看这里')}").data
    assert "看这里" in json.dumps(json.loads(framed)["figure"], ensure_ascii=False)


def test_numbers_are_the_same_with_notes(client: FlaskClient) -> None:
    asked = quote("mark:长三角")
    assert client.get(f"/export/clusters.csv?notes={asked}").data == (
        client.get("/export/clusters.csv").data
    )
    assert client.get("/export/clusters.csv?notes=nonsense").status_code == 400


def test_a_slide_with_notes_is_a_picture_of_them(client: FlaskClient) -> None:
    items = [{"exhibit": "clusters", "query": f"notes={quote('text:50,50:看这里')}"}]
    answer = client.post("/briefing.pptx", data={"items": json.dumps(items)})
    (slide,) = Presentation(io.BytesIO(answer.data)).slides
    kinds = [shape.shape_type for shape in slide.shapes]
    assert not any(shape.has_chart for shape in slide.shapes)
    assert any("PICTURE" in str(kind) for kind in kinds)
