"""What a person decided about a file: sheet, heading row, what each of its columns is, and what
becomes of rows that share an id under different names.

The decisions are a mapping as `--mapping` reads it; `toml_of` writes it as such a file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data_layer.importer.headings.mapping import ImportMapping, SameId, parse_mapping


@dataclass(frozen=True)
class Choice:
    """One column of the file. column: of the schema, "" to leave it out. values: text by text."""

    column: str
    unit: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fill_down: bool = False

    def rule(self) -> Any:
        """As it stands in a mapping file."""
        if not self.column:
            return ""
        entry: dict[str, Any] = {"column": self.column}
        if self.unit:
            entry["unit"] = self.unit
        if self.values:
            entry |= {"values": dict(self.values), "others": "keep"}
        if self.fill_down:
            entry["fill_down"] = True
        return entry


@dataclass(frozen=True)
class Choices:
    """Decisions by heading; what nobody decided is left to what the headings mean.

    heading_row: where the headings begin, 0 for a file without any; heading_rows: 1 to 3. beyond:
    rules and constants of a mapping file that no Choice can hold, as they stand there.
    """

    sheet: str | None = None
    columns: Mapping[str, Choice] = field(default_factory=dict)
    heading_row: int | None = None
    heading_rows: int = 1
    same_id: SameId = "keep_both"
    join: bool = False
    beyond: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def content(self) -> dict[str, dict[str, Any]]:
        """As it stands in a mapping file; what is as it would be anyway is left out."""
        rows: dict[str, Any] = {}
        if self.sheet is not None:
            rows["sheet"] = self.sheet
        if self.join:
            rows["join"] = True
        if self.heading_row is not None:
            rows["heading_row"] = self.heading_row
        if self.heading_rows != 1:
            rows["heading_rows"] = self.heading_rows
        if self.same_id != "keep_both":
            rows["same_id"] = self.same_id
        columns = {heading: one.rule() for heading, one in self.columns.items()}
        rest = {heading: rule for heading, rule in self._rules().items() if heading not in columns}
        constants = dict(self.beyond.get("constants", {}))
        return {"columns": rest | columns, "constants": constants, "rows": rows}

    def mapping(self) -> ImportMapping:
        """As the importer takes it; BadMappingError where a decision makes no sense."""
        return parse_mapping(self.content())

    def with_sheet(self, sheet: str) -> "Choices":
        """Another sheet, about whose columns nothing is decided."""
        return Choices(sheet, same_id=self.same_id)

    def with_join(self, join: bool) -> "Choices":
        """Whether the sheets with the same headings are read with this one."""
        return replace(self, join=join)

    def with_heading_row(self, row: int | None, rows: int = 1) -> "Choices":
        """Another row of headings (None: found by the importer), whose columns are others."""
        return Choices(self.sheet, {}, row, heading_rows=rows, same_id=self.same_id, join=self.join)

    def with_same_id(self, rule: SameId) -> "Choices":
        """What becomes of a row that has the id of an earlier one and another name."""
        return replace(self, same_id=rule)

    def with_column(self, heading: str, column: str) -> "Choices":
        """Another meaning of a heading; whatever else fed that schema column gives it up."""
        others = {
            name: one
            for name, one in self.columns.items()
            if name == heading or one.column != column
        }
        freed = {
            "columns": {name: _without(rule, column) for name, rule in self._rules().items()},
            "constants": {
                name: text
                for name, text in self.beyond.get("constants", {}).items()
                if name != column
            },
        }
        beyond = freed if self.beyond else self.beyond
        return replace(self, columns=others | {heading: Choice(column)}, beyond=beyond)

    def with_unit(self, heading: str, column: str, unit: str | None) -> "Choices":
        """Another unit of a heading that feeds `column`."""
        return self._with(heading, replace(self._of(heading, column), unit=unit))

    def with_fill_down(self, heading: str, column: str, fill_down: bool) -> "Choices":
        """Whether an empty cell of a heading that feeds `column` means the one above it."""
        return self._with(heading, replace(self._of(heading, column), fill_down=fill_down))

    def with_value(self, heading: str, column: str, text: str, to: str) -> "Choices":
        """What a text of a column stands for; "" for what the column makes of it by itself."""
        choice = self._of(heading, column)
        values = {entry: value for entry, value in choice.values.items() if entry != text}
        return self._with(heading, replace(choice, values=values | ({text: to} if to else {})))

    def with_constant(self, column: str, text: str) -> "Choices":
        """A text that every row of a schema column gets; "" for none."""
        constants = {
            name: given
            for name, given in self.beyond.get("constants", {}).items()
            if name != column
        }
        constants |= {column: text} if text else {}
        beyond = {"columns": self._rules(), "constants": constants}
        return replace(self, beyond=beyond if any(beyond.values()) else {})

    def _rules(self) -> Mapping[str, Any]:
        return self.beyond.get("columns", {})

    def _with(self, heading: str, choice: Choice) -> "Choices":
        return replace(self, columns={**self.columns, heading: choice})

    def _of(self, heading: str, column: str) -> Choice:
        choice = self.columns.get(heading)
        return choice if choice is not None and choice.column == column else Choice(column)


def choices_of(content: Mapping[str, Any]) -> Choices:
    """The choices that a mapping file holds; BadMappingError says what of it is wrong."""
    parse_mapping(content)
    rows, constants = content.get("rows", {}), content.get("constants", {})
    columns = {heading: _choice(rule) for heading, rule in content.get("columns", {}).items()}
    choices = {heading: one for heading, one in columns.items() if one is not None}
    rules = {
        heading: rule
        for heading, rule in content.get("columns", {}).items()
        if heading not in choices
    }
    beyond = {"columns": rules, "constants": constants} if rules or constants else {}
    return Choices(columns=choices, beyond=beyond, **rows)


def _choice(rule: Any) -> Choice | None:
    """A rule of a mapping file as a choice; None where a choice cannot hold it."""
    if isinstance(rule, str):
        return Choice(rule)
    if not isinstance(rule, Mapping) or "otherwise" in rule:
        return None
    if "values" in rule and "others" not in rule:
        return None  # its other texts are rejected, which nobody can choose
    values = {text: str(to) for text, to in rule.get("values", {}).items()}
    return Choice(rule["column"], rule.get("unit"), values, fill_down=rule.get("fill_down", False))


def _without(rule: Any, column: str) -> Any:
    """A rule of a mapping file that no longer feeds a column."""
    if not rule:
        return ""
    entries = rule if isinstance(rule, list) else [rule]
    rest = [
        entry
        for entry in entries
        if (entry if isinstance(entry, str) else entry["column"]) != column
    ]
    return rest or ""


def dumped(choices: Choices) -> str:
    """Choices as JSON."""
    return json.dumps(asdict(choices), ensure_ascii=False)


def loaded(text: str) -> Choices:
    """The choices that `dumped` has written."""
    content = json.loads(text)
    columns = {heading: Choice(**one) for heading, one in content["columns"].items()}
    return Choices(**content | {"columns": columns})


def toml_of(choices: Choices) -> str:
    """The mapping file of the choices."""
    lines = []
    for section, entries in choices.content().items():
        if entries or section == "columns":
            lines += ["", f"[{section}]"]
        lines += [f"{_quoted(key)} = {_inline(value)}" for key, value in entries.items()]
    return "\n".join(lines[1:]) + "\n"


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(str(key))} = {_inline(entry)}" for key, entry in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(entry) for entry in value)}]"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string of TOML, which is JSON's but for the sign of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
