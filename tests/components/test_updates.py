"""Updates that no page of the app would send are refused; none is answered 500."""

import json
from pathlib import Path
from typing import Any

import dash
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from components.compat import PAGES_CONTENT, server_callback
from components.http import update_values
from components.http.updates import is_update
from data_layer.registry.settings import Settings
from tests.drawing import examples
from tests.updates import crossing

ADDRESS = "/_dash-update-component"
TEXTS = (
    "",
    "?province=320000",
    "?province=9",
    "?metric=x",
    "?version=0123456789ab",
    "?token=x",
    "?map.level=city",
    "/regions",
    "/embed/clusters",
    "/enterprise/x",
    "//x",
    "\x00",
    "\ud800",
    "<script>",
    "?%ff",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "lang", "theme", "search", "startRow"]), inner)
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(["province", "industry", "calc.enterprise", "radar.left", ""])
EXHIBITS = st.sampled_from(["clusters", "province_map", "enterprise_radar", "no_such_exhibit"])
BLOCKS = st.fixed_dictionaries(
    {
        "startRow": st.integers(-1, 5_000),
        "endRow": st.integers(-1, 5_000),
        "sortModel": st.lists(
            st.fixed_dictionaries(
                {"colId": st.sampled_from(["patents", "no"]), "sort": st.sampled_from(["asc", "x"])}
            ),
            max_size=2,
        ),
    }
)
ENTRIES = st.fixed_dictionaries(
    {"exhibit": EXHIBITS, "query": st.sampled_from(TEXTS)}
) | st.dictionaries(st.sampled_from(["exhibit", "title", "x"]), JSON, max_size=2)
LOCALES = st.fixed_dictionaries({"lang": st.sampled_from(["zh", "en", "xx"])})


@pytest.fixture(scope="module")
def atlas(demo_home: Path) -> dash.Dash:
    app = create_app(Settings(home=demo_home))
    app.server.config["PROPAGATE_EXCEPTIONS"] = False
    app.server.test_client().get("/")  # Dash declares its callbacks with the first request
    return app


@pytest.fixture(scope="module")
def client(atlas: dash.Dash) -> FlaskClient:
    return atlas.server.test_client()


LIKELY: dict[update_values.Kind, st.SearchStrategy[Any]] = {
    update_values.text: st.none() | st.sampled_from(TEXTS),
    update_values.given_text: st.sampled_from(TEXTS),
    update_values.texts: st.none() | st.lists(st.sampled_from(TEXTS), max_size=3),
    update_values.named_texts: st.none() | LOCALES,
    update_values.number: st.none() | st.integers() | st.floats(allow_nan=False),
    update_values.objects: st.none() | st.lists(ENTRIES, max_size=2),
    update_values.given_object: st.just({}) | st.fixed_dictionaries({"context": JSON}),
    update_values.tray: st.none() | st.fixed_dictionaries({"items": st.lists(ENTRIES)}),
    update_values.block: st.none() | BLOCKS,
}
"""What a page would send, by the kind of a property's values."""


def on_server(atlas: dash.Dash) -> dict[str, Any]:
    """The callbacks that run on the server, but for that of Dash's pages, which is refused."""
    declared = {name: server_callback(atlas.callback_map, name) for name in atlas.callback_map}
    return {name: it for name, it in declared.items() if it and PAGES_CONTENT not in name}


@st.composite
def identities(draw: st.DrawFn, id: str) -> Any:
    """An id that a declared one matches."""
    if not id.startswith("{"):
        return id
    drawn = {"exhibit": EXHIBITS, "key": KEYS}
    return {
        name: draw(drawn.get(name, st.sampled_from(["", "x"])))
        if isinstance(value, list)
        else value
        for name, value in json.loads(id).items()
    }


@st.composite
def values(draw: st.DrawFn, id: Any, property: str) -> Any:
    """Mostly what a page would send, now and then anything."""
    if property == "id":
        return id
    kind = update_values.kind_of(id, property)
    likely = LIKELY[kind] if kind else JSON
    return draw(JSON if draw(st.integers(0, 9)) == 9 else likely)


@st.composite
def bodies(draw: st.DrawFn, declared: dict[str, Any]) -> dict[str, Any]:
    """An update of any callback that keeps to its declaration in all but its values."""
    output = draw(st.sampled_from(sorted(declared)))
    spelt = output.strip(".").split("...") if output.startswith("..") else [output]
    places = [it.partition("@")[0].rpartition(".") for it in spelt]
    named = [{"id": id, "property": property} for id, _, property in places]
    components: dict[str, list[Any]] = {}

    def part(dependency: dict[str, str]) -> Any:
        id, property = dependency["id"], dependency["property"]
        if id not in components:
            most = 3 if '["ALL"]' in id else 1
            components[id] = draw(st.lists(identities(id), min_size=1, max_size=most))
        parts = [
            {"id": it, "property": property, "value": draw(values(it, property))}
            for it in components[id]
        ]
        return parts if '["ALL"]' in id else parts[0]

    outputs = [part(it) for it in named]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "changedPropIds": draw(st.just(["url.search"]) | st.just([]) | JSON),
        **{kind: [part(it) for it in declared[output][kind]] for kind in ("inputs", "state")},
    }


def test_every_property_that_a_callback_reads_has_a_kind(atlas: dash.Dash) -> None:
    """What is not declared is refused: a callback that reads it would never be asked."""
    read = {
        (part["id"], part["property"])
        for callback in on_server(atlas).values()
        for part in [*callback["inputs"], *callback["state"]]
        if part["property"] != "id"
    }
    assert len(read) > 15
    without = [
        (id, property)
        for id, property in sorted(read)
        if update_values.kind_of(json.loads(id) if id.startswith("{") else id, property) is None
    ]
    assert without == []


@settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_values_of_an_update_are_answered_500(
    atlas: dash.Dash, client: FlaskClient, data: st.DataObject
) -> None:
    body = data.draw(bodies(on_server(atlas)))
    assert (
        client.post(ADDRESS, data=json.dumps(body), content_type="application/json").status_code
        < 500
    )


@settings(max_examples=examples(100), suppress_health_check=list(HealthCheck))
@given(body=JSON, output=st.integers(0, 40), part=JSON)
def test_no_shape_of_an_update_is_answered_500(
    atlas: dash.Dash, client: FlaskClient, body: Any, output: int, part: Any
) -> None:
    known = sorted(atlas.callback_map)
    broken = {
        "output": known[output % len(known)],
        "inputs": part,
        "state": [part],
        "outputs": part,
    }
    for sent in (
        body,
        broken,
        {**crossing(""), "outputs": part},
        {**crossing(""), "inputs": [part] * 3},
    ):
        text = json.dumps(sent)
        answer = client.post(ADDRESS, data=text, content_type="application/json")
        assert answer.status_code == 400, text


def test_deep_brackets_are_refused(client: FlaskClient) -> None:
    answer = client.post(ADDRESS, data=b"[" * 100_000, content_type="application/json")
    assert answer.status_code == 400


def test_what_pages_send_is_answered(client: FlaskClient) -> None:
    url = {"id": "url", "property": "search", "value": ""}
    locale = {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": "light"}}
    options = {"id": "grid", "property": "dashGridOptions", "value": {"rowBuffer": 20}}
    grid = {
        "output": "..grid.dashGridOptions...grid-downloads.children"
        "...grid.columnDefs...grid-hint.children..",
        "outputs": [
            {"id": "grid", "property": "dashGridOptions"},
            {"id": "grid-downloads", "property": "children"},
            {"id": "grid", "property": "columnDefs"},
            {"id": "grid-hint", "property": "children"},
        ],
        "inputs": [url],
        "state": [options, locale],
        "changedPropIds": [],
    }
    for body in (crossing("?province=320000"), grid):
        assert client.post(ADDRESS, json=body).status_code == 200


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        # An argument that says it is another could pass the check of a signed frame.
        (("state", 0), "id", "other"),
        (("state", 0), "property", "hash"),
        (("state", 0), "value", ["?province=320000"]),
        (("state", 1), "value", {}),
        (("state", 2), "value", {"lang": ["zh"]}),
        (("inputs", 0), "id", "other"),
        (("inputs", 0), "id", {"exhibit": "clusters", "type": "card"}),
        (("outputs", 0), "property", "html"),
        (("outputs", 0), "id", "page"),
    ],
)
def test_arguments_are_what_the_callback_declares(
    atlas: dash.Dash, where: tuple[str, int], name: str, value: Any
) -> None:
    body = crossing("?province=320000")
    parts = body[where[0]]
    (parts if isinstance(parts, dict) else parts[where[1]])[name] = value
    assert not is_update(body, atlas.callback_map)


def test_an_id_that_matches_any_names_the_same_components_everywhere(atlas: dash.Dash) -> None:
    """Words typed in two lists with one choice: the callback pairs them by their place."""

    def lists(keys: str, property: str, value: str) -> list[dict[str, Any]]:
        fixed = {"type": "control", "part": "one", "at": "calculator", "default": ""}
        return [{"id": {**fixed, "key": key}, "property": property, "value": value} for key in keys]

    def body(chosen: str) -> dict[str, Any]:
        output = next(it for it in on_server(atlas) if '"calculator"' in it)
        url = {"id": "url", "property": "search", "value": ""}
        locale = {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": "light"}}
        return {
            "output": output,
            "outputs": lists("ab", "options", ""),
            "inputs": [lists("ab", "search_value", "x"), lists(chosen, "value", "")],
            "state": [url, locale],
            "changedPropIds": [],
        }

    assert is_update(body("ab"), atlas.callback_map)
    assert not is_update(body("a"), atlas.callback_map)
    assert not is_update(body("ba"), atlas.callback_map)


def test_a_block_of_rows_has_an_end(atlas: dash.Dash) -> None:
    def asked(end: int) -> dict[str, Any]:
        block = {"startRow": 0, "endRow": end, "sortModel": []}
        return {
            "output": "grid.getRowsResponse",
            "outputs": {"id": "grid", "property": "getRowsResponse"},
            "inputs": [{"id": "grid", "property": "getRowsRequest", "value": block}],
            "state": [
                {"id": "url", "property": "search", "value": ""},
                {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": "light"}},
            ],
            "changedPropIds": ["grid.getRowsRequest"],
        }

    assert is_update(asked(100), atlas.callback_map)
    assert not is_update(asked(1_000_000), atlas.callback_map)
