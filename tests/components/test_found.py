"""Addresses with a page and without: what the status says. By hand."""

import csv
import shutil
from pathlib import Path

import dash
import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.registry.settings import Settings

NOWHERE = ("/nowhere", "/regions/more", "/embed/nothing", "/embed", "/Regions", "/a/b/c", "/%00")
NOBODY = ("/place/999999", "/industry/Z99", "/enterprise/nobody", "/place/C39")
"""Addresses of a page that name nothing."""


@pytest.fixture(scope="module", params=["/", "/atlas/"])
def client(request: pytest.FixtureRequest, demo_home: Path) -> tuple[FlaskClient, str]:
    app = create_app(Settings(home=demo_home, prefix=request.param))
    return app.server.test_client(), request.param


def test_every_page_is_found(client: tuple[FlaskClient, str]) -> None:
    asked, prefix = client
    pages = [page["path"] for page in dash.page_registry.values() if page["path"]]
    named = [*(page for page in pages if "embed" not in page), "/embed/province_map", "/regions/"]
    named += ["/place/320500", "/industry/C39", f"/enterprise/{_first(asked, prefix)}"]
    assert len(named) > 16
    for path in named:
        assert asked.get(prefix + path.removeprefix("/")).status_code == 200, path


def _first(asked: FlaskClient, prefix: str) -> str:
    rows = asked.get(f"{prefix}export/enterprises.csv?lang=en").get_data(as_text=True)
    return next(csv.DictReader(rows.removeprefix("\ufeff").splitlines()))["id"]


@pytest.mark.parametrize("path", [*NOWHERE, *NOBODY])
def test_an_address_without_a_page_is_not_found(client: tuple[FlaskClient, str], path: str) -> None:
    asked, prefix = client
    assert asked.get(prefix + path.removeprefix("/")).status_code == 404


def test_health_says_that_the_version_is_gone(demo_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, ignore=shutil.ignore_patterns("cache"))
    asked = create_app(Settings(home=home)).server.test_client()
    assert asked.get("/healthz").status_code == 200
    assert asked.get("/cards/province_map").status_code == 200
    shutil.rmtree(home / "versions")
    whole = create_app(Settings(home=demo_home)).server.test_client()
    filtered = "/cards/clusters?tier=national"
    assert asked.get(filtered).json == whole.get(filtered).json, "rows in memory serve on"
    unknown = "/api/v1/exhibits/clusters?version=000000000000"
    assert asked.get(unknown).status_code == 400
    assert asked.get("/healthz").status_code == 503
    (home / "CURRENT").unlink()
    assert asked.get("/healthz").status_code == 503
