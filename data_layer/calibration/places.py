"""Targets of provinces, clusters and cities (e16, e17, e19 and their facts)."""

from collections.abc import Iterator

import polars as pl

from data_layer.calibration.target import (
    NATIONAL,
    TEN_THOUSAND,
    Target,
    fact,
    median,
    percentage,
    printed_share,
    share_of_all,
)
from data_layer.reference_figures.places import cities_top, provinces_top10
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.places import CLUSTERS, Cluster, cities, provinces, resolve_city
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

PROVINCE, CITY = pl.col("province_code"), pl.col("city_code")
SUZHOU = "320500"
CITY_SUMS = {
    "f_city4": (("北京", "上海", "深圳", "广州"), ("x06",)),
    "f_city_yrd8": (("苏州", "上海", "杭州", "无锡", "南京", "宁波", "常州", "盐城"), ("x28",)),
    "f_city_mid4": (("重庆", "成都", "武汉", "长沙"), ()),
}


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _provinces()
    yield from _clusters()
    yield from _cities()
    yield from _sums()


def in_cluster(cluster: Cluster) -> pl.Expr:
    """The rows of a cluster."""
    return PROVINCE.is_in(cluster.provinces)


def _provinces() -> Iterator[Target]:
    for code, share, giants in provinces_top10().iter_rows():
        name, inside = provinces()[code].short, code == PROVINCE
        label = Text(f"{name.zh}占比", f"Share of {name.en}")
        yield printed_share(
            f"e16.share.{code}", label, published=share, measure=share_of_all(inside)
        )
        label = Text(f"{name.zh}国家级占比", f"Little-giant share in {name.en}")
        measure = percentage(NATIONAL)(inside)
        yield printed_share(
            f"e16.little_giant_share.{code}", label, published=giants, measure=measure
        )


def _clusters() -> Iterator[Target]:
    for cluster, row in zip(CLUSTERS, table("e17_clusters").iter_rows(named=True), strict=True):
        name, inside = cluster.name, in_cluster(cluster)
        label = Text(f"{name.zh}国家级占比", f"Little-giant share in {name.en}")
        yield printed_share(
            f"e17.little_giant_share.{cluster.id}",
            label,
            published=row["little_giant_share_within_pct"],
            measure=percentage(NATIONAL)(inside),
            errata=("x24",) if cluster.id == "bth" else (),
        )
        label = Text(f"{name.zh}企业数", f"Enterprises in {name.en}")
        yield Target(
            f"e17.enterprises.{cluster.id}",
            "e17",
            label,
            unit=TEN_THOUSAND,
            published=row["enterprises_10k"],
            kind="count",
            measure=inside.sum() / 10_000,
        )


def _cities() -> Iterator[Target]:
    for code, share, patents in cities_top().iter_rows():
        name, inside = cities()[code].short, code == CITY
        label = Text(f"{name.zh}占比", f"Share of {name.en}")
        yield printed_share(
            f"e19.share.{code}", label, published=share, measure=share_of_all(inside)
        )
        label = Text(f"{name.zh}专利总量中位数", f"Median patents in {name.en}")
        measure = median("patents")(inside)
        yield Target(
            f"e19.patents_median.{code}",
            "e19",
            label,
            unit=PIECES,
            published=patents,
            kind="median",
            measure=measure,
            errata=("x03",),
        )


def _sums() -> Iterator[Target]:
    bth, yrd, prd = (in_cluster(cluster) for cluster in CLUSTERS)
    printed = provinces_top10()["province_code"]
    ten = PROVINCE.is_in(printed.to_list())
    three = PROVINCE.is_in(printed.head(3).to_list())
    yield fact(
        "f_top10", "Share of ten provinces", share_of_all(ten), kind="share", errata=("x04",)
    )
    yield fact("f_top3", "Share of Jiangsu, Guangdong, Shandong", share_of_all(three), kind="share")
    all_three = share_of_all(bth | yrd | prd)
    yield fact(
        "f_three_clusters", "Share of three clusters", all_three, kind="share", errata=("x05",)
    )
    sizes = {"f_bth": bth, "f_yrd": yrd, "f_prd": prd}
    for (id, inside), cluster in zip(sizes.items(), CLUSTERS, strict=True):
        yield fact(id, f"Enterprises in {cluster.name.en}", inside.sum() / 10_000, kind="count")
    names = "Yangtze River Delta over "
    yield fact("f_yrd_bth", names + "Beijing-Tianjin-Hebei", yrd.sum() / bth.sum(), kind="ratio")
    yield fact("f_yrd_prd", names + "Pearl River Delta", yrd.sum() / prd.sum(), kind="ratio")
    for id, (members, errata) in CITY_SUMS.items():
        codes = [code for name in members if (code := resolve_city(name, None))]
        label = "Share of " + ", ".join(cities()[code].short.en for code in codes)
        inside = CITY.is_in(codes)
        yield fact(id, label, share_of_all(inside), kind="share", errata=errata)
    inside = CITY == SUZHOU
    yield fact("f_sz_total", "Enterprises in Suzhou", inside.sum(), kind="count", errata=("x16",))
    giants = (inside & NATIONAL).sum()
    yield fact("f_sz_national", "Little giants in Suzhou", giants, kind="count", errata=("x16",))
