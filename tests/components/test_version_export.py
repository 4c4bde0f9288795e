"""The comparison of two data versions as CSV, on the three rows of test_version_changes."""

import csv
import io
from pathlib import Path

from app import create_app
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.data_layer.test_version_changes import AFTER, BEFORE, stored

ADDRESS = "/export/version_changes.csv"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_both_versions_are_named_in_the_address(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = stored(store, BEFORE, True), stored(store, AFTER, False)
    client = create_app(Settings(home=tmp_path)).server.test_client()
    pair = f"?versions.a={first.version}&versions.b={second.version}&lang=en"
    answer = client.get(ADDRESS + pair)
    assert answer.status_code == 200
    rows = _rows(answer.get_data(as_text=True))
    counted = {row["change"]: row["n"] for row in rows if row["part"] == "rows"}
    assert counted == {"added": "1", "removed": "1", "changed": "1", "same": "1"}
    assert [row["id"] for row in rows if row["part"] == "cells"] == ["insured", "patents"]
    # Without a pair: from the newest other version to the one in use, so what was added is removed.
    turned = _rows(client.get(f"{ADDRESS}?lang=en").get_data(as_text=True))
    assert [r["id"] for r in turned if (r["part"], r["change"]) == ("examples", "removed")] == ["D"]
    assert client.get(f"{ADDRESS}?versions.a=nowhere").status_code == 400


def test_one_version_has_nothing_to_compare(tmp_path: Path) -> None:
    stored(Store(tmp_path), BEFORE, True)
    client = create_app(Settings(home=tmp_path)).server.test_client()
    assert client.get(ADDRESS).status_code == 404
