"""Damaged bytes in a Parquet file: noticed where anything tells, else the preview says so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.run import import_file
from data_layer.importer.tables import parquet_files
from data_layer.importer.tables.open import open_source
from data_layer.importer.tables.parquet_pages import UNCHECKED
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.data_layer.imported import rows_of

NAMES = [f"第{at:04}号精密机械有限公司" for at in range(1_000)]
FRAME = pl.DataFrame({"企业名称": NAMES, "专利数": [at % 50 for at in range(1_000)]})
PLAIN: Mapping[str, Any] = {
    "compression": "none",
    "use_dictionary": False,
    "write_statistics": True,
}
"""Values stand in the file as they are, so that a test can find and change them."""


def _written(folder: Path, frame: pl.DataFrame = FRAME, **how: Any) -> Path:
    path = folder / "l.parquet"
    pq.write_table(frame.to_arrow(), path, **how)
    return path


def _change(path: Path, before: bytes, after: bytes, behind: bytes) -> None:
    """What a page holds behind other bytes; where the extremes are said, nothing changes."""
    content = path.read_bytes()
    assert content.count(behind + before) == 1
    path.write_bytes(content.replace(behind + before, behind + after))


def _rename(path: Path, before: str, after: str) -> None:
    """A name behind its length."""
    length = next(len(it.encode()) for it in NAMES if it.startswith(before))
    _change(path, before.encode(), after.encode(), behind=length.to_bytes(4, "little"))


def _read(path: Path) -> pl.DataFrame:
    return pl.concat([batch.rows for batch in open_source(path).batches])


@pytest.mark.parametrize(
    "how",
    [
        {"compression": "zstd", "write_page_checksum": True},
        {"compression": "none", "write_page_checksum": True},
        {"compression": "gzip"},
    ],
)
def test_every_flip_is_noticed_where_there_are_checksums(
    tmp_path: Path, how: Mapping[str, Any]
) -> None:
    path = _written(tmp_path, **how)
    assert open_source(path).notes == ()
    content, whole = path.read_bytes(), _read(path)
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    refused = []
    for at in range(40, footer, footer // 25):
        damaged = bytearray(content)
        damaged[at] ^= 1 << at % 8
        path.write_bytes(damaged)
        try:
            assert _read(path).equals(whole), at  # a byte that nothing is read from
        except UnreadableFileError as error:
            refused.append(error.message.zh)
    assert len(refused) > 20
    assert all("已损坏" in it for it in refused)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("第0000号", "第0a00号"),  # no longer the smallest
        ("第0999号", "第0998号"),  # no longer the largest
        ("第0500号", "第9500号"),  # larger than the largest
    ],
)
def test_what_the_footer_says_of_a_column_is_held_against_it(
    tmp_path: Path, before: str, after: str
) -> None:
    path = _written(tmp_path, **PLAIN)
    _rename(path, before, after)
    with pytest.raises(UnreadableFileError, match="与文件自带的校验码或统计不符"):
        import_file(path, Store(tmp_path / "home"))
    assert Store(tmp_path / "home").versions() == ()


def test_a_number_out_of_its_bounds_in_a_later_row_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row groups of 300 rows, batches of 250: each group ends within a batch."""
    monkeypatch.setattr(parquet_files, "PARQUET_ROWS", 250)
    amounts = pl.DataFrame({"企业名称": NAMES, "专利数": [7] * 650 + [123_456_789] + [7] * 349})
    path = _written(tmp_path, amounts, row_group_size=300, **PLAIN)
    assert _read(path)["1"].to_list().count("123456789") == 1
    most, other = ((123_456_789 - it).to_bytes(8, "little") for it in (0, 1))
    _change(path, most, other, behind=(7).to_bytes(8, "little"))
    with pytest.raises(UnreadableFileError, match="已损坏"):
        _read(path)


def test_a_flip_that_nothing_tells_of_is_said_to_be_possible(tmp_path: Path) -> None:
    path = _written(tmp_path, **PLAIN)
    _rename(path, "第0500号", "第0600号")
    assert UNCHECKED in preview(path, Choices()).notes
    report = import_file(path, Store(tmp_path / "home"))
    assert UNCHECKED in report.notes
    assert rows_of(Store(tmp_path / "home"))["name"].to_list().count(NAMES[600]) == 1


def test_a_footer_that_cuts_its_texts_refuses_nothing(tmp_path: Path) -> None:
    """Polars keeps the first 64 bytes; of values that are missing or no number nothing is said."""
    frame = pl.DataFrame(
        {
            "企业名称": [sign * 90 for sign in "丁甲丙乙"],
            "营业收入": [None, float("nan"), -0.0, 8.5],
            "研发费用": [float("nan")] * 4,
            "是否上市": [True, None, False, True],
            "简称": [None] * 4,
            "分类": pl.Series(["b", "a", None, "c"], dtype=pl.Categorical),
            "a.b": [1, 2, 3, 4],
            "a": [{"b": 9}] * 4,
        }
    )
    path = tmp_path / "l.parquet"
    frame.write_parquet(path)
    assert _read(path)["0"].to_list() == frame["企业名称"].to_list()
