"""Enterprises of which the section alone is known, in filter, facets, tree and heatmap, by hand."""

from pathlib import Path

import pytest

from data_layer.filters.facets import facet
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.query import parse_query
from data_layer.measures.rows import Rows
from data_layer.registry.registry import Registry
from data_layer.topics.industries.matrix import industry_matrix
from data_layer.topics.industries.measures import industry_measures, industry_tree
from tests.data_layer.imported import take

LIST = [["企业名称", "省份", "所属行业"], ["甲公司", "江苏", "C 制造业"], ["乙公司", "江苏", "C36"]]
LIST += [["丙公司", "江苏", "J 金融业"], ["丁公司", "江苏", ""]]


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    store, _ = take(tmp_path, LIST)
    opened = store.current()
    assert isinstance(opened, Registry)
    return opened.rows


def test_a_section_is_a_filter_and_an_option(rows: Rows) -> None:
    chosen = parse_query("industry=C").filters
    assert sorted(chosen.apply(rows).collect()["name"]) == ["乙公司", "甲公司"]
    found = dict(facet(rows, Filters(), keys()["industry"]).iter_rows())
    assert found == {"C": 2, "J": 1, "C36": 1}


def test_the_tree_counts_them_in_their_section_and_says_how_many(rows: Rows) -> None:
    tree = industry_tree(rows, Filters())
    counts = tree.select("industry_code", "enterprises", "industry_missing", "section_only").rows()
    assert counts == [
        ("total", 4, None, 2),
        ("C", 2, 1, 2),
        ("C36", 1, 3, 2),
        ("J", 1, 1, 2),
        ("unreported", 1, None, 2),
    ]
    divisions = industry_measures(rows, Filters(), "division")
    assert divisions.select("industry_code", "share_pct", "section_only").rows() == [
        ("C36", 100.0, 2)
    ]


def test_the_heatmap_has_a_row_for_each_section(rows: Rows) -> None:
    found = industry_matrix(rows, Filters(), "province", 10, "enterprises", "code")
    counted = found.filter(found["column"] == "320000").select("industry_code", "enterprises")
    assert counted.rows() == [("C", 1), ("C36", 1), ("J", 1), ("unreported", 1)]
