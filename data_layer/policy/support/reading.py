"""The printed measures, and those that an operator adds by a file of the same form.

A file is read once, when the program starts. What is wrong with it is one line: the file, the
measure, the field, its value, and what is allowed there.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import polars as pl
from pydantic import ValidationError

from data_layer.policy.support.measure import BOUNDS, FOLLOWING, TESTS, Condition, Measure
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.settings_error import SettingsError
from data_layer.vocabulary.text import Text, same

PRINTED: Final = Path(__file__).with_name("measures.toml")
MOST_BYTES: Final = 1_000_000
FILE: Final = "support.toml"
NEVER: Final = ("id", "name")
"""Columns that no measure is about."""


@dataclass(frozen=True)
class Measures:
    """All measures by their order. digest: of the operator's file; empty without one."""

    every: tuple[Measure, ...]
    digest: str = ""

    def of(self, id: str) -> Measure | None:
        """The measure of an id."""
        return next((measure for measure in self.every if measure.id == id), None)

    @property
    def checkable(self) -> tuple[Measure, ...]:
        """Those that the registry can say anything of."""
        return tuple(measure for measure in self.every if measure.checkable)


@cache
def printed_measures() -> Measures:
    """What the report and the 2026 text name."""
    return Measures(_measures(PRINTED, PRINTED.read_bytes(), own=False))


class Places(Protocol):
    """The settings that say where an operator's file is."""

    @property
    def home(self) -> Path: ...
    @property
    def support_file(self) -> Path | None: ...


def measures_of(settings: Places) -> Measures:
    """The printed measures and those of the operator's file; SettingsError says what is wrong.

    The file is SRDI_SUPPORT_FILE or `support.toml` in the data folder, where there is one.
    """
    path = settings.support_file or settings.home / FILE
    if settings.support_file is None and not path.exists():
        return printed_measures()
    try:
        given = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        raise _unusable(
            path, Text("没有这个文件或不能读取", "there is no such file to read")
        ) from error
    if not given:
        raise _unusable(path, Text("空文件，或大于 1 MB", "empty, or larger than 1 MB"))
    return Measures(
        (*printed_measures().every, *_measures(path, given, own=True)),
        hashlib.blake2b(given, digest_size=8).hexdigest(),
    )


def _measures(path: Path, given: bytes, *, own: bool) -> tuple[Measure, ...]:
    try:
        parsed = tomllib.loads(given.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, Text(f"不是 TOML：{error}", f"no TOML: {error}")) from error
    tables = parsed.get("measures")
    if set(parsed) != {"measures"} or not isinstance(tables, list) or not tables:
        allowed = Text("只能有 [[measures]]，至少一个", "[[measures]] alone, one at least")
        raise _unusable(path, allowed)
    measures: list[Measure] = []
    taken = set() if not own else {measure.id for measure in printed_measures().every}
    for at, table in enumerate(tables, 1):
        measure = _measure(path, at, table, own=own)
        if measure.id in taken:
            raise _wrong(path, measure.id, "id", value=measure.id, allowed=_free(taken))
        taken.add(measure.id)
        measures.append(measure)
    return tuple(measures)


def _free(taken: set[str]) -> Text:
    names = ", ".join(sorted(taken))
    return Text(f"未用过的编号；已用：{names}", f"an id that is free; taken: {names}")


def _measure(path: Path, at: int, table: Any, *, own: bool) -> Measure:
    named = table.get("id") if isinstance(table, dict) else None
    name = named if isinstance(named, str) and named else f"#{at}"
    if isinstance(table, dict) and "own" in table:
        raise _wrong(path, name, "own", value=table["own"], allowed=_fields(Measure))
    try:
        measure = Measure.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        field = _spelt(first["loc"]) or "conditions"
        raise _wrong(
            path, name, field, value=first["input"], allowed=_allowed(dict(first))
        ) from error
    for field, condition in _all_conditions(measure.conditions, "conditions"):
        _check(path, measure.id, field, condition=condition)
    return measure.model_copy(update={"own": own})


def _spelt(loc: Sequence[int | str]) -> str:
    """conditions[1].any[2].column, counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".")


def _allowed(error: dict[str, Any]) -> Text:
    """What a field may hold, from what pydantic says of it."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        inside = [part for part in error["loc"] if isinstance(part, str)]
        if len(inside) == 1:
            return _fields(Measure)
        return _inner(inside)
    if kind == "missing":
        return Text("必须填写", "it has to be given")
    if kind == "literal_error":
        return same(str(context["expected"]).replace("'", "").replace(" or ", ", "))
    if kind == "string_pattern_mismatch":
        return Text(
            "小写字母开头的 3 到 41 个小写字母、数字或 _",
            "3 to 41 lower-case letters, digits or _, a letter first",
        )
    if kind == "value_error":
        return Text("conditions 与 unchecked 二者取一", "conditions or unchecked, one of both")
    return same(str(error["msg"]))


def _fields(model: type[Measure] | type[Condition]) -> Text:
    names = [
        model_field.alias or name
        for name, model_field in model.model_fields.items()
        if name != "own"
    ]
    return same(", ".join(names))


def _inner(loc: Sequence[str]) -> Text:
    return same("zh, en") if loc[0] != "conditions" or "stated" in loc[:-1] else _fields(Condition)


def _all_conditions(conditions: Sequence[Condition], at: str) -> Iterator[tuple[str, Condition]]:
    for place, condition in enumerate(conditions, 1):
        field = f"{at}[{place}]"
        yield field, condition
        yield from _all_conditions(condition.any, f"{field}.any")


def _check(path: Path, measure: str, field: str, condition: Condition) -> None:
    """That a condition has one test, of a column that there is, with values that it can hold."""
    tests = condition.tests
    if len(tests) != 1:
        named = ", ".join(tests) or "-"
        every = ", ".join(TESTS)
        raise _wrong(
            path, measure, field, value=named, allowed=Text(f"{every} 之一", f"one of {every}")
        )
    test = tests[0]
    if test in ("any", "stated"):
        if condition.column is not None:
            allowed = Text(f"{test} 旁没有 column", f"no column beside {test}")
            raise _wrong(path, measure, f"{field}.column", value=condition.column, allowed=allowed)
        if test == "any" and ".any" in field:
            raise _wrong(path, measure, field, value="any", allowed=same("column, stated"))
        return
    dates = [name for name, column in columns().items() if column.dtype.is_temporal()]
    names = tuple(name for name in (*columns(), *FOLLOWING) if name not in (*NEVER, *dates))
    column = condition.column
    if column is None or column not in names:
        raise _wrong(path, measure, f"{field}.column", value=column, allowed=same(", ".join(names)))
    _fits(path, measure, field, condition=condition, column=column, test=test)


def _fits(
    path: Path, measure: str, field: str, condition: Condition, column: str, test: str
) -> None:
    """That the test is one of the column's type: numbers, codes, flags."""
    dtype = pl.Float64() if column in FOLLOWING else columns()[column].dtype
    fitting = ("is",) if dtype == pl.Boolean else ("one_of",)
    if dtype.is_numeric():
        fitting = tuple(BOUNDS)
    if test not in fitting:
        raise _wrong(
            path, measure, f"{field}.{test}", value=column, allowed=same(", ".join(fitting))
        )
    if isinstance(dtype, pl.Enum):
        codes = dtype.categories.to_list()
        strange = [code for code in condition.one_of if code not in codes]
        if strange:
            some = ", ".join(codes[:40]) + (" …" if len(codes) > 40 else "")
            raise _wrong(path, measure, f"{field}.one_of", value=strange[0], allowed=same(some))


def _wrong(path: Path, measure: str, field: str, value: object, allowed: Text) -> SettingsError:
    given = "" if value is None else str(value)[:80]
    return _unusable(
        path,
        Text(
            f"措施 {measure} 的 {field}（{given}）；可以是：{allowed.zh}",
            f"{field} of measure {measure} ({given}); allowed: {allowed.en}",
        ),
    )


def _unusable(path: Path, why: Text) -> SettingsError:
    return SettingsError(
        Text(
            f"支持措施文件 {path} 不可用：{why.zh}",
            f"the file of support measures {path} cannot be used: {why.en}",
        )
    )
