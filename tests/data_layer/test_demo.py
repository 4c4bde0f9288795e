"""The demonstration registry. Printed numbers name the reference row that they come from."""

import csv
from pathlib import Path

import polars as pl
import pytest

from data_layer.calibration import calibration
from data_layer.demo import build, registry
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.schema import columns

NATIONAL = pl.col("tier") == "national"


@pytest.fixture(scope="module")
def demo() -> pl.DataFrame:
    return build()


def test_holds_as_many_enterprises_as_the_report(demo: pl.DataFrame) -> None:
    assert demo.height == 167_372  # f_total
    assert demo.filter(NATIONAL).height == 17_684  # f_national
    assert demo.filter(tier="champion").height == 200
    assert demo.filter(tier="innovative").height == 300
    assert demo.filter(tier="provincial").height == 167_372 - 17_684 - 500


def test_conforms_to_the_schema(demo: pl.DataFrame) -> None:
    assert Enterprise.is_valid(demo)
    assert demo.columns == list(columns())


def test_misses_no_printed_figure(demo: pl.DataFrame) -> None:
    missed = calibration((demo).lazy()).filter(status="missed")
    assert missed.is_empty(), missed.select("target", "published", "achieved").rows()


def test_prints_that_stand_in_the_text_alone(demo: pl.DataFrame) -> None:
    in_group = demo["group"].cast(pl.String).value_counts().rows()
    sizes = dict(in_group)
    assert sizes["C397"] == 3884  # f_devices
    assert sizes["M749"] == 4716  # f_design
    assert len(sizes) == 416  # f_mid_n
    assert demo["class"].drop_nulls().n_unique() == 1155  # f_sub_n
    named = pl.col("group").is_in(["C397", "C398"]) | (pl.col("class") == "C3824")  # 2.3.2
    assert demo.filter(NATIONAL, named).height == 927  # f_core_elec
    assert demo.filter(NATIONAL, sector="electronics").height == 927
    frontier = demo.filter(pl.col("frontier_field").is_not_null())
    assert frontier.height == 1904  # f_frontier_srdi
    assert frontier.filter(NATIONAL).height == 351  # f_frontier_lg


def test_medians_of_a_printed_city_and_tier(demo: pl.DataFrame) -> None:
    suzhou = demo.filter(city_code="320500")
    assert suzhou["patents"].median() == 72  # e19
    national = demo.filter(NATIONAL)
    assert national["patents"].median() == 116  # e26
    assert national["insured"].median() == 173  # e26
    assert national["insured"].null_count() == round(17_684 * (100 - 98.88) / 100)  # e05


def test_names_and_ids_cannot_be_taken_for_real(demo: pl.DataFrame) -> None:
    assert demo["id"].is_unique().all()
    assert demo["name"].is_unique().all()
    assert demo["id"].str.contains(r"^DEMO-2026-\d{6}$").all()
    assert demo["name"].str.contains(r"^演示企业\d{6}（[^（）]+·[^（）]+）$").all()


def test_no_name_is_that_of_a_listed_enterprise(demo: pl.DataFrame, shared_data: Path) -> None:
    listed = shared_data / "listed_firms_real.csv"
    with listed.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    place = next(number for number, column in enumerate(header) if "name" in column)
    real = {row[place] for row in rows} - {""}
    assert len(real) > 6_000
    assert demo.filter(pl.col("name").is_in(list(real))).is_empty()


def test_the_same_rows_and_seed_give_the_same_registry() -> None:
    assert build(2_000, seed=7).equals(build(2_000, seed=7))
    assert not build(2_000, seed=7).equals(build(2_000, seed=8))


def test_places_and_industries_nest(demo: pl.DataFrame) -> None:
    parents = {code: city.parent for code, city in cities().items()}
    home = demo["city_code"].cast(pl.String).replace_strict(parents)
    assert (home == demo["province_code"].cast(pl.String)).all()
    codes = demo.select("division", "group", "class").unique().drop_nulls()
    for division, group, class_ in codes.iter_rows():
        assert industries()[class_].parent == group
        assert industries()[group].parent == division


def test_parts_of_patents_fit_into_them(demo: pl.DataFrame) -> None:
    parts = pl.sum_horizontal("invention_grants", "invention_applications", "utility_models")
    assert demo.filter(parts > pl.col("patents")).is_empty()
    assert demo.filter(pl.col("class1_ip") > pl.col("invention_grants")).is_empty()


def test_money_and_years_are_consistent(demo: pl.DataFrame) -> None:
    spent = demo.drop_nulls(["rd_expense"])
    gap = (spent["revenue"] * spent["rd_ratio"] / 100 - spent["rd_expense"]).abs().max()
    assert isinstance(gap, float)
    assert gap <= 0.005 + 1e-6  # rounded to two digits
    assert demo.filter(pl.col("founded_year") >= pl.col("recognised_year")).is_empty()
    age = 2025 - pl.col("founded_year")
    assert demo.filter(pl.col("years_in_niche") > age).is_empty()
    assert demo.filter(pl.col("revenue_growth_2024").is_not_null() != pl.col("listed")).is_empty()


def test_most_little_giants_meet_the_thresholds_that_are_not_research(demo: pl.DataFrame) -> None:
    meets = (pl.col("revenue") >= 5000) & (pl.col("quality_score") >= 60)  # r01
    meets &= (pl.col("niche_share") >= 10) | (pl.col("niche_rank") <= 3)
    known = demo.filter(NATIONAL).drop_nulls(["revenue"])
    assert known.select(meets.mean()).item() > 0.6


@pytest.mark.parametrize("rows", [1, 2, 7, 60, 200, 3_000])
def test_small_registries_are_whole_too(rows: int) -> None:
    demo = build(rows)
    assert demo.height == rows
    assert Enterprise.is_valid(demo)


def test_a_registry_of_no_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        build(0)


def test_blocks_are_numbered_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "BLOCK", 250)
    demo = build(601)
    assert demo.height == 601
    assert demo["id"].is_unique().all()
    assert set(demo["id"].str.slice(-6).cast(pl.Int64)) == set(range(1, 602))
