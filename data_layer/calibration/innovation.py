"""Targets of correlations, quadrants, little giants and single champions (e14, e25, e40)."""

from collections.abc import Iterator, Mapping

import polars as pl

from data_layer.calibration.target import PLAIN, Target, mean, percentage, printed_share, unit_of
from data_layer.measures.champions import (
    CHAMPION,
    COLUMNS,
    DEFINITION,
    LITTLE_GIANT,
    champion,
    little_giant,
)
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

CORRELATED: Mapping[str, str] = {
    "专利总量": "patents",
    "发明申请量": "invention_applications",
    "发明授权量": "invention_grants",
    "参保人数": "insured",
    "注册资本": "registered_capital",
}
GROUPS = {
    "little_giant": (little_giant(), LITTLE_GIANT),
    "champion": (champion(), CHAMPION),
}
NO_COLUMN = Text("企业库没有这一列", "The registry has no such column")
SCALE, INNOVATION = pl.col("insured") > 100, pl.col("patents") > 50
QUADRANTS = {
    "头部企业": ("leaders", SCALE & INNOVATION, "Leading enterprises"),
    "科技型初创": ("startups", ~SCALE & INNOVATION, "Technology start-ups"),
    "规模型企业": ("large", SCALE & ~INNOVATION, "Scale enterprises"),
    "培育期企业": ("nurtured", ~SCALE & ~INNOVATION, "Incubation stage"),
}


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _correlations()
    yield from _quadrants()
    yield from _champions()


def _correlations() -> Iterator[Target]:
    printed = table("e25_correlations")
    for place, indicator in enumerate(printed["indicator"]):
        for other in list(CORRELATED)[place + 1 :]:
            a, b = CORRELATED[indicator], CORRELATED[other]
            both = pl.col(a).is_not_null() & pl.col(b).is_not_null()
            measure = pl.corr(
                pl.col(a).filter(both).cast(pl.Float64), pl.col(b).filter(both).cast(pl.Float64)
            )
            label = Text(
                f"{indicator}与{other}相关系数",
                f"Correlation of {columns()[a].label.en} and {columns()[b].label.en}",
            )
            value = printed[other][place]
            yield Target(
                f"e25.{a}.{b}",
                "e25",
                label,
                unit=PLAIN,
                published=value,
                kind="correlation",
                measure=measure,
            )


def _quadrants() -> Iterator[Target]:
    for row in table("e14_quadrants").iter_rows(named=True):
        id, rows, name = QUADRANTS[row["quadrant"]]
        label = Text(f"{row['quadrant']}占比", f"Share of quadrant: {name}")
        reason = Text(
            "参保>100人，专利>50件；占参保人数与专利均有值的企业",
            "Above 100 employees with social insurance, above 50 patents; of enterprises that "
            "have both",
        )
        both = pl.col("insured").is_not_null() & pl.col("patents").is_not_null()
        share = percentage(rows)(both)
        yield printed_share(
            f"e14.{id}",
            label,
            published=row["share_pct"],
            measure=share,
            errata=("x09", "x10"),
            reason=reason,
        )


def _champions() -> Iterator[Target]:
    for place, row in enumerate(table("e40_little_giant_vs_champion").iter_rows(named=True)):
        indicator, unit = row["indicator"], unit_of(row["unit"])
        for id, (rows, name) in GROUPS.items():
            column = COLUMNS.get(indicator)
            english = columns()[column].label.en if column else words()[indicator].en
            label = Text(
                f"{name.zh}{indicator}均值",
                f"Mean of {name.en}: {english}",
            )
            measure, errata, reason = None, (), NO_COLUMN
            if column is not None:
                measure, reason = mean(column)(rows), DEFINITION
            if indicator == "发明专利授权率":
                errata, reason = ("x32",), recomputed_by_id()["x32"].formula
            if id == "champion" and column == "registered_capital":
                errata = ("c01", "x25")
            if id == "champion" and column == "insured":
                measure, errata, reason = None, ("c02", "x25"), recomputed_by_id()["c02"].formula
            yield Target(
                f"e40.{id}.{column or place + 1}",
                "e40",
                label,
                unit=unit,
                published=row[f"{id}_mean"],
                kind="mean",
                measure=measure,
                errata=errata,
                reason=reason,
            )
