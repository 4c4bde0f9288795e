"""Progress and cancel, other kinds of files, versions, and who may: all by clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.conftest import PageAt, Serve
from tests.browser.importing import (
    JUDGEMENT,
    SECONDS,
    bring,
    fetched,
    listed,
    named,
    press,
    says,
    served,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path / "home").add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path / "home"


@pytest.fixture
def url(serve: Serve, home: Path) -> str:
    return served(serve, Settings(home=home))


def test_an_import_tells_how_far_it_is_and_is_cancelled(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    rows = "".join(f"第{at}有限公司,江苏省,{at}\n" for at in range(300_000))
    page = page_at(f"{url}/import")
    bring(page, listed(tmp_path / "long.csv", rows))
    says(page, JUDGEMENT, "可以导入：300,000 家企业")
    named(page, "导入 300,000 家企业").click()
    says(page, "[data-poll]", "行，共 300,000 行")
    bar = page.find_element("[role=progressbar]")
    assert 0 < int(bar.get_attribute("aria-valuenow") or 0) <= 90
    named(page, "取消").click()
    says(page, JUDGEMENT, "已取消，数据没有变化。")
    assert len(Store(home).versions()) == 1
    assert not list(home.glob(".import-*"))
    named(page, "回到核对").click()
    says(page, JUDGEMENT, "可以导入：300,000 家企业")


def test_patents_are_brought_the_same_way(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    registry = Store(home).current()
    assert registry is not None
    name = registry.rows.select("name").collect().item(0, 0)
    path = tmp_path / "patents.csv"
    path.write_text(f"申请人,申请日,国家\n{name},2023-02-01,中国\n别家公司,2023,美国\n")
    page = page_at(f"{url}/import")
    bring(page, path, "patents")
    says(page, JUDGEMENT, "可以导入：2 件专利；其中 1 件属于企业库中的 1 家企业")
    named(page, "导入 2 件专利").click()
    says(page, JUDGEMENT, "已导入 2 件专利")
    named(page, "开始使用这份数据").click()
    says(page, JUDGEMENT, "看板正在使用这份数据")
    used = Store(home).current()
    assert used is not None
    assert used.patents is not None
    page.find_element("#import-app [data-act*='/use/']").click()
    says(page, JUDGEMENT, "看板仍在使用原来的数据")
    assert Store(home).current_version() == registry.version


def test_figures_of_provinces_are_brought_the_same_way(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    path = tmp_path / "rd.csv"
    path.write_text("省份,年份,研发经费（亿元）\n江苏省,2023,4200\n大连市,2023,5\n")
    page = page_at(f"{url}/import")
    bring(page, path, "figures")
    says(page, JUDGEMENT, "可以导入：1 个数值；1 项指标；2023；1 个省份；1 个不采用")
    role = Select(page.find_element("#import-role-1"))
    role.select_by_visible_text("不导入")
    says(page, JUDGEMENT, "没有哪一列是年份")
    Select(page.find_element("#import-role-1")).select_by_visible_text("年份")
    says(page, JUDGEMENT, "可以导入：1 个数值")
    named(page, "导入 1 个数值").click()
    says(page, JUDGEMENT, "存入 1 个数值")
    assert (home / "context" / "rd.parquet").is_file()


def test_versions_are_named_described_pinned_and_removed_on_sources(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    page = page_at(f"{url}/import")
    bring(page, listed(tmp_path / "list.csv", "甲有限公司,江苏,约50人\n合计,,1\n"))
    says(page, JUDGEMENT, "可以导入：1 家企业")
    named(page, "导入 1 家企业").click()
    says(page, JUDGEMENT, "已导入 1 家企业")
    new = next(it for it in Store(home).versions() if not it.demonstration).version
    page.driver.get(f"{url}/sources")
    field = f"#import-name-{new}"
    row = f"//li[.//*[@id='import-name-{new}']]"
    page.wait_for_element(f"#import-versions {field}", timeout=SECONDS)
    press(page, f"{row}//summary")
    shown = page.driver.find_element(By.XPATH, row).text
    assert "读取 2 行，采用 1，搁置 1（合并 0）；1 格未认出" in shown
    assert "采用的列：企业名称、省份、参保人数" in shown
    rejects = page.driver.find_element(By.LINK_TEXT, "未采用的行和单元格（CSV）")
    assert '2,参保人数,约50人,"是约数' in fetched(page, rejects)
    page.find_element(field).send_keys("二〇二六年名单")
    page.find_element(f"#import-description-{new}").send_keys("上报稿")
    press(page, f"//*[@id='import-pin-{new}']")
    press(page, f"{row}//*[@type='submit']")
    for words in ("二〇二六年名单", "上报稿", "已固定"):
        says(page, "#import-versions", words)
    assert not page.find_elements("#import-versions [data-act$='/remove']")  # pinned, or in use
    press(page, f"{row}//summary")
    press(page, f"//*[@id='import-pin-{new}']")
    press(page, f"{row}//*[@type='submit']")
    page.wait_for_element("#import-versions [data-act$='/remove']", timeout=SECONDS)
    press(page, f"{row}//summary")
    press(page, f"{row}//*[contains(@data-act, '/remove')]")
    page.driver.switch_to.alert.accept()
    page.wait_for_no_elements(field, timeout=SECONDS)
    assert [it.demonstration for it in Store(home).versions()] == [True]


def test_a_server_for_others_takes_files_once_its_operator_says_so(
    serve: Serve, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    closed = served(serve, Settings(home=home, host="0.0.0.0"))
    page = page_at(f"{closed}/import")
    says(page, "#import-app", "请联系管理员（设置 SRDI_IMPORT=on）")
    assert not page.find_elements("#import-input")
    page = page_at(f"{served(serve, Settings(home=home, host='0.0.0.0', imports=True))}/import")
    bring(page, listed(tmp_path / "list.csv", "甲有限公司,江苏,50\n"))
    says(page, JUDGEMENT, "可以导入：1 家企业")


def test_the_form_of_another_site_is_refused(url: str, home: Path, page_at: PageAt) -> None:
    page = page_at(f"{url}/import")
    form = f"<form method=post action='{url}/import/upload'><button>x</button></form>"
    page.driver.get(f"data:text/html,{form}")
    page.find_element("button").click()
    says(page, "body", "这个请求来自另一个网站，已拒绝。")
    assert not (home / "uploads").exists()


def test_what_is_too_large_is_said_before_it_is_sent(
    serve: Serve,
    home: Path,
    page_at: PageAt,
    tmp_path: Path,
    requests_seen: Callable[[], list[str]],
) -> None:
    page = page_at(f"{served(serve, Settings(home=home, upload_mb=1))}/import")
    page.wait_for_element("#import-input", timeout=SECONDS)
    says(page, ".import-drop", "不超过 1 MB")
    bring(page, listed(tmp_path / "large.csv", "甲有限公司,江苏,50\n" * 40_000))
    says(page, "#import-app", "这个文件超过 1 MB，不能导入。")
    assert not any("/import/upload" in it for it in requests_seen())
