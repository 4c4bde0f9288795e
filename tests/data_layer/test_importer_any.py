"""Any text whatever is stored or rejected, and rejects harm no spreadsheet."""

import re
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_layer.importer import import_file
from data_layer.importer.cells.cleaning import MISSING
from data_layer.registry.store import Store
from tests.data_layer.imported import rejects_of, rows_of, take
from tests.drawing import examples


def test_rejects_are_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    attacks = ["=cmd|' /C calc'!A0", "+1+1x", "-1-1x", "@SUM(1)", "\tx"]
    _, report = take(
        tmp_path, [["name", "patents"], *([f"企业{n}", text] for n, text in enumerate(attacks))]
    )
    found = [it["value"] for it in rejects_of(report)]
    assert found == [f"'{text}" for text in attacks]


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["江苏", "苏州", "C39", "12%", "1,000", "=1+1", "国家级", "是", "无", "2015-3-2"]
    ),
    st.floats().map(str),
    st.integers().map(str),
)
FUZZED = (
    "name",
    "tier",
    "batch",
    "founded_year",
    "listed",
    "province_code",
    "city_code",
    "division",
    "class",
    "revenue",
    "patents",
    "rd_ratio",
    "quality_score",
)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
@given(cells=st.lists(st.lists(CELL, min_size=13, max_size=13), min_size=1, max_size=6))
def test_any_text_is_stored_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    rows = [[*row, str(number)] for number, row in enumerate(cells, start=1)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys((*FUZZED, "id"), pl.String), orient="row")
    frame.write_parquet(folder / "f.parquet")
    store = Store(folder / "home")
    report = import_file(folder / "f.parquet", store)
    assert report.accepted + report.set_aside == report.read == len(cells)
    rejects = rejects_of(report) if report.rejects else []
    aside = {int(it["row"]) for it in rejects if not it["column"]}
    assert len(aside) == report.set_aside
    refused = {(int(it["row"]), it["column"]) for it in rejects if it["column"]}
    assert len(refused) == report.cells_rejected
    if report.merged or not report.accepted:  # a merged row holds the cells of several
        return
    stored = {row["id"]: row for row in rows_of(store).iter_rows(named=True)}
    for number, row in enumerate(cells, start=1):
        if number in aside:
            continue
        for column, text in zip(FUZZED, row, strict=True):
            if is_value(text, column) and (number, column) not in refused:
                # Whatever level of an industry is written into a column, its section is known.
                found = "section" if column in ("division", "class") else column
                assert stored[str(number)][found] is not None, (column, text)


CONTROLS = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = dict.fromkeys([*CONTROLS, 0xFEFF, 0x200B], " ")


def is_value(text: str, column: str) -> bool:
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split()).lower()
    plain = re.sub(r'^="(.*)"$', r"\1", plain.removeprefix("'"))  # signs of Excel for text
    return plain not in MISSING or (column == "listed" and plain == "无")
