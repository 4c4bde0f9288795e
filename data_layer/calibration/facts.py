"""Facts of all five sources: those of the registry measured, the others with the reason why not."""

from collections.abc import Iterator, Mapping

import polars as pl

from data_layer.calibration.target import (
    EVERYONE,
    NATIONAL,
    PROVINCIAL,
    Target,
    fact,
    mean,
    median,
    percentage,
)
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.tables import facts
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.text import Text

STANDARDS, YEAR = pl.col("standards") > 0, pl.col("recognised_year")
FRONTIER = pl.col("frontier_field").is_not_null()

POPULATION = Text(
    "讲的是企业库之外的企业或对象", "Speaks of enterprises or things outside the registry"
)
NO_COLUMN = Text("企业库没有这一列", "The registry has no such column")
CASE = Text("单个企业或城市的案例数字", "Figure of a single enterprise or city")
VAGUE = Text("原文未说明口径", "The source does not say of what")

NOT_OF_THE_REGISTRY: Mapping[str, Text] = {
    **dict.fromkeys(
        [
            "f_germany",
            "f_japan",
            "f_rd_industry_avg",
            "f_gba",
            "f_frontier_1",
            "f_frontier_2",
            "f_frontier_3",
            "f_frontier_4",
            "f_frontier_5",
            "f_frontier_6",
            "f_frontier_total",
            "f_sme_tech",
            "f_quantum_top20",
            "f_sbir",
            "f_sme_life",
            "f_base_tier",
            "f_sh_rd_2015",
            "f_sh_rd_2020",
            "f_sh_pct",
            "f_sh_survey",
            "f_sh_rd_rev",
            "f_sh_staff_max",
            "f_sh_staff_mean",
            "f_vc_1",
            "f_vc_2",
            "f_vc_3",
            "f_vc_4",
            "f_vc_5",
            "f_vc_6",
            "f_sh_angel",
            "f_sh_platforms",
            "f_semi_cn",
            "f_semi_usjp",
            "f_meddev",
            "f_convert_nat",
            "f_convert_intl",
            "f_rd_mfg_s5",
            "f_talent",
        ],
        POPULATION,
    ),
    **dict.fromkeys(
        [
            "f_frontier_mktcap",
            "f_frontier_unicorn",
            "f_lg_emerging",
            "f_lg_patent_share",
            "f_lg_inv_share",
            "f_lg_newprod",
            "f_lg_lowend",
            "f_basic_dept",
            "f_supply_dep",
            "f_infringe",
            "f_convert_lg",
        ],
        NO_COLUMN,
    ),
    **dict.fromkeys(["f_sz_clusters", "f_hs_patents", "f_hs_pct"], CASE),
    **dict.fromkeys(["f_frontier_revenue", "f_frontier_rd", "f_lg_pop_share"], VAGUE),
}


def targets() -> Iterator[Target]:
    """All targets of this file; facts of places, industries and R&D are in theirs."""
    yield from _sizes()
    yield from _dates()
    yield from _insured_and_standards()
    yield from _growth()
    yield from _little_giants()
    yield from _frontier()
    yield from _others()


def _sizes() -> Iterator[Target]:
    everyone = pl.len()
    yield fact("f_total", "Enterprises", everyone, kind="count")
    yield fact("f_total_wan", "Enterprises, ten thousands", everyone / 10_000, kind="count")
    yield fact("f_national", "Little giants", NATIONAL.sum(), kind="count")
    provincial = PROVINCIAL.sum() / 10_000
    yield fact(
        "f_provincial_wan", "Provincial enterprises, ten thousands", provincial, kind="about"
    )
    yield fact("f_batches", "Batches of little giants", pl.col("batch").max(), kind="count")


def _dates() -> Iterator[Target]:
    def by(tier: pl.Expr, year: int) -> pl.Expr:
        return (tier & (pl.col("recognised_year") <= year)).sum()

    yield fact(
        "f_build_stage", "Little giants by 2022", by(NATIONAL, 2022), kind="count", errata=("x36",)
    )
    yield fact("f_lg_2023", "Little giants by 2023", by(NATIONAL, 2023) / 10_000, kind="over")
    yield fact("f_lg_2024", "Little giants by 2024", by(NATIONAL, 2024) / 10_000, kind="count")
    provincial = by(PROVINCIAL, 2024) / 10_000
    yield fact("f_prov_2024", "Provincial enterprises by 2024", provincial, kind="over")


def _insured_and_standards() -> Iterator[Target]:
    medium = pl.col("insured").is_between(101, 500).fill_null(value=False)  # of all, as in e05
    share = percentage(medium)(NATIONAL)
    yield fact(
        "f_100_500",
        "Little giants with 101 to 500 employees with social insurance",
        share,
        kind="share",
    )
    holding = percentage(STANDARDS)
    ratio = holding(NATIONAL) / holding(PROVINCIAL)
    yield fact("f_std_ratio", "Holding of standards, national over provincial", ratio, kind="ratio")
    patents = median("patents")
    for id, tier, name in (
        ("f_std_uplift_nat", NATIONAL, "national"),
        ("f_std_uplift_prov", PROVINCIAL, "provincial"),
    ):
        uplift = (patents(tier & STANDARDS) / patents(tier & ~STANDARDS) - 1) * 100
        yield fact(
            id, f"Median patents with standards above those without, {name}", uplift, kind="ratio"
        )


def _growth() -> Iterator[Target]:
    for id, tier, name in (
        ("f_growth_drop_nat", NATIONAL, "national"),
        ("f_growth_drop_prov", PROVINCIAL, "provincial"),
    ):
        listed = tier & pl.col("listed")
        drop = median("revenue_growth_2023")(listed) - median("revenue_growth_2024")(listed)
        yield fact(id, f"Median growth 2023 less 2024, listed {name}", drop, kind="median")


def _little_giants() -> Iterator[Target]:
    champions = NATIONAL & pl.col("single_champion")
    share = percentage(pl.col("single_champion"))(NATIONAL)
    yield fact("f_lg_also_champion", "Single champions among little giants", share, kind="share")
    patents = median("patents")(NATIONAL)
    yield fact("f_lg_patents", "Median patents of little giants", patents, kind="median")
    filed = median("invention_applications")(PROVINCIAL)
    yield fact(
        "f_prov_inv_5",
        "Median inventions, provincial",
        filed,
        kind="median",
        errata=("x41",),
        reason=Text("取发明申请量", "Applications"),
    )
    yield fact(
        "f_champions", "National single champions", champions.sum(), kind="count", errata=("x25",)
    )
    yield fact(
        "f_rd_lg_s5",
        "Mean R&D intensity of little giants (s5)",
        None,
        kind="mean",
        errata=("x19",),
        reason=recomputed_by_id()["x19"].formula,
    )


def _frontier() -> Iterator[Target]:
    members = (FRONTIER & EVERYONE).sum()
    giants = FRONTIER & NATIONAL
    yield fact("f_frontier_srdi", "Enterprises in frontier fields", members, kind="count")
    yield fact("f_frontier_lg", "Little giants in frontier fields", giants.sum(), kind="count")
    grants = mean("invention_grants")(giants)
    yield fact(
        "f_frontier_grants", "Mean grants of little giants in frontier fields", grants, kind="mean"
    )


def _others() -> Iterator[Target]:
    for id, reason in NOT_OF_THE_REGISTRY.items():
        yield fact(id, words()[facts()[id].statement].en, None, kind="count", reason=reason)
