"""The file that says who has which role and sees which rows.

[roles.observer]                  a role beside the four of roles.toml
zh = "观察"
en = "Observer"
may = ["view"]

[[people]]                        the first entry that fits is the one that counts
who = ["zhang@example.org"]       names as the sign-in gives them
role = "admin"

[[people]]
groups = ["hubei"]                groups as the sign-in gives them
role = "analyst"
rows = "province=420000"          a filter, as in an address: no other row exists for them

[[people]]
who = ["*"]                       whoever signs in
role = "viewer"
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from data_layer.access.visitor import Right, Visitor
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.registry.settings import SettingsError
from data_layer.vocabulary.text import Text

OWN: Final = Path(__file__).with_name("roles.toml")
ANYBODY: Final = "*"


class Role(BaseModel):
    """Its name in two languages, and what it may do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    may: frozenset[Right]


class Entry(BaseModel):
    """Some people, their role and their rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    role: str
    rows: str = ""

    def fits(self, names: Iterable[str], groups: Iterable[str]) -> bool:
        """Whether somebody of these names and groups is meant."""
        named = ANYBODY in self.who or not set(self.who).isdisjoint(names)
        return named or not set(self.groups).isdisjoint(groups)


class AccessFile(BaseModel):
    """All of the file, with the four roles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: Mapping[str, Role] = {}
    people: tuple[Entry, ...] = ()

    def visitor(self, subject: str, name: str, groups: Iterable[str]) -> Visitor | None:
        """Who somebody is here; None if no entry fits.

        subject: the name by which the file knows people. name: as the page shows it.
        """
        entry = next((person for person in self.people if person.fits((subject,), groups)), None)
        if entry is None:
            return None
        role = self.roles[entry.role]
        rule = Filters.from_query(entry.rows)
        return Visitor(subject, name or subject, Text(role.zh, role.en), rights=role.may, rule=rule)


def read_access(path: Path) -> AccessFile:
    """The file as it is now; SettingsError says in one line what is wrong with it."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise _unusable(path, "没有这个文件或不能读取", "there is no such file to read") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> AccessFile:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        own = tomllib.loads(OWN.read_text(encoding="utf-8"))["roles"]
        read = AccessFile.model_validate(given | {"roles": own | given.get("roles", {})})
        for entry in read.people:
            _check(path, read, entry)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error), str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        at = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise _unusable(path, at, at) from error
    except FilterError as error:
        raise _unusable(
            path, error.problems[0].message("zh"), error.problems[0].message("en")
        ) from error
    return read


def _check(path: Path, read: AccessFile, entry: Entry) -> None:
    """That an entry names somebody, a role that there is, and rows that can be asked for."""
    if not (entry.who or entry.groups):
        raise _unusable(path, "people 缺少 who 或 groups", "people without who or groups")
    role = read.roles.get(entry.role)
    if role is None:
        roles = ", ".join(read.roles)
        raise _unusable(
            path,
            f"没有角色 {entry.role}；现有：{roles}",
            f"no role {entry.role}; there are: {roles}",
        )
    rule = Filters.from_query(entry.rows)
    if rule.values and "import" in role.may:
        raise _unusable(
            path,
            f"能导入数据的角色 {entry.role} 看得到所有行，不能有 rows",
            f"the role {entry.role} imports and so sees every row: it takes no rows",
        )


def _unusable(path: Path, zh: str, en: str) -> SettingsError:
    named = f"SRDI_ACCESS_FILE={path}"
    return SettingsError(Text(f"{named} 不可用：{zh}", f"{named} cannot be used: {en}"))
