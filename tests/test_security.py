"""SECURITY.md answers every requirement of OWASP ASVS 5.0 level 1, once, in order."""

import re
from pathlib import Path

TEXT = (Path(__file__).resolve().parents[1] / "SECURITY.md").read_text("utf-8")
ROWS = re.findall(r"^\| V(\d+\.\d+\.\d+) [^|]+ \| ([^|]+) \|$", TEXT, re.MULTILINE)
REQUIREMENTS = (
    "1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1",
    "3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3",
    "6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2",
    "8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 11.3.1",
    "11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1",
)
"""Of level 1, from the standard's list (version 5.0.0)."""


def test_every_requirement_is_answered() -> None:
    wanted = " ".join(REQUIREMENTS).split()
    assert len(wanted) == 70
    assert [id for id, _ in ROWS] == wanted


def test_an_answer_says_which_it_is() -> None:
    for id, answer in ROWS:
        assert re.match(r"(yes|n/a|elsewhere|no|in part)\b", answer), id
        assert not re.match(r"(no|in part)$", answer), id


def test_files_that_are_named_are_there() -> None:
    root = Path(__file__).resolve().parents[1]
    for name in re.findall(r"`((?:components|data_layer|docs|tests)/[\w/.-]+)`", TEXT):
        assert (root / name).exists(), name
