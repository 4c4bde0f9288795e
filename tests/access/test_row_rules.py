"""No answer tells anything of the rows that a rule hides, whoever asked before.

Source: the same question to a registry in which those rows do not exist. Equal answers, byte for
byte, also mean that no two answers subtracted give a hidden row away.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
import polars as pl
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from components.contract.catalogue import exhibits
from components.travel.chromium import Studio
from data_layer import demo
from data_layer.registry.store import Store
from tests.access.homes import behind_proxy, inside, named, whole
from tests.conftest import DEMO_SEED
from tests.drawing import examples

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
FILTERS = {
    "tier": ["national", "provincial", "national,provincial"],
    "province": ["420000", "320000", "420000,320000", "540000"],
    "city": ["420100", "320500"],
    "cluster": ["yrd", "prd"],
    "industry": ["C39", "C", "C35,C34", "C3985"],
    "honour": ["tech_centre", "high_tech"],
    "listed": ["1", "0"],
    "patents": ["50..", "..20"],
    "insured": ["..50", "300.."],
    "q": ["精密", "演示企业", "科技", "0"],
    "version": ["0" * 12],
    "nonsense": ["1"],
}
EXHIBITS = sorted(exhibits())
UNTOLD = {"Date", "Content-Length", "X-Request-ID"}


class Answers(NamedTuple):
    """The same app over all rows, and over those of each rule."""

    whole: FlaskClient
    inside: Mapping[str, FlaskClient]
    rows: pl.DataFrame

    def __repr__(self) -> str:
        return "answers"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    rows = demo.build(rows=3_000, seed=DEMO_SEED)
    home = tmp_path_factory.mktemp("whole")
    store: Store = whole(home, rows)
    secret = "s" * 32
    apart = {}
    with pytest.MonkeyPatch.context() as patch:
        # What Chromium would be given to draw is what a picture says.
        patch.setattr(Studio, "picture", lambda _, figure, *__: _drawn(figure))
        for name, rule in RULES.items():
            folder = tmp_path_factory.mktemp(name)
            inside(folder, rows, rule, store)
            apart[name] = behind_proxy(folder, PEOPLE, secret=secret)
        yield Answers(behind_proxy(home, PEOPLE, secret=secret), apart, rows)


def _drawn(figure: Any) -> bytes:
    """A picture of one point that holds in words what was to be drawn."""
    words = PngInfo()
    words.add_text("figure", orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY).decode())
    png = io.BytesIO()
    Image.new("1", (1, 1)).save(png, "png", pnginfo=words)
    return png.getvalue()


def _paths() -> st.SearchStrategy[str]:
    """Addresses of every kind, without their query."""
    id = st.sampled_from(EXHIBITS)
    file = st.sampled_from(["csv", "json", "parquet", "xlsx", "png"])
    return st.one_of(
        st.builds("/cards/{}".format, id),
        st.builds("/cards/{}?table=1".format, id),
        st.builds("/export/{}.{}".format, id, file),
        st.builds("/api/v1/exhibits/{}".format, id),
        st.builds("/embed/{}".format, id),
        st.builds("/briefing.pptx?items=%5B%7B%22exhibit%22%3A%22{}%22%7D%5D".format, id),
        st.sampled_from(
            [
                "/api/v1/facets",
                "/api/v1/enterprises",
                "/export/enterprises.csv",
                "/export/enterprises.parquet",
                "/export/version_changes.csv",
                "/parts/status",
                "/parts/options",
                "/parts/options?typed=C3",
                "/parts/crumbs",
                "/parts/subject?subject.about=province:420000",
                "/parts/subject?subject.about=industry:C39",
                "/parts/rule",
                "/parts/find",
                "/parts/find?q=演示企业00",
                "/export/moves.csv",
                "/feeds/changes.atom",
                "/quadrant/pairs",
                "/import/versions",
                "/import/home",
                "/metrics",
                "/",
                "/nothing",
            ]
        ),
    )


def _queries() -> st.SearchStrategy[str]:
    pairs = [
        st.sampled_from(options).map(lambda value, name=name: f"{name}={value}")
        for name, options in FILTERS.items()
    ]
    few = st.lists(st.one_of(pairs), max_size=3, unique_by=lambda it: it.split("=")[0])
    return few.map("&".join)


def _with(path: str, query: str) -> str:
    return path if not query else f"{path}{'&' if '?' in path else '?'}{query}"


def _said(answer: Any) -> tuple[int, dict[str, str], object]:
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


@settings(
    max_examples=examples(80),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(sorted(RULES)),
    role=st.sampled_from(ROLES),
    path=_paths(),
    query=_queries(),
)
def test_an_answer_is_the_same_without_the_hidden_rows(
    answers: Answers, name: str, role: str, path: str, query: str
) -> None:
    address = _with(path, query)
    every = answers.whole.get(address, headers=named("admin"))  # fills caches with all rows
    told = answers.whole.get(address, headers=named(f"{role}-{name}"))
    apart = answers.inside[name].get(address, headers=named(f"{role}-{name}"))
    assert _said(told) == _said(apart)
    tag = every.headers.get("ETag")
    if tag and told.status_code == 200 and told.get_data() != every.get_data():
        again = answers.whole.get(
            address, headers=named(f"{role}-{name}", **{"If-None-Match": tag})
        )
        assert again.status_code == 200


def _hidden(answers: Answers, name: str) -> pl.DataFrame:
    from data_layer.filters.filters import Filters

    shown = Filters.from_query(RULES[name]).apply(answers.rows.lazy()).collect()
    return answers.rows.join(shown, on="id", how="anti")


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_hidden_enterprise_is_found_by_its_address(answers: Answers, name: str) -> None:
    hidden = _hidden(answers, name).row(0, named=True)
    headers = named(f"all-{name}")
    for path in (
        f"/cards/enterprise_record?path=/enterprise/{hidden['id']}",
        f"/export/enterprise_record.csv?id={hidden['id']}",
        f"/export/enterprises.csv?q={hidden['name']}",
        f"/api/v1/enterprises?q={hidden['name']}",
        f"/api/v1/exhibits/recognition_calculator?enterprise={hidden['id']}",
        f"/cards/innovation_radar?compare.a=enterprise:{hidden['id']}",
        "/export/candidates.csv?top=100",
    ):
        told = answers.whole.get(path, headers=headers)
        assert _said(told) == _said(answers.inside[name].get(path, headers=headers))
        if "q=" not in path:
            assert hidden["name"] not in told.get_data(as_text=True)


def _update(output: str, inputs: list[Any], state: list[Any]) -> dict[str, Any]:
    several = output.startswith("..")
    places = [it.partition("@")[0].rpartition(".") for it in output.strip(".").split("...")]
    outputs: Any = [{"id": id, "property": property} for id, _, property in places]
    return {
        "output": output,
        "outputs": outputs if several else outputs[0],
        "inputs": [{"id": i, "property": p, "value": v} for i, p, v in inputs],
        "state": [{"id": i, "property": p, "value": v} for i, p, v in state],
        "changedPropIds": [f"{inputs[0][0]}.{inputs[0][1]}"],
    }


LOCALE = {"lang": "zh", "theme": "light"}


@pytest.mark.parametrize("name", sorted(RULES))
def test_updates_of_lists_and_profiles_obey_too(answers: Answers, name: str) -> None:
    hidden = _hidden(answers, name).row(0, named=True)
    block = {"startRow": 0, "endRow": 100, "sortModel": [{"colId": "patents", "sort": "desc"}]}
    updates = [
        _update(
            "grid.getRowsResponse",
            [("grid", "getRowsRequest", block)],
            [("url", "search", ""), ("locale", "data", LOCALE)],
        ),
        _update(
            "..profile-head.children...profile-cards.hidden..",
            [("profile-id", "data", hidden["id"]), ("locale", "data", LOCALE)],
            [("url", "search", "")],
        ),
        _update("versions.children", [("locale", "data", LOCALE)], [("url", "search", "")]),
    ]
    headers = named(f"viewer-{name}")
    for update in updates:
        answers.whole.post("/_dash-update-component", json=update, headers=named("admin"))
        told = answers.whole.post("/_dash-update-component", json=update, headers=headers)
        apart = answers.inside[name].post("/_dash-update-component", json=update, headers=headers)
        assert told.status_code == 200
        assert told.get_data() == apart.get_data()
        assert hidden["name"] not in told.get_data(as_text=True)


@pytest.mark.parametrize("name", ["hubei", "electronics", "giants", "wuhan"])
def test_figures_are_of_three_enterprises_at_least(answers: Answers, name: str) -> None:
    some = 0
    for id, exhibit in exhibits().items():
        columns = {field.name for field in exhibit.fields}
        if "enterprises" not in columns or exhibit.lists_enterprises or exhibit.basis != "registry":
            continue
        for query in ("", "&industry=C39", "&patents=50.."):
            told = answers.whole.get(
                f"/export/{id}.csv?lang=en{query}", headers=named(f"viewer-{name}")
            )
            lines = csv.DictReader(io.StringIO(told.get_data(as_text=True).lstrip("\ufeff")))
            sizes = [float(line["enterprises"] or 0) for line in lines]
            assert not [size for size in sizes if 0 < size < 3], (id, query)
            some += len(sizes)
    assert some > 100


def test_a_frame_shows_the_rows_of_its_signer(answers: Answers) -> None:
    """Whoever opens it: nobody, somebody of another rule, one who sees all."""
    frames = {
        name: answers.whole.get(
            "/sign/province_ranking", headers=named(f"publisher-{name}")
        ).get_json()["address"]
        for name in ("hubei", "giants")
    }
    shown = {}
    for name, address in frames.items():
        token = address.partition("token=")[2]
        card = f"/cards/province_ranking?token={token}"
        bodies = {
            answers.whole.get(card, headers=headers).get_data()
            for headers in ({}, named("admin"), named("viewer-electronics"))
        }
        assert len(bodies) == 1
        apart = answers.inside[name].get(card)
        assert {apart.get_data()} == bodies
        shown[name] = bodies.pop()
    assert shown["hubei"] != shown["giants"]
    assert orjson.loads(shown["hubei"])["figure"]["data"][0]["y"] == ["湖北"]


def test_the_card_says_which_rows_it_is_of(answers: Answers) -> None:
    card = answers.whole.get("/export/province_map.json", headers=named("viewer-hubei")).get_json()
    assert card["filters"] == "可见范围：省份：湖北（全部数字都只就此计算，不足 3 家的组不显示）"
    english = answers.whole.get(
        "/export/province_map.json?lang=en&tier=national", headers=named("viewer-hubei")
    ).get_json()
    said = "rows you may see: Province: Hubei (all figures are of these alone; groups of fewer than"
    assert english["filters"] == f"Tier: National (little giant); {said} 3 are left out)"
