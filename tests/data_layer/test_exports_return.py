"""The program's own exports, in every format and language, come back as the same registry."""

import io
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.tabular import csv_stream, json_bytes, parquet_stream
from data_layer.files.workbook import xlsx_file
from data_layer.filters.filters import Filters
from data_layer.importer import import_file
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang
from tests.drawing import examples

FORMS = [(form, lang) for form in ("csv", "xlsx", "parquet", "json") for lang in ("zh", "en")]
MONEY = st.none() | st.floats(0, 1e7).map(lambda it: round(it, 4))
COUNT = st.none() | st.integers(0, 9000)
SHARE = st.none() | st.floats(0, 100).map(lambda it: round(it, 3))
FLAG = st.none() | st.booleans()
PLACE = st.none() | st.sampled_from(sorted(cities()))
NAME = st.text(st.sampled_from("甲乙丙合计小总=-+@'，,（）\" Aa1"), min_size=1, max_size=6)


@st.composite
def enterprise(draw: st.DrawFn) -> dict[str, Any]:
    """A row of the schema, but for its id and the end of its name."""
    city = draw(PLACE)
    code = draw(st.none() | st.sampled_from(sorted(industries())))
    levels = [code[:n] if code and len(code) >= n else None for n in (1, 3, 4, 5)]
    values: dict[str, Any] = {
        "name": draw(NAME).strip(" '") or "甲",
        "city_code": city,
        "province_code": cities()[city].parent if city else None,
        **dict(zip(("section", "division", "group", "class"), levels, strict=True)),
        "tier": draw(st.none() | st.sampled_from(("national", "provincial", "innovative"))),
        "batch": draw(st.none() | st.integers(1, 30)),
        "founded_year": draw(st.none() | st.integers(1950, 2025)),
    }
    values |= {name: draw(MONEY) for name in ("registered_capital", "revenue", "rd_expense")}
    values |= {name: draw(COUNT) for name in ("insured", "patents", "class1_ip")}
    return values | {"rd_ratio": draw(SHARE), "high_tech": draw(FLAG), "listed": draw(FLAG)}


def registry(folder: Path, rows: list[dict[str, Any]]) -> Registry:
    named = [
        row | {"id": f"91350100M{at:09}", "name": " ".join(f"{row['name']}{at}公司".split())}
        for at, row in enumerate(rows)
    ]
    schema = {name: column.dtype for name, column in columns().items()}
    frame = Enterprise.cast(pl.DataFrame(named, schema=schema, orient="row"))
    store = Store(folder / "first")
    return store.open(store.add(frame, demonstration=False, source="made").version)


def export(opened: Registry, path: Path, form: str, lang: Lang) -> None:
    fields, chunks = enterprise_fields(), list(stream(opened, Filters()))
    if form == "csv":
        path.write_bytes(b"".join(csv_stream(chunks, fields, lang)))
    elif form == "parquet":
        path.write_bytes(b"".join(parquet_stream(chunks, fields, lang, {})))
    elif form == "json":
        path.write_bytes(json_bytes(pl.concat(chunks), fields, lang, {"version": opened.version}))
    else:
        target = io.BytesIO()
        xlsx_file(target, chunks, fields, lang, [("tier", "national")], [("a", "b")])
        path.write_bytes(target.getvalue())


@pytest.mark.parametrize(("form", "lang"), FORMS)
@settings(max_examples=examples(3), suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(enterprise(), min_size=1, max_size=4))
def test_an_export_of_any_form_is_the_same_registry(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], form: str, lang: Lang
) -> None:
    folder = tmp_path_factory.mktemp("export")
    opened = registry(folder, rows)
    export(opened, folder / f"e.{form}", form, lang)
    report = import_file(folder / f"e.{form}", Store(folder / "second"))
    assert report.manifest is not None, report.first_rejects
    assert (report.accepted, report.cells_rejected) == (len(rows), 0), report.first_rejects
    found = Store(folder / "second").open(report.manifest.version)
    assert found.version == opened.version, (found.rows.collect(), opened.rows.collect())
