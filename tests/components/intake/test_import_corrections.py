"""Corrections of a file that is brought over HTTP: columns, values, rows, kinds."""

import re
from pathlib import Path

import pytest

from tests.components.intake.sent import LIST, brought, client_of, correct, send, until


@pytest.mark.in_its_process
def test_a_value_is_corrected_and_the_mapping_says_so(home: Path) -> None:
    client = client_of(home)
    answer = send(client, LIST.encode())
    page, at = answer.get_data(as_text=True), f"/import/{answer.headers['X-Upload']}"
    assert "可以导入：2 家企业；2 个单元格没有认出" in page
    assert page.count("2 行中 1 行认出") == 2
    form = {"what": "value", "heading": "城市", "column": "city_code", "text": "昆仑市"}
    corrected = client.post(f"{at}/correct", data={**form, "value": "苏州市"})
    assert "可以导入：2 家企业；1 个单元格没有认出" in corrected.get_data(as_text=True)
    mapping = client.get(f"{at}/mapping.toml").get_data(as_text=True)
    assert '"昆仑市" = "苏州市"' in mapping
    rejects = client.get(f"{at}/rejects.csv").get_data(as_text=True)
    assert "约50" in rejects
    assert "昆仑市" not in rejects


def test_a_value_that_was_typed_before_the_column_changed_goes_to_the_new_column(
    home: Path,
) -> None:
    client = client_of(home)
    body = "企业名称,所在地\n甲有限公司,昆仑市\n乙有限公司,南京市\n".encode()
    at = f"/import/{send(client, body).headers['X-Upload']}"
    column = {"what": "column", "heading": "所在地", "value": "city_code"}
    client.post(f"{at}/correct", data=column)
    shown = {"what": "value", "heading": "所在地", "column": "province_code", "text": "昆仑市"}
    client.post(f"{at}/correct", data={**shown, "value": "苏州市"})
    assert client.get(f"{at}/mapping.toml").get_data(as_text=True) == (
        '[columns]\n"所在地" = { "column" = "city_code", '
        '"values" = { "昆仑市" = "苏州市" }, "others" = "keep" }\n'
    )


def test_a_column_that_looks_like_names_is_proposed(home: Path) -> None:
    body = "编号,qiye\n1,甲有限公司\n2,乙有限公司\n".encode()
    page = send(client_of(home), body).get_data(as_text=True)
    assert "可以导入：2 家企业" in page
    assert re.search(r'value="企业名称"[^>]*aria-label="作为：qiye"', page)


def test_another_row_of_headings(home: Path) -> None:
    client = client_of(home)
    page, at = brought(client, "甲,乙\n子,丑\nA1,某地\n测试一有限公司,江苏省\n")
    assert "列名在第 1 行" in page
    page = correct(client, at, "heading_row", "3")
    assert "列名在第 3 行；上面 2 行不读" in page
    assert "可以导入：1 家企业" in page
    page = correct(client, at, "heading_rows", "2", heading="1")
    assert "列名在第 1—2 行" in page
    assert "列名在第 1 行" in correct(client, at, "heading_row", "")
    assert "这个文件没有列名" in correct(client, at, "heading_row", "0")


def test_empty_cells_take_the_one_above_when_asked(home: Path) -> None:
    client = client_of(home)
    rows = "江苏省,甲有限公司\n,乙有限公司\n,丙有限公司\n浙江省,丁有限公司\n,戊有限公司\n"
    page, at = brought(client, f"省份,企业名称\n{rows}")
    assert "像是每组只写第一行" in page
    assert "5 行中 2 行有内容" in page
    page = correct(client, at, "fill_down", "1", heading="省份", column="province_code")
    assert "省份：5 行全部认出" in page
    assert "fill_down" in client.get(f"{at}/mapping.toml").get_data(as_text=True)


def test_rows_that_share_a_code_are_asked_about(home: Path) -> None:
    client = client_of(home)
    code = "91320100MA1MXL1X16"
    rows = f"{code},甲有限公司\n{code},乙有限公司\n"
    page, at = brought(client, f"统一社会信用代码,企业名称\n{rows}")
    assert "代码相同、名称不同：1 行" in page
    assert "可以导入：2 家企业" in page
    assert "可以导入：1 家企业" in correct(client, at, "same_id", "set_aside")
    assert "可以导入：1 家企业" in correct(client, at, "same_id", "keep_first")


def test_values_that_contradict_sense_are_kept_and_listed(home: Path) -> None:
    client = client_of(home)
    page, at = brought(client, "企业名称,成立年份,认定年份\n甲有限公司,2024,2020\n")
    assert "可以导入：1 家企业；1 个值请核对" in page
    assert "成立晚于认定" in page
    assert "成立晚于认定" in client.get(f"{at}/questions.csv").get_data(as_text=True)


def test_a_value_comes_with_a_proposal(home: Path) -> None:
    page, _ = brought(client_of(home), "企业名称,城市\n甲有限公司,苏洲市\n")
    assert 'aria-label="“苏洲市”是苏州"' in page
    assert 'data-value="苏州"' in page


def test_corrections_are_saved_taken_again_and_offered(home: Path) -> None:
    client = client_of(home)
    _, at = brought(client, LIST)
    correct(client, at, "value", "苏州市", heading="城市", column="city_code", text="昆仑市")
    saved = client.get(f"{at}/mapping.toml").data
    _, other = brought(client, LIST)
    page = client.post(f"{other}/mapping", data=saved).get_data(as_text=True)
    assert "城市：2 行全部认出" in page
    wrong = client.post(f"{other}/mapping", data=b"\xff\xfe").get_data(as_text=True)
    assert "这个文件不是在这里存下的改正" in wrong
    assert "城市：2 行全部认出" in wrong

    client.post(f"{at}/start")
    until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    page, third = brought(client, LIST)
    assert "这些列名以前导入过（list.csv，" in page
    assert "城市：2 行全部认出" in correct(client, third, "remembered", "")


def test_a_mapping_for_other_columns_is_refused_and_the_page_stays(home: Path) -> None:
    client = client_of(home)
    _, at = brought(client, LIST)
    page = client.post(f"{at}/mapping", data='[columns]\n"公司" = "name"\n'.encode())
    assert page.status_code == 200
    assert "文件没有这一列" in page.get_data(as_text=True)
    assert "可以导入：2 家企业" in page.get_data(as_text=True)


def test_a_file_that_was_chosen_as_the_other_kind(home: Path) -> None:
    client = client_of(home)
    page, at = brought(client, "省份,年份,研发经费（亿元）\n江苏省,2023,4200\n", "rd.csv")
    assert f'data-act="{at}/kind/figures"' in page
    page = client.post(f"{at}/kind/figures").get_data(as_text=True)
    assert "可以导入：1 个数值" in page
    page = correct(client, at, "role", "", heading="年份")
    assert f'data-act="{at}/kind/enterprises"' in page
    page = client.post(f"{at}/kind/enterprises").get_data(as_text=True)
    assert "没有找到企业名称" in page
