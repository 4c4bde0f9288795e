"""Industries against places or tiers (e18): counts, shares, location quotients of every cell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures.industries import GATHERED
from data_layer.topics.industries.measures import LITTLE_GIANT, UNREPORTED, any_industry, totals
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    flag,
    per_cent,
)
from data_layer.vocabulary.pinyin import pinyin
from data_layer.vocabulary.places import CLUSTERS, province_names
from data_layer.vocabulary.schema import TIERS
from data_layer.vocabulary.text import Text

OTHER = "other"
PLACES = ("cluster", "province", "city")
COLUMN_OF = {"cluster": "province_code", "province": "province_code", "tier": "tier"}
OWN_KEYS = {"cluster": PLACES, "province": PLACES, "tier": ("tier",)}
"""Filter keys that choose among the columns of a matrix."""

COLUMNS: Mapping[str, Text] = {
    **{cluster.id: cluster.name for cluster in CLUSTERS},
    OTHER: Text("其他地区", "Rest of China"),
    **province_names(),
    **TIERS,
    UNREPORTED: Text("未填报", "Not reported"),
}
FIELDS: tuple[Field, ...] = (
    any_industry(),
    Field("column", Text("列", "Column"), labels=COLUMNS, key=True),
    ENTERPRISES,
    per_cent("column_share_pct", Text("占本列", "Share of the column")),
    per_cent("row_share_pct", Text("占本行", "Share of the row")),
    decimal("location_quotient", Text("区位商", "Location quotient")),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    count("industry_total", Text("本行合计", "Row total"), ENTERPRISES.unit),
    SMALL_GROUP,
    flag("named_in_report", Text("报告正文点名", "Named in the report's text")),
)
ORDERS = {
    "value": Text("按数值", "Value"),
    "name": Text("按名称", "Name"),
    "code": Text("按代码", "Code"),
}
LARGEST_FIRST = ("enterprises", "column_share_pct")


def industry_matrix(
    rows: Rows, filters: Filters, by: str, top: int, measure: str, order: str
) -> pl.DataFrame:
    """FIELDS of the `top` divisions in every column that has a row; absent cells count 0.

    by: cluster, province or tier. A cell counts what passes all filters. A column's total leaves
    the industry filter out and a row's total the filters on the columns, so that choosing a cell
    does not change its shares. Enterprises without division or column have their own row and
    column. Rows by `order`, columns in their fixed order.
    """
    own = OWN_KEYS[by]
    cells = _cells(filters.apply(rows), by)
    columns = _columns(_totals(filters.without("industry").apply(rows), COLUMN_OF[by]), by)
    lines = _totals(filters.without(*own).apply(rows), "division")
    everything, _ = totals(filters.without("industry", *own).apply(rows))
    used = sorted({column for _, column in cells})
    grid = [
        (code, column, *cells.get((code, column), NONE), columns[column].n, lines[code].n)
        for code in _largest(cells, top)
        for column in used
    ]
    measured = pl.DataFrame(grid, schema=_GRID, orient="row").with_columns(
        share("enterprises", "column_total").alias("column_share_pct"),
        share("enterprises", "industry_total").alias("row_share_pct"),
        _quotient(everything),
        share("little_giants", "enterprises").alias("little_giant_share_pct"),
        (pl.col("enterprises") < SMALL).alias("small_group"),
        _named(by).alias("named_in_report"),
    )
    return _ordered(measured, measure, order)


class _Count(NamedTuple):
    n: int
    little_giants: int

    def plus(self, other: _Count) -> _Count:
        """Both together."""
        return _Count(self.n + other.n, self.little_giants + other.little_giants)

    def less(self, others: Iterable[_Count]) -> _Count:
        """What is left of it without others."""
        parts = tuple(others)
        giants = sum(it.little_giants for it in parts)
        return _Count(self.n - sum(it.n for it in parts), self.little_giants - giants)


NONE = _Count(0, 0)
_GRID = {
    "industry_code": pl.String,
    "column": pl.String,
    "enterprises": pl.Int64,
    "little_giants": pl.Int64,
    "column_total": pl.Int64,
    "industry_total": pl.Int64,
}


def _quotient(everything: int) -> pl.Expr:
    """(cell / column) / (row / everything); null where any of the three is nothing."""
    expected = pl.col("column_total") * pl.col("industry_total") / max(everything, 1)
    quotient = pl.when(expected > 0).then(pl.col("enterprises") / expected)
    return quotient.alias("location_quotient")


@per_rows
def _totals(selected: Rows, column: str) -> dict[str, _Count]:
    """Enterprises by the values of a column, those without one under UNREPORTED."""
    counted = tally(selected, [column], LITTLE_GIANT)
    known = {code: _Count(*n) for code, *n in counted.iter_rows()}
    n, giants = totals(selected)
    rest = _Count(n, giants).less(known.values())
    return known | {UNREPORTED: rest} if rest.n else known


def _cells(selected: Rows, by: str) -> dict[tuple[str, str], _Count]:
    """Enterprises by division and column; what a line or column has beyond them lacks the other."""
    lines = _totals(selected, "division")
    columns = _columns(_totals(selected, COLUMN_OF[by]), by)
    cells: dict[tuple[str, str], _Count] = {}
    for code, own, *n in tally(selected, ["division", COLUMN_OF[by]], LITTLE_GIANT).iter_rows():
        key = code, _column(own, by)
        cells[key] = cells.get(key, NONE).plus(_Count(*n))
    lines_of, columns_of = _by(cells, 0), _by(cells, 1)
    without_column = {
        (code, UNREPORTED): total.less(lines_of.get(code, ()))
        for code, total in lines.items()
        if code != UNREPORTED
    }
    without_division = {
        (UNREPORTED, code): total.less(columns_of.get(code, ()))
        for code, total in columns.items()
        if code != UNREPORTED
    }
    neither = lines.get(UNREPORTED, NONE).less(without_division.values())
    every = cells | without_column | without_division | {(UNREPORTED, UNREPORTED): neither}
    return {key: it for key, it in every.items() if it.n}


def _by(cells: Mapping[tuple[str, str], _Count], place: int) -> dict[str, list[_Count]]:
    """The cells of each line (place 0) or column (place 1)."""
    found: dict[str, list[_Count]] = defaultdict(list)
    for key, it in cells.items():
        found[key[place]].append(it)
    return found


def _columns(counts: Mapping[str, _Count], by: str) -> dict[str, _Count]:
    """Counts by the codes of a column as counts by the columns of the matrix."""
    found: dict[str, _Count] = {}
    for code, it in counts.items():
        column = _column(code, by)
        found[column] = found.get(column, NONE).plus(it)
    return found


def _column(code: str, by: str) -> str:
    return _CLUSTER_OF.get(code, OTHER) if by == "cluster" else code


_CLUSTER_OF = {code: cluster.id for cluster in CLUSTERS for code in cluster.provinces} | {
    UNREPORTED: UNREPORTED
}


def _largest(cells: Mapping[tuple[str, str], _Count], top: int) -> list[str]:
    """The `top` divisions by enterprises, ties by code; what has no division comes on top of it."""
    totals = {code: sum(it.n for it in line) for code, line in _by(cells, 0).items()}
    known = sorted(totals.keys() - {UNREPORTED}, key=lambda code: (-totals[code], code))
    return known[:top] + [UNREPORTED] * (UNREPORTED in totals)


def _named(by: str) -> pl.Expr:
    """Whether the report's text names the cell's division as its cluster's own."""
    if by != "cluster":
        return pl.lit(False)
    named = [f"{column}|{code}" for column, codes in GATHERED.items() for code in codes]
    return pl.concat_str("column", "industry_code", separator="|").is_in(named)


def _ordered(frame: pl.DataFrame, measure: str, order: str) -> pl.DataFrame:
    """Rows by code, by name, or by value: the total where cells count, else the largest cell.

    Cells that are small groups decide between rows that no other cell tells apart.
    """
    names = any_industry().names()
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        lines[row["industry_code"]].append(row)

    def key(code: str) -> tuple[Any, ...]:
        by = {
            "value": lambda: _falling(lines[code], measure),
            "name": lambda: (pinyin(names[code].zh),),
            "code": lambda: (),
        }
        return code == UNREPORTED, *by[order](), code

    rank = {code: place for place, code in enumerate(sorted(lines, key=key))}
    columns = {code: place for place, code in enumerate(COLUMNS)}
    return frame.sort(
        pl.Series([rank[code] for code in frame["industry_code"]], dtype=pl.Int64),
        pl.Series([columns[column] for column in frame["column"]], dtype=pl.Int64),
    )


def _falling(cells: Sequence[Mapping[str, Any]], measure: str) -> tuple[float, ...]:
    """What sorts the line with the largest value first and one without a value last."""
    every = [cell[measure] for cell in cells if cell[measure] is not None]
    solid = [cell[measure] for cell in cells if cell[measure] is not None
             and not cell["small_group"]]  # fmt: skip
    total = [sum(cell["enterprises"] for cell in cells)]
    values = (total if measure in LARGEST_FIRST else solid, every)
    return tuple(-max(found) if found else math.inf for found in values)
