"""What filters say, word for word, in both languages: expectations written by hand."""

import pytest

from data_layer.filters import named_groups
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters, read
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.filters.name_search import name_matches
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.vocabulary.text import Text
from tests.components.small import small_registry


def test_a_problem_names_key_value_and_what_is_allowed() -> None:
    problem = parse_query("listed=maybe").problems[0]
    assert problem.message("zh") == "参数“listed”的值“maybe”不可用；允许：1 或 0"
    assert problem.message("en") == (
        'The value "maybe" of "listed" cannot be used; allowed: 1 or 0'
    )


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        (
            "province=42",
            "没有名为“42”的省份（参数 province）；允许：",
            'There is no province called "42" (parameter "province"); allowed: ',
        ),
        ("industry=C99", "没有名为“C99”的行业", 'There is no industry called "C99"'),
        ("tier=x", "没有名为“x”的层级", 'There is no tier called "x"'),
        ("honour=x", "没有名为“x”的荣誉", 'There is no title or accreditation called "x"'),
        (
            "prov=42",
            "没有名为“prov”的参数；允许：",
            'There is no parameter called "prov"; allowed: ',
        ),
        ("lang=fr", "没有名为“fr”的语言", 'There is no language called "fr"'),
        ("version=x", "没有名为“x”的数据版本", 'There is no data version called "x"'),
    ],
)
def test_an_unknown_name_is_called_what_it_would_be(query: str, zh: str, en: str) -> None:
    """A misspelled province is no "value": the reader is told what there is none of."""
    problem = parse_query(query).problems[0]
    for said, lang in ((zh, "zh"), (en, "en")):
        assert problem.message(lang).startswith(said)
        assert problem.brief(lang).startswith(said)


def test_an_error_says_every_problem_in_english() -> None:
    with pytest.raises(FilterError) as error:
        Filters.from_query("listed=maybe&rd=5..3")
    assert str(error.value) == (
        'The value "maybe" of "listed" cannot be used; allowed: 1 or 0; '
        'The value "5..3" of "rd" cannot be used; allowed: a..b, either end may be open, '
        "a not above b"
    )
    with pytest.raises(FilterError, match="listed"):
        parse_query("listed=maybe").strict()
    assert parse_query("listed=1").strict().filters == Filters({"listed": ("1",)})


def test_a_name_that_is_too_long_says_what_is_allowed() -> None:
    (problem,) = read({"q": "x" * 81})[1]
    assert problem.allowed == Text("不超过 80 个可见字符", "at most 80 visible characters")


@pytest.mark.parametrize("name", ["tier", "industry"])
def test_allowed_options_are_listed_up_to_24(name: str) -> None:
    options = list(keys()[name].options())
    allowed = read({name: "nowhere"})[1][0].allowed
    more = len(options) > 24
    assert allowed.zh == allowed.en == ", ".join(options[:24]) + (" …" if more else "")


def test_24_options_are_listed_whole() -> None:
    assert read({"q": "x", "nonsense": "1"})[1][0].allowed.en == ", ".join(keys())


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("", "全部企业", "All enterprises"),
        ("tier=national", "层级：国家级", "Tier: National (little giant)"),
        ("province=320000,330000", "省份：江苏、浙江", "Province: Jiangsu, Zhejiang"),
        ("listed=0", "未上市", "Not listed"),
        ("q=半导体", "企业名称含“半导体”", 'Name contains "半导体"'),
        ("rd=3..", "研发占比 不低于 3 %", "R&D intensity at least 3 %"),
        ("rd=..2.5", "研发占比 不超过 2.5 %", "R&D intensity at most 2.5 %"),
        ("founded=2000..2010", "成立年份 2000–2010 年", "Year founded 2000–2010"),
        (
            "tier=national&listed=1",
            "层级：国家级；已上市",
            "Tier: National (little giant); Listed",
        ),
    ],
)
def test_sentences(query: str, zh: str, en: str) -> None:
    filters = Filters.from_query(query)
    assert (filters.sentence("zh"), filters.sentence("en")) == (zh, en)


def test_an_address_leaves_defaults_out_and_has_one_order() -> None:
    assert Query().to_query() == ""
    asked = parse_query(
        "b=x/y&theme=dark&a=1:2&version=0123abcd&lang=en&tier=national",
        frozenset({"a", "b"}),
    )
    assert asked.to_query() == ("tier=national&lang=en&theme=dark&version=0123abcd&a=1:2&b=x%2Fy")
    plain = parse_query("lang=zh&theme=light")
    assert (plain.to_query(), plain.problems) == ("", ())
    assert (asked.lang, asked.theme, asked.version) == ("en", "dark", "0123abcd")


def test_what_is_no_key_is_told_all_keys() -> None:
    (problem,) = parse_query("colour=red", frozenset({"shape"})).problems
    assert (problem.key, problem.value) == ("colour", "red")
    assert problem.allowed.zh == problem.allowed.en == ", ".join([*keys(), *VIEW_KEYS, "shape"])
    (long,) = parse_query("x" * 90 + "=" + "y" * 90).problems
    assert (long.key, long.value) == ("x" * 80, "y" * 80)


@pytest.mark.parametrize("given", ["lang=fr", "theme=blue", "version=zz"])
def test_view_keys_are_read_strictly(given: str) -> None:
    query = parse_query(given)
    name, _, value = given.partition("=")
    assert [(p.key, p.value) for p in query.problems] == [(name, value)]
    assert query.problems[0].allowed == VIEW_KEYS[name]
    assert (query.lang, query.theme, query.version) == ("zh", "light", None)


def test_too_long_an_address_is_said() -> None:
    (problem,) = parse_query("q=" + "x" * 70 + "&" * 16_000).problems
    assert problem.key == "address"
    assert problem.value == "q=" + "x" * 70 + "&" * 8
    assert problem.allowed == Text("最长 16,000 字符", "at most 16,000 characters")


def test_facets_have_two_columns_and_say_what_they_count() -> None:
    rows = small_registry(
        [
            {"tier": "national", "province_code": "320000", "division": "C39", "listed": True},
            {"tier": "national", "province_code": "440000", "division": "C35", "high_tech": True},
            {"tier": "provincial", "province_code": "320000", "division": "I65", "listed": False},
        ]
    )
    counted = facets(rows, Filters())
    assert all(frame.columns == ["value", "n"] for frame in counted.values())
    assert counted["tier"].rows() == [("national", 2), ("provincial", 1)]
    assert counted["listed"].rows() == [("0", 1), ("1", 1)]
    assert dict(counted["honour"].rows())["high_tech"] == 1
    clusters = dict(counted["cluster"].rows())
    assert {id: n for id, n in clusters.items() if n} == {"yrd": 2, "prd": 1}
    assert counted["industry"].rows() == [
        ("C", 2),
        ("I", 1),
        ("C35", 1),
        ("C39", 1),
        ("I65", 1),
    ]


def test_names_are_found_by_a_part_shortest_first() -> None:
    names = ["苏州精密一号", "精密", "无锡精密", "南京精密", "别的"]
    rows = small_registry([{"id": f"E{n}", "name": name} for n, name in enumerate(names)])
    found = name_matches(rows, " 精密 ", most=3)
    assert [row["name"] for row in found] == ["精密", "南京精密", "无锡精密"]
    assert list(found[0]) == ["id", "name", "tier", "city_code"]
    assert name_matches(rows, "没有") == []


def test_groups_that_can_be_compared() -> None:
    options = named_groups.options()
    assert options["all"] == Text("全部企业", "All enterprises")
    kinds = list(dict.fromkeys(id.partition(":")[0] for id in options))
    assert kinds == ["all", "tier", "cluster", "province", "sector", "frontier", "division"]
    assert options["tier:national"] == Text("国家级", "National (little giant)")
    assert options["division:C39"].zh.startswith("C39 计算机")
    assert options["division:C39"].en.startswith("C39 ")
    labels = named_groups.labels()
    assert labels["city:320500"] == Text("苏州", "Suzhou (Jiangsu)")
    assert labels["city:110000"].zh.endswith("市")
    assert labels["city:110000"].en.endswith("(city)")


def test_keys_and_the_columns_that_they_restrict() -> None:
    declared = {key.name: (key.label.zh, key.label.en, key.kind) for key in keys().values()}
    assert declared == {
        "tier": ("层级", "Tier", "choice"),
        "cluster": ("城市群", "City cluster", "choice"),
        "province": ("省份", "Province", "choice"),
        "city": ("城市", "City", "choice"),
        "industry": ("行业", "Industry", "choice"),
        "sector": ("产业领域", "Sector", "choice"),
        "frontier": ("前沿领域", "Frontier field", "choice"),
        "honour": ("荣誉", "Title or accreditation", "all"),
        "listed": ("上市", "Listed", "flag"),
        "insured": ("参保人数", "Employees with social insurance", "range"),
        "patents": ("专利总量", "Patents", "range"),
        "grants": ("发明授权量", "Invention grants", "range"),
        "capital": ("注册资本", "Registered capital", "range"),
        "copyrights": ("软件著作权", "Software copyrights", "range"),
        "rd": ("研发占比", "R&D intensity", "range"),
        "founded": ("成立年份", "Year founded", "range"),
        "valid": ("有效期至", "Valid until", "days"),
        "asof": ("截至年份", "As of the end of", "year"),
        "recognised": ("认定年份", "Year recognised", "range"),
        "batch": ("认定批次", "Batch", "range"),
        "q": ("企业名称", "Name", "text"),
        "where": ("条件", "Condition", "where"),
    }
