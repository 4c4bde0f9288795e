"""Reads printed numbers and remembers where each stands."""

import re
from typing import Any

import polars as pl

from data_layer.reference_figures import tables as reference

CHINESE_DIGITS = "零一二三四五六七八九"


class Reader:
    """Numbers for one check; `inputs` lists what was read, as file:row:column."""

    def __init__(self) -> None:
        self.inputs: list[str] = []

    def cell(self, name: str, key: str, value: str | int, column: str) -> float:
        """The number in `column` of the row of table `name` whose `key` is `value`."""
        return float(self._cell(name, key, value, column=column))

    def words(self, name: str, key: str, value: str | int, column: str, pattern: str) -> float:
        """The number that `pattern` captures in the words of a cell."""
        return _number(pattern, str(self._cell(name, key, value, column=column)))

    def column(self, name: str, column: str, rows: int | None = None) -> list[float]:
        """The first `rows` numbers of a column (all of them if None), empty cells left out."""
        self.inputs.append(f"{name}:*:{column}" if rows is None else f"{name}:1-{rows}:{column}")
        return [float(v) for v in reference.table(name)[column].slice(0, rows).drop_nulls()]

    def labels(self, name: str, column: str) -> list[str]:
        """The words of a column."""
        self.inputs.append(f"{name}:*:{column}")
        return [str(value) for value in reference.table(name)[column]]

    def column_where(self, name: str, key: str, value: str, column: str) -> list[float]:
        """The numbers of a column in the rows of table `name` whose `key` is `value`."""
        self.inputs.append(f"{name}:{value}:{column}")
        rows = reference.table(name).filter(pl.col(key) == value)
        return [float(number) for number in rows[column].drop_nulls()]

    def fact(self, id: str) -> float:
        """The number of a fact."""
        self.inputs.append(f"facts:{id}:value")
        return reference.fact_value(id)

    def printed(self, erratum: str, pattern: str) -> float:
        """A number that stands only in the text that the erratum quotes."""
        self.inputs.append(f"errata:{erratum}:printed")
        entry = reference.errata()[erratum]
        return _number(pattern, f"{entry.printed} {entry.conflict}")

    def _cell(self, name: str, key: str, value: str | int, column: str) -> Any:
        self.inputs.append(f"{name}:{value}:{column}")
        return reference.table(name).filter(pl.col(key) == value)[column].item()


def _number(pattern: str, words: str) -> float:
    match = re.search(pattern, words)
    if match is None:
        raise ValueError(f"no {pattern!r} in {words!r}")
    digits = match.group(1)
    return float(CHINESE_DIGITS.index(digits)) if digits in CHINESE_DIGITS else float(digits)
