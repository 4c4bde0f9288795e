"""Targets of industries and sectors (e18's facts, e20, e22, e23, e33)."""

from collections.abc import Iterator

import polars as pl

from data_layer.calibration.places import in_cluster
from data_layer.calibration.target import (
    NATIONAL,
    RANK,
    Kind,
    Target,
    fact,
    mean,
    median,
    percentage,
    printed_share,
    share_of_all,
)
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.tables import facts, table
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.terms import PER_CENT, PIECES
from data_layer.vocabulary.text import Text

DIVISION = pl.col("division")
LEVEL_COLUMN = {3: "division", 4: "group", 5: "class"}
NO_CODE = Text(
    "GB/T 4754-2017没有这一类（战略性新兴产业分类用语）",
    "GB/T 4754-2017 has no such class (a term of the strategic emerging industries)",
)
EQUIPMENT = ("C34", "C35", "C38", "C39")
LARGEST_GROUPS = 20
CORE_ELECTRONICS = ("C397", "C398", "C3824")
"""Two groups and a class, as section 2.3.2 of the report names them."""


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _divisions()
    yield from _giants("e22", "e22_mid_industries")
    yield from _giants("e23", "e23_strategic_subclasses")
    yield from _sectors()
    yield from _facts()
    yield from _claims()


def within(code: str) -> pl.Expr:
    """The rows of an industry of any level below section."""
    return pl.col(LEVEL_COLUMN[len(code)]) == code


def _inside(code: str) -> pl.Expr:
    """The same by any level that is known: one below names it, one above may rule it out."""
    length = len(code)
    below = [
        pl.col(column).is_in([each for each in industries() if each[:length] == code])
        for digits, column in LEVEL_COLUMN.items()
        if digits >= length
    ]
    above = [pl.col(column) != code[:n] for n, column in LEVEL_COLUMN.items() if n < length]
    return pl.coalesce(below) & ~pl.any_horizontal(above).fill_null(value=False)


def _english(code: str | None, printed: str) -> str:
    return words()[printed].en if code is None else industries()[code].name.en


def _divisions() -> Iterator[Target]:
    for row in table("e20_industries_top12").iter_rows(named=True):
        code = str(industry_code(row["industry"]))
        label = Text(f"{row['industry']}占比", f"Share of {_english(code, code)}")
        measure = share_of_all(within(code))
        yield printed_share(f"e20.share.{code}", label, published=row["share_pct"], measure=measure)


def _giants(exhibit: str, name: str) -> Iterator[Target]:
    for row in table(name).iter_rows(named=True):
        code = industry_code(row["industry"])
        label = Text(
            f"{row['industry']}国家级占比",
            f"Little-giant share in {_english(code, row['industry'])}",
        )
        printed, measure, reason = row["little_giant_share_pct"], None, NO_CODE
        if code is not None:
            measure, reason = percentage(NATIONAL)(within(code)), Text("", "")
        id = f"{exhibit}.little_giant_share.{code or 'uncoded'}"
        yield Target(
            id,
            exhibit,
            label,
            unit=PER_CENT,
            published=printed,
            kind="share",
            measure=measure,
            errata=(),
            reason=reason,
        )


def _sectors() -> Iterator[Target]:
    measured = {
        "grants_median": ("发明授权中位数", "Median grants", PIECES, "invention_grants"),
        "rd_mean_pct": ("研发占比均值", "Mean R&D intensity", PER_CENT, "rd_ratio"),
        "software_copyright_median": (
            "软件著作权中位数",
            "Median copyrights",
            PIECES,
            "software_copyrights",
        ),
    }
    for row in table("e33_sector_levels").iter_rows(named=True):
        code = str(industry_code(row["industry"]))
        for column, (zh, en, unit, source) in measured.items():
            if row[column] is None:
                continue
            kind: Kind = "mean" if column == "rd_mean_pct" else "median"
            measure = (mean if kind == "mean" else median)(source)(within(code))
            label = Text(f"{row['industry']}{zh}", f"{en}, {_english(code, code)}")
            id = f"e33.{source}.{code}"
            yield Target(
                id, "e33", label, unit=unit, published=row[column], kind=kind, measure=measure
            )


def _facts() -> Iterator[Target]:
    printed = [str(industry_code(name)) for name in table("e20_industries_top12")["industry"]]
    manufacturing = [code for code in printed if code.startswith("C")][:5]

    def share(codes: tuple[str, ...] | list[str]) -> pl.Expr:
        return share_of_all(DIVISION.is_in(codes))

    yield fact(
        "f_mfg_top5",
        "Share of the five largest manufacturing divisions",
        share(manufacturing),
        kind="share",
        errata=("x07",),
    )
    yield fact("f_top12", "Share of the twelve largest divisions", share(printed), kind="over")
    yield fact(
        "f_services",
        "Share of business services",
        None,
        kind="over",
        errata=("x08",),
        reason=recomputed_by_id()["x08"].formula,
    )
    yield fact("f_equipment", "Share of equipment manufacturing", share(EQUIPMENT), kind="about")
    groups = pl.col("group").drop_nulls()
    sizes = groups.value_counts(sort=True).struct.field("count")
    largest = sizes.head(LARGEST_GROUPS).sum() / pl.col("group").count() * 100
    yield fact("f_mid_n", "Groups present", groups.n_unique(), kind="count")
    yield fact("f_mid_top20", "Share of the 20 largest groups", largest, kind="share")
    yield fact("f_sub_n", "Classes present", pl.col("class").drop_nulls().n_unique(), kind="count")
    core = pl.any_horizontal(_inside(code) for code in CORE_ELECTRONICS)
    number = (NATIONAL & core).sum()
    yield fact("f_core_elec", "Little giants in core electronics", number, kind="count")
    measure = percentage(core)(NATIONAL)
    yield fact("f_core_elec_pct", "Core electronics among little giants", measure, kind="share")
    yield fact("f_devices", "Enterprises in electronic devices", within("C397").sum(), kind="count")
    yield fact("f_design", "Enterprises in design services", within("M749").sum(), kind="count")


def _claims() -> Iterator[Target]:
    """Facts without a number: a cluster that leads in two divisions stands first in both."""
    bth, yrd, prd = CLUSTERS
    leads = (
        ("f_hm_yrd", yrd, ("M75", "C34"), False),
        ("f_hm_prd", prd, ("C39", "I65"), True),
        ("f_hm_bth", bth, ("M73", "M74"), True),
    )
    for id, first, divisions, relative in leads:
        ranks = []
        for division in divisions:
            sizes = {
                cluster.id: percentage(within(division))(in_cluster(cluster))
                if relative
                else (within(division) & in_cluster(cluster)).sum()
                for cluster in CLUSTERS
            }
            others = [size for cluster, size in sizes.items() if cluster != first.id]
            ranks.append(1 + pl.sum_horizontal(*(size > sizes[first.id] for size in others)))
        names = ", ".join(industries()[division].name.en for division in divisions)
        label = Text(facts()[id].statement, f"{first.name.en} leads in {names}")
        reason = Text(
            "原文无数字；按城市群内占比排名" if relative else "原文无数字；按企业数排名",
            "No number printed; rank by share within the cluster"
            if relative
            else "No number printed; rank by number of enterprises",
        )
        worst = pl.max_horizontal(*ranks)
        yield Target(
            id,
            id,
            label,
            unit=RANK,
            published=1,
            kind="count",
            measure=worst,
            errata=(),
            reason=reason,
        )
