"""Names that are markup, formulas, templates, paths or signs that turn the line, wherever a name
stands: cards, tables, slides, drawn pictures, answers of the API, logs.

Source: the names of files.py as the importer keeps them, in a registry with all columns.
"""

import io
import json
import logging
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import orjson
import polars as pl
import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from components.contract.catalogue import exhibits
from components.http.json_lines import FACTS, JsonLines
from components.travel.chromium import shared
from data_layer import demo
from data_layer.access.audit import Audit
from data_layer.importer import import_file
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.data_layer.imported import write_csv
from tests.hostile.files import NAMES

LISTS = ("candidates", "score_ranking", "top_giants", "enterprise_record", "enterprise_quadrant")
"""Exhibits that show names of enterprises: as rows, a record, a legend."""
SIGNS = ("alert(1)", "7*7", "etc/passwd")
"""Of names that would do something, were they more than words."""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x0b\x0c\x0e-\x1f]")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """A registry of hostile names, each as the importer keeps it."""
    home = tmp_path_factory.mktemp("taken")
    lines = [["企业名称", "省份", "参保人数"]]
    lines += [[name, "江苏省", str(at + 1)] for at, name in enumerate(NAMES.values())]
    import_file(write_csv(home / "names.csv", lines), Store(home))
    current = Store(home).current()
    assert current is not None
    names = current.rows.collect()["name"].to_list()
    made = demo.build(rows=400, seed=3)
    return made.with_columns(
        pl.Series("name", [names[at % len(names)] for at in range(made.height)])
    )


@pytest.fixture(scope="module")
def client(rows: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = tmp_path_factory.mktemp("names")
    Store(home).add(rows, demonstration=False, source=NAMES["markup"], activate=True)
    return create_app(Settings(home=home, pictures_per_minute=0)).server.test_client()


@pytest.fixture
def id(rows: pl.DataFrame) -> str:
    """An enterprise whose name is markup."""
    return rows.filter(pl.col("name").str.contains("alert(1)", literal=True))["id"][0]


class _Tags(HTMLParser):
    """What a browser would make of text: scripts, handlers and addresses that run."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "img", "style", "base"):
            self.live.append(tag)
        for name, value in attrs:
            runs = (value or "").strip().lower().startswith(("javascript:", "data:text"))
            if name.startswith("on") or runs:
                self.live.append(f"{tag} {name}={value}")


def _live(html: str) -> list[str]:
    tags = _Tags()
    tags.feed(html)
    return tags.live


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if _many(value) else ():
        yield from _strings(part)


def _many(value: Any) -> bool:
    return isinstance(value, list | tuple)


def test_what_a_card_says_is_words(client: FlaskClient, id: str) -> None:
    """Every text of a card, as if each were put into the page as HTML."""
    named = 0
    drawn = [f"/cards/{it}?path=/enterprise/{id}" for it in LISTS]
    for address in (*drawn, *(f"/cards/{it}?table=1&path=/enterprise/{id}" for it in exhibits())):
        raw = client.get(address)
        assert b"<script" not in raw.data
        texts = list(_strings(raw.get_json()))
        named += any(sign in text for text in texts for sign in SIGNS)
        assert [it for text in texts for it in _live(text)] == [], address
        assert not BIDI.search("".join(texts)), address
    assert named > len(LISTS)


def test_slides_hold_names_as_text(client: FlaskClient, id: str) -> None:
    items = [{"exhibit": it, "title": NAMES["markup"]} for it in LISTS if "record" not in it]
    items.append({"exhibit": "enterprise_record", "query": f"id={id}"})
    items = [it for it in items if it["exhibit"] != "enterprise_quadrant"]
    given = {"items": orjson.dumps(items).decode(), "title": NAMES["formula"]}
    answer = client.post("/briefing.pptx", data=given)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:300]
    words = "".join(
        run.text
        for slide in Presentation(io.BytesIO(answer.data)).slides
        for shape in slide.shapes
        for run in _runs(shape)
    )
    assert NAMES["markup"] in words
    assert NAMES["formula"] in words
    assert not BIDI.search(words)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as deck:
        for name in deck.namelist():
            part = deck.read(name)
            if name.endswith((".xml", ".rels")):
                assert b"<script" not in part, name
                assert b"javascript:" not in part or b'Target="javascript' not in part, name
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(part)) as book:
                    sheets = [it for it in book.namelist() if "worksheets" in it]
                    assert not any(b"<f>" in book.read(it) for it in sheets)


def _runs(shape: Any) -> Iterator[Any]:
    frames = [shape.text_frame] if shape.has_text_frame else []
    if shape.has_table:
        frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
    for frame in frames:
        for paragraph in frame.paragraphs:
            yield from paragraph.runs


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_pictures_hold_names_as_text(client: FlaskClient, id: str) -> None:
    svg = client.get(f"/export/enterprise_quadrant.svg?id={id}")
    assert svg.status_code == 200
    _check_svg(svg.data)
    listed = client.get("/export/candidates.svg")
    _check_svg(listed.data)
    assert any(it in "".join(ElementTree.fromstring(listed.data).itertext()) for it in SIGNS)
    pdf = client.get("/export/candidates.pdf").data
    shared().close()
    for action in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile"):
        assert action not in pdf


def _check_svg(body: bytes) -> None:
    for part in ElementTree.fromstring(body).iter():
        assert part.tag.rpartition("}")[2] not in ("script", "foreignObject", "iframe")
        for name, value in part.attrib.items():
            plain = name.rpartition("}")[2]
            assert not plain.startswith("on"), (name, value)
            if plain == "href":
                assert value.startswith(("#", "data:image/")), value


def test_the_api_gives_figures_as_json_that_is_no_markup(client: FlaskClient) -> None:
    for exhibit in LISTS[:3]:
        answer = client.get(f"/api/v1/exhibits/{exhibit}?lang=en")
        assert b"<script" not in answer.data
        assert any(sign in text for text in _strings(answer.get_json()) for sign in SIGNS)


def test_a_line_of_a_log_stays_one_line(tmp_path: Path) -> None:
    audit, form = Audit(tmp_path, days=1), JsonLines()
    names = [*NAMES.values(), "甲\ud800公司", "甲\x00公司"]
    for name in names:
        assert audit.write(
            "export", who=name, path=name, query=f"q={quote(name, errors='replace')}"
        )
        record = logging.LogRecord("a", logging.WARNING, "", 0, "%s", (name,), None)
        setattr(record, FACTS, {"path": name})
        line = form.format(record)
        assert len(line.splitlines()) == 1
        assert json.loads(line)["level"] == "warning"
    lines = (tmp_path / "audit" / "audit.jsonl").read_text("utf-8").split("\n")
    assert len(lines) == len(names) + 1
    for line in lines[:-1]:
        assert json.loads(line)["event"] == "export"
        assert len(line) < 3_000
