"""Who came, went, rose, fell and was corrected between two versions, on rows counted by hand."""

from pathlib import Path
from typing import Any

from data_layer.registry.moves import moves
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.components.small import small_registry

BEFORE: list[dict[str, Any]] = [
    {"id": "A", "tier": "provincial", "province_code": "320000"},
    {"id": "B", "tier": "provincial", "patents": 2},
    {"id": "C", "tier": "national"},
    {"id": "D", "tier": "national", "patents": 5, "insured": 9},
    {"id": "E", "tier": None},
    {"id": "F", "tier": "national"},
    {"id": "G", "tier": "innovative"},
]
AFTER: list[dict[str, Any]] = [
    {"id": "B", "tier": "national", "patents": 3},
    {"id": "C", "tier": "provincial"},
    {"id": "D", "tier": "national", "patents": 6},
    {"id": "E", "tier": "provincial"},
    {"id": "F", "tier": "champion"},
    {"id": "G", "tier": "innovative"},
    {"id": "H", "tier": "provincial", "province_code": "330000"},
]


def opened(home: Path, *versions: list[dict[str, Any]]) -> list[Registry]:
    store = Store(home)
    found = []
    for rows in versions:
        named = [{"name": row["id"], **row} for row in rows]
        held = store.add(small_registry(named), demonstration=False, source="x")
        found.append(store.open(held.version))
    return found


def test_every_enterprise_that_differs_has_one_kind_of_change(tmp_path: Path) -> None:
    found = moves(*opened(tmp_path, BEFORE, AFTER))
    assert dict(found.select("id", "change").iter_rows()) == {
        "A": "left",
        "B": "promoted",
        "C": "demoted",
        "D": "corrected",
        "E": "corrected",
        "F": "promoted",  # a single champion stands above the little giants (exhibit 3)
        "H": "entered",
    }
    assert found["change"].to_list() == [
        "entered",
        "promoted",
        "promoted",
        "demoted",
        "left",
        "corrected",
        "corrected",
    ]


def test_a_change_says_from_what_to_what(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in moves(*opened(tmp_path, BEFORE, AFTER)).rows(named=True)}
    assert (rows["B"]["tier_before"], rows["B"]["tier_after"]) == ("provincial", "national")
    assert rows["B"]["columns"] == "tier patents"
    assert rows["D"]["columns"] == "insured patents"
    assert (rows["A"]["province_code"], rows["A"]["columns"]) == ("320000", None)
    assert (rows["H"]["province_code"], rows["H"]["tier_before"]) == ("330000", None)


def test_a_version_has_not_moved_against_itself(tmp_path: Path) -> None:
    (one,) = opened(tmp_path, BEFORE)
    assert moves(one, one).is_empty()
