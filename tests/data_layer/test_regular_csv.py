"""CSV read by Polars gives the records that Python's csv module gives, or is left to that."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from data_layer.importer.tables import regular_csv
from data_layer.importer.tables.delimited import open_delimited
from data_layer.importer.tables.source import FIND

SIGNS = ("a", "é", ",", "\n", '"', "\r\n", "\r", '""', " ", '",', '"b"', "公司", ",,")
HEADS = ("name,b\nx,y\n", '"name","b"\r\nx,y\n', "﻿name,b\nx,y\n", '﻿"name","b"\nx,y\n')
Records = tuple[tuple[str, ...], list[tuple[object, ...]]]


def read(path: Path) -> Records:
    """Headings, and number and cells of each record that holds anything."""
    found = open_delimited(path, FIND)
    rows = [row for batch in found.batches for row in batch.rows.fill_null("").iter_rows()]
    return found.header, [row for row in rows if any(row[1:])]


# The end of a piece lies within a cell.
@example(HEADS[0], ['"公司', "\n", 'b"', ",", "a", "\n", "b", ",", "a"], 5)
@example(HEADS[0], ["\n", "a"], 2)  # a piece of one blank line
@given(st.sampled_from(HEADS), st.lists(st.sampled_from(SIGNS), max_size=20), st.integers(2, 40))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_polars_reads_what_python_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, signs: list[str], piece: int
) -> None:
    """The oracle is Python's csv module. piece: bytes that are looked at and read together."""
    text = head + "".join(signs)
    assume(not text.endswith("\r"))  # a space at the end of a cell, which the import cuts off
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    monkeypatch.setattr(regular_csv, "PIECE", piece)
    monkeypatch.setattr(regular_csv, "READ", piece)
    monkeypatch.setattr(regular_csv, "SMALLEST", 0)
    assume(regular_csv.is_regular(path, "utf-8", ",", 2))
    quick = read(path)
    monkeypatch.setattr(regular_csv, "SMALLEST", path.stat().st_size + 1)
    assert quick == read(path)


@pytest.mark.parametrize(
    ("text", "regular"),
    [
        ("name,b\nx,y\n", True),
        ('"name","b"\r\n"x ""y""","a,b"\r\n', True),
        ('name,b\n"two\nlines",y\n', True),
        ("name,b\nx,y\n\n\r\n", True),  # blank lines at the end
        ("name,b\n\nx,y\n", False),  # a blank line within
        ("name,b\nx,y,z\n", False),  # three cells under two headings
        ('name,b\n"x,y",z,u\n', False),
        ('name,b\n"x,y,z",u\n', True),  # two cells
        ('name,b\nx"y,z\n', False),  # a mark inside of a cell
        ('name,b\n""x,y\n', False),
        ('name,b\n"x,y\n', False),  # never closed
        ("name,b\rx,y\n", False),  # a carriage return alone
    ],
)
def test_what_polars_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, regular: bool
) -> None:
    monkeypatch.setattr(regular_csv, "SMALLEST", 0)
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    assert regular_csv.is_regular(path, "utf-8", ",", 2) is regular
