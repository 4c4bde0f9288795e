"""GET /parts/<name>: one answer for all spellings, tagged, and kept in no other's place."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer import demo
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    return tmp_path


@pytest.fixture
def client(home: Path) -> FlaskClient:
    return create_app(Settings(home=home)).server.test_client()


def _counts(answer: Any, key: str) -> dict[str, int]:
    """Codes and the counts that stand behind their names."""
    return {
        option["value"]: int(option["label"].split("\u3000")[1].replace(",", ""))
        for option in answer.get_json()[key]
    }


def test_the_status_says_count_and_chips(client: FlaskClient) -> None:
    found = client.get("/parts/status?province=320000&lang=en")
    assert (found.status_code, found.mimetype) == (200, "text/html")
    said = found.get_data(as_text=True)
    assert "Province: Jiangsu" in said
    assert "of 300 enterprises" in said
    assert 'data-drop="province"' in said
    assert "from:" not in said
    origin = quote("province=320000:province_map")
    told = client.get(f"/parts/status?province=320000&lang=en&origins={origin}")
    assert "from: " in told.get_data(as_text=True)


@pytest.mark.parametrize(
    ("search", "named"),
    [
        ("tier=king", "king"),
        ("colour=red", "colour"),
        ("version=0123456789ab", "0123456789ab"),
        ("versions.a=ba9876543210", "ba9876543210"),
    ],
)
def test_the_status_names_what_it_does_not_know(
    client: FlaskClient, search: str, named: str
) -> None:
    assert named in client.get(f"/parts/status?{search}").get_data(as_text=True)
    assert "items" not in client.get("/parts/status?items=all,tier:national").get_data(as_text=True)


def test_crumbs_lead_out_of_a_place(client: FlaskClient) -> None:
    said = client.get("/parts/crumbs?province=320000&lang=en").get_data(as_text=True)
    assert "Jiangsu" in said
    assert 'href="?lang=en"' in said


def test_options_are_counted_under_the_other_filters(client: FlaskClient, home: Path) -> None:
    rows = demo.build(rows=300, seed=1)  # counted here by Python alone
    tiers = [t for t, p in zip(rows["tier"], rows["province_code"], strict=True) if p == "320000"]
    found = _counts(client.get("/parts/options?province=320000"), "tier")
    assert found == {tier: tiers.count(tier) for tier in found}
    assert sum(found.values()) == len(tiers)


def test_typed_words_name_industries_of_every_level(client: FlaskClient) -> None:
    found = client.get(f"/parts/options?typed={quote('集成电路')}").get_json()
    assert found.keys() == {"industry"}
    assert {"C3973", "I652", "I6520"} <= {option["value"] for option in found["industry"]}
    assert all("集成电路" in option["search"] for option in found["industry"])


def test_what_the_browser_holds_is_not_sent_again(client: FlaskClient, home: Path) -> None:
    for address in ("/parts/status?tier=national", "/parts/options", "/parts/crumbs"):
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    tag = client.get("/parts/options").headers["ETag"]
    Store(home).add(demo.build(rows=200, seed=2), demonstration=True, source="x")
    assert client.get("/parts/options", headers={"If-None-Match": tag}).status_code == 200


def test_two_spellings_are_one_answer(client: FlaskClient) -> None:
    one = client.get("/parts/options?tier=national&province=320000,110000")
    other = client.get("/parts/options?province=110000,320000&map.metric=x&tier=national")
    assert one.headers["ETag"] == other.headers["ETag"]
    assert '"memory"' in other.headers["Server-Timing"]
    for different in ("province=320000", "tier=national&province=320000,110000&lang=en"):
        assert client.get(f"/parts/options?{different}").headers["ETag"] != one.headers["ETag"]


def test_an_answer_is_alike_in_every_encoding(client: FlaskClient) -> None:
    plain = client.get("/parts/options?tier=national").data
    for _ in "ab":
        small = client.get("/parts/options?tier=national", headers={"Accept-Encoding": "br"})
        assert brotli.decompress(small.data) == plain


def test_an_unknown_part_is_404(client: FlaskClient) -> None:
    assert client.get("/parts/nothing").status_code == 404


def test_no_key_of_an_address_is_one_of_the_parts_own() -> None:
    assert not {"origins", "typed"} & (keys().keys() | VIEW_KEYS.keys())


def test_a_question_says_filters_chart_and_what_is_left_over(client: FlaskClient) -> None:
    found = client.get(f"/parts/find?lang=en&q={quote('Zhejiang little giants on Mars')}")
    assert found.headers["Cache-Control"] == "no-store"
    answer = found.get_json()
    assert answer["left"] == ["Mars"]
    assert answer["question"]["filters"] == [
        "Tier: National (little giant)",
        "Province: Zhejiang",
    ]
    assert answer["question"]["search"] == "tier=national&province=330000"
    rows = demo.build(rows=300, seed=1)
    both = zip(rows["tier"], rows["province_code"], strict=True)
    counted = sum(1 for tier, province in both if (tier, province) == ("national", "330000"))
    assert answer["question"]["count"].startswith(f"{counted} enterprise")


def test_words_name_what_there_is_of_each_kind(client: FlaskClient) -> None:
    def lists(text: str) -> dict[str, list[str]]:
        groups = client.get(f"/parts/find?q={quote(text)}").get_json()["groups"]
        return {group["name"]: [line["title"] for line in group["lines"]] for group in groups}

    assert lists("区域")["页面"][0] == "区域"
    assert "核心指标中位数：国家级与省级" in lists("专利 中位数")["图表"]
    assert any("总数" in title for title in lists("专精特新企业总数")["报告中的数"])
    assert "苏州市" in lists("suzhou")["地区"]
    assert any(title.startswith("C3973") for title in lists("芯片")["行业"])
    assert lists("演示企业")["企业"]
    assert client.get("/parts/find?q=").get_json() == {
        "question": None,
        "left": [],
        "notes": [],
        "groups": [],
    }


def test_the_head_of_a_place_says_what_its_charts_say(client: FlaskClient) -> None:
    said = client.get("/parts/subject?path=/place/320000&lang=en").get_data(as_text=True)
    assert "<h1>Jiangsu</h1>" in said
    rows = demo.build(rows=300, seed=1)
    n = rows.filter(province_code="320000", tier="national").height
    assert f"<strong>{n}</strong> National (little giant)" in said
    card = client.get("/cards/peer_ranks?path=/place/320000&lang=en").get_json()
    assert f"{card['alt']}." in said
    assert "/briefing.pptx?" in said


def test_the_status_counts_the_place_of_the_path(client: FlaskClient) -> None:
    there = client.get("/parts/status?path=/place/320000&lang=en&province=440000")
    said = there.get_data(as_text=True)
    n = demo.build(rows=300, seed=1).filter(province_code="320000").height
    assert f">{n}</strong>" in said
    assert "Province: Jiangsu" in said
    assert "data-drop" not in said


def test_a_chip_of_a_place_or_industry_leads_to_its_page(client: FlaskClient) -> None:
    said = client.get("/parts/status?city=320500&industry=C39").get_data(as_text=True)
    assert 'href="/place/320500"' in said
    assert 'href="/industry/C39"' in said
