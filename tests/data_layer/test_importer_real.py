"""The real list of shared/data, counted by Python's csv or by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from data_layer.importer import (
    import_file,
    read_mapping,
)
from data_layer.registry.store import Store
from data_layer.vocabulary.places import provinces
from tests.data_layer.imported import rejects_of

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_real_file_has_the_provinces_that_pythons_csv_counts(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "listed_firms_real.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        firms = [row for row in csv.DictReader(file) if row["name"].strip()]
    by_name = Counter(row["province"] for row in firms if row["province"])

    store = Store(tmp_path)
    report = import_file(path, store)
    opened = store.current()
    assert opened is not None
    counted = opened.rows.group_by("province_code").len().collect()
    computed = {code: rows for code, rows in counted.iter_rows() if code}
    expected: Counter[str] = Counter()
    for name, rows in by_name.items():
        places = [it for it in provinces().values() if name in (it.short.zh, it.name.zh)]
        assert len(places) == 1, name
        expected[places[0].code] += rows
    assert computed == dict(expected)
    assert computed["320000"] == 799  # 800 in the file, one of them without a name
    assert (report.read, report.accepted, report.set_aside) == (6194, 6191, 3)
    rejects = rejects_of(report)
    assert [it["row"] for it in rejects if not it["column"]] == ["3496", "5364", "5376"]
    assert Counter(it["value"] for it in rejects if it["column"] == "city") == {
        "Grand Cayman": 4,
        "GrandCayman": 1,
        "Basel": 1,
    }


def test_the_real_files_numbers_are_in_the_schemas_units(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "listed_firms_real.csv"
    store = Store(tmp_path)
    import_file(path, store)
    opened = store.current()
    assert opened is not None
    stored = {row["id"]: row for row in opened.rows.collect().iter_rows(named=True)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for firm in csv.DictReader(file):
            if not firm["name"].strip():
                continue
            row = stored[firm["ts_code"]]
            assert row["registered_capital"] == float(firm["registered_capital_wan"])
            assert row["division"] == (firm["gbt4754_division"] or None)
            revenue, growth = firm["revenue_2024_yuan"], firm["revenue_growth_2024"]
            assert row["revenue"] == (pytest.approx(float(revenue) / 1e4) if revenue else None)
            assert row["revenue_growth_2024"] == (
                pytest.approx(float(growth) * 100) if growth else None
            )


def test_the_example_mapping_fills_the_honours(shared_data: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    mapping = read_mapping(REPOSITORY / "examples" / "listed_firms.toml")
    path = shared_data / "listed_firms_real.csv"
    report = import_file(path, store, mapping=mapping)
    with path.open(encoding="utf-8-sig", newline="") as file:
        firms = [row for row in csv.DictReader(file) if row["name"].strip()]
    opened = store.current()
    assert opened is not None
    rows = opened.rows.collect()
    assert rows["listed"].sum() == rows.height == 6191
    assert rows["high_tech"].sum() == sum(it["hnte_selfdeclared"] == "1" for it in firms)
    assert rows["tech_centre"].sum() == sum(it["etc_selfdeclared"] != "" for it in firms)
    assert rows["single_champion"].sum() == sum(it["sc_scope"] == "national" for it in firms)
    national = sum(it["lg_scope"] == "national" for it in firms)
    assert rows["little_giant_title"].sum() == (rows["tier"] == "national").sum() == national
    assert rows["tier"].null_count() == rows.height - national
    assert rows["batch"].drop_nulls().len() == sum(it["lg_batch"] != "" for it in firms)
    assert set(report.rejected_by_column) == {"city"}
