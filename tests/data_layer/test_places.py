import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.vocabulary.places import (
    ALIASES,
    CLUSTERS,
    cities,
    cities_of,
    provinces,
    resolve_city,
    resolve_province,
)

ROOT = Path(__file__).parents[2]
GEO = ROOT / "assets" / "geo"
E17 = ROOT / "data_layer" / "reference" / "exhibits" / "e17_clusters.csv"


def test_there_are_34_provinces_and_every_city_lies_in_one() -> None:
    assert len(provinces()) == 34
    assert all(place.parent == "100000" for place in provinces().values())
    assert all(city.parent in provinces() for city in cities().values())
    assert all(city.code[:2] == city.parent[:2] for city in cities().values())


def test_places_are_sorted_and_cannot_be_changed() -> None:
    for places in (provinces(), cities()):
        assert list(places) == sorted(places)
        with pytest.raises(TypeError):
            places["320000"] = provinces()["330000"]  # ty: ignore[invalid-assignment]


def test_a_place_in_full() -> None:
    jiangsu = provinces()["320000"]
    assert jiangsu.name == ("江苏省", "Jiangsu")
    assert jiangsu.short == ("江苏", "Jiangsu")
    assert jiangsu.level == "province"


def test_municipalities_taiwan_and_the_special_regions_are_their_own_city() -> None:
    own = [code for code in provinces() if code in cities()]
    assert own == ["110000", "120000", "310000", "500000", "710000", "810000", "820000"]
    assert [city.code for city in cities_of("110000")] == ["110000"]


def test_cities_of_a_province() -> None:
    assert [city.short.zh for city in cities_of("640000")] == [
        "银川",
        "石嘴山",
        "吴忠",
        "固原",
        "中卫",
    ]
    assert len(cities_of("320000")) == 13
    assert cities_of("999999") == ()


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("110000", "Beijing"),
        ("140000", "Shanxi"),
        ("150000", "Inner Mongolia"),
        ("450000", "Guangxi"),
        ("540000", "Xizang"),
        ("610000", "Shaanxi"),
        ("640000", "Ningxia"),
        ("650000", "Xinjiang"),
        ("710000", "Taiwan"),
        ("810000", "Hong Kong"),
        ("820000", "Macao"),
    ],
)
def test_provinces_have_their_usual_english_names(code: str, english: str) -> None:
    assert provinces()[code].name.en == english


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("重庆", "Chongqing"),
        ("厦门", "Xiamen"),
        ("长沙", "Changsha"),
        ("长春", "Changchun"),
        ("长治", "Changzhi"),
        ("成都", "Chengdu"),
        ("六安", "Lu'an"),
        ("亳州", "Bozhou"),
        ("东莞", "Dongguan"),
        ("丽水", "Lishui"),
        ("乐山", "Leshan"),
        ("朝阳", "Chaoyang"),
        ("漯河", "Luohe"),
        ("儋州", "Danzhou"),
        ("台州", "Taizhou (Zhejiang)"),
        ("泰州", "Taizhou (Jiangsu)"),
        ("苏州", "Suzhou (Jiangsu)"),
        ("宿州", "Suzhou (Anhui)"),
        ("伊春", "Yichun (Heilongjiang)"),
        ("宜春", "Yichun (Jiangxi)"),
        ("福州", "Fuzhou (Fujian)"),
        ("抚州", "Fuzhou (Jiangxi)"),
        ("玉林", "Yulin (Guangxi)"),
        ("榆林", "Yulin (Shaanxi)"),
        ("吉林", "Jilin City"),
        ("巴彦淖尔", "Bayannur"),
        ("呼和浩特", "Hohhot"),
        ("鄂尔多斯", "Ordos"),
        ("呼伦贝尔", "Hulunbuir"),
        ("乌鲁木齐", "Urumqi"),
        ("喀什", "Kashgar"),
        ("拉萨", "Lhasa"),
        ("哈尔滨", "Harbin"),
        ("齐齐哈尔", "Qiqihar"),
        ("西安", "Xi'an"),
        ("淮安", "Huai'an"),
        ("吉安", "Ji'an"),
        ("泰安", "Tai'an"),
        ("雅安", "Ya'an"),
        ("延安", "Yan'an"),
        ("普洱", "Pu'er"),
        ("马鞍山", "Ma'anshan"),
        ("恩施", "Enshi"),
    ],
)
def test_cities_have_their_usual_english_names(chinese: str, english: str) -> None:
    named = {city.short.zh: city.name.en for city in cities().values()}
    assert named[chinese] == english


def test_english_names_tell_places_apart() -> None:
    places = {**cities(), **provinces()}.values()
    shared = [name for name, n in Counter(place.name.en for place in places).items() if n > 1]
    assert shared == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("江苏省", "320000"),
        ("江苏", "320000"),
        (" 江 苏\t", "320000"),
        ("320000", "320000"),
        ("３２", "320000"),
        ("jiangsu", "320000"),
        ("广西壮族自治区", "450000"),
        ("广西", "450000"),
        ("内蒙", "150000"),
        ("内蒙古", "150000"),
        ("香港特别行政区", "810000"),
        ("中国香港", "810000"),
        ("新疆生产建设兵团", "650000"),
        ("北京", "110000"),
        ("深圳市", "440000"),  # listed beside provinces
        ("深圳", "440000"),
        ("大连市", "210000"),
        ("吉林", "220000"),
        ("海南", "460000"),
    ],
)
def test_provinces_resolve(text: str, code: str) -> None:
    assert resolve_province(text) == code


@pytest.mark.parametrize(
    "text", ["", "中国", "100000", "5", "99", "苏州市", "320500", "Grand Cayman", "华东"]
)
def test_what_is_no_province_resolves_to_none(text: str) -> None:
    assert resolve_province(text) is None


@pytest.mark.parametrize(
    ("text", "province", "code"),
    [
        ("苏州市", "320000", "320500"),
        ("苏州", None, "320500"),
        ("苏 州", None, "320500"),
        ("320500", None, "320500"),
        ("3205", None, "320500"),
        ("Suzhou", "340000", "341300"),
        ("Suzhou (Jiangsu)", None, "320500"),
        ("深圳", "440000", "440300"),
        ("深圳", None, "440300"),
        ("吉林", None, "220200"),
        ("海南", "630000", "632500"),
        ("北京", None, "110000"),
        ("北京市", "110000", "110000"),
        ("香港", "810000", "810000"),
        ("恩施土家族苗族自治州", "420000", "422800"),
        ("恩施州", None, "422800"),
        ("济源", "410000", "419001"),
        ("陵水县", "460000", "469028"),
        ("襄樊", None, "420600"),  # 襄阳 since 2010
        ("莱芜市", "370000", "370100"),  # merged into 济南 in 2019
        ("巢湖市", "340000", "340100"),  # abolished 2011
        ("思茅", None, "530800"),
        ("伊克昭盟", None, "150600"),
        ("南宁地区", None, "451400"),  # became 崇左 ...
        ("南宁", None, "450100"),  # ... and is not the city of that name
    ],
)
def test_cities_resolve(text: str, province: str | None, code: str) -> None:
    assert resolve_city(text, province) == code


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("", None),
        ("Grand Cayman", None),
        ("昆山市", "320000"),  # county level
        ("海淀区", "110000"),  # district
        ("苏州市", "340000"),  # in another province
        ("320500", "330000"),
        ("Suzhou", None),  # 苏州 or 宿州
        ("海南", None),  # the province or the prefecture in 青海
        ("海南", "460000"),
        ("江苏", None),
        ("32", None),
    ],
)
def test_what_is_no_city_or_no_single_one_resolves_to_none(text: str, province: str | None) -> None:
    assert resolve_city(text, province) is None


@given(st.sampled_from(sorted(cities())), st.sampled_from(["zh", "en"]), st.booleans())
def test_every_name_of_a_city_with_its_province_resolves(code: str, lang: str, full: bool) -> None:
    city = cities()[code]
    name = getattr(city.name if full else city.short, lang)
    assert resolve_city(name, city.parent) == code
    assert resolve_city(f" {name} ", city.parent) == code
    elsewhere = "320000" if city.parent != "320000" else "330000"
    assert resolve_city(city.name.zh, elsewhere) is None


@given(st.sampled_from(sorted(provinces())), st.sampled_from(["zh", "en"]))
def test_every_name_of_a_province_resolves(code: str, lang: str) -> None:
    place = provinces()[code]
    assert resolve_province(getattr(place.name, lang)) == code
    assert resolve_province(getattr(place.short, lang)) == code
    assert resolve_province(code) == resolve_province(code[:2]) == code


@given(st.text(), st.sampled_from([None, *sorted(provinces())]))
def test_any_text_resolves_to_a_code_or_none(text: str, province: str | None) -> None:
    assert resolve_province(text) in {None, *provinces()}
    assert resolve_city(text, province) in {None, *cities()}


def test_every_alias_resolves_to_the_place_it_names() -> None:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] == "province":
                assert resolve_province(row["alias"]) == row["code"]
            else:
                assert resolve_city(row["alias"], None) == row["code"]


def test_clusters_have_the_members_of_exhibit_e17() -> None:
    with E17.open(encoding="utf-8-sig", newline="") as file:
        published = {row["cluster"]: row["members"].split(";") for row in csv.DictReader(file)}
    members = {c.name.zh: [provinces()[code].name.zh for code in c.provinces] for c in CLUSTERS}
    assert members == published
    assert [cluster.id for cluster in CLUSTERS] == ["bth", "yrd", "prd"]


def _features(path: Path) -> dict[str, str]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {feature["id"]: feature["properties"]["name"] for feature in collection["features"]}


def test_boundaries_are_of_exactly_the_places_that_have_them() -> None:
    assert _features(GEO / "provinces.geojson") == {
        code: place.name.zh for code, place in provinces().items()
    }
    mapped = {code: city.name.zh for code, city in cities().items() if city.has_geometry}
    assert _features(GEO / "cities.geojson") == mapped
    assert [city.name.zh for city in cities().values() if not city.has_geometry] == ["草湖市"]


@pytest.mark.parametrize("province", sorted(provinces()))
def test_each_province_has_the_boundaries_of_its_cities(province: str) -> None:
    expected = {city.code: city.name.zh for city in cities_of(province) if city.has_geometry}
    assert _features(GEO / "city" / f"{province}.geojson") == expected


def test_a_label_point_exists_where_there_is_geometry() -> None:
    for place in (*provinces().values(), *cities().values()):
        located = place.lon is not None and place.lat is not None
        assert located == place.has_geometry
        if place.lon is not None and place.lat is not None:
            assert 73 < place.lon < 136  # China's extent in degrees
            assert 3 < place.lat < 54
