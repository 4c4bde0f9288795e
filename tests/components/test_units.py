"""Units never mix in a column: one column a unit, in every exhibit, file and answer."""

import io
import re
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from app import create_app
from components.contract.catalogue import exhibits
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.rendering.table import MOST_UNITS, by_units
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.fields import decimal, key
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import UNITS, by_unit, in_units

ABOUT_UNITS = {
    ("data_dictionary", "unit"),  # what each column of the registry is measured in: words alone
    ("province_context", "context_unit"),  # of the one indicator that is chosen
}
PURE = re.compile(
    r"(^|_)(score|quotient|rank|change|percentile|distance|year|batch|stars|correlation|median)$"
)
"""Ends of the names of numbers that have no unit; a median is one of scores."""
ALSO_PURE = {
    *("pearson", "spearman", "no", "stage", "default", "tables", "facts", "shortfall", "step"),
    *("rank_2026", "rank_own"),
    *(
        "technology",
        "quality",
        "scale",
        "capital",
        "digital",
        "depth",
        "score_a",
        "score_b",
    ),
    *("density", "proximity", "likeness", "complexity", "x", "y"),  # of the space of industries
    *("before_value", "context_value", "enterprises_per_unit"),  # in the unit that the reader chose
}
QUANTITIES = (decimal("size", Text("大小", "Size")), decimal("other", Text("另", "Other")))


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_every_number_has_one_unit_or_none(workspace: Workspace, id: str) -> None:
    exhibit = exhibits()[id]
    for field in exhibit.fields:
        about = "unit" in field.name.split("_") or "单位" in field.label.zh
        assert (
            not about
            or field.quantity
            or (id, field.name) in ABOUT_UNITS | {("province_context", "enterprises_per_unit")}
        ), field.name
        if field.digits is None:
            continue
        if field.quantity:
            code = field.name.removeprefix(f"{field.quantity}_")
            assert field.unit == UNITS[code], field.name
        elif not field.unit.zh:
            assert PURE.search(field.name) or field.name in ALSO_PURE, field.name
    result = workspace.run(exhibit, Query())
    for frame in (result.frame, result.published):
        if frame is not None:
            assert _most_filled(result, frame) <= 1


def _most_filled(result: Result, frame: pl.DataFrame) -> int:
    """Columns of one quantity that a row fills at most."""
    columns: dict[str, list[str]] = {}
    for field in result.exhibit.fields:
        if field.quantity:
            columns.setdefault(field.quantity, []).append(field.name)
    counts = [
        frame.select(pl.sum_horizontal(pl.col(names).is_not_null())).to_series().max()
        for names in columns.values()
    ]
    return max([count for count in counts if isinstance(count, int)], default=0)


def test_the_chosen_indicator_of_a_province_has_one_unit(workspace: Workspace) -> None:
    frame = workspace.run(exhibits()["province_context"], Query()).frame
    assert frame["context_unit"].drop_nulls().n_unique() <= 1


def test_an_analyst_finds_each_unit_in_a_column_of_its_own(demo_home: Path) -> None:
    """e26 prints 5,774 万元, 79 人 and 26 件 for the national tier: three columns."""
    client = create_app(Settings(home=demo_home)).server.test_client()
    file = client.get("/export/core_medians.csv?lang=en").data
    frame = pd.read_csv(io.BytesIO(file)).set_index("indicator")
    capital = frame["national_median_cny_10k"].dropna()
    assert capital.index.to_list() == ["registered_capital"]
    assert frame["national_median_pieces"].count() == 4
    assert frame["national_median_persons_published"].count() == 1
    assert "unit" not in frame.columns
    columns = client.get("/api/v1/exhibits/core_medians?lang=en").json["columns"]
    units = {column["name"]: column["unit"] for column in columns}
    assert units["national_median_cny_10k"] == "CNY 10,000"
    assert units["national_median_persons"] == "persons"


def test_a_quantity_is_divided_by_the_unit_of_its_row() -> None:
    fields = tuple(f for it in QUANTITIES for f in in_units(it, ("persons", "pieces")))
    assert [f.name for f in fields] == [
        *("size_pieces", "size_persons", "other_pieces", "other_persons")
    ]
    rows = pl.DataFrame(
        {"size": [1.0, 2.0], "other": [3.0, None], "unit": ["pieces", "persons"], "n": [7, 8]}
    )
    assert by_unit(rows, fields).to_dicts() == [
        {
            "n": 7,
            "size_pieces": 1.0,
            "size_persons": None,
            "other_pieces": 3.0,
            "other_persons": None,
        },
        {
            "n": 8,
            "size_pieces": None,
            "size_persons": 2.0,
            "other_pieces": None,
            "other_persons": None,
        },
    ]


def test_a_table_to_read_holds_no_two_units_in_a_column() -> None:
    """Up to three units stand beside each other; of four each has a table of its own."""
    codes = ("pieces", "persons", "per_cent", "cny_10k")
    fields = (key("name", Text("名称", "Name")), *in_units(QUANTITIES[0], codes))
    names = [field.name for field in fields[1:]]

    def groups(*filled: str) -> list[tuple[list[str], list[str]]]:
        rows = [
            {"name": name} | {it: 1.0 if it == name else None for it in names} for name in filled
        ]
        frame = pl.DataFrame(rows, schema={"name": pl.String} | dict.fromkeys(names, pl.Float64))
        return [
            ([filled[at] for at in places], [f.name for f in fields if f.name not in left_out])
            for places, left_out in by_units(frame, fields)
        ]

    assert groups(*names[:MOST_UNITS]) == [(names[:MOST_UNITS], ["name", *names])]
    persons, pieces, per_cent, money = names[1], names[0], names[2], names[3]
    assert groups(persons, pieces, persons, per_cent, money) == [
        ([persons, persons], ["name", persons]),
        ([pieces], ["name", pieces]),
        ([per_cent], ["name", per_cent]),
        ([money], ["name", money]),
    ]
