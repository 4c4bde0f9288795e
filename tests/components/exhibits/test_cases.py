"""The exhibits of /cases against the reference and a small registry."""

import polars as pl
import pytest

from components.contract.catalogue import errata_of, exhibits
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from tests.components.small import small_registry

PRINTED = (("unit", "value"), ("figure_unit", "figure_value"))
"""How e55 and e54 call a unit and what is measured in it."""


@pytest.mark.parametrize(
    ("id", "table"),
    [
        ("haoshun_timeline", "e53_haoshun_timeline"),
        ("suzhou_clusters", "e54_suzhou_clusters"),
        ("yuanshi_cluster", "e55_yuanshi_cluster"),
        ("ip_services", "e56_service_evolution"),
    ],
)
def test_cases_are_the_printed_tables(id: str, table: str) -> None:
    exhibit = exhibits()[id]
    found = exhibit.query((small_registry([])), Filters(), {})
    printed = reference.table(table)
    for field in exhibit.fields:
        if field.quantity is None:
            assert found[field.name].to_list() == printed[field.name].to_list()
            continue
        unit, value = next((u, v) for u, v in PRINTED if u in printed.columns)
        own = pl.when(pl.col(unit) == field.unit.zh).then(pl.col(value)).alias(field.name)
        assert found[field.name].to_list() == printed.select(own).to_series().to_list()


def test_suzhou_beside_its_province() -> None:
    city = {"province_code": "320000", "city_code": "320500"}
    rows = [city | {"tier": "national"}, *[city | {"tier": "provincial"}] * 3]
    rows += [{"province_code": "320000", "city_code": "320100", "tier": "national"}]
    exhibit = exhibits()["suzhou_check"]
    found = exhibit.query((small_registry(rows)), Filters(), {})
    assert found["enterprises"].to_list() == [4, 5]
    assert found["little_giants"].to_list() == [1, 2]
    assert found["little_giant_share_pct"].to_list() == [25, 40]
    printed = exhibit.published({}) if exhibit.published else None
    assert printed is not None
    assert printed.row(0) == ("city", 24142, 2951)  # f_sz_total, f_sz_national


@pytest.mark.parametrize(
    ("id", "errata"),
    [
        ("haoshun_timeline", {"x20", "x48"}),
        ("suzhou_clusters", {"x16", "x47"}),
        ("suzhou_check", {"x16"}),
        ("rd_cross_source", {"x19"}),
    ],
)
def test_errata_stand_beside_the_figures_concerned(id: str, errata: set[str]) -> None:
    assert errata <= {erratum.id for erratum in errata_of(id)}
