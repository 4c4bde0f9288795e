"""Every address: headers, refusals, downloads, and a few hundred hostile queries."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote

import fastexcel
import polars as pl
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.catalogue import exhibits
from data_layer.registry.clock import CHINA
from data_layer.registry.clock import today as today_in
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

HOSTILE = (
    *("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "' OR 1=1 --", "{{7*7}}"),
    *("../../etc/passwd", "../..", "%00", "\x00", "%ff%fe", "\r\nSet-Cookie: x=1", "[]", "{}"),
    *("😀" * 50, "a" * 9000, "9" * 400, ",,,,", "320000,", "=cmd|' /C calc'!A0", "${7*7}"),
    *("1..2..3", "NaN..", "-1e999.."),
)
KEYS = (
    "province",
    "tier",
    "patents",
    "q",
    "lang",
    "theme",
    "version",
    "metric",
    "<b>",
    "map.metric",
    "days",
    "limit",
    "cursor",
)


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


@pytest.mark.parametrize(
    "path", ["/", "/regions", "/export/province_map.csv", "/healthz", "/nowhere"]
)
def test_headers_of_every_answer(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_frames_are_allowed_under_embed_only(demo_home: Path) -> None:
    settings = Settings(home=demo_home, embed_origins=("https://slides.example",))
    framed = create_app(settings).server.test_client().get("/embed/province_map").headers
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'self' https://slides.example" in framed["Content-Security-Policy"]


@pytest.mark.parametrize("key", KEYS)
def test_hostile_queries_are_refused_or_read_but_never_echoed(
    client: FlaskClient, key: str
) -> None:
    addresses = [
        "/",
        "/export/province_map.csv",
        "/export/province_map.json",
        "/export/enterprises.csv",
        "/embed/province_map",
        "/sign/province_map",
        "/api/v1/exhibits/province_map",
        "/api/v1/enterprises",
    ]
    for bad in HOSTILE:
        for address in addresses:
            answer = client.get(f"{address}?{quote(key)}={quote(bad, errors='surrogatepass')}")
            assert answer.status_code in (200, 400), (address, key, bad)
            body = answer.get_data(as_text=True)
            assert "<script>alert" not in body
            assert "<img src=x" not in body
            assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/export/nothing.csv",
        "/export/province_map.exe",
        "/export/<script>.csv",
        "/_dash-component-suites/x/y.js",
        "/assets/../app.py",
        "/export/clusters",
        "/export/a/b.csv",
        "/export/enterprises.json",
    ],
)
def test_unknown_addresses_are_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"<script>.csv" not in answer.data


@pytest.mark.parametrize(
    ("name", "key", "allowed"),
    [
        ("enterprises.json", "format", "csv, xlsx, parquet"),
        ("clusters.doc", "format", "csv, json, parquet, xlsx, png, svg, pdf"),
        ("nothing.csv", "export", "clusters"),
    ],
)
def test_a_wrong_download_says_which_part_is_wrong(
    client: FlaskClient, name: str, key: str, allowed: str
) -> None:
    (problem,) = json.loads(client.get(f"/export/{name}").data)["error"]
    assert problem["key"] == key
    assert allowed in problem["allowed"]


def test_more_rows_than_a_workbook_takes_are_refused_before_one_is_written(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.travel.downloads.XLSX_ROWS", 1_000)
    monkeypatch.setattr("components.travel.exhibit_files.xlsx_file", None)
    answer = client.get("/export/enterprises.xlsx?lang=en")
    assert answer.status_code == 413
    assert "take CSV or Parquet" in answer.get_data(as_text=True)


def test_workbooks_say_where_their_numbers_come_from(client: FlaskClient, demo_home: Path) -> None:
    version = Store(demo_home).current_version()
    for path in ("clusters.xlsx?lang=en", "enterprises.xlsx?lang=en&province=630000"):
        book = fastexcel.read_excel(client.get(f"/export/{path}").data)
        sources = book.load_sheet("sources").to_polars().rows()
        assert sources[-1][0] == "registry"
        assert f"Demonstration data; {version}; " in sources[-1][1]
        filters = dict(book.load_sheet("filters").to_polars().rows())
        assert filters["version"] == version
        assert {"filters", "kind", "source", "date"} <= set(filters)
    origin = exhibits()["clusters"].origin
    book = fastexcel.read_excel(client.get("/export/clusters.xlsx").data)
    listed = book.load_sheet("来源").to_polars()["id"].to_list()
    assert listed == [*origin, "registry"]


def test_downloads_are_named_by_exhibit_filters_kind_and_date(client: FlaskClient) -> None:
    answer = client.get("/export/enterprises.csv?q=精密&lang=en")
    today = today_in(CHINA).isoformat()
    named = f"enterprises_q-精密_demonstration_{today}.csv"
    assert answer.headers["Content-Disposition"].endswith(quote(named, safe=""))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"output": 1}', b'{"inputs": []}'])
def test_malformed_updates_are_400(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400


def test_a_refusal_names_key_value_and_allowed(client: FlaskClient) -> None:
    answer = client.get("/export/province_map.csv?province=999999&lang=en")
    (problem,) = json.loads(answer.data)["error"]
    assert answer.status_code == 400
    assert (problem["key"], problem["value"]) == ("province", "999999")
    assert "110000" in problem["allowed"]
    metric = client.get("/export/province_map.csv?metric=beauty")
    assert metric.status_code == 400
    assert "location_quotient" in metric.get_data(as_text=True)
    version = client.get("/export/province_map.csv?version=0123456789ab")
    assert version.status_code == 400


@pytest.mark.parametrize("id", sorted(exhibits()))
@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet", "json"])
def test_every_exhibit_downloads(client: FlaskClient, id: str, format: str) -> None:
    answer = client.get(f"/export/{id}.{format}")
    assert answer.status_code == 200
    assert len(answer.data) > 40
    name = answer.headers["Content-Disposition"]
    assert quote("演示数据") in name or quote("报告原值") in name
    assert id in name


def test_enterprises_hold_the_filtered_rows(client: FlaskClient, demo_home: Path) -> None:
    registry = Store(demo_home).current()
    assert registry is not None
    expected = registry.rows.filter(pl.col("province_code") == "320000").collect().height
    body = client.get("/export/enterprises.csv?province=320000&lang=en").get_data()
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert len(rows) == expected > 100
    assert {row["province"] for row in rows} == {"Jiangsu"}
    assert {row["kind"] for row in rows} == {"demonstration"}
    parquet = pl.read_parquet(client.get("/export/enterprises.parquet?province=320000").get_data())
    assert parquet.height == expected


def test_pinned_version_is_served(client: FlaskClient, demo_home: Path) -> None:
    version = Store(demo_home).current_version()
    live, pinned = (
        client.get(f"/export/province_map.csv{query}").data for query in ("", f"?version={version}")
    )
    assert live == pinned


def test_a_path_prefix_moves_every_address(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home, prefix="/atlas/")).server.test_client()
    for path in (
        "/atlas/regions",
        "/atlas/embed/province_map",
        "/atlas/export/province_map.csv",
        "/atlas/healthz",
    ):
        assert client.get(path).status_code == 200, path
    assert client.get("/export/province_map.csv").status_code == 404


def test_health_needs_a_registry(tmp_path: Path, client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert (
        create_app(Settings(home=tmp_path)).server.test_client().get("/healthz").status_code == 503
    )
    assert b"srdi_requests_total" in client.get("/metrics").data
