"""Charts of industries say of how many enterprises the section alone is known, by hand."""

from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from components.rendering.headline import headline
from data_layer.filters.filters import Filters
from data_layer.filters.query import parse_query
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from tests.data_layer.imported import take

LIST = [
    ["企业名称", "省份", "所属行业", "级别"],
    ["甲公司", "江苏", "C 制造业", "国家级"],
    ["乙公司", "江苏", "C3985", "省级"],
    ["丙公司", "浙江", "J 金融业", "省级"],
    ["丁公司", "江苏", "", "省级"],
]


@pytest.mark.parametrize(
    "id", ["industry_tree", "industry_heatmap", "industry_ranking", "base_share"]
)
def test_the_sentence_of_a_chart_says_how_many(tmp_path: Path, id: str) -> None:
    """甲公司 in C and 丙公司 in J; of Jiangsu 甲公司 alone, of the one in C3985 none."""
    store, _ = take(tmp_path, LIST)
    registry = store.current()
    assert isinstance(registry, Registry)

    def said(filters: Filters, lang: str) -> str:
        result = evaluate(exhibits()[id], registry, filters, {}, ResultCache(None))
        return headline(result, "en" if lang == "en" else "zh")

    assert "其中2家只知门类" in said(Filters(), "zh")
    assert "2 enterprises the section alone is known" in said(Filters(), "en")
    jiangsu = parse_query("province=320000").filters
    assert "1 enterprise the section alone is known" in said(jiangsu, "en")
    assert "只知门类" not in said(parse_query("industry=C3985").filters, "zh")
