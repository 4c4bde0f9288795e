"""Filters: the round trip, the canonical spelling, what is refused, and which rows pass."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.filters.days import Days, Year
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.filters.values import Range
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang
from tests.components.small import small_registry

NUMBER = st.integers(-1_000, 10_000_000).map(float) | st.decimals(-1_000, 100_000, places=3).map(
    float
)
RANGES = (
    st.tuples(st.none() | NUMBER, st.none() | NUMBER)
    .filter(lambda ends: ends != (None, None))
    .map(lambda ends: Range(*ends) if None in ends else Range(*sorted(ends)))
)
DAYS = (
    st.tuples(st.none() | st.dates(), st.none() | st.dates())
    .filter(lambda ends: ends != (None, None))
    .map(lambda ends: Days(*ends) if None in ends else Days(*sorted(ends)))
)
NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40)


CONDITIONS = (
    "rd_ratio:5..<10",
    "insured+patents:missing",
    "high_tech:!1",
    "industry:C39|I",
    "score@25-25-20-20-10.percentile:..50",
    "rule.revenue@2026:unmet",
    "rule@1-2-3-4-5-6-7-tech_centre:enters",
)


def _values(name: str) -> st.SearchStrategy[Any]:
    key = keys()[name]
    if key.kind == "range":
        return RANGES
    if key.kind == "days":
        return DAYS
    if key.kind == "year":
        return st.integers(1990, 2100).map(Year)
    if key.kind == "text":
        return NAMES
    if key.kind == "where":
        return st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=4, unique=True).map(tuple)
    if key.kind == "flag":
        return st.sampled_from([("0",), ("1",)])
    chosen = st.sets(st.sampled_from(sorted(key.options())), min_size=1, max_size=5)
    return chosen.map(lambda found: tuple(sorted(found)))


FILTERS = st.fixed_dictionaries({}, optional={name: _values(name) for name in keys()}).map(
    lambda values: Filters({name: values[name] for name in keys() if name in values})
)


@given(FILTERS)
def test_round_trip(filters: Filters) -> None:
    assert Filters.from_query(filters.to_query()) == filters


@given(FILTERS)
def test_canonical_spelling_is_stable(filters: Filters) -> None:
    written = filters.to_query()
    assert Filters.from_query("?" + written).to_query() == written


@given(FILTERS, st.sampled_from(["zh", "en"]))
def test_every_filter_has_a_sentence(filters: Filters, lang: Lang) -> None:
    assert filters.sentence(lang)


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    query = parse_query(text)
    assert Filters.from_query(query.filters.to_query()) == query.filters


def test_order_and_repetition_do_not_matter() -> None:
    one = Filters.from_query("province=330000&tier=national&province=320000")
    two = Filters.from_query("tier=national&province=320000,330000,320000")
    assert one.to_query() == two.to_query() == "tier=national&province=320000,330000"


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("provinz=320000", "provinz", "320000"),
        ("province=999999", "province", "999999"),
        ("patents=50", "patents", "50"),
        ("patents=9..5", "patents", "9..5"),
        ("patents=a..b", "patents", "a..b"),
        ("listed=2", "listed", "2"),
        ("rd=nan..", "rd", "nan.."),
        ("q=" + "x" * 81, "q", "x" * 80),
        ("q=%00", "q", "\x00"),
    ],
)
def test_refusal_names_key_value_and_what_is_allowed(query: str, key: str, value: str) -> None:
    with pytest.raises(FilterError) as refusal:
        Filters.from_query(query)
    (problem,) = refusal.value.problems
    assert (problem.key, problem.value) == (key, value)
    assert problem.allowed.zh
    assert key in problem.message("zh")
    assert key in problem.message("en")


def test_bad_values_are_left_out_on_a_page_and_the_rest_stays() -> None:
    query = parse_query("province=320000,1&tier=king&lang=en&colour=red")
    assert query.filters.to_query() == "province=320000"
    assert query.lang == "en"
    assert [p.key for p in query.problems] == ["province", "tier", "colour"]


def _rows() -> pl.LazyFrame:
    """Five rows, by hand: 苏州 39, 杭州 C391 class, 北京 software, a row with nothing, 深圳."""
    data = {
        "id": ["a", "b", "c", "d", "e"],
        "name": ["甲精密", "乙电子", "丙软件", "丁", "戊精密仪器"],
        "tier": ["national", "provincial", "national", None, "provincial"],
        "province_code": ["320000", "330000", "110000", None, "440000"],
        "city_code": ["320500", "330100", "110000", None, "440300"],
        "division": ["C39", "C39", "I65", None, "C40"],
        "class": [None, "C3985", None, None, None],
        "patents": [10, 50, 51, None, 0],
        "listed": [True, False, None, None, True],
        "high_tech": [True, True, False, None, True],
        "tech_centre": [True, False, True, None, None],
    }
    schema = {name: columns()[name].dtype for name in data}
    missing = {n: pl.Series(n, [None] * 5, c.dtype) for n, c in columns().items() if n not in data}
    return pl.DataFrame(data, schema=schema).with_columns(**missing).lazy()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "abcde"),
        ("tier=national", "ac"),
        ("cluster=yrd", "ab"),
        ("cluster=bth,prd", "ce"),
        ("province=320000,440000", "ae"),
        ("city=320500", "a"),
        ("industry=C", "abe"),
        ("industry=C39", "ab"),
        ("industry=C3985", "b"),
        ("industry=C3985,I", "bc"),
        ("honour=high_tech", "abe"),
        ("honour=high_tech,tech_centre", "a"),
        ("listed=1", "ae"),
        ("listed=0", "b"),
        ("patents=50..", "bc"),
        ("patents=..50", "abe"),
        ("patents=10..50", "ab"),
        ("q=精密", "ae"),
        ("q=精密&province=320000", "a"),
    ],
)
def test_rows_that_pass(query: str, ids: str) -> None:
    passed = Filters.from_query(query).apply(_rows()).collect()
    assert "".join(sorted(passed["id"])) == ids


def test_sentence_in_both_languages() -> None:
    filters = Filters.from_query("province=320000&patents=50..&q=精密")
    assert filters.sentence("zh") == "省份：江苏；专利总量 不低于 50 件；企业名称含“精密”"
    assert filters.sentence("en") == (
        'Province: Jiangsu; Patents at least 50; Name contains "精密"'
    )
    assert Filters().sentence("zh") == "全部企业"


def test_what_is_too_long_to_be_read_whole_is_refused_not_cut() -> None:
    many = ",".join(f"{code:06}" for code in range(401))
    (problem,) = parse_query(f"city={many}").problems
    assert (problem.key, problem.allowed.en) == ("city", "at most 400 values")
    long = parse_query("q=" + "&" * 16_000)
    assert [problem.key for problem in long.problems] == ["address"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-03-01..2027-02-28", ("2026-03-01", "2027-02-28")),
        ("2026..2026", ("2026-01-01", "2026-12-31")),
        ("2024-02..2024-02", ("2024-02-01", "2024-02-29")),
        ("..2025-6", (None, "2025-06-30")),
        ("2026-1-2..", ("2026-01-02", None)),
    ],
)
def test_months_and_years_stand_for_their_days(
    text: str, days: tuple[str | None, str | None]
) -> None:
    found = Filters.from_query(f"valid={text}").values["valid"]
    assert isinstance(found, Days)
    assert tuple(None if end is None else end.isoformat() for end in found) == days


@pytest.mark.parametrize("text", ["..", "2026", "2026-02-30..", "2027..2026", "a..b", "26..27"])
def test_what_names_no_days_is_refused(text: str) -> None:
    with pytest.raises(FilterError, match="valid"):
        Filters.from_query(f"valid={text}")


@pytest.mark.parametrize("text", ["1989", "2101", "23", "2023..", "２０２３"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(FilterError, match="asof"):
        Filters.from_query(f"asof={text}")


def test_looking_back_keeps_who_was_recognised_by_then() -> None:
    rows = small_registry(
        [
            {"recognised_year": 2023},
            {"recognised_year": 2024},
            {"tier": "national", "batch": 5},  # of 2023
            {"tier": "national", "batch": 6},  # of 2024
            {"tier": "provincial", "batch": 5},  # a province's batches are its own
            {},
        ]
    )
    kept = Filters.from_query("asof=2023").apply(rows).collect()
    assert kept["id"].to_list() == ["T0", "T2"]
    said = Filters.from_query("asof=2023").sentence("zh")
    assert said == "截至2023年底已认定（不含此后退出者）"
