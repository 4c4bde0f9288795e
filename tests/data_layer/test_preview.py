"""What is shown of a file before it is imported, by hand."""

from pathlib import Path

from data_layer.intake.choices import Choices
from data_layer.intake.preview import Files, preview
from data_layer.intake.preview_json import from_json, to_json
from tests.data_layer.imported import write_csv

ROWS = [
    ["名单", "", "", ""],
    ["代码", "企业名称", "省份", "成立年份"],
    ["A", "甲公司", "江苏", "2030"],
    ["A", "乙公司", "", "2001"],
    ["B", "丙公司", "某省", "2002"],
    ["B", "丙公司", "", "2003"],
]


def test_a_preview_counts_asks_and_lists(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["信用代码", *ROWS[1][1:]], *ROWS[2:]])
    files = Files(tmp_path / "rejects.csv", tmp_path / "questions.csv")
    found = preview(path, Choices(), files)
    assert (found.read, found.rows, found.accepted, found.merged) == (4, 4, 3, 1)
    assert (found.conflict_count, found.conflicts[0].row) == (1, 3)
    province = found.columns[2]
    assert (province.column, province.filled, province.rejected) == ("province_code", 2, 1)
    assert (found.question_count, found.questions[0].column) == (1, "founded_year")
    assert files.questions is not None
    assert "2030" in files.questions.read_text(encoding="utf-8-sig")
    assert from_json(to_json(found)) == found


def test_headings_stand_where_a_person_says(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS)
    found = preview(path, Choices())
    assert (found.heading_row, found.heading_rows, found.top[0]) == (2, 1, (1, tuple(ROWS[0])))
    moved = preview(path, Choices().with_heading_row(3).with_column("甲公司", "name"))
    assert (moved.headings, moved.accepted) == (("A", "甲公司", "江苏", "2030"), 2)
    none = preview(path, Choices().with_heading_row(0).with_column("#2", "name"))
    assert (none.headings, none.heading_row) == (("#1", "#2", "#3", "#4"), 0)
    assert none.read == 6


def test_a_person_may_fill_a_column_down(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS)
    (before,) = [it for it in preview(path, Choices()).columns if it.heading == "省份"]
    choices = Choices().with_fill_down("省份", "province_code", True)
    (after,) = [it for it in preview(path, choices).columns if it.heading == "省份"]
    assert (before.filled, before.fill_down, after.filled, after.fill_down) == (2, False, 4, True)
