"""Downloads by their address: lengths, tags and ranges, Polars and DuckDB reading them. By hand."""

import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
import polars as pl
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app import create_app
from components.travel.spool import Spool
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


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_files_of_enterprises_have_a_length_a_tag_and_ranges(
    client: FlaskClient, format: str
) -> None:
    address = f"/export/enterprises.{format}?province=320000&lang=en"
    whole = client.get(address)
    assert whole.headers["Content-Length"] == str(len(whole.data))
    assert client.head(address).headers["Content-Length"] == str(len(whole.data))
    tag = whole.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    part = client.get(address, headers={"Range": "bytes=100-", "If-Range": tag})
    assert part.status_code == 206
    assert part.data == whole.data[100:]
    end = client.get(address, headers={"Range": "bytes=-8"})
    assert end.data == whole.data[-8:]
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert client.get(address.replace("320000", "330000")).headers["ETag"] != tag


def test_a_file_of_very_many_enterprises_is_sent_while_it_is_made(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who filters it gets one with a length: what counts is the file, not the registry."""
    monkeypatch.setattr("components.travel.downloads.IN_MEMORY_ROWS", 200)
    many = client.get("/export/enterprises.parquet?lang=en")
    assert pl.read_parquet(many.data).height > 200
    assert not {"ETag", "Content-Length", "Accept-Ranges"} & set(many.headers.keys())
    few = client.get("/export/enterprises.parquet?province=540000&lang=en")
    assert "ETag" in few.headers


def test_polars_reads_enterprises_by_their_address(base: str, client: FlaskClient) -> None:
    address = "/export/enterprises.parquet?province=320000&lang=en"
    held = pl.read_parquet(client.get(address).data)
    assert pl.read_parquet(base + address).equals(held)
    names = pl.scan_parquet(base + address).select("name", "patents").collect()
    assert names.equals(held.select("name", "patents"))
    assert held["province_code"].unique().to_list() == ["320000"]


@pytest.mark.parametrize("file", ["enterprises.parquet", "province_map.parquet"])
def test_duckdb_reads_by_address(base: str, client: FlaskClient, file: str) -> None:
    package = find_spec("duckdb_extension_httpfs")
    assert package is not None
    assert package.origin is not None
    [extension] = Path(package.origin).parent.rglob("*.duckdb_extension")
    database = duckdb.connect()
    database.load_extension(str(extension))
    address = f"/export/{file}?tier=national&lang=en"
    held = pl.read_parquet(client.get(address).data)
    counted = database.sql(f"select count(*), min(province) from '{base}{address}'").fetchone()
    assert counted == (held.height, held["province"].min())


def test_what_is_kept_for_downloads_is_bounded(tmp_path: Path) -> None:
    spool = Spool(tmp_path, most_bytes=1_000)
    for n in range(50):
        file = spool.file(f"{n:020}", lambda n=n: [bytes([n]) * 300])
        assert file is not None
        with file:
            assert file.read() == bytes([n]) * 300
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1_000
    again = spool.file(f"{49:020}", lambda: [b"made anew"])
    assert again is not None
    with again:
        assert again.read() == bytes([49]) * 300


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for _ in range(2):
        file = spool.file("a" * 20, lambda: [b"one", b"two"])
        assert file is not None
        with file:
            assert file.read() == b"onetwo"
        [path] = tmp_path.iterdir()
        path.write_bytes(b"onetwx")


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert Spool(tmp_path / "file").file("a" * 20, lambda: [b"x"]) is None
