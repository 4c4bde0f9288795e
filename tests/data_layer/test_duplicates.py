"""Which rows of an import are the same enterprise, against the rule taken pair by pair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.importer import duplicates
from data_layer.importer.duplicates import merge
from data_layer.schema import columns


class Row(NamedTuple):
    """id: as given, None if made by the import."""

    id: str | None
    name: str
    province_code: str | None
    city_code: str | None


PLACES = st.sampled_from(
    [(None, None), ("320000", None), ("320000", "320500"), ("440000", "440300")]
)
ROWS = st.lists(
    st.builds(
        lambda id, name, place: Row(id, name, *place),
        st.sampled_from([None, None, "A", "B", "C", "D", "E"]),
        st.sampled_from(["甲", "乙", "丙 ", "丙"]),
        PLACES,
    ),
    max_size=25,
)


def same(one: Row, other: Row) -> bool:
    """Whether two rows are the same enterprise by themselves."""
    if one.id is not None and one.id == other.id:
        return True
    compared = all(it.province_code is not None or it.id is None for it in (one, other))
    return compared and one._replace(id=None, name=one.name.strip()) == other._replace(
        id=None, name=other.name.strip()
    )


def absorbed(rows: Sequence[Row]) -> dict[int, int]:
    """The row that each absorbed one goes into, by number from 1."""
    left, found = set(range(len(rows))), {}
    while left:
        first = min(left)
        group, edge = {first}, {first}
        while edge:
            edge = {it for it in left - group if any(same(rows[it], rows[at]) for at in edge)}
            group |= edge
        found |= {it + 1: first + 1 for it in group - {first}}
        left -= group
    return found


def converted(rows: Sequence[Row]) -> pl.LazyFrame:
    """What the conversion hands on."""
    given = [row._replace(id=row.id or f"made {at}") for at, row in enumerate(rows)]
    frame = pl.DataFrame(given, schema=list(Row._fields), orient="row").with_columns(
        pl.Series("given_id", [row.id is not None for row in rows], pl.Boolean),
        pl.int_range(1, len(rows) + 1, eager=True).alias("row"),
    )
    declared = [
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(column.dtype).alias(name)
        for name, column in columns().items()
    ]
    return frame.lazy().select(*declared, "row", "given_id")


@given(ROWS)
def test_rows_are_merged_as_pair_by_pair(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "HASHED", 7)
        patch.setattr(duplicates, "FILLED", 2)
        merged = merge(converted(rows), Path(folder) / "merged")
        height = merged.rows.collect().height
    into = {
        row: int(re.findall(r"\d+", reason)[0])
        for row, reason in merged.rejects.select("row", "reason").iter_rows()
    }
    assert into == absorbed(rows)
    assert height == len(rows) - len(into)
