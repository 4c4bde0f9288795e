"""Addresses, districts, counties and zones. Expected codes are those of GB/T 2260, by hand."""

import pytest

from data_layer.importer.cells.industry_codes import resolve_industry
from data_layer.importer.cells.place_codes import resolve_place
from data_layer.vocabulary.addresses import locate


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("广东省深圳市南山区粤海街道1号", ("440000", "440300")),
        ("江苏省苏州市工业园区", ("320000", "320500")),
        ("上海市浦东新区", ("310000", "310000")),
        ("浦东新区", ("310000", "310000")),
        ("北京市海淀区", ("110000", "110000")),
        ("中国（上海）自由贸易试验区", ("310000", "310000")),
        ("苏州工业园区", ("320000", "320500")),
        ("雄安新区", ("130000", "130600")),
        ("石河子市", ("650000", "659001")),
        ("新疆生产建设兵团", ("650000", None)),
        ("襄樊市", ("420000", "420600")),
        ("昆山市", ("320000", "320500")),
        ("西昌市", ("510000", "513400")),
        ("昆山高新技术产业开发区", ("320000", "320500")),
        ("大连", ("210000", "210200")),
        ("江苏", ("320000", None)),
        ("吉林市船营区", ("220000", "220200")),
    ],
)
def test_a_place_is_found(text: str, place: tuple[str, str | None]) -> None:
    assert locate(text)[:2] == place


@pytest.mark.parametrize("text", ["南京路1号", "鼓楼区", "Basel", "华南", "-", "火星市"])
def test_no_place_is_made_up(text: str) -> None:
    assert locate(text)[:2] == (None, None)


def test_a_shared_name_is_settled_by_its_province() -> None:
    assert locate("鼓楼区", "320000").city is None  # in 南京 and in 徐州
    assert locate("鼓楼区", "350000").city == "350100"
    assert resolve_place("江苏省", "昆山市").codes == ("320000", "320500")
    assert resolve_place(None, "江苏省南京市江宁区").codes == ("320000", "320100")
    assert resolve_place("浙江", "昆山市").codes == ("330000", None)


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("计算机、通信和其他电子设备制造业（C39）", "C39"),
        ("汽车制造业;C36", "C36"),
        ("C36;汽车制造业", "C36"),
        ("P82 教育", "P83"),
        ("C35专用设备制造业", "C35"),
        ("汽车制造业;C39", None),
    ],
)
def test_an_industry_is_found_as_exchanges_write_it(text: str, division: str | None) -> None:
    assert resolve_industry(None, text, None, None).codes[1] == division
