"""Which rows of an import are the same enterprise, and what becomes of them."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.importer import import_file
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.rows import duplicates
from data_layer.importer.rows.duplicates import merge
from data_layer.vocabulary.schema import columns
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv

KEEP_FIRST = ImportMapping(same_id="keep_first")


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


def test_duplicates_fill_the_first_row_and_are_reported(tmp_path: Path) -> None:
    store, report = take(
        tmp_path,
        [
            ["信用代码", "name", "province", "city", "division", "class", "patents", "insured"],
            ["A1", "甲公司", "江苏", "", "C39", "", "", "10"],
            ["A1", "甲公司（新）", "浙江", "杭州", "", "C2661", "7", "99"],
            ["", "乙公司", "广东", "深圳", "", "", "1", ""],
            ["B2", "乙 公司", "广东省", "深圳市", "", "C3985", "2", "5"],
            ["", "丙公司", "", "", "", "", "1", ""],
            ["", "丙公司", "", "", "", "", "", "8"],
            ["C3", "丙公司", "", "", "", "", "3", ""],
        ],
        mapping=KEEP_FIRST,
    )
    assert (report.read, report.accepted, report.merged, report.set_aside) == (7, 4, 3, 3)
    reasons = {it["row"]: it["reason"].partition(" / ")[0] for it in rejects_of(report)}
    assert reasons == {
        "3": "与第 2 行（甲公司）代码相同而名称不同：并入该行",
        "5": "代码相同，或名称和地点相同，并入第 4 行；不同之处取该行的值：企业名称、专利总量",
        "7": "代码相同，或名称和地点相同，并入第 6 行",
    }
    rows = {row["name"]: row for row in rows_of(store).iter_rows(named=True)}
    first = rows["甲公司"]
    assert (first["id"], first["insured"], first["patents"]) == ("A1", 10, 7)
    # The second row's city and class contradict the first row's province and division.
    assert (first["province_code"], first["city_code"], first["class"]) == ("320000", None, None)
    assert first["division"] == "C39"
    second = rows["乙公司"]
    assert (second["id"], second["patents"], second["insured"]) == ("B2", 1, 5)
    assert second["class"] == "C3985"
    assert sorted(rows_of(store).filter(pl.col("name") == "丙公司")["patents"]) == [1, 3]


def test_rows_are_merged_through_a_third(tmp_path: Path) -> None:
    store, report = take(
        tmp_path,
        [
            ["id", "name", "province", "patents"],
            ["A", "甲", "江苏", ""],
            ["B", "乙", "江苏", ""],
            ["B", "甲", "江苏", "4"],
        ],
        mapping=KEEP_FIRST,
    )
    assert (report.accepted, report.merged) == (1, 2)
    assert rows_of(store).row(0, named=True)["patents"] == 4


def test_an_id_is_made_of_name_and_place(tmp_path: Path) -> None:
    store, _ = take(tmp_path, [["name", "city"], ["甲", "苏州"], ["甲", "无锡"]])
    first = sorted(rows_of(store)["id"])
    path = write_csv(
        tmp_path / "other.csv", [["城市", "企业名称"], ["无锡市", "甲"], ["苏州市", "甲"]]
    )
    import_file(path, store)
    assert sorted(rows_of(store)["id"]) == first
    assert len(set(first)) == 2
