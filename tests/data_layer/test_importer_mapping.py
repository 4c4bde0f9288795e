"""Mapping files of an import: what they can say, and what is refused."""

from pathlib import Path

import pytest

from data_layer.importer import BadMappingError
from data_layer.importer.headings.mapping import parse_mapping
from tests.data_layer.imported import rejects_of, rows_of, take


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"column": {}}, "column"),
        ({"columns": {"name": "nam"}}, "nam"),
        ({"columns": {"absent": "patents"}}, "absent"),
        ({"columns": {"x": {"column": "revenue", "unit": "dollar"}}}, "dollar"),
        ({"columns": {"x": {"column": "patents", "unit": "yuan"}}}, "yuan"),
        ({"columns": {"x": {"column": "patents", "scale": 3}}}, "scale"),
        ({"columns": {"x": "patents", "y": "patents"}}, "patents"),
        ({"columns": {"x": 3}}, "columns.x"),
        ({"constants": {"lsted": True}}, "lsted"),
        ({"constants": {"listed": "perhaps"}}, "perhaps"),
        ({"constants": {"patents": 1}, "columns": {"x": "patents"}}, "patents"),
    ],
)
def test_mappings_that_name_what_does_not_exist_are_refused(
    tmp_path: Path, content: dict, said: str
) -> None:
    with pytest.raises(BadMappingError, match=said):
        take(tmp_path, [["name", "x", "y"], ["甲", "1", "2"]], mapping=parse_mapping(content))


def test_a_mapping_can_rename_rescale_leave_out_and_translate(tmp_path: Path) -> None:
    mapping = parse_mapping(
        {
            "columns": {
                "who": "name",
                "r": {"column": "revenue", "unit": "yi"},
                "patents": "",
                "kind": [
                    {"column": "tier", "values": {"A": "national", "B": "provincial"}},
                    {"column": "high_tech", "values": {"A": True, "": False}, "otherwise": ""},
                ],
            },
            "constants": {"province_code": "江苏", "listed": False},
        }
    )
    rows = [
        ["who", "r", "patents", "kind"],
        ["甲", "1.5", "3", "a"],
        ["乙", "2", "4", ""],
        ["丙", "", "", "Z"],
    ]
    store, report = take(tmp_path, rows, mapping=mapping)
    stored = {row["name"]: row for row in rows_of(store).iter_rows(named=True)}
    assert stored["甲"]["revenue"] == 15000.0
    assert [stored[it]["tier"] for it in "甲乙丙"] == ["national", None, None]
    assert [stored[it]["high_tech"] for it in "甲乙丙"] == [True, False, None]
    assert {row["province_code"] for row in stored.values()} == {"320000"}
    assert {row["patents"] for row in stored.values()} == {None}
    assert [(it["row"], it["column"], it["value"]) for it in rejects_of(report)] == [
        ("4", "kind", "Z")
    ]
