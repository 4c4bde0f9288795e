"""No answer tells anything of the rows that a rule hides, whoever asked before.

Source: the same question to a registry in which those rows do not exist. Equal answers, byte for
byte, also mean that no two answers subtracted give a hidden row away.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import orjson
import polars as pl
import pytest
from dash import page_registry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.contract.catalogue import exhibits
from components.contract.few import LACKING, withheld
from components.http.parts import PARTS as KNOWN_PARTS
from data_layer.filters.keys import keys
from data_layer.registry.patents import EVENTS, Whole, of_rows
from data_layer.vocabulary.fields import ENTERPRISES, count, decimal, key, per_cent
from data_layer.vocabulary.text import Text
from tests.access.addresses import (
    ASKED,
    FILTERS,
    NOTHING_OF_ROWS,
    PAGES,
    PARTS,
    POSTED,
    filled,
)
from tests.access.answers import (
    CODED,
    ROLES,
    RULES,
    Answers,
    answering,
    drawn_queries,
    said,
    with_query,
)
from tests.access.callbacks import of_server, updates, values
from tests.access.homes import named
from tests.access.knobs import beside
from tests.drawing import examples


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    with answering(tmp_path_factory) as both:
        yield both


@settings(
    max_examples=examples(80),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(sorted(RULES)),
    role=st.sampled_from(ROLES),
    route=st.sampled_from(sorted(ASKED)),
    query=drawn_queries(),
    data=st.data(),
)
def test_an_answer_is_the_same_without_the_hidden_rows(
    answers: Answers, name: str, role: str, route: str, query: str, data: st.DataObject
) -> None:
    template = with_query(data.draw(st.sampled_from(ASKED[route])), query)
    address = data.draw(filled([template], answers.facts))
    address = with_query(address, data.draw(beside(address, answers.facts)))
    every = answers.whole.get(address, headers=named("admin"))  # fills caches with all rows
    told = answers.whole.get(address, headers=named(f"{role}-{name}"))
    apart = answers.inside[name].get(address, headers=named(f"{role}-{name}"))
    assert told.status_code < 500
    assert said(told) == said(apart)
    tag = every.headers.get("ETag")
    if tag and told.status_code == 200 and told.get_data() != every.get_data():
        theirs = {"If-None-Match": tag}, {"Range": "bytes=0-9", "If-Range": tag}
        for conditions in theirs:
            headers = named(f"{role}-{name}", **conditions)
            assert said(answers.whole.get(address, headers=headers)) == said(told)


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(sorted(RULES)),
    route=st.sampled_from(sorted(set(POSTED) - {"/_dash-update-component"})),
    data=st.data(),
)
def test_what_is_sent_is_answered_without_the_hidden_rows(
    answers: Answers, name: str, route: str, data: st.DataObject
) -> None:
    """A deck of somebody who sees more, held against what there is for who asks."""
    address = data.draw(filled(POSTED[route], answers.facts))
    body: Any = data.draw(st.sampled_from(answers.decks))
    if route == "/briefing.pptx":
        body = {"items": orjson.dumps([{"exhibit": it} for it in CODED]).decode()}
    headers = named(f"all-{name}")
    told = answers.whole.post(address, data=body, headers=headers)
    assert told.status_code < 500
    assert said(told) == said(answers.inside[name].post(address, data=body, headers=headers))


def test_every_address_is_asked_or_tells_nothing(answers: Answers) -> None:
    """A route, page or part that is new stands in tests/access/addresses.py, or this fails."""
    rules = list(answers.whole.application.url_map.iter_rules())
    taken = {it.rule for it in rules if it.methods and "GET" in it.methods}
    assert taken == set(ASKED) | set(NOTHING_OF_ROWS)
    assert {it.rule for it in rules if it.methods and "POST" in it.methods} == set(POSTED)
    assert not [it for it in rules if it.methods and it.methods & {"PUT", "PATCH", "DELETE"}]
    assert {it for page in page_registry.values() if (it := page["path_template"])} == set(PAGES)
    assert set(KNOWN_PARTS) == set(PARTS)
    assert set(keys()) <= set(FILTERS)


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
        "/export/enterprises.parquet?tier=national",
        "/api/v1/enterprises?limit=5000",
        "/api/v1/facets",
    ):
        answers.whole.get(path, headers=named("admin"))  # keeps files and results of all rows
        told = answers.whole.get(path, headers=headers)
        assert said(told) == said(answers.inside[name].get(path, headers=headers))
        if "top=" in path or hidden["id"] in path:
            assert hidden["name"] not in told.get_data(as_text=True)


@pytest.mark.parametrize("name", ["hubei", "nobody"])
def test_updates_obey_too(answers: Answers, name: str) -> None:
    """Every callback that Dash declares: one that is new says in callbacks.py what it is asked."""
    hidden = _hidden(answers, name).row(0, named=True)
    asked = values(hidden, answers.facts["code"][0])
    headers = named(f"viewer-{name}")
    for callback in of_server(answers.whole.get("/_dash-dependencies").get_json()):
        for update in updates(callback, asked):
            answers.whole.post("/_dash-update-component", json=update, headers=named("admin"))
            told = answers.whole.post("/_dash-update-component", json=update, headers=headers)
            apart = answers.inside[name].post(
                "/_dash-update-component", json=update, headers=headers
            )
            assert told.status_code in (200, 204), (callback["output"], told.get_data())
            assert told.get_data() == apart.get_data(), callback["output"]


def test_what_is_of_one_or_two_leaves_a_row_with_its_figures() -> None:
    """By hand: two little giants of 40 enterprises, one value of revenue, none of patents."""
    word = Text("", "")
    fields = (
        key("item", word),
        ENTERPRISES,
        count("little_giants", word, ENTERPRISES.unit),
        per_cent("little_giant_share_pct", word),
        count("a_values", word, ENTERPRISES.unit),
        decimal("value_a", word),
        count("b_values", word, ENTERPRISES.unit),
        decimal("value_b", word),
        decimal("gap", word),
        count("a_missing", word, ENTERPRISES.unit),
    )
    rows = [
        ("province:420000", 40, 2, 5.0, 1, 80.5, 9, 70.0, 10.5, 1),
        ("province:320000", 40, 3, 7.5, 3, 80.5, 0, None, None, 2),
        ("enterprise:1", 1, 1, 100.0, 1, 80.5, 1, 80.5, 0.0, 0),
    ]
    frame = pl.DataFrame(rows, schema=[it.name for it in fields], orient="row")
    assert withheld(frame, fields).rows() == [
        ("province:420000", 40, None, None, None, None, 9, 70.0, None, 1),
        *rows[1:],
    ]


def test_patents_of_a_hidden_enterprise_are_not_its_namesakes(answers: Answers) -> None:
    """By hand: of two enterprises of one name the rule hides the one that the list means."""
    both = answers.rows.head(2).with_columns(
        id=pl.Series(["1", "2"]),
        name=pl.lit("甲公司"),
        province_code=pl.Series(["420000", "320000"]).cast(answers.rows.schema["province_code"]),
    )
    listed = [("2", "甲公司", 7), ("1", "甲公司", 5), (None, "甲公司", 3), ("9", "甲公司", 1)]
    events = pl.DataFrame(
        [(id, name, "granted", 2020, None, "invention", None, n) for id, name, n in listed],
        schema=dict(EVENTS),
        orient="row",
    )
    seen = both.filter(pl.col("province_code") == "420000").lazy()
    told = of_rows(seen, events, Whole(both.lazy())).events
    assert told.select("at", "n").rows() == [(0, 5)]
    assert of_rows(both.lazy(), events).events["n"].sort().to_list() == [5, 7]


@pytest.mark.parametrize("name", ["hubei", "giants", "nobody"])
def test_a_list_of_patents_tells_of_nobody_hidden(answers: Answers, name: str) -> None:
    """Each exhibit of it, as card and file, also where the rule leaves no holder."""
    drawn = [id for id, exhibit in exhibits().items() if exhibit.patents is not None]
    differing = 0
    for id in drawn:
        for path in (f"/cards/{id}?industry=C39", f"/export/{id}.csv"):
            every = answers.whole.get(path, headers=named("admin"))
            told = answers.whole.get(path, headers=named(f"viewer-{name}"))
            apart = answers.inside[name].get(path, headers=named(f"viewer-{name}"))
            assert said(told) == said(apart), path
            differing += told.get_data() != every.get_data()
    assert len(drawn) > 5
    assert differing > len(drawn)


@pytest.mark.parametrize("name", ["hubei", "giants"])
def test_figures_are_of_three_enterprises_at_least(answers: Answers, name: str) -> None:
    some = 0
    for id, exhibit in exhibits().items():
        counts = [
            field.name
            for field in exhibit.fields
            if field.unit == ENTERPRISES.unit and not field.name.endswith(LACKING)
        ]
        if not counts or exhibit.lists_enterprises or exhibit.basis != "registry":
            continue
        for query in ("", "&industry=C39"):
            told = answers.whole.get(
                f"/export/{id}.csv?lang=en{query}", headers=named(f"viewer-{name}")
            )
            assert told.status_code == 200, (id, query)
            lines = csv.DictReader(io.StringIO(told.get_data(as_text=True).lstrip("\ufeff")))
            sizes = [float(line[it] or 0) for line in lines for it in counts]
            assert not [size for size in sizes if 0 < size < 3], (id, query)
            some += len(sizes)
    assert some > 100


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_card_is_drawn_of_the_groups_that_are_left(answers: Answers, name: str) -> None:
    """A figure with a place for each group has none for those of one or two."""
    for id in exhibits():
        told = answers.whole.get(
            f"/cards/{id}?industry=C39&table=1", headers=named(f"viewer-{name}")
        )
        assert told.status_code == 200, id


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
    seen = "rows you may see: Province: Hubei (all figures are of these alone; groups of fewer than"
    assert english["filters"] == f"Tier: National (little giant); {seen} 3 are left out)"


SHARED = ("province_ranking", "city_map", "nation_radar", "nation_quadrants", "known_for")


@pytest.mark.parametrize(
    ("lang", "country"), [("zh", "全国"), ("en", r"\bthe (?:nation|country)\b")]
)
def test_the_whole_is_what_may_be_seen_and_not_the_country(
    answers: Answers, lang: str, country: str
) -> None:
    """A share of the rows of a rule is called so: in headline, axis, legend, table and file."""
    called = 0
    for id in SHARED:
        card = answers.whole.get(
            f"/cards/{id}?table=1&lang={lang}&path=/place/420100", headers=named("all-hubei")
        )
        drawn = answers.whole.get(
            f"/cards/{id}?lang={lang}&path=/place/420100", headers=named("all-hubei")
        )
        file = answers.whole.get(f"/export/{id}.csv?lang={lang}", headers=named("all-hubei"))
        told = [drawn.get_json()[it] for it in ("sub", "alt", "figure", "menu")]
        words = str([*told, card.get_json()["rows"], file.get_data(as_text=True)])
        assert not re.search(country, words), id
        called += ("可见范围" if lang == "zh" else "the rows you may see") in words
    assert called == len(SHARED)
