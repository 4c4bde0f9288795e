"""What a person decided about a file: the sheet, and what each of its columns is.

The decisions are a mapping as `--mapping` reads it; `toml_of` writes it as such a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data_layer.importer.mapping import ImportMapping, parse_mapping


@dataclass(frozen=True)
class Choice:
    """One column of the file. column: of the schema, "" to leave it out. values: text by text."""

    column: str
    unit: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def rule(self) -> Any:
        """As it stands in a mapping file."""
        if not self.column:
            return ""
        entry: dict[str, Any] = {"column": self.column}
        if self.unit:
            entry["unit"] = self.unit
        if self.values:
            entry |= {"values": dict(self.values), "others": "keep"}
        return entry


@dataclass(frozen=True)
class Choices:
    """Decisions by heading; what nobody decided is left to what the headings mean."""

    sheet: str | None = None
    columns: Mapping[str, Choice] = field(default_factory=dict)

    def mapping(self) -> ImportMapping:
        """As the importer takes it; BadMappingError where a decision makes no sense."""
        return parse_mapping({"columns": {it: one.rule() for it, one in self.columns.items()}})

    def with_column(self, heading: str, column: str) -> Choices:
        """Another meaning of a heading; whatever else fed that schema column gives it up."""
        others = {
            it: one for it, one in self.columns.items() if it == heading or one.column != column
        }
        return replace(self, columns=others | {heading: Choice(column)})

    def with_unit(self, heading: str, column: str, unit: str | None) -> Choices:
        """Another unit of a heading that feeds `column`."""
        kept = self._of(heading, column)
        return replace(self, columns={**self.columns, heading: replace(kept, unit=unit)})

    def with_value(self, heading: str, column: str, text: str, to: str) -> Choices:
        """What a text of a column stands for; "" for what the column makes of it by itself."""
        kept = self._of(heading, column)
        values = {it: said for it, said in kept.values.items() if it != text}
        values |= {text: to} if to else {}
        return replace(self, columns={**self.columns, heading: replace(kept, values=values)})

    def _of(self, heading: str, column: str) -> Choice:
        held = self.columns.get(heading)
        return held if held is not None and held.column == column else Choice(column)


def dumped(choices: Choices) -> str:
    """Choices as JSON."""
    return json.dumps(asdict(choices), ensure_ascii=False)


def loaded(text: str) -> Choices:
    """The choices that `dumped` has written."""
    content = json.loads(text)
    columns = {heading: Choice(**one) for heading, one in content["columns"].items()}
    return Choices(content["sheet"], columns)


def toml_of(choices: Choices) -> str:
    """The mapping file of the choices."""
    lines = ["[columns]"]
    lines += [f"{_quoted(it)} = {_inline(one.rule())}" for it, one in choices.columns.items()]
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(str(key))} = {_inline(entry)}" for key, entry in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string of TOML, which is JSON's but for the sign of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
