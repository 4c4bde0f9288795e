"""Stored results are set aside when code, printed figures or words change, and only then."""

from pathlib import Path

import pytest

from components.contract.fingerprint import fingerprint_of


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("data_layer/measures/tallies.py", True),
        ("data_layer/reference/exhibits/e16.csv", True),
        ("data_layer/translations/facts.csv", True),
        ("components/card/card.py", True),
        ("components/__pycache__/card.pyc", False),
        ("README.md", False),
    ],
)
def test_what_changes_the_mark(tmp_path: Path, name: str, changes: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("before", encoding="utf-8")
    before = fingerprint_of(tmp_path)
    assert fingerprint_of(tmp_path) == before
    path.write_text("after", encoding="utf-8")
    assert (fingerprint_of(tmp_path) != before) is changes
