"""Sheets with the same headings, joined by a click on the page; by hand."""

from pathlib import Path

from tests.components.intake.sent import client_of, correct, send
from tests.data_layer.test_importer_sheets import book


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
