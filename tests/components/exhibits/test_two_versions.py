"""Two data versions side by side: counted by hand, and which two they are on all that leaves."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from app import create_app
from components.card.empty import empty
from components.claims.sentence import Sentence
from components.contract.catalogue import exhibits
from components.contract.cells import exact
from components.contract.workspace import Workspace
from components.receipts.facts import facts
from components.receipts.verify import verify
from components.rendering.draw import draw
from components.rendering.headline import headline
from data_layer.access.visitor import EVERYBODY
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query
from data_layer.registry.manifest import Manifest
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.components.small import small_registry

Row = dict[str, Any]
EXHIBIT = exhibits()["two_versions"]


def _of(province: str, national: int, provincial: int) -> list[Row]:
    tiers = ["national"] * national + ["provincial"] * provincial
    return [{"province_code": province, "tier": tier} for tier in tiers]


THEN = [*_of("320000", 2, 10), *_of("330000", 1, 9), *_of("440000", 0, 2)]
NOW = [*_of("320000", 2, 10), *_of("330000", 6, 9), *_of("420000", 1, 3)]


def _add(
    home: Path, rows: Sequence[Row], *, demonstration: bool = False, day: str = ""
) -> Manifest:
    named = [row | {"id": f"{at}", "name": f"{at}"} for at, row in enumerate(rows)]
    notes = {"as_of": day} if day else {}
    return Store(home).add(
        small_registry(named), demonstration=demonstration, source="list.csv", notes=notes
    )


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Manifest, Manifest]:
    return _add(tmp_path, THEN, day="2025-03-01"), _add(tmp_path, NOW, day="2026-03-01")


@pytest.fixture
def workspace(tmp_path: Path, versions: object) -> Workspace:
    return Workspace.open(Settings(home=tmp_path))


def test_then_and_now_by_hand(workspace: Workspace) -> None:
    """Jiangsu 12 and 12, Zhejiang 10 and 15, Guangdong 2 and none, Hubei none and 4."""
    frame = workspace.run(EXHIBIT, Query()).frame
    names = ("group", "before_enterprises", "enterprises", "before_rank", "rank", "difference_pct")
    assert frame.select(names).rows() == [
        ("330000", 10, 15, 2, 1, 50.0),
        ("320000", 12, 12, 1, 2, 0.0),
        ("420000", 0, 4, None, 3, None),
        ("440000", 2, 0, 3, None, -100.0),
    ]
    assert frame["rank_difference"].to_list() == [1, -1, None, None]
    assert frame["before_national_pct"].to_list() == [10.0, 16.67, None, 0.0]
    assert frame["small_group"].to_list() == [False, False, True, True]
    back = workspace.run(EXHIBIT, Query(Filters.from_query("tier=national"))).frame
    assert back.select("group", "before_enterprises", "enterprises").rows()[0] == ("330000", 1, 6)


@pytest.mark.parametrize("form", ["maps", "province_code"])
def test_it_is_drawn_and_told_as_it_is(workspace: Workspace, form: str) -> None:
    result = workspace.run(EXHIBIT, Query(params={"form": form}))
    alt = EXHIBIT.alt(result.view("zh"))
    assert isinstance(alt, Sentence)
    assert all(claim.holds(result.frame) for claim in alt.claims)
    assert "浙江" in headline(result, "zh")
    assert "Zhejiang" in headline(result, "en")
    figure = draw(result, "zh", "light")
    if form == "maps":
        drawn = [t for t in figure["data"] if t["type"] == "choropleth" and "coloraxis" in t]
        values = [dict(zip(t["locations"], t["z"], strict=True)) for t in drawn]
        assert [value["330000"] for value in values] == [10, 15]
        titles = " ".join(note["text"] for note in figure["layout"]["annotations"])
        assert titles.index("2025-03-01") < titles.index("2026-03-01")
    else:
        assert figure["data"][0]["y"] == [2, 1]
        assert figure["layout"]["xaxis"]["categoryarray"] == ["2025-03-01", "2026-03-01"]


def test_without_another_version_it_says_so(tmp_path: Path) -> None:
    """The demonstration is none to compare an imported list with."""
    _add(tmp_path, THEN, demonstration=True)
    _add(tmp_path, NOW)
    result = Workspace.open(Settings(home=tmp_path)).run(EXHIBIT, Query())
    assert result.frame.is_empty()
    assert headline(result, "zh").startswith("没有可以对照的另一个数据版本")
    words = empty(result, "zh", "/")
    assert f"min-height:{EXHIBIT.height}px" in words
    assert 'href="/import"' in words


def test_both_versions_stand_on_all_that_leaves(
    tmp_path: Path, versions: tuple[Manifest, Manifest]
) -> None:
    client = create_app(Settings(home=tmp_path)).server.test_client()
    then, now = (manifest.version for manifest in versions)
    details = client.get("/api/v1/exhibits/two_versions").json
    assert (details["compared_with"], details["version"]) == (then, now)
    assert details["params"]["a"] == then
    table = client.get("/export/two_versions.csv?lang=en").get_data(as_text=True)
    row = next(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    assert row["before_version"] == f"{then} · 2025-03-01"
    assert row["version"] == f"{now} · 2026-03-01"
    card = client.get("/cards/two_versions?lang=en").json
    assert f"{then} → {now}" in card["share"]["citations"]["text"]
    assert f"{then} → {now}" in card["method"]

    # Another version is another answer.
    address = f"two_versions?version={versions[1].version}"
    tags = [client.get(f"/{at}/{address}").headers["ETag"] for at in ("cards", "api/v1/exhibits")]
    _add(tmp_path, NOW[:20], day="2026-06-01")
    for at, tag in zip(("cards", "api/v1/exhibits"), tags, strict=True):
        assert client.get(f"/{at}/{address}").headers["ETag"] != tag
    answers = {
        version: orjson.loads(client.get(f"/cards/{address}&versions.a={version}").data)["method"]
        for version in ("", versions[0].version, Store(tmp_path).current_version(), "0" * 12)
    }
    assert len(set(answers.values())) == 2, "the version before; the one chosen; what is not there"
    refused = client.get("/export/two_versions.csv?a=000000000000")
    assert refused.status_code == 400
    assert versions[0].version in refused.json["error"][0]["allowed"]


def test_a_number_leads_to_its_own_version(
    workspace: Workspace, versions: tuple[Manifest, Manifest]
) -> None:
    result = workspace.run(EXHIBIT, Query())
    for column, of in (("before_enterprises", versions[0]), ("enterprises", None)):
        cell = exact(result, "computed", ("330000",), column)
        assert cell is not None
        receipt = facts(workspace, result, cell, Query(lang="en"))
        assert ("version=" in receipt.rows) == (of is not None)
        assert of is None or f"version={of.version}" in receipt.rows
        assert receipt.version.startswith(versions[0].version)
        assert verify(workspace, cell.claim(result)).status == "same"
        gone = replace(cell.claim(result), query="a=000000000000")
        assert verify(workspace, gone).reason == "version_gone"


def test_a_row_rule_hides_few_in_either_version(workspace: Workspace) -> None:
    """Guangdong's two of then are not told, nor what follows from them."""
    rule = Filters.from_query("province=330000,440000,420000")
    own = workspace.asked_by(lambda: replace(EVERYBODY, rule=rule))
    frame = own.run(EXHIBIT, Query()).frame
    (guangdong,) = frame.filter(group="440000").rows(named=True)
    assert [guangdong[name] for name in ("before_enterprises", "before_rank")] == [None, None]
    assert guangdong["difference_pct"] is None
    assert "320000" not in frame["group"].to_list()
    with pytest.raises(FilterError):
        own.run(EXHIBIT, Query(params={"a": "000000000000"}))
