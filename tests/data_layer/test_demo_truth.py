"""What an expert would look for in the demonstration registry, each as a number.

By hand: the bounds are the rules of definition (科技型中小企业评价办法; r01; the law of ranks and
shares) or what anybody in the trade knows of the places and industries of China.
"""

from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from data_layer.demo import build

NATIONAL, PROVINCIAL = pl.col("tier") == "national", pl.col("tier") == "provincial"
CHAMPION = pl.col("single_champion") | (pl.col("tier") == "champion")

RULES = {
    "a technology SME has 500 persons at most": pl.col("tech_sme") & (pl.col("insured") > 500),
    "a technology SME has 2亿元 of revenue at most": pl.col("tech_sme")
    & (pl.col("revenue") > 20_000),
    "a technology SME has 2亿元 of assets at most, so of capital": pl.col("tech_sme")
    & (pl.col("registered_capital") > 20_000),
    "a single champion is in manufacturing": CHAMPION & (pl.col("section") != "C"),
    "a single champion is among the first three": CHAMPION & (pl.col("niche_rank") > 3),
    "the tier of champions has the title": (pl.col("tier") == "champion")
    & ~pl.col("single_champion"),
    "who has above half of a market is its first": (pl.col("niche_share") > 50)
    & (pl.col("niche_rank") > 1),
    "of rank r nobody has above 1/r of a market": pl.col("niche_share") * pl.col("niche_rank")
    > 100.05,
    "class I IP is part of the grants": pl.col("class1_ip") > pl.col("invention_grants"),
    "patents hold their parts": pl.sum_horizontal(
        "invention_applications", "invention_grants", "utility_models"
    )
    > pl.col("patents"),
    "a unicorn has staff": pl.col("unicorn") & ~(pl.col("insured") >= 50),
    "a unicorn has revenue": pl.col("unicorn") & ~(pl.col("revenue") >= 3000),
    "a unicorn is young": pl.col("unicorn") & (pl.col("founded_year") < 2005),
    "a listed enterprise has staff": pl.col("listed") & ~(pl.col("insured") >= 100),
    "a listed enterprise has revenue": pl.col("listed") & ~(pl.col("revenue") >= 5000),
    "a listed enterprise has capital": pl.col("listed") & ~(pl.col("registered_capital") >= 3000),
    "a green factory makes something": pl.col("green_factory")
    & ~pl.col("section").is_in(["B", "C", "D"]),
    "a little giant has a batch, nobody else": pl.col("batch").is_not_null() != NATIONAL,
    "a national award is one of the province or above": pl.col("national_award")
    & ~pl.col("provincial_award"),
    "an engineering research centre is an R&D institution": pl.col("engineering_centre")
    & ~pl.col("rd_institution"),
    "founded before recognised": pl.col("founded_year") >= pl.col("recognised_year"),
}
"""The rules of definition: no row may be one of these."""


@pytest.fixture(scope="module")
def demo() -> pl.DataFrame:
    return build()


def _part(rows: pl.DataFrame, condition: pl.Expr) -> float:
    """The part of the rows for which the condition holds."""
    return float(rows.select(condition.mean()).item())


def _sizes(demo: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(demo.group_by(pl.col(column).cast(pl.String)).len().iter_rows())


@pytest.mark.parametrize("rule", RULES)
def test_no_row_breaks_a_rule_of_definition(demo: pl.DataFrame, rule: str) -> None:
    broken = demo.filter(RULES[rule])
    assert broken.is_empty(), broken.select("id", "tier", "insured", "revenue").head(3).rows()


@pytest.mark.parametrize("seed", [1, 2])
def test_small_registries_keep_the_rules_too(seed: int) -> None:
    small = build(3_000, seed=seed)
    broken = {rule: small.filter(bad).height for rule, bad in RULES.items()}
    assert {rule: n for rule, n in broken.items() if n} == {}


def test_revenue_a_head_differs_by_industry(demo: pl.DataFrame) -> None:
    heads = (
        demo.filter(pl.col("insured") > 0)
        .group_by("division")
        .agg(pl.len(), (pl.col("revenue") / pl.col("insured")).median().alias("each"))
    )
    each = dict(
        heads.filter(pl.col("len") > 200).select(pl.col("division").cast(pl.String), "each").rows()
    )
    # Metals and chemicals bring more a head than instruments, and these more than garments.
    assert each["C32"] > 1.8 * each["C35"] > 1.8 * each["C40"] > 1.8 * each["C18"] > 0
    assert each["C26"] > 1.3 * each["C34"]


def test_no_tier_is_empty(demo: pl.DataFrame) -> None:
    sizes = _sizes(demo, "tier")
    assert sizes["national"] == 17_684  # f_national
    assert sum(sizes.values()) == 167_372  # f_total
    assert 100 <= sizes["champion"] <= 500
    assert 100 <= sizes["innovative"] <= 500


def test_lithium_batteries_are_where_they_are_made(demo: pl.DataFrame) -> None:
    makers = _sizes(demo.filter(pl.col("class") == "C3841"), "province_code")
    leading = sorted(makers, key=lambda code: -makers[code])[:4]
    assert set(leading) == {"440000", "320000", "370000", "330000"}  # 广东 江苏 山东 浙江
    assert makers["350000"] >= 5  # 福建


def test_no_larger_class_is_confined_to_a_block_of_provinces(demo: pl.DataFrame) -> None:
    spread = (
        demo.drop_nulls("class")
        .group_by("class")
        .agg(pl.len(), pl.col("province_code").n_unique().alias("provinces"))
    )
    mined = pl.col("class").cast(pl.String).str.starts_with("B")  # they do sit on their ground
    confined = spread.filter(pl.col("len") >= 100, pl.col("provinces") < 15, ~mined)
    assert confined.is_empty(), confined.rows()


def test_industries_differ_in_size_as_they_do(demo: pl.DataFrame) -> None:
    sizes = _sizes(demo, "division")
    making = sorted((n for code, n in sizes.items() if code.startswith("C")), reverse=True)
    close = [a for a, b in pairwise(making) if a > 300 and a - b < 3]
    assert len(close) <= 2
    assert sizes["C27"] > 5 * sizes["C42"]  # pharmaceuticals, waste recycling
    assert sizes["C36"] > 5 * sizes["C19"]  # cars, leather and shoes
    assert sizes["C16"] < 100  # tobacco
    printed = ["M75", "I65", "M73", "C34", "C35", "C38", "M74", "C39", "C33", "F51", "C26", "C30"]
    assert sorted(sizes, key=lambda code: -sizes[code])[:12] == printed  # e20


@pytest.mark.parametrize(
    ("division", "never"),
    [
        ("B06", ("440000", "310000", "330000", "460000")),  # no coal in 广东 上海 浙江 海南
        ("C16", ("540000", "630000", "460000", "110000")),  # tobacco
        ("H62", ("540000", "630000")),
    ],
)
def test_mines_and_tobacco_stand_on_their_ground(
    demo: pl.DataFrame, division: str, never: tuple[str, ...]
) -> None:
    places = _sizes(demo.filter(pl.col("division") == division), "province_code")
    assert places
    assert not set(places) & set(never)


def test_places_differ_in_size_as_they_do(demo: pl.DataFrame) -> None:
    provinces, cities = _sizes(demo, "province_code"), _sizes(demo, "city_code")
    order = ("350000", "120000", "460000", "630000", "540000")  # 福建 天津 海南 青海 西藏
    sizes = [provinces[code] for code in order]
    assert sizes == sorted(sizes, reverse=True)
    assert provinces["540000"] < 100
    assert cities["441900"] > 10 * cities["440200"]  # 东莞, 韶关
    assert cities["210100"] > 5 * cities["211300"]  # 沈阳, 朝阳
    liaoning, guangxi = (
        sorted((n for code, n in cities.items() if code.startswith(at)), reverse=True)
        for at in ("21", "45")
    )
    assert sum(a == b for a, b in zip(liaoning, guangxi, strict=True)) <= 1
    capitals = ("130100", "350100", "360100", "410100", "450100", "530100", "610100", "620100")
    for code in capitals[3:]:
        inside = {city: n for city, n in cities.items() if city.startswith(code[:2])}
        assert max(inside, key=lambda city: inside[city]) == code


@pytest.mark.parametrize("column", ["division", "province_code", "city_code"])
def test_little_giant_shares_differ(demo: pl.DataFrame, column: str) -> None:
    shares = demo.group_by(column).agg(pl.len(), NATIONAL.mean().mul(100).round(2).alias("share"))
    large = shares.filter(pl.col("len") >= 200)
    alike, spread = large.select(
        pl.col("share").unique_counts().max(), pl.col("share").std().alias("spread")
    ).row(0)
    assert alike <= 3
    assert spread > 1.5


def _density_ratio(values: np.ndarray, edge: float, width: float) -> float:
    """How often values lie just below the edge over just above it, on a logarithmic scale."""
    logs = np.log(values)
    below = ((logs > np.log(edge) - width) & (logs <= np.log(edge))).sum()
    above = ((logs > np.log(edge)) & (logs <= np.log(edge) + width)).sum()
    return max(below, above) / max(min(below, above), 1)


@pytest.mark.parametrize("tier", ["national", "provincial"])
@pytest.mark.parametrize("edge", [50.5, 100.5, 200.5, 500.5])
def test_insured_employees_have_no_step_at_the_edge_of_a_band(
    demo: pl.DataFrame, tier: str, edge: float
) -> None:
    insured = demo.filter(tier=tier)["insured"].drop_nulls().to_numpy()
    assert _density_ratio(insured, edge, 0.1) < 1.6


def test_research_intensity_has_no_step_at_the_edge_of_a_band(demo: pl.DataFrame) -> None:
    ratios = demo["rd_ratio"].drop_nulls().to_numpy()
    counts = np.histogram(ratios, bins=np.arange(0, 61))[0]
    for edge in (15, 25, 30):
        assert max(counts[edge - 1 : edge + 1]) < 2 * min(counts[edge - 1 : edge + 1])


def test_capital_stands_on_round_numbers(demo: pl.DataFrame) -> None:
    capital = pl.col("registered_capital")
    for heap in (500, 1000, 2000, 5000):
        there = _part(demo, capital == heap)
        assert there > 0.03
        assert there > 3 * (_part(demo, capital.is_between(heap * 0.97, heap * 1.03)) - there)
    assert 0.4 < _part(demo, capital % 100 == 0) < 0.9


def test_revenue_growth_is_nowhere_one_number(demo: pl.DataFrame) -> None:
    known = demo.filter(pl.col("rd_ratio_previous") > 1, pl.col("rd_expense_previous") > 10)
    before = pl.col("rd_expense_previous") / pl.col("rd_ratio_previous") * 100
    growth = known.select(((pl.col("revenue") / before - 1) * 100).alias("growth"))
    alike, spread = growth.select(
        pl.col("growth").round(0).unique_counts().max(), pl.col("growth").std().alias("spread")
    ).row(0)
    assert alike < 0.06 * growth.height
    assert 8 < spread < 40


def test_the_classes_of_e23_have_300_enterprises(demo: pl.DataFrame) -> None:
    sizes = _sizes(demo, "class")
    for code in ("C3985", "C3824", "C3983", "C4011", "C4014", "C3825", "C3841", "I6511", "C3073"):
        assert sizes[code] >= 300, code  # report 2.3.3: 企业数量≥300家


def test_champions_are_no_dwarfs(demo: pl.DataFrame) -> None:
    champions = demo.filter(CHAMPION).drop_nulls("insured")
    assert _part(champions, pl.col("insured") >= 25) > 0.99
    assert _part(champions, pl.col("patents") > 60 * pl.col("insured")) < 0.005
    assert demo.filter(pl.col("patents") > 15_000).is_empty()


def test_champions_are_larger_than_little_giants(demo: pl.DataFrame) -> None:
    """As e40 prints, though not by as much: its 1,470 persons contradict e05 (c02)."""
    giants = demo.filter(NATIONAL & ~CHAMPION)
    for column in ("patents", "insured", "registered_capital", "revenue"):
        value = pl.col(column).mean()
        assert demo.filter(CHAMPION).select(value).item() > giants.select(value).item()


def test_patents_of_cities_lean_to_their_province(demo: pl.DataFrame) -> None:
    """e19 prints 68 for Changzhou, 61 for Wuxi, 23 for Changsha."""
    medians = dict(
        demo.group_by(pl.col("city_code").cast(pl.String)).agg(pl.col("patents").median()).rows()
    )
    assert min(medians["320600"], medians["321000"]) > 45  # 南通, 扬州
    assert max(medians["430200"], medians["430600"]) < 35  # 株洲, 岳阳


def test_patents_of_the_national_tier_have_one_hump(demo: pl.DataFrame) -> None:
    """No gap between little giants and the champions among them, whose printed mean is 1,035."""
    patents = demo.filter(NATIONAL)["patents"].to_numpy()
    counts = np.histogram(np.log(patents), bins=np.log([150, 225, 340, 500, 750, 1100, 1700]))[0]
    assert (np.diff(counts) < 0.05 * counts[:-1]).all()


def test_the_national_tier_meets_the_rules_of_its_batch(demo: pl.DataFrame) -> None:
    """r01, old rules: class I IP of two, 10% or the first three, 3% for R&D; 97% are stated."""
    giants = demo.filter(NATIONAL)
    assert _part(giants, pl.col("class1_ip") >= 2) > 0.97
    assert _part(giants, (pl.col("niche_share") >= 10) | (pl.col("niche_rank") <= 3)) > 0.97
    spends = pl.min_horizontal("rd_ratio", "rd_ratio_previous") >= 3
    assert _part(giants.drop_nulls("rd_ratio"), spends) > 0.97


def test_batches_grow_as_they_did(demo: pl.DataFrame) -> None:
    sizes = dict(demo.filter(NATIONAL)["batch"].value_counts().iter_rows())
    assert sizes[1] < 400 < sizes[2] < sizes[3] < sizes[4]  # 248, 1,748, 2,930, 4,359 announced
    assert sum(sizes[batch] for batch in (1, 2, 3, 4)) == 8997  # f_build_stage


def test_industries_stand_where_the_listed_ones_do(demo: pl.DataFrame) -> None:
    """Electronics lean to Guangdong, coal to Shanxi, software to Beijing more than to Hebei."""
    whole = _sizes(demo, "province_code")

    def quotient(division: str, province: str) -> float:
        inside = _sizes(demo.filter(pl.col("division") == division), "province_code")
        share = inside.get(province, 0) / sum(inside.values())
        return share / (whole[province] / demo.height)

    assert quotient("C39", "440000") > 1.4
    assert quotient("I65", "110000") > 1.1 * quotient("I65", "130000")
    assert quotient("B06", "140000") > 2
    assert quotient("C39", "650000") < 0.7
