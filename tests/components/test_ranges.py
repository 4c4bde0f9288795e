"""Downloads by their address: lengths, tags and ranges, and Polars reading one. By hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app import create_app
from data_layer.registry.settings import Settings

ADDRESS = "/export/province_map.parquet?tier=national&lang=en"


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


@pytest.fixture(scope="module")
def base(client: FlaskClient) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, client.application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_part_is_a_part_of_the_whole(client: FlaskClient) -> None:
    whole = client.get(ADDRESS)
    part = client.get(ADDRESS, headers={"Range": "bytes=4-11"})
    assert part.status_code == 206
    assert part.data == whole.data[4:12]
    assert part.headers["Content-Range"] == f"bytes 4-11/{len(whole.data)}"
    assert whole.headers["Content-Length"] == str(len(whole.data))
    assert client.get(ADDRESS, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_what_is_at_hand_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304
    other = client.get(ADDRESS.replace("national", "provincial"))
    assert other.headers["ETag"] != tag
    assert other.headers["Cache-Control"] == "no-cache"


def test_a_name_is_there_for_programs_that_read_ascii_alone(client: FlaskClient) -> None:
    said = client.get("/export/province_map.csv?province=320000").headers["Content-Disposition"]
    plain, full = said.removeprefix("attachment; ").split("; ")
    assert plain.startswith('filename="province_map_province-320000_')
    assert plain.isascii()
    assert full.startswith("filename*=UTF-8''province_map")


def test_polars_reads_an_exhibit_by_its_address(base: str, client: FlaskClient) -> None:
    lazily = pl.scan_parquet(base + ADDRESS).select("province_code").collect()
    assert lazily.equals(pl.read_parquet(client.get(ADDRESS).data).select("province_code"))
    assert lazily.height > 20
