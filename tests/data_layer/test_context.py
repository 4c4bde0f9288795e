"""Context tables: long and wide files, what is stored, what is rejected. Values are by hand."""

import csv
from pathlib import Path

import pytest

from data_layer.importer import UnreadableFileError
from data_layer.importer.figures.stored import context, context_indicators, import_context


def test_the_real_panel_gives_the_figures_of_its_rows(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "provincial_sti_panel_real.csv"
    report = import_context(path, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert report.read == len(rows) == 18_168
    assert report.stored + report.missing + report.rejects.height == report.read
    given = [row for row in rows if row["value"]]
    assert report.rejects.height == sum(row["province"] == "全国" for row in given)
    expected = {
        row["province_code"]: float(row["value"])
        for row in given
        if (row["variables"], row["year"]) == ("HNTE_pub", "2024")
    }
    found = context(tmp_path, "HitechFirmsPub · 高新技术企业数(公示)")
    assert dict(found.select("province_code", "value").iter_rows()) == expected
    assert set(found["year"]) == {2024}
    assert set(found["unit"]) == {"家"}
    applied = context(tmp_path, "RDPatentAccept · 发明", 2010)
    granted = context(tmp_path, "RDPatentAuthority · 发明", 2010)
    assert applied.height == granted.height == 31
    assert applied["value"].to_list() != granted["value"].to_list()


def test_a_wide_file_has_one_indicator_a_column(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(
        '地区,年份,R&D经费（亿元）,企业数\n江苏,2023,"4,212.3",—\n北京市,2022年,x,7\n', "utf-8"
    )
    report = import_context(path, tmp_path)
    assert (report.read, report.stored, report.missing) == (4, 2, 1)
    assert report.rejects.select("row", "column", "value").rows() == [(3, "R&D经费（亿元）", "x")]
    assert context(tmp_path, "R&D经费（亿元）").rows() == [("320000", 2023, 4212.3, "亿元")]
    assert context(tmp_path, "企业数", 2022).rows() == [("110000", 2022, 7.0, None)]
    assert context(tmp_path, "企业数", 1999).is_empty()
    assert context_indicators(tmp_path).select("indicator", "first_year").rows() == [
        ("R&D经费（亿元）", 2023),
        ("企业数", 2022),
    ]


def test_a_repeated_figure_is_rejected_and_a_second_import_replaces_the_first(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "province,year,indicator,value\n江苏,2023,a,1\n江苏省,2023,a,2\n火星,2023,a,3\n"
    )
    report = import_context(path, tmp_path)
    reasons = [reason.partition(" / ")[2][:14] for reason in report.rejects["reason"]]
    assert reasons == ["province, year", "not a province"]
    assert context(tmp_path, "a")["value"].to_list() == [1.0]
    path.write_text("province,year,indicator,value\n江苏,2023,b,5\n")
    import_context(path, tmp_path)
    assert context(tmp_path, "a").is_empty()
    assert context_indicators(tmp_path)["indicator"].to_list() == ["b"]


def test_without_tables_there_are_no_indicators(tmp_path: Path) -> None:
    assert context_indicators(tmp_path).is_empty()
    assert context(tmp_path, "a").is_empty()


def test_a_file_without_provinces_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,indicator,value\n2023,a,1\n")
    with pytest.raises(UnreadableFileError, match="province_code"):
        import_context(path, tmp_path)
