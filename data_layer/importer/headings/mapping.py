"""The optional mapping file: which column of a file feeds which column of the schema.

    [columns]
    "公司" = "name"                                           # by name
    "rev" = { column = "revenue", unit = "yuan" }             # with its unit
    "scope" = { column = "tier", values = { A = "national" }, otherwise = "" }
    "kind" = [ "sector", { column = "tier", ... } ]           # one column may feed several
    "remark" = ""                                             # leave this column out

    "region" = { column = "province_code", fill_down = true } # an empty cell: the one above it

    [constants]
    listed = true                                             # the same in every row

    [rows]
    sheet = "名单"                                            # of a workbook
    join = true                                               # with all sheets of its headings
    heading_row = 3                                           # where the headings begin; 0: none
    heading_rows = 2                                          # in how many rows they stand
    same_id = "keep_both"                                     # or keep_first, set_aside

`values` turns the text of a cell into another; "" stands for a missing value. `otherwise` is
taken for every text that `values` does not list; `others = "keep"` reads such a text as it stands;
without either such a cell is rejected. `same_id` says what becomes of a row that has the id of an
earlier one and another name: it stays without the id, goes into the earlier one, or is set aside.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from data_layer.importer.cells.units import UNITS_OF, Unit, measure_of
from data_layer.importer.errors import BadMappingError
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

SameId = Literal["keep_first", "keep_both", "set_aside"]
SECTIONS = ("columns", "constants", "rows")
RULE_KEYS = ("column", "unit", "values", "otherwise", "others", "fill_down")
ROW_KEYS = ("sheet", "join", "heading_row", "heading_rows", "same_id")


@dataclass(frozen=True)
class Rule:
    """How one column of the file feeds one column of the schema."""

    column: str
    unit: Unit | None = None
    values: Mapping[str, str] | None = None
    otherwise: str | None = None
    keep_others: bool = False
    fill_down: bool = False


@dataclass(frozen=True)
class ImportMapping:
    """Rules by heading of the file (no rule: leave the column out), and text for every row."""

    columns: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    heading_row: int | None = None
    heading_rows: int = 1
    same_id: SameId = "keep_both"
    join: bool = False


def read_mapping(path: Path) -> ImportMapping:
    """Read a mapping file; BadMappingError says which key is wrong and what is allowed."""
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadMappingError(
            Text(f"没有映射文件 {path}", f"there is no mapping file {path}")
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMappingError(
            Text(f"映射文件 {path} 无法读取：{error}", f"cannot read mapping file {path}: {error}")
        ) from error
    return parse_mapping(content)


def parse_mapping(content: Mapping[str, Any]) -> ImportMapping:
    """Check the content of a mapping file and turn it into rules."""
    _check_keys("", content, SECTIONS)
    named, constants, rows = (_table(section, content.get(section, {})) for section in SECTIONS)
    _check_keys("rows", rows, ROW_KEYS)
    rules = {heading: _rules(heading, value) for heading, value in named.items()}
    for column in constants:
        _check_column(f"constants.{column}", column)
    return ImportMapping(
        rules,
        {column: _text(value) for column, value in constants.items()},
        None if rows.get("sheet") is None else str(rows["sheet"]),
        heading_row=_number("heading_row", rows.get("heading_row"), ("0", "1", "2", "3", "…")),
        heading_rows=_number("heading_rows", rows.get("heading_rows"), ("1", "2", "3")) or 1,
        same_id=_same_id(rows.get("same_id", "keep_both")),
        join=_yes("join", rows.get("join", False)),
    )


def _number(key: str, value: object, allowed: tuple[str, ...]) -> int | None:
    """A whole number that is not negative; where the list of allowed ones ends, one of them."""
    if value is None:
        return None
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if whole and (str(value) in allowed or allowed[-1] == "…"):
        return value
    raise _unknown(f"rows.{key}", str(value), allowed)


def _yes(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _unknown(f"rows.{key}", str(value), ("true", "false"))


def _same_id(value: object) -> SameId:
    for allowed in get_args(SameId):
        if value == allowed:
            return allowed
    raise _unknown("rows.same_id", str(value), get_args(SameId))


def _rules(heading: str, value: object) -> tuple[Rule, ...]:
    if value in ("", False):
        return ()
    entries = value if isinstance(value, list) else [value]
    return tuple(_rule(f"columns.{heading}", entry) for entry in entries)


def _rule(where: str, entry: object) -> Rule:
    given = _table(where, {"column": entry} if isinstance(entry, str) else entry)
    _check_keys(where, given, RULE_KEYS)
    column = str(given.get("column", ""))
    _check_column(where, column)
    unit, values = given.get("unit"), given.get("values")
    if unit is not None:
        _check_unit(where, column, unit)
    return Rule(
        column,
        unit,
        None
        if values is None
        else {str(key): _text(to) for key, to in _table(f"{where}.values", values).items()},
        otherwise=_text(given["otherwise"]) if "otherwise" in given else None,
        keep_others=_keeps_others(where, given),
        fill_down=given.get("fill_down") is True,
    )


def _keeps_others(where: str, given: Mapping[str, Any]) -> bool:
    if given.get("others", "keep") != "keep":
        raise _unknown(f"{where}.others", str(given["others"]), ("keep",))
    return "others" in given


def _table(where: str, value: object) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return {str(key): entry for key, entry in value.items()}
    raise BadMappingError(
        Text(
            f"映射文件的 {where} 应为表，却是 {value!r}",
            f"{where} in the mapping file must be a table, not {value!r}",
        )
    )


def _text(value: object) -> str:
    """A TOML value as the text that a cell of a file would hold."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_keys(where: str, content: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    for key in content:
        if key not in allowed:
            raise _unknown(f"{where}.{key}".lstrip("."), key, allowed)


def _check_column(where: str, column: str) -> None:
    if column not in columns():
        raise _unknown(where, column, tuple(columns()))


def _check_unit(where: str, column: str, unit: object) -> None:
    allowed = UNITS_OF[measure_of(columns()[column])]
    if unit not in get_args(Unit) or unit not in allowed:
        raise _unknown(f"{where}.unit", str(unit), allowed)


def _unknown(where: str, what: str, allowed: tuple[str, ...]) -> BadMappingError:
    zh, en = (
        ", ".join(allowed) or none for none in ("无（此列不带单位）", "none (it has no unit)")
    )
    return BadMappingError(
        Text(
            f"映射文件的 {where}：不认识 {what!r}；可用：{zh}",
            f"{where} in the mapping file: {what!r} is not known; allowed: {en}",
        )
    )
