"""The same app over all rows, and over those that a rule leaves: what both answer can be compared.

For test_row_rules.py, which asks them.
"""

import csv
import io
import re
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson
import polars as pl
import pytest
from flask.testing import FlaskClient
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from components.travel.chromium import Studio
from data_layer import demo
from data_layer.demo.patents import events
from data_layer.registry.store import Store
from tests.access.addresses import (
    FILTERS,
    facts_of,
)
from tests.access.homes import behind_proxy, inside, named, whole
from tests.conftest import DEMO_SEED

RULES = {
    "hubei": "province=420000",
    "electronics": "industry=C39",
    "giants": "tier=national&cluster=yrd",
    "wuhan": "city=420100&patents=10..",
    "nobody": "province=540000&industry=C41&tier=champion",
}
ROLES = ("viewer", "analyst", "publisher", "all")
PEOPLE = """
[roles.all]
zh = "全部"
en = "All"
may = ["view", "export_rows", "sign"]
[[people]]
who = ["admin"]
role = "admin"
""" + "".join(
    f'[[people]]\nwho = ["{role}-{name}"]\nrole = "{role}"\nrows = "{rule}"\n'
    for name, rule in RULES.items()
    for role in ROLES
)
MAKERS = ("hubei", "electronics")
CODED = ("province_ranking", "candidates", "core_medians")
"""Exhibits of whose numbers codes and decks are made."""
UNTOLD = {"Date", "Content-Length", "X-Request-ID"}


class Answers(NamedTuple):
    """The same app over all rows, and over those of each rule.

    facts: what addresses may be of. codes, decks: of numbers, and of slides and a picture, made by
    somebody who sees all rows and by somebody of each rule.
    """

    whole: FlaskClient
    inside: Mapping[str, FlaskClient]
    rows: pl.DataFrame
    facts: Mapping[str, Sequence[str]]
    decks: Sequence[bytes]

    def __repr__(self) -> str:
        return "answers"


@contextmanager
def answering(tmp_path_factory: pytest.TempPathFactory) -> Generator[Answers]:
    """Both apps, with namesakes, an earlier version and a list of patents in what they are over."""
    at = pl.int_range(pl.len())
    name = pl.when(at % 300 == 0).then(pl.lit("同名公司")).otherwise("name").alias("name")
    rows = demo.build(rows=3_000, seed=DEMO_SEED).with_columns(name)
    frames, listed = (_before(rows), rows), _patents(rows)
    home = tmp_path_factory.mktemp("whole")
    store: Store = whole(home, *frames, listed=listed)
    secret = "s" * 32
    apart = {}
    with pytest.MonkeyPatch.context() as patch:
        # What Chromium would be given to draw is what a picture says.
        patch.setattr(Studio, "picture", lambda _, figure, *__, **___: _drawn(figure))
        for name, rule in RULES.items():
            folder = tmp_path_factory.mktemp(name)
            inside(folder, rule, store, *frames, listed=listed)
            apart[name] = behind_proxy(folder, PEOPLE, secret=secret)
        client = behind_proxy(home, PEOPLE, secret=secret)
        makers = [(client, named("admin")), *((apart[it], named(f"all-{it}")) for it in MAKERS)]
        some = rows.sample(6, seed=1)
        versions = [it.version for it in store.versions()]
        facts = facts_of(some["id"].to_list(), some["name"].to_list(), versions)
        facts["code"] = [code for maker in makers for code in _codes(*maker)]
        yield Answers(client, apart, rows, facts, [it for maker in makers for it in _decks(*maker)])


def _before(rows: pl.DataFrame) -> pl.DataFrame:
    """An earlier version: some have come since, some went to another province or fell."""
    at = pl.int_range(pl.len())
    moved, risen = at % 7 == 0, at % 5 == 0
    nowhere = pl.lit(None, rows.schema["city_code"])
    return rows[60:].with_columns(
        pl.when(moved).then(pl.lit("420000")).otherwise("province_code").alias("province_code"),
        pl.when(moved).then(nowhere).otherwise("city_code").alias("city_code"),
        pl.when(risen).then(pl.lit("provincial")).otherwise("tier").alias("tier"),
    )


def _patents(rows: pl.DataFrame) -> pl.DataFrame:
    """A list of patents: every third little giant by name alone, some by a name that several have,
    one that nobody has."""
    listed = events(rows.lazy())
    by_name = pl.when(pl.col("id").hash() % 3 != 0).then("id").alias("id")
    strange = listed.head(2).with_columns(
        id=pl.lit(None, pl.String), name=pl.Series(["同名公司", "别处的公司"])
    )
    return pl.concat([listed.with_columns(by_name), strange])


def _codes(client: FlaskClient, headers: dict[str, str]) -> list[str]:
    """Codes of a view, and of its first row."""
    found = []
    for id in CODED:
        text = client.get(f"/export/{id}.csv?lang=en", headers=headers).get_data(as_text=True)
        head, first, *_ = csv.reader(io.StringIO(text))
        found += [head[-1].rpartition(" ")[2], first[-1]]
    return [it for it in found if "-" in it]


def _decks(client: FlaskClient, headers: dict[str, str]) -> list[bytes]:
    """Slides and a picture that say where their numbers are from."""
    items = quote(orjson.dumps([{"exhibit": id} for id in CODED]))
    paths = (f"/briefing.pptx?items={items}", "/export/province_ranking.png")
    return [client.get(path, headers=headers).get_data() for path in paths]


def _drawn(figure: Any) -> bytes:
    """A picture of one point that holds in words what was to be drawn."""
    words = PngInfo()
    words.add_text("figure", orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY).decode())
    png = io.BytesIO()
    Image.new("1", (1, 1)).save(png, "png", pnginfo=words)
    return png.getvalue()


def drawn_queries() -> st.SearchStrategy[str]:
    pairs = [
        st.sampled_from(options).map(lambda value, name=name: f"{name}={value}")
        for name, options in FILTERS.items()
    ]
    few = st.lists(st.one_of(pairs), max_size=3, unique_by=lambda it: it.split("=")[0])
    return few.map("&".join)


def with_query(path: str, query: str) -> str:
    return path if not query else f"{path}{'&' if '?' in path else '?'}{query}"


def said(answer: Any) -> tuple[int, dict[str, str], object]:
    """Status, headers and body; of packed files what lies in them, without when it was packed."""
    headers = {k: v for k, v in answer.headers.items() if k not in UNTOLD}
    body = answer.get_data()
    if body[:2] == b"PK":
        headers.pop("ETag", None)
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = {it: packed.read(it) for it in packed.namelist() if "docProps" not in it}
        return answer.status_code, headers, {k: _undated(v) for k, v in parts.items()}
    timing = re.sub(r"desc=\"\w+\";dur=[\d.]+", "", headers.get("Server-Timing", ""))
    page = re.sub(rb'<script id="_dash-config".*?</script>', b"", body)  # Dash's own, by process
    return answer.status_code, headers | {"Server-Timing": timing}, page


def _undated(part: bytes) -> bytes:
    """A workbook within a slide says when it was made."""
    return b"" if part[:2] == b"PK" else part
