"""Sheets, progress and cancel, other kinds of files, versions, and who may: all by clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash.testing.browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from xlsxwriter import Workbook

from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.browser.conftest import PageAt, Serve

SECONDS = 30
JUDGEMENT = ".import-judgement"
NEAR = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path / "home").add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path / "home"


@pytest.fixture
def url(serve: Serve, home: Path) -> str:
    return _served(serve, Settings(home=home))


def _served(serve: Serve, settings: Settings) -> str:
    from app import create_app

    return serve(create_app(settings))


def _says(page: Browser, css: str, words: str) -> None:
    page.wait_for_contains_text(css, words, timeout=SECONDS)


def _bring(page: Browser, path: Path, kind: str = "enterprises") -> None:
    """Say what a file holds, and choose it."""
    page.wait_for_element("#import-kind", timeout=SECONDS)
    Select(page.find_element("#import-kind")).select_by_value(kind)
    page.find_element("#import-input").send_keys(str(path))


def _named(page: Browser, words: str) -> WebElement:
    """The button or link of the page that says this."""
    return page.driver.find_element(
        By.XPATH, f"//main//*[self::button or self::a][normalize-space()='{words}']"
    )


def _press(page: Browser, xpath: str) -> None:
    """Click what stands far down a page that is still being filled."""
    element = page.driver.find_element(By.XPATH, xpath)
    page.driver.execute_script(NEAR, element)
    element.click()


def _list(path: Path, rows: str) -> Path:
    path.write_text(f"企业名称,省份,参保人数\n{rows}", encoding="utf-8")
    return path


def test_another_sheet_is_chosen_and_both_are_joined(
    url: str, page_at: PageAt, tmp_path: Path
) -> None:
    """Both below a title, with a row of units and a total."""
    path = tmp_path / "sheets.xlsx"
    with Workbook(path) as book:
        for name, count in (("江苏", 3), ("浙江", 2)):
            sheet = book.add_worksheet(name)
            head = (["专精特新企业名单"], ["序号", "企业名称", "注册资本"], ["", "", "（万元）"])
            rows = [[at, f"{name}{at}号有限公司", 1000 + at] for at in range(count)]
            for at, row in enumerate((*head, *rows, ["合计", count, ""])):
                sheet.write_row(at, 0, row)
    page = page_at(f"{url}/import")
    _bring(page, path)
    _says(page, JUDGEMENT, "可以导入：3 家企业；1 行不是企业，已搁置")
    Select(page.find_element("#import-sheet")).select_by_value("浙江")
    _says(page, JUDGEMENT, "可以导入：2 家企业；1 行不是企业，已搁置")
    _says(page, "#import-alike", "江苏4 行")
    page.find_element("#import-join-1").click()
    _says(page, JUDGEMENT, "可以导入：5 家企业；2 行不是企业，已搁置")
    _says(page, ".import-offer", "浙江、江苏")
    _named(page, "导入 5 家企业").click()
    _says(page, JUDGEMENT, "已导入 5 家企业")
    _named(page, "开始使用这份数据").click()
    _says(page, JUDGEMENT, "看板正在使用这份数据")
    _named(page, "看企业").click()
    page.wait_for_element(".atlas-grid a", timeout=SECONDS)
    page.driver.find_element(By.LINK_TEXT, "江苏!4").click()
    _says(page, "#profile-head", "江苏0号有限公司")
    source = page.find_element(".source-cells summary").text
    assert source == "原始数据：sheets.xlsx，工作表“江苏”，第 4 行"


def test_an_import_tells_how_far_it_is_and_is_cancelled(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    rows = "".join(f"第{at}有限公司,江苏省,{at}\n" for at in range(300_000))
    page = page_at(f"{url}/import")
    _bring(page, _list(tmp_path / "long.csv", rows))
    _says(page, JUDGEMENT, "可以导入：300,000 家企业")
    _named(page, "导入 300,000 家企业").click()
    _says(page, "[data-poll]", "行，共 300,000 行")
    bar = page.find_element("[role=progressbar]")
    assert 0 < int(bar.get_attribute("aria-valuenow") or 0) <= 90
    _named(page, "取消").click()
    _says(page, JUDGEMENT, "已取消，数据没有变化。")
    assert len(Store(home).versions()) == 1
    assert not list(home.glob(".import-*"))
    _named(page, "回到核对").click()
    _says(page, JUDGEMENT, "可以导入：300,000 家企业")


def test_patents_are_brought_the_same_way(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    registry = Store(home).current()
    assert registry is not None
    name = registry.rows.select("name").collect().item(0, 0)
    path = tmp_path / "patents.csv"
    path.write_text(f"申请人,申请日,国家\n{name},2023-02-01,中国\n别家公司,2023,美国\n")
    page = page_at(f"{url}/import")
    _bring(page, path, "patents")
    _says(page, JUDGEMENT, "可以导入：2 件专利；其中 1 件属于企业库中的 1 家企业")
    _named(page, "导入 2 件专利").click()
    _says(page, JUDGEMENT, "已导入 2 件专利")
    _named(page, "开始使用这份数据").click()
    _says(page, JUDGEMENT, "看板正在使用这份数据")
    used = Store(home).current()
    assert used is not None
    assert used.patents is not None
    page.find_element("#import-app [data-act*='/use/']").click()
    _says(page, JUDGEMENT, "看板仍在使用原来的数据")
    assert Store(home).current_version() == registry.version


def test_figures_of_provinces_are_brought_the_same_way(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    path = tmp_path / "rd.csv"
    path.write_text("省份,年份,研发经费（亿元）\n江苏省,2023,4200\n大连市,2023,5\n")
    page = page_at(f"{url}/import")
    _bring(page, path, "figures")
    _says(page, JUDGEMENT, "可以导入：1 个数值；1 项指标；2023；1 个省份；1 个不采用")
    role = Select(page.find_element("#import-role-1"))
    role.select_by_visible_text("不导入")
    _says(page, JUDGEMENT, "没有哪一列是年份")
    Select(page.find_element("#import-role-1")).select_by_visible_text("年份")
    _says(page, JUDGEMENT, "可以导入：1 个数值")
    _named(page, "导入 1 个数值").click()
    _says(page, JUDGEMENT, "存入 1 个数值")
    assert (home / "context" / "rd.parquet").is_file()


def test_versions_are_named_described_pinned_and_removed_on_sources(
    url: str, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    page = page_at(f"{url}/import")
    _bring(page, _list(tmp_path / "list.csv", "甲有限公司,江苏,约50人\n合计,,1\n"))
    _says(page, JUDGEMENT, "可以导入：1 家企业")
    _named(page, "导入 1 家企业").click()
    _says(page, JUDGEMENT, "已导入 1 家企业")
    new = next(it for it in Store(home).versions() if not it.demonstration).version
    page.driver.get(f"{url}/sources")
    field = f"#import-name-{new}"
    row = f"//li[.//*[@id='import-name-{new}']]"
    page.wait_for_element(f"#import-versions {field}", timeout=SECONDS)
    _press(page, f"{row}//summary")
    shown = page.driver.find_element(By.XPATH, row).text
    assert "读取 2 行，采用 1，搁置 1（合并 0）；1 格未认出" in shown
    assert "采用的列：企业名称、省份、参保人数" in shown
    rejects = page.driver.find_element(By.LINK_TEXT, "未采用的行和单元格（CSV）")
    assert '2,参保人数,约50人,"是约数' in page.driver.execute_async_script(
        "const [at, told] = arguments; fetch(at).then((it) => it.text()).then(told)",
        rejects.get_attribute("href"),
    )
    page.find_element(field).send_keys("二〇二六年名单")
    page.find_element(f"#import-description-{new}").send_keys("上报稿")
    _press(page, f"//*[@id='import-pin-{new}']")
    _press(page, f"{row}//*[@type='submit']")
    for words in ("二〇二六年名单", "上报稿", "已固定"):
        _says(page, "#import-versions", words)
    assert not page.find_elements("#import-versions [data-act$='/remove']")  # pinned, or in use
    _press(page, f"{row}//summary")
    _press(page, f"//*[@id='import-pin-{new}']")
    _press(page, f"{row}//*[@type='submit']")
    page.wait_for_element("#import-versions [data-act$='/remove']", timeout=SECONDS)
    _press(page, f"{row}//summary")
    _press(page, f"{row}//*[contains(@data-act, '/remove')]")
    page.driver.switch_to.alert.accept()
    page.wait_for_no_elements(field, timeout=SECONDS)
    assert [it.demonstration for it in Store(home).versions()] == [True]


def test_a_server_for_others_takes_files_once_its_operator_says_so(
    serve: Serve, home: Path, page_at: PageAt, tmp_path: Path
) -> None:
    closed = _served(serve, Settings(home=home, host="0.0.0.0"))
    page = page_at(f"{closed}/import")
    _says(page, "#import-app", "请联系管理员（设置 SRDI_IMPORT=on）")
    assert not page.find_elements("#import-input")
    page = page_at(f"{_served(serve, Settings(home=home, host='0.0.0.0', imports=True))}/import")
    _bring(page, _list(tmp_path / "list.csv", "甲有限公司,江苏,50\n"))
    _says(page, JUDGEMENT, "可以导入：1 家企业")


def test_the_form_of_another_site_is_refused(url: str, home: Path, page_at: PageAt) -> None:
    page = page_at(f"{url}/import")
    form = f"<form method=post action='{url}/import/upload'><button>x</button></form>"
    page.driver.get(f"data:text/html,{form}")
    page.find_element("button").click()
    _says(page, "body", "这个请求来自另一个网站，已拒绝。")
    assert not (home / "uploads").exists()


def test_what_is_too_large_is_said_before_it_is_sent(
    serve: Serve,
    home: Path,
    page_at: PageAt,
    tmp_path: Path,
    requests_seen: Callable[[], list[str]],
) -> None:
    page = page_at(f"{_served(serve, Settings(home=home, upload_mb=1))}/import")
    page.wait_for_element("#import-input", timeout=SECONDS)
    _says(page, ".import-drop", "不超过 1 MB")
    _bring(page, _list(tmp_path / "large.csv", "甲有限公司,江苏,50\n" * 40_000))
    _says(page, "#import-app", "这个文件超过 1 MB，不能导入。")
    assert not any("/import/upload" in it for it in requests_seen())
