"""What the page says of a file as a whole: no rows, one enterprise, sheets read as one list."""

from pathlib import Path

import pytest

from tests.components.intake.sent import brought, client_of, correct, send
from tests.data_layer.test_importer_sheets import book


@pytest.mark.parametrize("heading", ["企业名称,省份", "甲,乙"])
def test_headings_without_rows_are_said(home: Path, heading: str) -> None:
    page, _ = brought(client_of(home), heading + "\n")
    assert "还不能导入：只有列名，没有数据行。" in page


def test_an_enterprise_alone_is_one_also_with_a_list_of_nothing(home: Path) -> None:
    page, _ = brought(client_of(home), '{"name": "甲公司", "honours": []}', "one.json")
    assert "可以导入：1 家企业" in page


def test_a_click_joins_and_another_takes_it_back(home: Path, tmp_path: Path) -> None:
    head: list[object] = ["企业名称", "城市"]
    path = book(
        tmp_path / "b.xlsx",
        江苏=[head, ["甲公司", "苏州市"], ["乙公司", ""]],
        浙江=[["名单"], head, ["丙公司", ""], ["合计", ""], ["丁公司", "杭州市"]],
    )
    client = client_of(home)
    answer = send(client, path.read_bytes(), "b.xlsx")
    page, at = answer.get_data(as_text=True), f"/import/{answer.headers['X-Upload']}"
    assert "可以导入：2 家企业" in page
    assert 'id="import-join-1"' in page
    page = correct(client, at, "join", "1")
    assert "可以导入：4 家企业" in page
    assert "作为一张名单一起读：江苏、浙江" in page
    assert "浙江!4" in page
    assert '"join" = true' in client.get(f"{at}/mapping.toml").get_data(as_text=True)
    assert "可以导入：2 家企业" in correct(client, at, "join", "")
