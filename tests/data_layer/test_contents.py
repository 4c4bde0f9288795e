"""Columns told by their cells; the ids are made up, with check digits by GB 32100-2015."""

import pytest

from data_layer.importer.columns.contents import column_by_content


@pytest.mark.parametrize(
    ("samples", "column"),
    [
        (["91350100M000100Y43"], "id"),
        (["91350100M000100Y44"], None),
        (["甲精密机械有限公司", "乙新材料股份有限公司"], "name"),
        (["专精特新“小巨人”企业", "省级专精特新中小企业"], "tier"),
        (["专精特新“小巨人”企业", "省级专精特新中小企业", "培育库企业"], "tier"),
        (["专精特新“小巨人”企业", "培育库企业", "规上企业"], None),
        (["甲精密机械有限公司", "乙新材料股份有限公司", "丙"], None),
        (["第三批", "第5批"], "batch"),
        (["江苏省", "浙江"], "province_code"),
        (["苏州市", "南京市"], "city_code"),
        (["C39", "通用设备制造业"], "division"),
        (["2021-07-01", "2019年8月"], "founded_year"),
        (["1", "2"], None),
        (["苏州市"], None),
        (["主营轴承", "主营阀门"], None),
        ([], None),
    ],
)
def test_what_a_column_holds(samples: list[str], column: str | None) -> None:
    assert column_by_content(samples) == column
