"""/api/v1: catalogue, figures, facets, rows in pages, ETags, forms by Accept, OpenAPI."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.catalogue import exhibits
from data_layer.importer.figures.stored import import_context
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


@pytest.fixture(scope="module")
def registry(demo_home: Path) -> Registry:
    found = Store(demo_home).current()
    assert found is not None
    return found


def _get(client: FlaskClient, path: str, **headers: str) -> Any:
    return client.get(f"/api/v1/{path}", headers=headers)


def test_catalogue_lists_every_exhibit_as_designed(client: FlaskClient) -> None:
    entries = json.loads(_get(client, "exhibits").data)["exhibits"]
    assert {e["id"] for e in entries} == set(exhibits())
    for entry in entries:
        assert set(entry["title"]) == {"zh", "en"}
        assert not entry["page"].startswith("/")
        assert entry["origin"]
        assert all({"name", "unit", "zh", "en"} <= set(column) for column in entry["columns"])
        assert {"csv", "json"} <= set(entry["formats"])


def test_figures_equal_the_csv(client: FlaskClient) -> None:
    query = "tier=national&lang=en"
    data = json.loads(_get(client, f"exhibits/province_map?{query}").data)
    table = pl.read_csv(io.BytesIO(client.get(f"/export/province_map.csv?{query}").data))
    assert [row["enterprises"] for row in data["data"]] == table["enterprises"].to_list()
    assert data["filters"] == "Tier: National (little giant)"
    assert data["version"]


def test_etag_changes_with_the_query_and_answers_304(client: FlaskClient) -> None:
    first = _get(client, "exhibits/clusters?tier=national&province=320000")
    again = _get(client, "exhibits/clusters?province=320000&tier=national")
    other = _get(client, "exhibits/clusters?province=330000")
    assert first.headers["ETag"] == again.headers["ETag"] != other.headers["ETag"]
    known = _get(
        client,
        "exhibits/clusters?tier=national&province=320000",
        **{"If-None-Match": first.headers["ETag"]},
    )
    assert (known.status_code, known.data) == (304, b"")


def test_arrow_and_parquet_by_accept(client: FlaskClient) -> None:
    arrow = _get(client, "exhibits/clusters?lang=en", Accept="application/vnd.apache.arrow.stream")
    parquet = _get(client, "exhibits/clusters?lang=en", Accept="application/vnd.apache.parquet")
    from_arrow = pl.read_ipc_stream(io.BytesIO(arrow.data))
    assert from_arrow.equals(pl.read_parquet(io.BytesIO(parquet.data)))
    assert "cluster" in from_arrow.columns


def test_an_answer_known_in_one_form_is_not_known_in_another(client: FlaskClient) -> None:
    for path in ("exhibits/clusters", "enterprises?limit=2"):
        known = _get(client, path).headers["ETag"]
        assert _get(client, path, **{"If-None-Match": known}).status_code == 304
        arrow = {"Accept": "application/vnd.apache.arrow.stream", "If-None-Match": known}
        assert _get(client, path, **arrow).status_code == 200


def test_a_figure_with_context_is_new_when_the_context_is(demo_home: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_home, tmp_path / "home")
    fresh = create_app(Settings(home=tmp_path / "home")).server.test_client()
    path = "exhibits/province_context?indicator=R%26D"
    known = _get(fresh, path).headers["ETag"]
    table = tmp_path / "rd.csv"
    table.write_text("province,year,R&D\n江苏,2023,5\n", encoding="utf-8")
    import_context(table, tmp_path / "home")
    assert _get(fresh, path, **{"If-None-Match": known}).status_code == 200


def test_rows_come_as_arrow_and_parquet_too(client: FlaskClient) -> None:
    query = "enterprises?province=330000&lang=en&limit=7"
    plain = json.loads(_get(client, query).data)
    arrow = _get(client, query, Accept="application/vnd.apache.arrow.stream")
    parquet = _get(client, query, Accept="application/vnd.apache.parquet")
    rows = pl.read_ipc_stream(io.BytesIO(arrow.data))
    assert rows["id"].to_list() == [row["id"] for row in plain["data"]]
    assert rows.equals(pl.read_parquet(io.BytesIO(parquet.data)))
    assert arrow.headers["X-Next-Cursor"] == plain["next"]


def test_rows_come_in_pages_that_add_up(client: FlaskClient, registry: Registry) -> None:
    ids: list[str] = []
    cursor = ""
    while True:
        page = json.loads(
            _get(client, f"enterprises?province=330000&lang=en&limit=97{cursor}").data
        )
        ids += [row["id"] for row in page["data"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    expected = registry.rows.filter(pl.col("province_code") == "330000").collect()["id"].to_list()
    assert ids == expected
    assert page["enterprises"] == len(expected) > 97


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=99999", "limit=x", "cursor=zzz", "cursor=%00", "cursor=YTo1", "x=1"]
)
def test_bad_paging_is_refused_by_name(client: FlaskClient, query: str) -> None:
    answer = _get(client, f"enterprises?{query}")
    assert answer.status_code == 400
    assert json.loads(answer.data)["error"][0]["key"] == query.split("=")[0]


def test_facets_follow_the_filters(client: FlaskClient, registry: Registry) -> None:
    body = json.loads(_get(client, "facets?province=320000").data)
    expected = registry.rows.filter(pl.col("province_code") == "320000").collect().height
    assert body["enterprises"] == expected
    assert sum(body["facets"]["tier"].values()) == expected
    assert len(body["facets"]["province"]) > 5


def test_openapi_names_every_exhibit_and_its_parameters(client: FlaskClient) -> None:
    document = json.loads(_get(client, "openapi.json").data)
    shared = document["components"]["parameters"]
    for id, exhibit in exhibits().items():
        operation = document["paths"][f"/exhibits/{id}"]["get"]
        held = [
            shared[p["$ref"].rpartition("/")[2]] if "$ref" in p else p
            for p in operation["parameters"]
        ]
        named = [parameter["name"] for parameter in held]
        assert len(set(named)) == len(named), id
        assert {exhibit.query_key(param) for param in exhibit.params} <= set(named)
        assert {"province", "patents", "version"} <= set(named)
    operations = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(operations)) == len(operations)


def test_answers_have_the_members_that_openapi_declares(client: FlaskClient) -> None:
    document = json.loads(_get(client, "openapi.json").data)
    base = document["servers"][0]["url"]
    for path in ("/exhibits", "/exhibits/clusters", "/facets", "/enterprises"):
        content = document["paths"][path]["get"]["responses"]["200"]["content"]
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][name]
        answer = json.loads(client.get(f"{base}{path}").data)
        assert set(schema["required"]) <= set(answer) <= set(schema["properties"]), path


def test_openapi_names_the_cards_where_they_are(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home, prefix="/atlas/")).server.test_client()
    document = json.loads(client.get("/atlas/api/v1/openapi.json").data)
    described = document["paths"]["/cards/{exhibit}"]
    exhibit, *others = described["get"]["parameters"]
    assert (exhibit["in"], exhibit["required"]) == ("path", True)
    assert exhibit["schema"]["enum"] == list(exhibits())
    assert {"table", "path", "token"} <= {p.get("name") for p in others}
    answer = client.get(f"{described['servers'][0]['url']}/cards/clusters?province=320000")
    schema = document["components"]["schemas"]["Card"]
    assert set(schema["required"]) <= set(answer.get_json()) <= set(schema["properties"])


@pytest.mark.parametrize("path", ["exhibits/nothing", "nothing", "exhibits/<script>"])
def test_unknown_addresses_are_404_and_echo_no_markup(client: FlaskClient, path: str) -> None:
    answer = _get(client, path)
    assert answer.status_code == 404
    assert b"<script>" not in answer.data
