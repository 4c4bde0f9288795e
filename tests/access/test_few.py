"""What somebody sees of whose rows one or two pass: words in the place of numbers, never a fault.

Rows by hand: of Hubei two enterprises meet the rule of 2026 and three fail it; of Hunan there are
two alone, and of Jiangsu nine.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from components.contract.catalogue import exhibits
from components.contract.cells import cells
from components.contract.receipt_code import encode
from components.contract.workspace import Workspace
from components.panels.verified import verdict_of
from components.receipts.compare import compare
from components.receipts.manifest import manifest_of
from components.travel.briefing.check import check_address
from data_layer.access.visitor import framed
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang
from tests.access.homes import behind_proxy, named, whole
from tests.components.exhibits.test_pathway import GOOD
from tests.components.small import small_registry

PEOPLE = """
[[people]]
who = ["hubei"]
role = "analyst"
rows = "province=420000"
[[people]]
who = ["hunan"]
role = "analyst"
rows = "province=430000"
[[people]]
who = ["admin"]
role = "admin"
"""


def of(province: str, n: int, **more: Any) -> list[dict[str, Any]]:
    return [GOOD | {"province_code": province} | more for _ in range(n)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("few")
    rows = [*of("420000", 2), *of("420000", 3, revenue=10.0), *of("430000", 2)]
    whole(home, small_registry([*rows, *of("320000", 9)]).collect())
    return home


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return behind_proxy(home, PEOPLE)


def test_the_simulator_says_fewer_than_three_where_so_many_meet_the_rule(
    client: FlaskClient,
) -> None:
    told = client.get("/parts/rule?lang=en", headers=named("hubei"))
    assert told.status_code == 200
    text = told.get_data(as_text=True)
    tiles = dict(re.findall(r'data-count="(\w+)"><b>(.*?)</b>', text))
    assert tiles == {"meets": "&lt;3", "enters": "0", "leaves": "0", "unknown": "0"}
    assert "Rule of 2026: &lt;3" in text
    assert "selected: 5" in text
    curves = json.loads(html.unescape(re.findall(r'data-rule-curves="(.*?)"', text)[0]))
    assert curves["own"]["meets"] == "<3"  # the script writes it as it stands
    revenue = curves["curves"]["revenue"]["meets"]
    assert revenue[0] == 5  # nothing asked of revenue: all five meet the rest
    assert set(revenue[1:]) <= {"<3", 0}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "可见的企业不足 3 家"), ("en", "Fewer than 3 enterprises that you may see")],
)
def test_where_one_or_two_may_be_seen_nobody_is_said_to_be_missing(
    client: FlaskClient, lang: str, words: str
) -> None:
    told = client.get(f"/parts/rule?lang={lang}", headers=named("hunan"))
    assert (told.status_code, words in told.get_data(as_text=True)) == (200, True)
    card = client.get(f"/cards/rule_verdicts?lang={lang}", headers=named("hunan")).get_json()
    assert words in card["alt"]
    nobody = client.get(f"/parts/rule?lang={lang}&tier=champion", headers=named("hunan"))
    assert words not in nobody.get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "2026年规则（现行）不显示，自拟规则不显示；按自拟规则：入围、落选、缺数据均为零"),
        (
            "en",
            "Rule of 2026 (in force) not shown, Own rule not shown; "
            "by the own rule: enter, fall out and unknown: none",
        ),
    ],
)
def test_a_headline_says_what_is_withheld_and_leaves_no_hole(
    client: FlaskClient, lang: str, said: str
) -> None:
    card = client.get(f"/cards/rule_verdicts?lang={lang}", headers=named("hubei")).get_json()
    assert said in card["alt"]


@pytest.mark.parametrize(
    ("lang", "lead", "why", "said"),
    [
        ("zh", "不能比较", "行规则", ["不能比较：您可见的企业中为 5", "原 16"]),
        ("en", "Cannot be compared", "a row rule", ["cannot be compared: 5", "was 16"]),
    ],
)
def test_a_number_made_of_all_rows_is_said_to_be_of_others(
    home: Path, client: FlaskClient, lang: Lang, lead: str, why: str, said: list[str]
) -> None:
    """There are 16 provincial enterprises, of Hubei 5: neither rows nor rule have changed."""
    whole = Workspace.open(Settings(home=home))
    claims = {
        exhibit: next(
            cell.claim(result)
            for result in [whole.run(exhibits()[exhibit], Query())]
            for cell in cells(result)
            if cell.row[0] == first and cell.field.name == "enterprises"
        )
        for exhibit, first in (("tier_pyramid", "provincial"), ("province_ranking", "320000"))
    }
    codes = {exhibit: encode(claim) for exhibit, claim in claims.items()}
    hubei = whole.asked_by(lambda: framed(Filters.from_query("province=420000")))
    for exhibit, code in codes.items():
        told = client.get(f"/api/v1/verify/{code}?lang={lang}", headers=named("hubei")).get_json()
        assert (told["status"], told["reason"], why in told["said"]) == ("unlike", "seen", True)
        assert lead in str(verdict_of(hubei, code, lang)), exhibit
        every = client.get(f"/api/v1/verify/{code}", headers=named("admin")).get_json()
        assert every["status"] == "same"
    number = check_address(hubei, codes["tier_pyramid"], lang).views[0].numbers[0]
    assert all(words in number.change(lang) for words in said)
    carried = manifest_of(whole.run(exhibits()["tier_pyramid"], Query()), lang)
    states = {number.state for number in compare(hubei, carried, lang).numbers}
    assert "seen" in states
    assert not states & {"rule", "changed", "gone"}
