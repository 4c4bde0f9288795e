"""Every computed exhibit, cell by cell, against plain pandas over the exported rows.

The oracle is written from the notes on the cards. It knows the project's addresses alone.
"""

import ast
import io
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import tests.oracle
from tests.drawing import examples
from tests.oracle import rules
from tests.oracle.rows import Asked, Filters, Oracle, apply

MODULES = [
    import_module(f"tests.oracle.{module.name}")
    for module in iter_modules(tests.oracle.__path__)
    if not module.name.startswith("test_") and module.name != "conftest"
]
ORACLES: dict[str, Oracle] = {
    name: oracle for module in MODULES for name, oracle in getattr(module, "ORACLES", {}).items()
}
FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "years_in_niche": st.sampled_from(["2", "3", "8.5"]),
        "revenue": st.sampled_from(["1499.99", "1500", "4000", "5000", "60000"]),
        "financing": st.sampled_from(["1999", "2000"]),
        "rd_expense": st.sampled_from(["99", "100", "599.5", "600", "1300"]),
        "rd_expense_previous": st.sampled_from(["99", "100", "600.5", "700"]),
        "rd_ratio": st.sampled_from(["2.99", "3", "12"]),
        "rd_ratio_previous": st.sampled_from(["2.99", "3", "12"]),
        "class1_ip": st.sampled_from(["0", "1", "2", "4"]),
        "niche_share": st.sampled_from(["9.99", "10", "60"]),
        "niche_rank": st.sampled_from(["1", "3", "4"]),
        "quality_score": st.sampled_from(["49", "50", "60"]),
        "exempt_provincial": st.sampled_from(["0", "1"]),
        "exempt_national": st.sampled_from(["0", "1"]),
    },
)
"""What a reader may enter: each threshold of 2026 and 2022, and what is just below it."""
NOTHING = st.just({})
FIXED = {
    "province_context": {"indicator": "GDP（亿元）"},
    **{name: dict(parse_qsl(rules.ADDRESS)) for name in rules.ORACLES},
}
PARAMS = {
    "recognition_calculator": FIGURES,
    **{name: st.just(params) for name, params in FIXED.items()},
}
EXAMPLES = {"recognition_calculator": 40, "calibration": 1}
"""Where what is entered decides all, or no filter does anything; elsewhere four are drawn."""
ONE_DIGIT = {
    "rd_bands": {"share_pct", "national_share_pct", "patents_multiple"},
    "rd_cross_source": {"rd_ratio_pct"},
    "quadrant_check": {"registry_pct"},
    "success_by_score": {"national_share_pct"},
    "criteria_met": {"met_pct", "unmet_pct"},
    "rule_edge": {"revenue", "quality_score"},
    "title_cohorts": {"holding_pct", "champion_pct"},
    "due_groups": {"due_pct"},
    "sector_levels": {"rd_mean_pct"},
    "patent_means": {"applications_mean", "grants_mean", "pct_mean", "pct_share_pct"},
    "dimension_gaps": {"gap_pct"},
    "patent_trend": {"applications_mean", "grants_mean"},
    "grant_rate_trend": {"grant_rate_pct"},
    "foreign_trend": {"pct_share_pct"},
    "rd_benchmarks": {"gap_pp"},
    "rd_by_year": {"gap_pp"},
    "registered_capital": {"gap_pp"},
    "two_versions": {"difference_pct"},
    "technology_evaluations": {"ratio"},
    "honour_ratios": {"ratio"},
}
ONE_DIGIT_NAMES = {
    "patents_median",
    "grants_median",
    "software_copyright_median",
    "rd_ratio_median",
    "typical_size",
    "mean_standards",
    "a_relative",
    "b_relative",
    "tier_median",
    "benchmark",
    "weight_pct",
    "champion_score",
    "score_a",
    "score_b",
    "percentile",
    "relative",
    "at_or_below_pct",
    "depth",
    "rd_expense_2y",
    "national_median",
    "provincial_median",
    "with_standards",
    "without_standards",
    "with_evaluation",
    "without_evaluation",
    "margin_pct",
    *("technology", "quality", "scale", "capital", "digital"),
}
UNIT_AT_THE_END = re.compile(
    r"_(pieces|items|persons|enterprises|cny_10k|per_cent|points|years|no_unit)$"
)
"""Decimals are those of the quantity, whatever the unit."""
WHOLE = {"uplift_pct"}
TEXT: Any = dict.fromkeys(("province_code", "city_code", "band", "code", "group"), str)

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "tier": st.sampled_from(["national", "provincial", "national,provincial", "champion"]),
        "province": st.sampled_from(["320000", "440000", "320000,330000,440000", "540000"]),
        "cluster": st.sampled_from(["yrd", "prd,bth"]),
        "industry": st.sampled_from(["C", "C39", "C34,C35", "I65", "C398", "M75"]),
        "honour": st.sampled_from(["high_tech", "unicorn,green_factory"]),
        "listed": st.sampled_from(["1", "0"]),
        "insured": st.sampled_from(["..100", "50..500", "101.."]),
        "patents": st.sampled_from(["..30", "20.."]),
        "valid": st.sampled_from(["2026..2026", "..2027-06", "2026-07-01.."]),
        "asof": st.sampled_from(["2022", "2024"]),
    },
)


@pytest.fixture(scope="module")
def rows(get: Callable[[str], Any]) -> pd.DataFrame:
    read = _csv(get, "enterprises", "")
    for column in read.columns:
        plain = pd.api.types.is_object_dtype(read[column])
        if plain and set(read[column].dropna().unique()) <= {True, False}:
            read[column] = read[column].astype("boolean").astype(object).where(read[column].notna())
    return read


def _csv(get: Callable[[str], Any], name: str, query: str) -> pd.DataFrame:
    answer = get(f"/export/{name}.csv?lang=en&{query}")
    assert answer.status_code == 200, answer.data[:300]
    return pd.read_csv(io.BytesIO(answer.data), dtype=TEXT)


def _query(filters: Filters, params: Mapping[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in {**filters, **params}.items())


def test_every_computed_exhibit_has_an_oracle(get: Callable[[str], Any]) -> None:
    listed = get("/api/v1/exhibits").json["exhibits"]
    computed = {entry["id"] for entry in listed if entry["basis"] != "reference"}
    assert computed == set(ORACLES)


def test_the_oracle_imports_nothing_of_the_project() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        if path.name == "conftest.py":
            continue  # it serves the app, and computes nothing
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                for module in names or [getattr(node, "module", None) or ""]:
                    assert module.split(".")[0] not in ("data_layer", "components", "pages", "app")


@settings(max_examples=examples(10), suppress_health_check=list(HealthCheck))
@seed(20260301)
@given(filters=FILTERS)
def test_filters_choose_the_same_rows(
    get: Callable[[str], Any], rows: pd.DataFrame, filters: Filters
) -> None:
    exported = _csv(get, "enterprises", _query(filters, {}))
    assert set(exported["id"]) == set(apply(rows, filters)["id"])


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_every_cell(get: Callable[[str], Any], rows: pd.DataFrame, name: str) -> None:
    """Under drawn filters and settings."""

    @settings(max_examples=examples(EXAMPLES.get(name, 4)), suppress_health_check=list(HealthCheck))
    @seed(20260301)
    @given(filters=FILTERS, params=PARAMS.get(name, NOTHING))
    def compared(filters: Filters, params: Mapping[str, str]) -> None:
        answer = _csv(get, name, _query(filters, params))
        if answer.empty and apply(rows, filters).empty:
            return  # of nobody the atlas says nothing, where the oracle has zeros
        _compare(name, ORACLES[name](Asked(rows, filters, answer, params)), answer)

    compared()


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_every_cell_of_all(get: Callable[[str], Any], rows: pd.DataFrame, name: str) -> None:
    params = FIXED.get(name, {})
    answer = _csv(get, name, _query({}, params))
    _compare(name, ORACLES[name](Asked(rows, {}, answer, params)), answer)


def _compare(name: str, expected: pd.DataFrame, given: pd.DataFrame) -> None:
    """Cells of the columns that the oracle gives; rows by key, or in order where it has none."""
    if expected.empty:
        assert given.empty, "rows where none should be"
        return
    keys = [key for key in expected.index.names if key is not None]
    partial = name in (
        "strategic_industries",
        "rule_sensitivity",
        "champion_indicators",
        "data_dictionary",
    )
    if keys:
        shown = given.set_index(keys)
        if not partial:
            assert sorted(map(str, shown.index)) == sorted(map(str, expected.index))
        shown = shown.loc[expected.index]
    else:
        shown = given.loc[expected.index]
        assert partial or len(given) == len(expected)
    for column in expected.columns:
        if column not in shown.columns:
            assert column in ("small_group", "tier_missing"), column
            continue
        step = 0.5 * 10.0 ** -_digits(name, column)
        for key, was, now in zip(expected.index, expected[column], shown[column], strict=True):
            assert _same(was, now, step), (name, key, column, was, now)


def _digits(name: str, column: str) -> int:
    column = UNIT_AT_THE_END.sub("", column)
    if column in WHOLE or (name == "evaluation_grants" and column == "gap_pct"):
        return 0
    if name == "pathway_stages" and column == "patents_median":
        return 0
    if name in (
        "innovation_radar",
        "enterprise_radar",
        "nation_radar",
        "compare_radar",
    ) and column in (
        "value",
        "score",
    ):
        return 1
    if column in ONE_DIGIT_NAMES | ONE_DIGIT.get(name, set()) or column.endswith("_attained"):
        return 1
    if column in ("density", "proximity", "likeness"):
        return 3
    if column in ("correlation", "pearson", "spearman", "shortfall", "achieved"):
        return 3
    if column in ("enterprises_per_unit",) or (name == "clusters" and column == "enterprises_10k"):
        return 4
    return 2


def _same(was: Any, now: Any, step: float) -> bool:
    if pd.isna(was) or pd.isna(now):
        return bool(pd.isna(was) and pd.isna(now))
    if isinstance(was, str) or isinstance(now, str):
        return str(was) == str(now)
    if isinstance(was, bool) or isinstance(now, bool):
        return bool(was) == bool(now)
    return abs(float(was) - float(now)) <= step * (1 + 1e-6) + 1e-9
