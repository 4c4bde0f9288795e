"""What is refused of a file that is brought over HTTP, and who may bring one."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from components.contract import fingerprint
from data_layer.intake import uploads
from tests.components.intake.sent import LIST, client_of, send


def test_a_foreign_page_brings_nothing(home: Path) -> None:
    client = client_of(home)
    foreign = ({"Origin": "https://example.org"}, {"Origin": "http://["}, {"Origin": "null"})
    for headers in (*foreign, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/import/upload", data=b"x", headers=headers)
        assert answer.status_code == 403
        assert answer.get_data(as_text=True) == "这个请求来自另一个网站，已拒绝。"
    assert not (home / "uploads").exists()


def test_off_where_other_machines_are_listened_to(home: Path) -> None:
    body = LIST.encode()
    closed = client_of(home, host="0.0.0.0")
    assert send(closed, body).status_code == 403
    assert "SRDI_IMPORT=on" in closed.get("/import/home?lang=en").get_data(as_text=True)
    assert send(client_of(home, host="0.0.0.0", imports=True), body).status_code == 200
    # Where this machine alone is listened to, a request to another name is no page's at all.
    assert send(client_of(home), body, Host="atlas.example.org").status_code == 421


def test_too_large_is_refused_and_said_before(home: Path) -> None:
    client = client_of(home, upload_mb=1)
    assert "不超过 1 MB" in client.get("/import/home").get_data(as_text=True)
    answer = send(client, b"x" * 1_000_001)
    assert answer.status_code == 413
    assert "文件超过 1 MB" in answer.get_data(as_text=True)
    assert not list((home / "uploads").glob("*"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(home: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    answer = send(client_of(home, unpacked_mb=10), packed.getvalue(), "bomb.xlsx")
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
    answer = send(client_of(home), b"MZ", "list.exe")
    assert answer.status_code == 400
    assert "这种文件不能导入" in answer.get_data(as_text=True)


@pytest.mark.in_its_process
def test_memory_is_limited(home: Path) -> None:
    answer = send(client_of(home, import_memory_mb=150), LIST.encode())
    assert answer.status_code == 422
    assert "用完了允许的内存或时间" in answer.get_data(as_text=True)


@pytest.mark.in_its_process
def test_time_is_limited(home: Path) -> None:
    """A second of the processor, which a million rows take several times."""
    rows = "甲有限公司,江苏省,昆仑市,约100\n" * 1_000_000
    answer = send(client_of(home, import_seconds=1), (LIST + rows).encode())
    assert answer.status_code == 422
    assert "用完了允许的内存或时间" in answer.get_data(as_text=True)


def test_a_program_that_was_replaced_asks_for_a_restart(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are others now than when it began; pages and the versions stay."""
    client = client_of(home)
    body = LIST.encode()
    upload = send(client, body).headers["X-Upload"]
    assert "program: ok" in client.get("/readyz").get_data(as_text=True)
    monkeypatch.setattr(fingerprint, "fingerprint_of", lambda _root: "another")
    told = send(client, body)
    assert (told.status_code, "重新启动" in told.get_data(as_text=True)) == (503, True)
    told = client.post(f"/import/{upload}/start?lang=en", headers={"Origin": "http://localhost"})
    assert (told.status_code, "restart" in told.get_data(as_text=True)) == (503, True)
    assert client.get(f"/import/{upload}/resume").status_code == 503
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert "program: restart needed" in ready.get_data(as_text=True)
    assert client.get("/cards/key_figures").status_code == 200
    assert client.get("/import/versions").status_code == 200

    def gone(_root: Path) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(fingerprint, "fingerprint_of", gone)  # while it is being replaced
    assert send(client, body).status_code == 503
