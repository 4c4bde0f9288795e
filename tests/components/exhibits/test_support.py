"""The exhibits of /support: an operator's own measures in every answer. By hand."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.registry.settings import Settings

ROOT = Path(__file__).parents[3]
OWN = "example_equipment_loan"


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    """An app whose operator adds the example."""
    settings = Settings(home=demo_home, support_file=ROOT / "examples" / "support.toml")
    return create_app(settings).server.test_client()


@pytest.fixture(scope="module")
def plain(demo_home: Path) -> FlaskClient:
    """An app of the same data folder without it."""
    return create_app(Settings(home=demo_home)).server.test_client()


def told(client: FlaskClient, address: str) -> dict[str, Any]:
    """What an address answers, as JSON."""
    read: dict[str, Any] = json.loads(client.get(address).data)
    return read


def test_an_own_measure_is_in_the_table_and_in_lists(
    client: FlaskClient, plain: FlaskClient
) -> None:
    rows = told(client, "/api/v1/exhibits/support_measures?lang=en")["data"]
    printed = told(plain, "/api/v1/exhibits/support_measures?lang=en")["data"]
    assert {row["measure"] for row in rows} - {row["measure"] for row in printed} == {OWN}
    mine = next(row for row in rows if row["measure"] == OWN)
    assert mine["own"] is True
    listed = told(client, f"/api/v1/exhibits/support_list?measure={OWN}&lang=en")["data"]
    assert len(listed) == mine["qualifies"]
    assert {row["province_code"] for row in listed} == {"420000"}
    assert "本地措施" in told(client, "/cards/support_measures?lang=zh")["rows"]


def test_an_own_measure_is_on_a_profile(client: FlaskClient) -> None:
    profile = told(client, "/api/v1/exhibits/enterprise_support?lang=en")["data"]
    assert [row["no"] for row in profile if row["measure"] == OWN] == [1, 2, 3, 4]


def test_an_answer_without_the_file_is_another(client: FlaskClient, plain: FlaskClient) -> None:
    address = f"/api/v1/exhibits/support_map?measure={OWN}"
    assert client.get(address).status_code == 200
    refused = plain.get(address)
    assert refused.status_code == 400
    assert "srdi_loan" in refused.text
    same = "/api/v1/exhibits/support_measures"
    assert client.get(same).headers["ETag"] != plain.get(same).headers["ETag"]


def test_a_browser_can_read_the_callbacks_of_an_app_with_own_measures(client: FlaskClient) -> None:
    """One id that is no JSON, and no page is drawn: Dash escapes a dot in a fixed part of it."""
    written = client.get("/_dash-dependencies").text
    said = json.loads(written)
    ids = [part["id"] for it in said for part in (*it["inputs"], *it["state"])]
    for it in said:
        ids += re.findall(r"\{.*?\}", it["output"])
    kinds = [json.loads(id) for id in ids if id.startswith("{")]
    assert sum(kind.get("at") == "support_map" for kind in kinds) >= 2, "the list of the card"


def test_an_unusable_file_stops_the_start(tmp_path: Path, demo_home: Path) -> None:
    file = tmp_path / "support.toml"
    shutil.copy(ROOT / "examples" / "support.toml", file)
    file.write_text(file.read_text(encoding="utf-8").replace("revenue", "turnover"))
    with pytest.raises(ValueError, match=f"{OWN} .turnover.; allowed: tier"):
        create_app(Settings(home=demo_home, support_file=file))
