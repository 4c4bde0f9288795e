"""Each private name of Dash and python-pptx still means what the components take it for."""

from pathlib import Path

import dash
from dash import Input, Output, dcc, html
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from components import compat


def test_pages_content(tmp_path: Path) -> None:
    app = dash.Dash("pages", use_pages=True, pages_folder="", assets_folder=str(tmp_path))
    app.layout = html.Div(dash.page_container)
    app.server.test_client().get("/_dash-layout")
    assert any(compat.PAGES_CONTENT in output for output in app.callback_map)


def test_readdressed_dash(tmp_path: Path) -> None:
    class Marked(compat.ReaddressedDash):
        def readdress(self, source: object) -> object:
            return f"{source}#mark"

    (tmp_path / "own.js").write_text("")
    app = Marked("marked", assets_folder=str(tmp_path))
    app.layout = html.Div()
    page = app.server.test_client().get("/").text
    assert "/assets/own.js" in page
    assert page.count("#mark") == page.count('<script src="')


def test_unused_scripts(tmp_path: Path) -> None:
    app = dash.Dash("scripts", assets_folder=str(tmp_path))
    app.layout = html.Div()
    page = app.server.test_client().get("/").text
    left = compat.UNUSED_SCRIPTS.sub("", page)
    assert page.count("<script src=") - left.count("<script src=") == 2
    assert "polyfill" not in left
    assert "dash_table/bundle" not in left


def test_own_component() -> None:
    class Sheet(compat.OwnComponent):
        def __init__(self) -> None:
            super().__init__(("id", "words"), id="sheet", words="as given")

    assert Sheet().to_plotly_json() == {
        "namespace": "srdi_atlas",
        "type": "Sheet",
        "props": {"id": "sheet", "words": "as given"},
    }


def test_html_namespace() -> None:
    assert html.P("words", id="p").to_plotly_json() == {
        "namespace": compat.HTML_NAMESPACE,
        "type": "P",
        "props": {"children": "words", "id": "p"},
    }
    assert dcc.Store(id="store").to_plotly_json()["namespace"] != compat.HTML_NAMESPACE


def test_server_callback(tmp_path: Path) -> None:
    app = dash.Dash("callbacks", assets_folder=str(tmp_path))
    app.layout = html.Div([dcc.Input(id="a"), html.P(id="b"), html.P(id="c")])
    app.clientside_callback("(it) => it", Output("b", "children"), Input("a", "value"))

    @app.callback(Output("c", "children"), Input("a", "value"))
    def repeat(value: str) -> str:
        return value

    app.server.test_client().get("/_dash-dependencies")
    declared = compat.server_callback(app.callback_map, "c.children")
    assert declared is not None
    assert declared["inputs"] == [{"id": "a", "property": "value"}]
    assert compat.server_callback(app.callback_map, "b.children") is None
    assert compat.server_callback(app.callback_map, "absent.children") is None


def test_is_fingerprinted() -> None:
    assert compat.is_fingerprinted("dash/deps/react@18.v4_4_1m1764000000.min.js")
    assert not compat.is_fingerprinted("dash/deps/react.min.js")


def test_element_and_fill_properties() -> None:
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, (1, 1, 2, 1)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(1, 2, 3)
    assert compat.element(shape).tag.endswith("}sp")
    assert compat.fill_properties(shape.fill).tag.endswith("}spPr")
