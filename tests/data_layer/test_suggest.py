"""Proposals for values that were not recognised, as a person would make them."""

import pytest

from data_layer.intake.suggest import names_of, suggested


@pytest.mark.parametrize(
    ("column", "text", "name"),
    [
        ("tier", "省级专精特新中小企业（复核）", "省级"),
        ("city_code", "苏洲市", "苏州"),
        ("city_code", "昆仑市", "昆明"),
        ("city_code", "Suzhoo (Jiangsu)", "苏州"),
        ("province_code", "黑龙省", "黑龙江"),
        ("division", "计算机通信设备制造业", "计算机、通信和其他电子设备制造业"),
    ],
)
def test_the_nearest_name_is_proposed(column: str, text: str, name: str) -> None:
    near = suggested(column, text)
    assert near is not None
    assert near.zh == name


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("city_code", "内蒙古"),  # a province is no city
        ("province_code", "华东地区"),
        ("insured", "约50人"),
        ("tier", "市"),
        ("city_code", "xyz"),
    ],
)
def test_nothing_is_proposed_where_nothing_is_near(column: str, text: str) -> None:
    assert suggested(column, text) is None


def test_names_are_of_the_column_alone() -> None:
    assert set(names_of("tier")) == {"national", "champion", "provincial", "innovative"}
    assert "C39" in names_of("division")
    assert "C3985" not in names_of("division")
    assert names_of("insured") == {}
