"""/compare: two to four groups of every kind, by hand on twelve rows; what a card offers."""

from typing import Any

import pytest

from components.card.compare_menu import compare_menu
from components.contract.catalogue import exhibits
from components.contract.counted import RowContext, counted
from components.contract.exhibit import View
from components.contract.result import Result
from components.panels.compare_chooser import chooser
from components.panels.group_search import choices
from components.parts.compare_items import ITEMS, chosen, replaced
from data_layer.filters.filters import Filters
from data_layer.filters.named_groups import members
from data_layer.filters.problems import FilterError
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

JS, ZJ = "320000", "330000"
ROWS = [
    *[
        {"tier": "national", "province_code": JS, "city_code": "320500", "patents": n, "batch": 1}
        for n in (10, 20, 30)
    ],
    {"tier": "national", "province_code": JS, "city_code": "320100", "patents": 40, "batch": 2},
    *[
        {"tier": "provincial", "province_code": ZJ, "division": "C39", "group": "C398"}
        | {"patents": n, "high_tech": n > 5, "batch": 2}
        for n in (5, 6, 7, 8)
    ],
    *[{"tier": "provincial", "division": "C34", "section": "C", "patents": 2} for _ in range(4)],
]


def _frame(id: str, items: str, query: str = "") -> Any:
    exhibit = exhibits()[id]
    params = exhibit.settings({"items": items})
    found = exhibit.query(small_registry(ROWS), Filters.from_query(query), params)
    return conform(found, exhibit.fields)


def _value(indicator: str, items: str, query: str = "") -> dict[str, float | None]:
    rows = _frame("compare_dumbbells", items, query).rows(named=True)
    return {row["item"]: _filled(row) for row in rows if row["indicator"] == indicator}


def _filled(row: dict[str, Any]) -> float | None:
    """The value in the column of its unit."""
    filled = (row[name] for name in row if name.startswith("value_"))
    return next((value for value in filled if value is not None), None)


@pytest.mark.parametrize(
    ("items", "values"),
    [
        ("tier:national,tier:provincial", {"tier:national": 25.0, "tier:provincial": 3.5}),
        (f"province:{JS},province:{ZJ}", {f"province:{JS}": 25.0, f"province:{ZJ}": 6.5}),
        ("city:320500,all", {"city:320500": 20.0, "all": 6.5}),
        ("industry:C39,industry:C398", {"industry:C39": 6.5, "industry:C398": 6.5}),
        ("industry:C,division:C34", {"industry:C": 3.5, "division:C34": 2.0}),
        ("batch:1,batch:2", {"batch:1": 20.0, "batch:2": 7.0}),
        ("enterprise:T0,enterprise:T11", {"试验0": 10.0, "试验11": 2.0}),
    ],
)
def test_every_kind_has_its_median(items: str, values: dict[str, float]) -> None:
    assert _value("patents", items) == values


def test_an_item_takes_the_place_of_filters_of_its_kind() -> None:
    assert _value(
        "enterprises", f"province:{JS},province:{ZJ}", "province=440000&tier=national"
    ) == {
        f"province:{JS}": 4.0,
        f"province:{ZJ}": 0.0,
    }
    assert replaced({"items": f"province:{JS},city:320500"}) == ("city", "cluster", "province")
    assert replaced({"items": f"province:{JS},tier:national"}) == ()


def test_what_differs_most_comes_first() -> None:
    rows = _frame("compare_dumbbells", "tier:national,tier:provincial").rows(named=True)
    first = rows[0]
    assert (first["indicator"], first["ratio"]) == ("patents", 7.14)  # 25 over 3.5
    assert [row["relative"] for row in rows[:2]] == [100.0, 14.0]
    assert [(row["indicator"], row["ratio"]) for row in rows[2:4]] == [("enterprises", 2.0)] * 2
    # Little giants: all of one, none of the other, which no ratio says.
    assert all(row["ratio"] is None for row in rows[4:])
    assert all(row["small_group"] for row in rows)  # eight and four enterprises


def test_a_single_enterprise_is_no_small_group_and_has_no_shares() -> None:
    rows = _frame("compare_table", "enterprise:T0,enterprise:T1").rows(named=True)
    assert not any(row["small_group"] for row in rows)
    shares = [_filled(row) for row in rows if row["indicator"] == "high_tech_share"]
    assert shares == [None, None]


def test_a_place_is_divided_into_its_cities_and_others_into_provinces() -> None:
    rows = _frame("compare_maps", f"province:{JS},tier:provincial").rows(named=True)
    found = [(r["item"], r["province_code"], r["city_code"], r["share_pct"]) for r in rows]
    assert found == [
        (f"province:{JS}", JS, "320100", 25.0),
        (f"province:{JS}", JS, "320500", 75.0),
        ("tier:provincial", ZJ, None, 100.0),
    ]
    assert rows[2]["place_missing"] == 4


def test_a_city_is_one_of_its_province_and_a_municipality_one_of_the_country() -> None:
    items = "city:320500,city:110000"
    rows = _frame("compare_maps", items, "province=440000").rows(named=True)
    found = [(r["item"], r["province_code"], r["city_code"], r["share_pct"]) for r in rows]
    assert found == [
        ("city:320500", JS, "320100", 25.0),
        ("city:320500", JS, "320500", 75.0),
        ("city:110000", JS, None, 50.0),
        ("city:110000", ZJ, None, 50.0),
    ]
    assert [row["place_missing"] for row in rows] == [0, 0, 4, 4]


def test_the_map_of_a_city_outlines_it_and_says_its_share() -> None:
    exhibit, rows = exhibits()["compare_maps"], small_registry(ROWS)
    params = exhibit.settings({"items": "city:320500"})
    frame = conform(exhibit.query(rows, Filters(), params), exhibit.fields)
    view = View(frame, exhibit.fields, None, "computed", Filters(), params, lang="en")
    assert exhibit.figure
    (areas,) = [it for it in exhibit.figure(view)["data"] if it["meta"] == "values"]
    lines = dict(zip(areas["locations"], areas["marker"]["line"]["width"], strict=True))
    assert lines == {"320100": 0.5, "320500": 2.5}
    few = "(a sample of fewer than 10 enterprises)"
    assert str(exhibit.alt(view)) == f"Suzhou (Jiangsu): 75% of Jiangsu {few}."
    (suzhou,) = [row for row in frame.rows(named=True) if row["city_code"] == "320500"]
    context = RowContext(suzhou, frame, params, filters=Filters(), rows=rows)
    for column, n in {"enterprises": 3, "place_missing": 0}.items():
        listed = counted(exhibit.fields, exhibit.members, context, column)
        assert (0 if listed is None else listed.apply(rows).collect().height) == n


def test_nobody_has_no_rows() -> None:
    assert _frame("compare_table", "batch:77,batch:78").is_empty()
    assert members(small_registry(ROWS), Filters(), "city:999999").collect().is_empty()


@pytest.mark.parametrize(
    "items",
    [
        "a,b,c,d,e",
        "tier:national;x",
        "<b>",
        ",".join(["all"] * 5),
        "city:320500,city:999999",
        "industry:Z99,all",
        "moon:1,all",
    ],
)
def test_what_cannot_be_compared_is_refused(items: str) -> None:
    with pytest.raises(FilterError):
        exhibits()["compare_radar"].settings({"items": items})


def test_an_item_given_twice_is_compared_once() -> None:
    assert chosen({"items": "all,tier:national,all"}) == ("all", "tier:national")


def test_a_card_offers_what_it_shows() -> None:
    exhibit = exhibits()["province_ranking"]
    params = exhibit.settings({})
    frame = exhibit.query(small_registry(ROWS), Filters(), params)
    filters = Filters.from_query("industry=C39")
    result = Result(exhibit, frame, None, "computed", filters, params, "x", 12)
    said = compare_menu(result, "/", "en")
    groups = [part.partition('"')[0] for part in said.split('data-compare="')[1:]]
    assert groups[:3] == ["industry:C39", f"province:{JS}", f"province:{ZJ}"]
    assert "tier:national" in groups
    assert 'href="/compare"' in said


def _offered(id: str, rows: list[dict[str, Any]], query: str = "") -> str:
    exhibit, filters = exhibits()[id], Filters.from_query(query)
    params = exhibit.settings({})
    frame = exhibit.query(small_registry(rows), filters, params)
    return compare_menu(
        Result(exhibit, frame, None, "computed", filters, params, "x", 1), "/", "zh"
    )


def test_a_card_offers_batches_and_enterprises_too() -> None:
    """/compare takes `batch:3` and `enterprise:<id>`, so cards that show them offer them."""
    rows = [{"tier": "national", "batch": b, "id": f"e{b}", "name": f"甲{b}厂"} for b in (1, 3)]
    of_batches = _offered("title_cohorts", rows)
    for batch in (1, 3):
        assert f'data-compare="batch:{batch}">第{batch}批</button>' in of_batches
    assert 'data-compare="batch:2">第2批' in _offered("tier_pyramid", rows, "batch=2..3")
    listed = _offered("candidates", [{**row, "tier": "provincial"} for row in rows])
    for batch in (1, 3):
        assert f'data-compare="enterprise:e{batch}">甲{batch}厂</button>' in listed
    found = choices(small_registry(rows), "第3", "all", lang="zh")
    assert {"label": "第3批", "value": "batch:3"} in found


def test_five_are_too_many_and_the_list_shows_what_the_cards_do() -> None:
    four = ",".join(f"enterprise:{letter * 40}" for letter in "abcd")
    assert ITEMS.problem(four) is None
    problem = ITEMS.problem("province:110000,province:120000,province:130000,all,city:320500")
    assert problem is not None
    assert "一次至多4个" in problem.brief("zh")
    assert "4 at most at a time" in problem.message("en")
    words = str(chooser("zh", "items=city:320500,city:320100,all,batch:1"))
    assert "value=['city:320500', 'city:320100', 'all', 'batch:1']" in words
    assert "value=[]" in str(chooser("zh", f"items={four},all"))


def test_the_list_offers_also_what_there_is_not() -> None:
    """A list drops what it does not offer, and the address with it, before it was read."""
    words = str(chooser("zh", "items=province:999999,province:320000"))
    assert "value=['province:999999', 'province:320000']" in words
    assert "{'value': 'province:999999'" in words


@pytest.mark.parametrize("group", ["city:999999", "industry:Z9", "province:99"])
def test_a_radar_of_a_group_that_there_is_not_is_refused(group: str) -> None:
    with pytest.raises(FilterError):
        exhibits()["innovation_radar"].settings({"a": group})
