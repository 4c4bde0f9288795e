"""Bringing a file over HTTP: who may, what is refused, and what stays whole."""

import io
import os
import re
import signal
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer import demo
from data_layer.intake import jobs, uploads, worker
from data_layer.intake.jobs import job_of
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.registry.turns import own_turn

LIST = (
    "企业名称,省份,城市,注册资本(万元)\n甲有限公司,江苏省,昆仑市,100\n"
    "乙有限公司,江苏省,南京市,约50\n"
)
SECONDS = 60


@pytest.fixture(autouse=True)
def look_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are looked at in this process, but where a test is about the process of a look: to
    start one costs a second."""

    def look(upload: uploads.Upload, settings: Settings, _process: object) -> None:
        upload.preview.unlink(missing_ok=True)
        worker.preview(upload, settings.home)

    if "in_its_process" not in request.keywords:
        monkeypatch.setattr(jobs, "look", look)
        monkeypatch.setattr(jobs, "ready", lambda _settings: None)
        monkeypatch.setattr(jobs, "dismiss", lambda _process: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path


def _client(home: Path, **settings: object) -> FlaskClient:
    return create_app(Settings(home=home, **settings)).server.test_client()  # ty: ignore[invalid-argument-type]


def _send(client: FlaskClient, body: bytes, name: str = "list.csv", **headers: str):  # noqa: ANN202
    return client.post("/import/upload", data=body, headers={"X-File-Name": name, **headers})


def _until(found: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_foreign_page_brings_nothing(home: Path) -> None:
    client = _client(home)
    foreign = ({"Origin": "https://example.org"}, {"Origin": "http://["}, {"Origin": "null"})
    for headers in (*foreign, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/import/upload", data=b"x", headers=headers)
        assert answer.status_code == 403
        assert answer.get_data(as_text=True) == "这个请求来自另一个网站，已拒绝。"
    assert not (home / "uploads").exists()


def test_off_where_other_machines_are_listened_to(home: Path) -> None:
    body = LIST.encode()
    closed = _client(home, host="0.0.0.0")
    assert _send(closed, body).status_code == 403
    assert "SRDI_IMPORT=on" in closed.get("/import/home?lang=en").get_data(as_text=True)
    assert _send(_client(home, host="0.0.0.0", imports=True), body).status_code == 200
    # Where this machine alone is listened to, a request to another name is no page's at all.
    assert _send(_client(home), body, Host="atlas.example.org").status_code == 421


def test_too_large_is_refused_and_said_before(home: Path) -> None:
    client = _client(home, upload_mb=1)
    assert "不超过 1 MB" in client.get("/import/home").get_data(as_text=True)
    answer = _send(client, b"x" * 1_000_001)
    assert answer.status_code == 413
    assert "文件超过 1 MB" in answer.get_data(as_text=True)
    assert not list((home / "uploads").glob("*"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(home: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    answer = _send(_client(home, unpacked_mb=10), packed.getvalue(), "bomb.xlsx")
    assert answer.status_code == 413
    assert "解压后有 30 MB" in answer.get_data(as_text=True)
    assert not list((home / "uploads").glob("*"))


def test_files_that_wait_are_bounded(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more ends the one that was untouched longest; names are as long as a disk takes."""
    monkeypatch.setattr(uploads, "MOST", 3)
    names = [f"{number}{'长' * 300}.csv" for number in range(5)]
    kept = [uploads.receive(home, name, [b"x"], 1) for name in names]
    for age, upload in enumerate(kept):
        assert upload.folder.is_dir() == (age > 1)
    assert kept[-1].file.name.endswith("长.csv")
    os.utime(kept[-1].folder, (0, 0))
    last = uploads.receive(home, "x.csv", [b"x"], 1)
    assert [upload.folder.is_dir() for upload in (*kept[2:], last)] == [True, True, False, True]


def test_other_kinds_are_refused_in_a_sentence(home: Path) -> None:
    answer = _send(_client(home), b"MZ", "list.exe")
    assert answer.status_code == 400
    assert "这种文件不能导入" in answer.get_data(as_text=True)


@pytest.mark.in_its_process
def test_a_value_is_corrected_and_the_mapping_says_so(home: Path) -> None:
    client = _client(home)
    answer = _send(client, LIST.encode())
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
    client = _client(home)
    body = "企业名称,所在地\n甲有限公司,昆仑市\n乙有限公司,南京市\n".encode()
    at = f"/import/{_send(client, body).headers['X-Upload']}"
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
    page = _send(_client(home), body).get_data(as_text=True)
    assert "可以导入：2 家企业" in page
    assert re.search(r'value="企业名称"[^>]*aria-label="作为：qiye"', page)


def _brought(client: FlaskClient, body: str, name: str = "list.csv") -> tuple[str, str]:
    """The page of a file, and the address that its controls post to."""
    answer = _send(client, body.encode(), name)
    return answer.get_data(as_text=True), f"/import/{answer.headers['X-Upload']}"


def _correct(client: FlaskClient, at: str, what: str, value: str, **form: str) -> str:
    answer = client.post(f"{at}/correct", data={"what": what, "value": value, **form})
    return answer.get_data(as_text=True)


def test_another_row_of_headings(home: Path) -> None:
    client = _client(home)
    page, at = _brought(client, "甲,乙\n子,丑\nA1,某地\n测试一有限公司,江苏省\n")
    assert "列名在第 1 行" in page
    page = _correct(client, at, "heading_row", "3")
    assert "列名在第 3 行；上面 2 行不读" in page
    assert "可以导入：1 家企业" in page
    page = _correct(client, at, "heading_rows", "2", heading="1")
    assert "列名在第 1—2 行" in page
    assert "列名在第 1 行" in _correct(client, at, "heading_row", "")
    assert "这个文件没有列名" in _correct(client, at, "heading_row", "0")


def test_empty_cells_take_the_one_above_when_asked(home: Path) -> None:
    client = _client(home)
    rows = "江苏省,甲有限公司\n,乙有限公司\n,丙有限公司\n浙江省,丁有限公司\n,戊有限公司\n"
    page, at = _brought(client, f"省份,企业名称\n{rows}")
    assert "像是每组只写第一行" in page
    assert "5 行中 2 行有内容" in page
    page = _correct(client, at, "fill_down", "1", heading="省份", column="province_code")
    assert "省份：5 行全部认出" in page
    assert "fill_down" in client.get(f"{at}/mapping.toml").get_data(as_text=True)


def test_rows_that_share_a_code_are_asked_about(home: Path) -> None:
    client = _client(home)
    code = "91320100MA1MXL1X16"
    rows = f"{code},甲有限公司\n{code},乙有限公司\n"
    page, at = _brought(client, f"统一社会信用代码,企业名称\n{rows}")
    assert "代码相同、名称不同：1 行" in page
    assert "可以导入：2 家企业" in page
    assert "可以导入：1 家企业" in _correct(client, at, "same_id", "set_aside")
    assert "可以导入：1 家企业" in _correct(client, at, "same_id", "keep_first")


def test_values_that_contradict_sense_are_kept_and_listed(home: Path) -> None:
    client = _client(home)
    page, at = _brought(client, "企业名称,成立年份,认定年份\n甲有限公司,2024,2020\n")
    assert "可以导入：1 家企业；1 个值请核对" in page
    assert "成立晚于认定" in page
    assert "成立晚于认定" in client.get(f"{at}/questions.csv").get_data(as_text=True)


def test_a_value_comes_with_a_proposal(home: Path) -> None:
    page, _ = _brought(_client(home), "企业名称,城市\n甲有限公司,苏洲市\n")
    assert 'aria-label="“苏洲市”是苏州"' in page
    assert 'data-value="苏州"' in page


def test_corrections_are_saved_taken_again_and_offered(home: Path) -> None:
    client = _client(home)
    _, at = _brought(client, LIST)
    _correct(client, at, "value", "苏州市", heading="城市", column="city_code", text="昆仑市")
    saved = client.get(f"{at}/mapping.toml").data
    _, other = _brought(client, LIST)
    page = client.post(f"{other}/mapping", data=saved).get_data(as_text=True)
    assert "城市：2 行全部认出" in page
    wrong = client.post(f"{other}/mapping", data=b"\xff\xfe").get_data(as_text=True)
    assert "这个文件不是在这里存下的改正" in wrong
    assert "城市：2 行全部认出" in wrong

    client.post(f"{at}/start")
    _until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    page, third = _brought(client, LIST)
    assert "这些列名以前导入过（list.csv，" in page
    assert "城市：2 行全部认出" in _correct(client, third, "remembered", "")


def test_a_mapping_for_other_columns_is_refused_and_the_page_stays(home: Path) -> None:
    client = _client(home)
    _, at = _brought(client, LIST)
    page = client.post(f"{at}/mapping", data='[columns]\n"公司" = "name"\n'.encode())
    assert page.status_code == 200
    assert "文件没有这一列" in page.get_data(as_text=True)
    assert "可以导入：2 家企业" in page.get_data(as_text=True)


def test_a_cancelled_import_can_be_checked_again(home: Path) -> None:
    client = _client(home)
    _, at = _brought(client, LIST)
    client.post(f"{at}/start")
    client.post(f"{at}/cancel")
    assert "可以导入：2 家企业" in client.post(f"{at}/recheck").get_data(as_text=True)


def test_import_switch_and_back(home: Path) -> None:
    client, store = _client(home), Store(home)
    before = store.current_version()
    at = f"/import/{_send(client, LIST.encode()).headers['X-Upload']}"
    client.post(f"{at}/start")
    _until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    done = client.get(f"{at}/progress").get_data(as_text=True)
    assert "已导入 2 家企业" in done
    assert store.current_version() == before
    new = next(it.version for it in store.versions() if it.version != before)
    assert f"{at}/use/{new}" in done
    used = client.post(f"{at}/use/{new}").get_data(as_text=True)
    assert store.current_version() == new
    assert f"{at}/use/{before}" in used
    client.post(f"{at}/use/{before}")
    assert store.current_version() == before


def test_a_list_of_patents_becomes_a_version_beside_the_enterprises(home: Path) -> None:
    client, store = _client(home), Store(home)
    registry = store.current()
    assert registry is not None
    name = registry.rows.select("name").collect().item(0, 0)
    listed = f"申请人,申请日,国家\n{name},2023-02-01,中国\n别家公司,2023,美国\n某公司,,\n"
    sent = client.post(
        "/import/upload?kind=patents",
        data=listed.encode(),
        headers={"X-File-Name": "patents.csv"},
    )
    page, at = sent.get_data(as_text=True), f"/import/{sent.headers['X-Upload']}"
    assert "可以导入：2 件专利；其中 1 件属于企业库中的 1 家企业；1 行搁置" in page
    assert "没有专利类型：全部按发明计" in page
    assert "没有日期" in client.get(f"{at}/rejects.csv").get_data(as_text=True)
    client.post(f"{at}/start")
    _until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    assert "已导入 2 件专利" in client.get(f"{at}/progress").get_data(as_text=True)
    (new,) = (it for it in store.versions() if it.version != registry.version)
    client.post(f"{at}/use/{new.version}")
    used = Store(home).current()
    assert used is not None
    assert used.patents is not None


@pytest.mark.in_its_process
def test_every_worker_goes_on_with_a_file_and_follows_the_switch(home: Path) -> None:
    one, two, store = _client(home), _client(home), Store(home)
    _, at = _brought(one, LIST)
    page = _correct(two, at, "value", "苏州市", heading="城市", column="city_code", text="昆仑市")
    assert "城市：2 行全部认出" in page
    assert "城市：2 行全部认出" in one.get(f"{at}/resume").get_data(as_text=True)
    two.post(f"{at}/start")
    _until(lambda: "data-poll" not in one.get(f"{at}/progress").get_data(as_text=True))
    new = next(it.version for it in store.versions() if it.version != store.current_version())
    one.post(f"{at}/use/{new}")
    for client in (one, two):
        assert client.get("/healthz").get_data(as_text=True) == f"ok {new}\n"
        status = client.get("/parts/status").get_data(as_text=True)
        assert "家企业，共 2 家" in status


def test_the_next_import_waits_for_the_first(home: Path) -> None:
    client = _client(home)
    _, at = _brought(client, LIST)
    waits = "另一个导入正在进行。轮到这个文件时自动开始"
    with own_turn(home):
        client.post(f"{at}/start")
        _until(lambda: waits in client.get(f"{at}/progress").get_data(as_text=True))
    _until(lambda: "已导入 2 家企业" in client.get(f"{at}/progress").get_data(as_text=True))


def test_a_killed_import_leaves_the_version_in_use_and_no_rubbish(home: Path) -> None:
    rows = "".join(f"第{it}有限公司,江苏省,南京市,{it}\n" for it in range(200_000))
    client, before = _client(home), Store(home).current_version()
    id = _send(client, (LIST + rows).encode()).headers["X-Upload"]
    upload = uploads.Upload(home / "uploads" / id)
    client.post(f"/import/{id}/start")
    _until(lambda: any(home.glob(".import-*")))
    job = job_of(upload)
    assert job is not None
    os.kill(job.process, signal.SIGKILL)
    _until(lambda: "data-poll" not in client.get(f"/import/{id}/progress").get_data(as_text=True))
    assert "已停止；使用中的数据没有变化" in client.get(f"/import/{id}/progress").get_data(
        as_text=True
    )
    (upload.folder / "owner").write_text(
        (upload.folder / "owner").read_text().replace(str(os.getpid()), "999999999")
    )
    assert _client(home).get("/healthz").get_data(as_text=True) == f"ok {before}\n"
    assert not list(home.glob(".import-*"))
    assert not list((home / "versions").glob(".*"))
    assert not upload.folder.exists()


def test_cancel_kills_the_process(home: Path) -> None:
    rows = "".join(f"第{it}有限公司,江苏省,南京市,{it}\n" for it in range(200_000))
    client = _client(home)
    id = _send(client, (LIST + rows).encode()).headers["X-Upload"]
    client.post(f"/import/{id}/start")
    _until(lambda: any(home.glob(".import-*")))
    assert "已取消" in client.post(f"/import/{id}/cancel").get_data(as_text=True)
    _until(lambda: not list(home.glob(".import-*")))
    assert len(Store(home).versions()) == 1


@pytest.mark.in_its_process
def test_memory_is_limited(home: Path) -> None:
    answer = _send(_client(home, import_memory_mb=150), LIST.encode())
    assert answer.status_code == 422
    assert "用完了允许的内存或时间" in answer.get_data(as_text=True)


def test_versions_are_named_pinned_and_removed(home: Path) -> None:
    client, store = _client(home), Store(home)
    used = store.current_version()
    other = store.add(
        demo.build(rows=200, seed=8), demonstration=True, source="seed 8", activate=False
    ).version
    assert client.post(f"/import/version/{used}/remove").status_code == 409
    said = {"name": "二〇二六年名单", "description": "上报稿", "pinned": "1"}
    page = client.post(f"/import/version/{other}/label", data=said).get_data(as_text=True)
    assert "二〇二六年名单" in page
    assert client.post(f"/import/version/{other}/remove").status_code == 409
    client.post(f"/import/version/{other}/label", data={"name": "x"})
    assert client.post(f"/import/version/{other}/remove").status_code == 200
    assert [it.version for it in store.versions()] == [used]
    assert client.post("/import/version/000000000000/remove").status_code == 404


def test_versions_are_read_by_all_and_changed_by_those_who_may(home: Path) -> None:
    store = Store(home)
    other = store.add(
        demo.build(rows=200, seed=8), demonstration=True, source="seed 8", activate=False
    ).version
    closed = _client(home, host="0.0.0.0")
    page = closed.get("/import/versions").get_data(as_text=True)
    assert "seed 8" in page
    assert "data-act" not in page
    assert "data-form" not in page
    assert closed.post(f"/import/version/{other}/use").status_code == 403
    assert "data-act" in _client(home).get("/import/versions").get_data(as_text=True)


def test_a_file_that_was_chosen_as_the_other_kind(home: Path) -> None:
    client = _client(home)
    page, at = _brought(client, "省份,年份,研发经费（亿元）\n江苏省,2023,4200\n", "rd.csv")
    assert f'data-act="{at}/kind/figures"' in page
    page = client.post(f"{at}/kind/figures").get_data(as_text=True)
    assert "可以导入：1 个数值" in page
    page = _correct(client, at, "role", "", heading="年份")
    assert f'data-act="{at}/kind/enterprises"' in page
    page = client.post(f"{at}/kind/enterprises").get_data(as_text=True)
    assert "没有找到企业名称" in page


def test_figures_are_imported_the_same_way(home: Path) -> None:
    client = _client(home)
    body = "省份,年份,研发经费（亿元）\n江苏省,2023,4200\n大连市,2023,5\n".encode()
    answer = client.post(
        "/import/upload?kind=figures", data=body, headers={"X-File-Name": "rd.csv"}
    )
    at, page = f"/import/{answer.headers['X-Upload']}", answer.get_data(as_text=True)
    assert "可以导入：1 个数值；1 项指标；2023；1 个省份；1 个不采用" in page
    assert "大连市" in page
    assert "没有哪一列是年份" in _correct(client, at, "role", "", heading="年份")
    assert "可以导入：1 个数值" in _correct(client, at, "role", "year", heading="年份")
    assert "3,研发经费（亿元）,5,不是省级" in client.get(f"{at}/rejects.csv").get_data(as_text=True)
    assert "可以导入：1 个数值" in client.get(f"{at}/resume").get_data(as_text=True)
    client.post(f"{at}/start")
    _until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    assert "存入" in client.get(f"{at}/progress").get_data(as_text=True)
    assert (home / "context" / "rd.parquet").is_file()
