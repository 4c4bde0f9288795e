"""/innovation: what the exhibits compute by hand, what they print from the reference tables."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.panels.weights_panel import positions
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.reference_figures import tables as reference
from tests.components.small import small_registry
from tests.data_layer.scoring.test_scoring import registry


def run(id: str, rows: Any = None, query: str = "", **params: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    chosen = registry() if rows is None else rows
    return exhibit.query(chosen, Filters.from_query(query), exhibit.settings(params))


def printed(id: str, **params: str) -> pl.DataFrame | None:
    exhibit = exhibits()[id]
    assert exhibit.published is not None
    return exhibit.published(exhibit.settings(params))


def test_radar_compares_an_enterprise_with_everyone() -> None:
    frame = run("innovation_radar", a="enterprise:P1", b="all")
    mine = frame.filter(pl.col("side") == "a")
    assert mine["score"].to_list() == [50, 25, None, 200, 100]
    assert mine["group"].unique().to_list() == ["试验3"]
    assert frame.filter(pl.col("side") == "b")["score"][0] == 100


def test_radar_prints_e30_for_the_two_tiers_only() -> None:
    table = reference.table("e30_dimension_scores")
    both = printed("innovation_radar")
    assert both is not None
    assert both.filter(pl.col("side") == "a")["score"].to_list() == [100.0] * 5
    provincial = both.filter(pl.col("side") == "b")["score"].to_list()
    assert provincial == table["provincial_score"].to_list()
    assert printed("innovation_radar", a="all", b="sector:software") is None
    assert printed("innovation_radar", score="percentile") is None


@pytest.mark.parametrize("group", ["tier:nobody", "enterprise:", "city:12", "x"])
def test_an_impossible_group_is_refused(group: str) -> None:
    with pytest.raises(FilterError):
        exhibits()["innovation_radar"].settings({"a": group})


def test_gaps_by_hand() -> None:
    """P1 against N2 (100 throughout): 1 - 0.5, 1 - 0.25, unknown, 1 - 2, 1 - 1."""
    frame = run("dimension_gaps", a="enterprise:N2", b="enterprise:P1")
    gaps = dict(frame.select("dimension", "gap_pct").iter_rows())
    assert gaps == {"technology": 50, "quality": 75, "scale": None, "capital": -100, "digital": 0}
    assert frame["dimension"].to_list() == ["quality", "technology", "digital", "capital", "scale"]


def test_gaps_print_e30() -> None:
    table = reference.table("e30_dimension_scores")
    frame = printed("dimension_gaps")
    assert frame is not None
    assert frame["gap_pct"].to_list() == table["gap_pct"].to_list()
    assert printed("dimension_gaps", a="tier:provincial", b="tier:national") is None


def test_distribution_by_hand() -> None:
    """National 52.5, 100, 100; provincial 58.8 and 70, one unscored, two without a dimension."""
    frame = run("score_distribution")
    cells = {(r["tier"], r["band"]): r for r in frame.iter_rows(named=True)}
    assert cells["national", "050"]["share_pct"] == pytest.approx(100 / 3)
    assert cells["national", "100"]["enterprises"] == 2
    assert cells["national", "100"]["tier_median"] == 100
    assert cells["provincial", "055"]["enterprises"] == cells["provincial", "070"]["enterprises"]
    assert cells["provincial", "055"]["tier_median"] is None  # two scores only
    assert cells["provincial", "055"]["unscored"] == 1
    assert cells["provincial", "055"]["incomplete"] == 2


def test_weights_in_use_and_missing_values() -> None:
    frame = run(
        "score_weights",
        preset="custom",
        technology="50",
        quality="50",
        scale="0",
        capital="0",
        digital="0",
    )
    assert frame["weight_pct"].to_list() == [50, 50, 0, 0, 0]
    assert frame["missing"].to_list() == [1, 1, 2, 1, 1]
    assert frame["benchmark_pieces"].to_list() == [20, 4, None, None, 5]
    assert frame["benchmark_persons"].to_list() == [None, None, 100, None, None]
    assert frame["benchmark_cny_10k"].to_list() == [None, None, None, 2000, None]


def test_weights_by_sector_are_means_over_the_enterprises() -> None:
    """One of software (20) and five without a sector (25)."""
    frame = run("score_weights", registry(P3={"sector": "software"}), preset="by_sector")
    assert frame["weight_pct"][0] == pytest.approx((20 + 5 * 25) / 6)


def test_sector_weights_keep_what_e34_prints() -> None:
    frame, table = run("sector_weights"), reference.table("e34_sector_weights")
    assert frame.select(table.columns).equals(table)
    parts = [c for c in frame.columns if c.endswith("_weight_pct")]
    assert frame.select(pl.sum_horizontal(parts)).to_series().to_list() == pytest.approx([100] * 4)


def test_preset_positions_are_whole_and_close_to_100() -> None:
    places = positions()
    assert places["by_sector"] is None
    assert places["hard_tech"] == {
        "technology": 40,
        "quality": 23,
        "scale": 12,
        "capital": 15,
        "digital": 10,
    }


def test_ranking_by_hand() -> None:
    frame = run("score_ranking", preset="software")
    assert frame["id"].to_list() == ["N3", "N2", "P1", "P3", "N1"]
    assert frame["change"].to_list() == [0, 0, 1, -1, 0]
    assert frame.filter(pl.col("id") == "P1")["technology"].item() == 50


def test_largest_changes_list_rises_then_falls() -> None:
    frame = run("rank_changes", preset="software")
    assert frame.select("id", "change").rows() == [("P1", 1), ("P3", -1)]


def test_the_weights_of_e24_change_nothing() -> None:
    frame = run("rank_changes", preset="e24")
    assert set(frame["change"]) == {0}
    assert frame["id"][0] == "N3"


def test_typology_by_hand() -> None:
    """N2, N3 score 100 and P3 70; R&D 25 is high, of software middle, and N3's unknown."""
    rows = registry(
        N2={"rd_ratio": 25.0}, P3={"rd_ratio": 30.0, "sector": "software"}, N1={"rd_ratio": 5.0}
    )
    frame = run("score_typology", rows, preset="e24")
    cells = {(r["score_level"], r["rd_level"]): r for r in frame.iter_rows(named=True)}
    assert cells["high", "high"]["enterprises"] == 1
    assert cells["high", "high"]["type"] == "双高型"
    assert cells["high", "high"]["share_pct"] == pytest.approx(100 / 3)
    assert cells["low", "low"]["enterprises"] == 1
    assert cells["high", "unknown"]["enterprises"] == 1
    assert cells["high", "low"]["type"] == "未归类"
    # P3 scores 70 by exhibit 24: middle; 30% is middle for software
    assert cells["middle", "middle"]["enterprises"] == 1


def test_share_of_the_national_tier_by_band() -> None:
    """Software: N2 and N3 at 100 are national, P3 at 70 is not; N1 has no sector."""
    rows = registry(**{id: {"sector": "software"} for id in ("N2", "N3", "P3")})
    frame = run("success_by_score", rows)
    cells = {r["band"]: r for r in frame.filter(sector="software").iter_rows(named=True)}
    assert cells["from_85"]["national_share_pct"] == 100
    assert cells["from_85"]["enterprises"] == 2
    assert cells["from_70"]["national_share_pct"] == 0
    assert set(frame["success_rate_pct"]) == {None}


def test_success_rates_are_those_of_e35() -> None:
    frame, table = printed("success_by_score"), reference.table("e35_success_by_score")
    assert frame is not None
    rates = {(r["sector"], r["band"]): r["success_rate_pct"] for r in frame.iter_rows(named=True)}
    assert len(rates) == 16
    assert rates["electronics", "from_85"] == table["电子核心产业"][0] == 78.5
    assert rates["basic_manufacturing", "from_0"] == table["基础制造"][3] == 4.2


def test_core_medians_by_hand() -> None:
    rows = registry(P2={"patents": 5})
    found = {r["indicator"]: r for r in run("core_medians", rows).iter_rows(named=True)}
    patents = found["patents"]
    medians = patents["national_median_pieces"], patents["provincial_median_pieces"]
    assert medians == (20, 10)  # 5, 10, 20
    assert patents["ratio"] == 2
    assert found["insured"]["provincial_values"] == 1
    assert found["insured"]["provincial_missing"] == 2
    assert found["insured"]["provincial_median_persons"] is None
    assert patents["small_group"]


def test_core_medians_print_e26() -> None:
    frame, table = printed("core_medians"), reference.table("e26_core_medians")
    assert frame is not None
    assert frame["ratio"].to_list() == table["ratio"].to_list()


def pairs() -> dict[tuple[str, str], dict[str, Any]]:
    data = {
        "patents": [1, 2, 3, 4],
        "invention_applications": [2, 4, 6, 8],
        "invention_grants": [4, 3, 2, 1],
        "insured": [1, 2, 3, None],
        "registered_capital": [1.0, 10.0, 100.0, 1000.0],
    }
    rows = [{name: values[i] for name, values in data.items()} for i in range(4)]
    frame = run("correlations", (small_registry(rows)))
    return {(r["a"], r["b"]): r for r in frame.iter_rows(named=True)}


def test_correlations_by_hand() -> None:
    found = pairs()
    assert found["patents", "invention_applications"]["pearson"] == pytest.approx(1)
    assert found["patents", "invention_grants"]["spearman"] == pytest.approx(-1)
    capital = found["patents", "registered_capital"]
    # Sxy = 1543.5, Sxx = 5, Syy = 701520.75
    assert capital["pearson"] == pytest.approx(1543.5 / (5 * 701520.75) ** 0.5)
    assert capital["spearman"] == pytest.approx(1)
    assert found["insured", "patents"]["n"] == 3
    assert (
        found["insured", "patents"] | {"a": "patents", "b": "insured"}
        == (found["patents", "insured"])
    )
    assert len(found) == 25


def test_correlations_print_e25() -> None:
    frame, table = printed("correlations"), reference.table("e25_correlations")
    assert frame is not None
    known = {(a, b): r for a, b, r in frame.select("a", "b", "pearson").iter_rows()}
    assert len(known) == 15
    assert known["invention_grants", "registered_capital"] == table["注册资本"][2] == 0.104


def test_champions_by_hand() -> None:
    """N3 holds the title, 30 patents, and is in one group alone: N1 and N2 have 10 and 20."""
    rows = registry(N3={"single_champion": True})
    found = {r["indicator"]: r for r in run("champion_indicators", rows).iter_rows(named=True)}
    assert len(found) == 22
    patents = found["专利总量"]
    assert (patents["little_giant_mean_pieces"], patents["champion_mean_pieces"]) == (15, 30)
    assert patents["ratio"] == 2
    assert (patents["little_giant_values"], patents["champion_values"]) == (2, 1)
    assert found["涉外专利量"]["champion_mean_pieces"] is None


def test_champion_radar_is_the_ratio_of_means() -> None:
    rows = registry(N3={"single_champion": True})
    found = dict(run("champion_radar", rows).select("dimension", "champion_score").iter_rows())
    assert found["技术实力"] == pytest.approx(200)  # 30 over a mean of 15
    assert found["数字化能力"] == pytest.approx(400)  # 10 over a mean of 2.5


def test_champion_radar_from_e40() -> None:
    lead, every = printed("champion_radar"), printed("champion_radar", rule="mean")
    assert lead is not None
    assert every is not None
    scores = dict(lead.select("dimension", "champion_score").iter_rows())
    assert scores["技术实力"] == pytest.approx(1035 / 174 * 100)
    assert scores["数字化能力"] == pytest.approx(24.53 / 22.40 * 100)
    means = dict(every.select("dimension", "champion_score").iter_rows())
    digital = (24.53 / 22.40 * 147.39 / 19.63) ** 0.5
    assert means["数字化能力"] == pytest.approx(digital * 100)
    assert every["indicators"].sum() == 22


def test_priority_matrix_is_e32() -> None:
    assert run("priority_matrix").equals(reference.table("e32_priority_quadrants"))


def test_a_side_without_a_value_stands_beside_one_that_has_them() -> None:
    """Nobody is in Tibet: its profile holds no number at all, of no type."""
    exhibit = exhibits()["innovation_radar"]
    rows = small_registry(
        [{"tier": "national", "patents": n, "province_code": "320000"} for n in (1, 2, 3)]
    )
    params = exhibit.settings({"a": "province:320000", "b": "province:540000"})
    frame = exhibit.query(rows, Filters(), params)
    empty = frame.filter(pl.col("side") == "b")
    assert empty.height == frame.height / 2
    assert empty["score"].null_count() == empty.height
