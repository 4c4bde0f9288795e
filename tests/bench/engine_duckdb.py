"""The core questions in plain DuckDB: one SQL statement each over a table in memory."""

import os
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import duckdb

from tests.bench.questions import (
    BANDS,
    COLUMNS,
    FEWEST,
    HELD,
    LEVELS,
    MEMBERS,
    PAIRED,
    SPLIT_INSURED,
    SPLIT_PATENTS,
    VALUES,
    Answers,
    Selection,
    stored,
)

CODES = ("province_code", "city_code", "division", "tier")


def load(home: Path) -> duckdb.DuckDBPyConnection:
    """A table of the columns in use, in memory, with as many threads as there are cores."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = {os.cpu_count()}")
    columns = ", ".join(
        f'"{name}"::ENUM_{name} AS "{name}"' if name in CODES else f'"{name}"' for name in COLUMNS
    )
    source = f"read_parquet('{stored(home).as_posix()}')"
    for name in CODES:
        values = f"SELECT DISTINCT {name}::VARCHAR FROM {source} WHERE {name} IS NOT NULL"
        connection.execute(f"CREATE TYPE ENUM_{name} AS ENUM ({values} ORDER BY 1)")
    connection.execute(f"CREATE TABLE rows AS SELECT {columns} FROM {source}")
    return connection


def answer(connection: duckdb.DuckDBPyConnection, selection: Selection) -> Answers:
    """Every core question about a selection."""
    parts = {"province_code": selection.province, "tier": selection.tier}
    clauses = [f"{name} = '{value}'" for name, value in parts.items() if value]
    where = " AND ".join(clauses) or "true"

    def asked(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    return {
        "provinces": asked(_places("province_code", where)),
        "cities": asked(_places("city_code", where)),
        "matrix": asked(_matrix(where)),
        "tiers": asked(_tiers(where)),
        "quadrant": asked(_quadrant(where)),
        "correlations": _correlations(asked(_correlated(where))[0]),
        "bands": asked(_bands(where)),
        "honours": asked(_honours(where)),
    }


def _places(column: str, where: str) -> str:
    return f"""
        SELECT {column}::VARCHAR AS code, count(*), count(*) FILTER (WHERE tier = 'national'),
               CASE WHEN count(patents) >= {FEWEST} THEN median(patents) END
        FROM rows WHERE {where} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 1"""


def _matrix(where: str) -> str:
    cases = " ".join(
        f"WHEN province_code IN ({', '.join(map(repr, codes))}) THEN '{name}'"
        for name, codes in MEMBERS.items()
    )
    return f"""
        SELECT CASE {cases} END AS cluster, division::VARCHAR, count(*) FROM rows
        WHERE {where} AND division IS NOT NULL GROUP BY 1, 2 HAVING cluster IS NOT NULL
        ORDER BY 1, 2"""


def _tiers(where: str) -> str:
    parts = [
        f"count({name}), "
        + ", ".join(
            f"CASE WHEN count({name}) >= {FEWEST} THEN quantile_cont({name}::DOUBLE, {level}) END"
            for level in LEVELS.values()
        )
        for name in VALUES
    ]
    return f"""
        SELECT tier::VARCHAR, {", ".join(parts)} FROM rows
        WHERE {where} AND tier IS NOT NULL GROUP BY 1 ORDER BY 1"""


def _quadrant(where: str) -> str:
    large, many = f"insured >= {SPLIT_INSURED}", f"patents >= {SPLIT_PATENTS}"
    sides = (
        f"{large} AND {many}",
        f"{large} AND NOT {many}",
        f"NOT {large} AND {many}",
        f"NOT {large} AND NOT {many}",
    )
    parts = ", ".join(f"count(*) FILTER (WHERE {side})" for side in sides)
    return f"""
        SELECT count(*), {parts} FROM rows
        WHERE {where} AND insured IS NOT NULL AND patents IS NOT NULL"""


def _correlated(where: str) -> str:
    pairs = combinations_with_replacement(PAIRED, 2)
    parts = [f"regr_count({a}, {b}), corr({a}::DOUBLE, {b}::DOUBLE)" for a, b in pairs]
    return f"SELECT {', '.join(parts)} FROM rows WHERE {where}"


def _correlations(row: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    pairs = combinations_with_replacement(PAIRED, 2)
    return [
        (a, b, int(row[2 * i]), row[2 * i + 1] if row[2 * i] >= FEWEST else None)
        for i, (a, b) in enumerate(pairs)
    ]


def _bands(where: str) -> str:
    reached = " + ".join(f"(insured >= {low})::INTEGER" for low in BANDS)
    return f"""
        SELECT {reached} AS band, tier::VARCHAR AS name, count(*) FROM rows
        WHERE {where} AND insured IS NOT NULL AND tier IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"""


def _honours(where: str) -> str:
    parts = ", ".join(f"count(*) FILTER (WHERE {name})" for name in HELD)
    return f"""
        SELECT tier::VARCHAR, count(*), {parts} FROM rows
        WHERE {where} AND tier IS NOT NULL GROUP BY 1 ORDER BY 1"""
