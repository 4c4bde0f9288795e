"""The file of roles: who fits which entry, and what a file that cannot be used says in one line."""

import os
from pathlib import Path

import pytest

from data_layer.access.roles import read_access
from data_layer.access.visitor import NEEDS, RIGHTS
from data_layer.registry.settings import SettingsError

FILE = """
[roles.observer]
zh = "观察"
en = "Observer"
may = ["view"]

[[people]]
who = ["boss@example.org"]
role = "admin"

[[people]]
groups = ["hubei", "hunan"]
role = "analyst"
rows = "province=420000"

[[people]]
who = ["*"]
role = "observer"
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_entry_that_fits_counts(tmp_path: Path) -> None:
    read = read_access(_write(tmp_path, FILE))
    boss = read.visitor("boss@example.org", "Boss", ["hubei"])
    officer = read.visitor("zhang@example.org", "张", ["hunan"])
    other = read.visitor("li@example.org", "", [])
    assert boss is not None
    assert officer is not None
    assert other is not None
    assert boss.rights == RIGHTS
    assert boss.rule.to_query() == ""
    assert officer.rights == {"view", "export_rows"}
    assert officer.rule.to_query() == "province=420000"
    assert other.rights == {"view"}
    assert (other.name, other.role.zh, other.role.en) == ("li@example.org", "观察", "Observer")


def test_nobody_fits_where_no_entry_does(tmp_path: Path) -> None:
    read = read_access(_write(tmp_path, '[[people]]\nwho = ["a"]\nrole = "viewer"\n'))
    assert read.visitor("b", "", ["a"]) is None
    assert read_access(_write(tmp_path, "")).visitor("a", "", []) is None


def test_the_four_roles_may_what_they_are_for(tmp_path: Path) -> None:
    roles = read_access(_write(tmp_path, "")).roles
    assert {name: set(role.may) for name, role in roles.items()} == {
        "viewer": {"view"},
        "analyst": {"view", "export_rows"},
        "publisher": {"view", "sign"},
        "admin": {"view", "export_rows", "sign", "import"},
    }
    assert set(NEEDS) == RIGHTS


def test_a_change_of_the_file_is_seen(tmp_path: Path) -> None:
    path = _write(tmp_path, '[[people]]\nwho = ["a"]\nrole = "admin"\n')
    assert read_access(path).visitor("a", "", []) is not None
    _write(tmp_path, "")
    os.utime(path, ns=(1, 1))
    assert read_access(path).visitor("a", "", []) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[people]", "Expected"),
        ('[[people]]\nwho = ["a"]\n', "people.0.role"),
        ('[[people]]\nrole = "viewer"\n', "without who or groups"),
        ('[[people]]\nwho = ["a"]\nrole = "king"\n', "no role king; there are: viewer, analyst"),
        ('[[people]]\nwho = ["a"]\nrole = "viewer"\nrow = "x"\n', "people.0.row"),
        (
            '[[people]]\nwho = ["a"]\nrole = "viewer"\nrows = "province=42"\n',
            'There is no province called "42" (parameter "province")',
        ),
        (
            '[[people]]\nwho = ["a"]\nrole = "viewer"\nrows = "prov=420000"\n',
            'There is no parameter called "prov"; allowed: tier',
        ),
        (
            '[[people]]\nwho = ["a"]\nrole = "admin"\nrows = "province=420000"\n',
            "the role admin imports and so sees every row",
        ),
        ('[roles.x]\nzh = "x"\nen = "x"\nmay = ["fly"]\n', "roles.x.may"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_access(_write(tmp_path, text))
    assert said in raised.value.message.en
    assert len(raised.value.message.en.splitlines()) == 1


def test_the_example_is_a_file_that_can_be_used() -> None:
    read = read_access(Path(__file__).parents[2] / "examples" / "access.toml")
    assert {entry.role for entry in read.people} == {"viewer", "analyst", "publisher", "admin"}


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file to read"):
        read_access(tmp_path / "access.toml")
