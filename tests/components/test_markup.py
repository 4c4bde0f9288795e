"""Static components become the HTML that React would have written."""

from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from components.card.markup import markup


class _Read(HTMLParser):
    """Elements with their attributes, and text, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_an_element_by_hand() -> None:
    tree = html.Details(
        [html.Summary("说明", className="a b"), None, 3, html.Br(), html.Label("x", htmlFor="y")],
        open=True,
        hidden=False,
        style={"--share": "20%", "minWidth": "3px"},
        **{"data-x": 'a"b', "aria-label": "<"},
    )
    assert markup(tree) == (
        '<details aria-label="&lt;" data-x="a&quot;b" open style="--share:20%;min-width:3px">'
        '<summary class="a b">说明</summary>3<br><label for="y">x</label></details>'
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_text_stays_text(text: str, value: str) -> None:
    """Whatever a registry holds: one element, its attribute, its text; nothing else."""
    found = _Read(markup(html.P(text, title=value))).found
    assert found[0] == ("p", {"title": value.replace("\r\n", "\n").replace("\r", "\n")}) or (
        found[0] == ("p", {"title": value})
    )
    assert all(isinstance(part, str) for part in found[1:])


def test_components_that_live_are_refused() -> None:
    with pytest.raises(TypeError, match="Link"):
        markup(dcc.Link("x", href="/"))
    with pytest.raises(TypeError, match="id"):
        markup(html.Div(id={"type": "a", "at": 1}))
