"""Hostile names of an imported list are words in the page's parts, CSV, XLSX and the API."""

import csv
import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.importer import import_file
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.data_layer.imported import write_csv
from tests.hostile.files import NAMES

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MARKUP = ("<script>alert", "<img src=x", "<svg onload")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = tmp_path_factory.mktemp("names")
    rows = [["企业名称", "省份", "参保人数"]]
    rows += [[name, "江苏省", str(at + 1)] for at, name in enumerate(NAMES.values())]
    import_file(write_csv(home / "names.csv", rows), Store(home))
    return create_app(Settings(home=home)).server.test_client()


def test_no_cell_of_a_csv_begins_a_formula(client: FlaskClient) -> None:
    text = client.get("/export/enterprises.csv").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) > 20
    for row in rows:
        assert not row["企业名称"].startswith(FORMULAS), row["企业名称"][:40]


def test_a_workbook_holds_no_formula_and_no_link(client: FlaskClient) -> None:
    content = client.get("/export/enterprises.xlsx").data
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(it) for it in book.namelist() if it.startswith("xl/worksheets/")]
    assert sheets
    for sheet in sheets:
        assert b"<f>" not in sheet
        assert b"<hyperlink" not in sheet


def test_the_api_gives_names_as_json_strings(client: FlaskClient) -> None:
    answer = client.get("/api/v1/enterprises?limit=100&lang=en")
    assert answer.content_type.startswith("application/json")
    names = {it["name"] for it in json.loads(answer.data)["data"]}
    assert "{{7*7}}${7*7}<%= 7*7 %>#{7*7}" in names  # no template was filled in
    assert not any(sign in name for name in names for sign in "\x00\x1b\u202e\r\n")


@pytest.mark.parametrize(
    "address",
    ["/cards/province_map", "/cards/candidates", "/regions", "/enterprises", "/parts/facets"],
)
def test_no_part_of_a_page_holds_their_markup(client: FlaskClient, address: str) -> None:
    body = client.get(address).get_data(as_text=True)
    assert not any(it in body for it in MARKUP)
