"""What the browser counts while a threshold is dragged equals the server's query."""

import base64
import gzip
import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.workspace import Workspace
from components.panels.quadrant_live import packed
from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.registry.settings import Settings
from data_layer.topics.quadrant.cells import CELLS, MOST, REPORT, Thresholds, counts, unreported
from data_layer.topics.quadrant.joint import joint

MODULE = Path(__file__).parents[2] / "assets" / "src" / "quadrant_counting.js"
SELECTIONS = ("", "tier=national", "insured=50..300&patents=..80", "insured=5..5")
THRESHOLDS = (
    REPORT,
    Thresholds(0, 0),
    Thresholds(99, 50),
    Thresholds(204, 105),
    Thresholds(MOST, MOST),
    *(Thresholds(*map(int, pair)) for pair in np.random.default_rng(3).integers(0, 900, (12, 2))),
)
NODE = """
const source = require('fs').readFileSync(process.argv[1], 'utf8');
import('data:text/javascript,' + encodeURIComponent(source)).then((quadrant) => {
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const body = Buffer.from(asked.body, 'base64');
const buffer = body.buffer.slice(body.byteOffset, body.byteOffset + body.length);
const pairs = quadrant.decode(buffer);
console.log(JSON.stringify({
  unknown: pairs.unknown,
  counts: asked.thresholds.map(([persons, patents]) => quadrant.count(pairs, persons, patents)),
  links: asked.cells.map((cell) => quadrant.exported(asked.meta, cell, 100, 50, asked.search)),
}));
});
"""


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


def selected(workspace: Workspace, query: str) -> Rows:
    return Filters.from_query(query).apply(workspace.registry().rows)


def in_browser(body: bytes, query: str = "", search: str = "") -> dict[str, Any]:
    """What the asset answers, run by node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine: the browser test covers the same")
    asked = {
        "body": base64.b64encode(body).decode(),
        "thresholds": THRESHOLDS,
        "cells": [{"large": c.large, "innovative": c.innovative} for c in CELLS.values()],
        "meta": {"query": query, "root": "/"},
        "search": search,
    }
    done = subprocess.run(
        [node, "-e", NODE, str(MODULE)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("query", SELECTIONS)
def test_the_browser_counts_what_the_query_counts(
    workspace: Workspace, client: FlaskClient, query: str
) -> None:
    answer = client.get(f"/quadrant/pairs?{query}")
    assert answer.status_code == 200
    rows = selected(workspace, query)
    both = joint(rows)
    found = in_browser(gzip.decompress(answer.data))
    wanted = [list(counts(both, thresholds).values()) for thresholds in THRESHOLDS]
    assert found["counts"] == wanted
    assert found["unknown"] == unreported(rows)


def test_numbers_beyond_every_threshold_are_still_counted() -> None:
    paired = pl.DataFrame({"insured": [5, 70_000], "patents": [99_999, 3], "n": [2, 3]})
    found = in_browser(packed(paired, 4))
    at_report = dict(zip(CELLS, found["counts"][0], strict=True))
    assert at_report == {"leading": 0, "tech_startup": 2, "scale": 3, "nurturing": 0}
    assert found["unknown"] == 4


@pytest.mark.parametrize("query", ["", "tier=national", "insured=60..300"])
def test_a_cell_exports_its_enterprises(
    workspace: Workspace, client: FlaskClient, query: str
) -> None:
    body = gzip.decompress(client.get(f"/quadrant/pairs?{query}").data)
    links = in_browser(body, query, "?lang=en&quadrant.persons_over=7")["links"]
    both = joint(selected(workspace, query))
    for link, wanted in zip(links, counts(both, REPORT).values(), strict=True):
        answer = client.get(link)
        assert answer.status_code == 200
        assert pl.read_csv(answer.data, infer_schema=False).height == wanted


def test_a_cell_outside_of_the_filters_exports_nothing() -> None:
    links = in_browser(struct.pack("<II", 0, 0), "insured=..40")["links"]
    assert [link is None for link in links] == [cell.large for cell in CELLS.values()]


def test_the_same_selection_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/quadrant/pairs?tier=national")
    tag = first.headers["ETag"]
    again = client.get("/quadrant/pairs?tier=national", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/quadrant/pairs?tier=provincial", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_a_wrong_filter_is_named(client: FlaskClient) -> None:
    answer = client.get("/quadrant/pairs?tier=best")
    assert answer.status_code == 400
    assert json.loads(answer.data)["error"][0]["key"] == "tier"
