"""An import that is started over HTTP: followed, cancelled, killed, switched to."""

import os
import signal
from pathlib import Path

import pytest

from data_layer.intake import uploads
from data_layer.intake.jobs import job_of
from data_layer.registry.store import Store
from data_layer.registry.turns import own_turn
from tests.components.intake.sent import LIST, brought, client_of, correct, send, until

pytestmark = pytest.mark.flaky(reruns=1)


def test_a_cancelled_import_can_be_checked_again(home: Path) -> None:
    client = client_of(home)
    _, at = brought(client, LIST)
    client.post(f"{at}/start")
    client.post(f"{at}/cancel")
    assert "可以导入：2 家企业" in client.post(f"{at}/recheck").get_data(as_text=True)


def test_import_switch_and_back(home: Path) -> None:
    client, store = client_of(home), Store(home)
    before = store.current_version()
    at = f"/import/{send(client, LIST.encode()).headers['X-Upload']}"
    client.post(f"{at}/start")
    until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
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
    client, store = client_of(home), Store(home)
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
    until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    assert "已导入 2 件专利" in client.get(f"{at}/progress").get_data(as_text=True)
    (new,) = (it for it in store.versions() if it.version != registry.version)
    client.post(f"{at}/use/{new.version}")
    used = Store(home).current()
    assert used is not None
    assert used.patents is not None


def test_patents_that_are_brought_as_enterprises_are_noticed(home: Path) -> None:
    """By their headings: a click reads them as what they are. Enterprises are left alone."""
    client, registry = client_of(home), Store(home).current()
    assert registry is not None
    name = registry.rows.select("name").collect().item(0, 0)
    listed = f"申请号,申请人,申请日\nCN202310000001.1,{name},2023-02-01\n"
    sent = send(client, listed.encode())
    assert "列名像专利清单" in sent.get_data(as_text=True)
    taken = client.post(f"/import/{sent.headers['X-Upload']}/kind/patents")
    assert "可以导入：1 件专利；其中 1 件属于企业库中的 1 家企业" in taken.get_data(as_text=True)
    assert "专利清单" not in send(client, LIST.encode()).get_data(as_text=True)


@pytest.mark.in_its_process
def test_every_worker_goes_on_with_a_file_and_follows_the_switch(home: Path) -> None:
    one, two, store = client_of(home), client_of(home), Store(home)
    _, at = brought(one, LIST)
    page = correct(two, at, "value", "苏州市", heading="城市", column="city_code", text="昆仑市")
    assert "城市：2 行全部认出" in page
    assert "城市：2 行全部认出" in one.get(f"{at}/resume").get_data(as_text=True)
    two.post(f"{at}/start")
    until(lambda: "data-poll" not in one.get(f"{at}/progress").get_data(as_text=True))
    new = next(it.version for it in store.versions() if it.version != store.current_version())
    one.post(f"{at}/use/{new}")
    for client in (one, two):
        assert client.get("/healthz").get_data(as_text=True) == f"ok {new}\n"
        status = client.get("/parts/status").get_data(as_text=True)
        assert "家企业，共 2 家" in status


def test_the_next_import_waits_for_the_first(home: Path) -> None:
    client = client_of(home)
    _, at = brought(client, LIST)
    waits = "另一个导入正在进行。轮到这个文件时自动开始"
    with own_turn(home):
        client.post(f"{at}/start")
        until(lambda: waits in client.get(f"{at}/progress").get_data(as_text=True))
    until(lambda: "已导入 2 家企业" in client.get(f"{at}/progress").get_data(as_text=True))


def test_a_killed_import_leaves_the_version_in_use_and_no_rubbish(home: Path) -> None:
    rows = "".join(f"第{it}有限公司,江苏省,南京市,{it}\n" for it in range(200_000))
    client, before = client_of(home), Store(home).current_version()
    id = send(client, (LIST + rows).encode()).headers["X-Upload"]
    upload = uploads.Upload(home / "uploads" / id)
    client.post(f"/import/{id}/start")
    until(lambda: any(home.glob(".import-*")))
    job = job_of(upload)
    assert job is not None
    os.kill(job.process, signal.SIGKILL)
    until(lambda: "data-poll" not in client.get(f"/import/{id}/progress").get_data(as_text=True))
    assert "已停止；使用中的数据没有变化" in client.get(f"/import/{id}/progress").get_data(
        as_text=True
    )
    (upload.folder / "owner").write_text(
        (upload.folder / "owner").read_text().replace(str(os.getpid()), "999999999")
    )
    assert client_of(home).get("/healthz").get_data(as_text=True) == f"ok {before}\n"
    assert not list(home.glob(".import-*"))
    assert not list((home / "versions").glob(".*"))
    assert not upload.folder.exists()


def test_cancel_kills_the_process(home: Path) -> None:
    rows = "".join(f"第{it}有限公司,江苏省,南京市,{it}\n" for it in range(200_000))
    client = client_of(home)
    id = send(client, (LIST + rows).encode()).headers["X-Upload"]
    client.post(f"/import/{id}/start")
    until(lambda: any(home.glob(".import-*")))
    assert "已取消" in client.post(f"/import/{id}/cancel").get_data(as_text=True)
    until(lambda: not list(home.glob(".import-*")))
    assert len(Store(home).versions()) == 1


def test_time_is_limited(home: Path) -> None:
    """Of the processor: a second is used up by 100,000 rows wherever the import is by then."""
    rows = "".join(f"第{it}有限公司,江苏省,南京市,{it}\n" for it in range(100_000))
    client, before = client_of(home, import_seconds=1), Store(home).current_version()
    at = f"/import/{send(client, (LIST + rows).encode()).headers['X-Upload']}"
    client.post(f"{at}/start")
    until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    said = client.get(f"{at}/progress").get_data(as_text=True)
    assert "导入进程用完了允许的内存或时间，已停止；使用中的数据没有变化" in said
    assert [it.version for it in Store(home).versions()] == [before]
    until(lambda: not list(home.glob(".import-*")))


def test_figures_are_imported_the_same_way(home: Path) -> None:
    client = client_of(home)
    body = "省份,年份,研发经费（亿元）\n江苏省,2023,4200\n大连市,2023,5\n".encode()
    answer = client.post(
        "/import/upload?kind=figures", data=body, headers={"X-File-Name": "rd.csv"}
    )
    at, page = f"/import/{answer.headers['X-Upload']}", answer.get_data(as_text=True)
    assert "可以导入：1 个数值；1 项指标；2023；1 个省份；1 个不采用" in page
    assert "大连市" in page
    assert "没有哪一列是年份" in correct(client, at, "role", "", heading="年份")
    assert "可以导入：1 个数值" in correct(client, at, "role", "year", heading="年份")
    assert "3,研发经费（亿元）,5,不是省级" in client.get(f"{at}/rejects.csv").get_data(as_text=True)
    assert "可以导入：1 个数值" in client.get(f"{at}/resume").get_data(as_text=True)
    client.post(f"{at}/start")
    until(lambda: "data-poll" not in client.get(f"{at}/progress").get_data(as_text=True))
    assert "存入" in client.get(f"{at}/progress").get_data(as_text=True)
    assert (home / "context" / "rd.parquet").is_file()
