"""Every exhibit says what its golden file holds; `python -m tests.golden` writes them anew."""

import json
from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from tests.golden.said import Desk, differing, record

FOLDER = Path(__file__).parent / "exhibits"
MOST = 12
"""Differences that a failure spells out."""


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.open(demo_home, tmp_path_factory.mktemp("golden"))


def test_each_exhibit_has_a_golden_file_and_each_file_an_exhibit() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(exhibits())


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_an_exhibit_says_what_it_said(desk: Desk, id: str) -> None:
    pinned = json.loads((FOLDER / f"{id}.json").read_text(encoding="utf-8"))
    found = differing(id, pinned, record(desk, id))
    if found:
        told = "\n".join(found[:MOST])
        more = f"\n… {len(found) - MOST} more" if len(found) > MOST else ""
        again = f"python -m tests.golden {id}"
        pytest.fail(f"{told}{more}\nIf that is meant: {again}, and read the diff.", pytrace=False)
