"""What an operator asks of a running app, and the lines that it writes."""

import io
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from app import create_app
from components.contract.exhibit import Figure
from components.http.json_lines import JsonLines
from components.http.logs import log
from components.travel.chromium import SlowError, Studio
from data_layer import demo
from data_layer.files.disk import reason
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path


@pytest.fixture
def client(home: Path) -> FlaskClient:
    return create_app(Settings(home=home)).server.test_client()


def _metrics(client: FlaskClient) -> dict[tuple[str, str], float]:
    text = client.get("/metrics").get_data(as_text=True)
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_tell_what_was_answered_and_from_where(client: FlaskClient) -> None:
    before = _metrics(client)
    computed = client.get("/cards/province_map?tier=national")
    client.get("/cards/province_map?tier=national")
    tag = computed.headers["ETag"]
    client.get("/cards/province_map?tier=national", headers={"If-None-Match": tag})
    client.get("/export/nothing.csv")
    after = _metrics(client)
    gained = {key: value - before.get(key, 0) for key, value in after.items()}
    assert gained["srdi_answers_total", "computed"] == 1
    assert gained["srdi_answers_total", "memory"] == 1
    assert gained["srdi_answers_total", "client"] == 1
    assert gained["srdi_requests_total", "cards,200"] == 2
    assert gained["srdi_requests_total", "cards,304"] == 1
    assert gained["srdi_requests_total", "export,404"] == 1
    assert gained["srdi_answer_seconds_count", "cards"] == 3


def test_metrics_tell_of_the_moment(client: FlaskClient, home: Path) -> None:
    job = home / "uploads" / "x" / "job.json"
    job.parent.mkdir(parents=True)
    job.write_text('{"state": "reading"}', encoding="utf-8")
    client.get("/cards/province_map?tier=national")
    found = _metrics(client)
    assert found["srdi_versions", ""] == 1
    assert found["srdi_registry_rows", str(Store(home).current_version())] == 300
    assert found["srdi_import_jobs", "reading"] == 1
    assert found["srdi_import_jobs", "failed"] == 0
    [memory] = [v for (name, _), v in found.items() if name == "srdi_process_memory_bytes"]
    assert 50e6 < memory < 20e9
    assert found["srdi_home_free_bytes", ""] > 0
    assert found["srdi_cache_bytes", ""] > 0


def test_metrics_tell_of_refusals_imports_and_pictures(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of another site, an import begun, a picture that Chromium drew and one that it could
    not."""
    before = _metrics(client)
    foreign = client.post("/import/upload", data=b"x", headers={"Origin": "https://example.org"})
    assert foreign.status_code == 403
    sent = client.post(
        "/import/upload",
        data="企业名称\n甲有限公司\n".encode(),
        headers={"X-File-Name": "a.csv"},
    )
    begun = client.post(
        f"/import/{sent.headers['X-Upload']}/start", headers={"Origin": "http://localhost"}
    )
    assert begun.status_code == 200
    figure: Figure = {"data": [], "layout": {}}
    studio = Studio()
    pretended = iter([b"drawn", TimeoutError(), TimeoutError()])

    def attempt(*_: object) -> bytes:
        found = next(pretended)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(studio, "_attempt", attempt)
    monkeypatch.setattr("components.travel.chromium.chromium", lambda: "")
    studio.picture(figure, "png", 9, 9, 1)
    with pytest.raises(SlowError):
        studio.picture(figure, "png", 9, 9, 1)
    after = _metrics(client)
    gained = {key: value - before.get(key, 0) for key, value in after.items()}
    assert gained["srdi_pictures_total", "drawn"] == 1
    assert gained["srdi_pictures_total", "failed"] == 1
    assert gained["srdi_imports_total", ""] == 1
    assert gained["srdi_refusals_total", "forbidden"] == 1


def test_ready_says_what_is_missing(
    client: FlaskClient, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).startswith("data: ok\nchromium: Chromium is missing")
    (home / "CURRENT").write_text("\n", "ascii")
    empty = client.get("/readyz")
    assert empty.status_code == 503
    assert empty.get_data(as_text=True).startswith("data: CURRENT names no version; ")
    (home / "CURRENT").unlink()
    assert client.get("/readyz").status_code == 503


def test_ready_looks_at_the_file_of_roles(home: Path) -> None:
    (home / "access.toml").write_text("", encoding="utf-8")
    given = Settings(
        home=home, access="proxy", proxy_header="X-Remote-User", proxy_from=("127.0.0.1/32",)
    )
    client = create_app(given).server.test_client()
    assert "roles: ok" in client.get("/readyz").get_data(as_text=True)
    (home / "access.toml").write_text('[[people]]\nwho = ["li"]\nrole = "x"\n', "utf-8")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "roles: SRDI_ACCESS_FILE cannot be used" in answer.get_data(as_text=True)
    assert str(home) not in answer.get_data(as_text=True)


@pytest.mark.parametrize("fault", ["unreadable", "nowhere", "no secret"])
def test_no_text_of_a_fault_shows_a_folder_of_the_server(home: Path, fault: str) -> None:
    """What is wrong is said; where it lies on the disk is for the log alone."""
    client = create_app(Settings(home=home, signing=True)).server.test_client()
    (version,) = (home / "versions").iterdir()
    match fault:
        case "unreadable":  # "[Errno 21] Is a directory: '/.../CURRENT'"
            (home / "CURRENT").unlink()
            (home / "CURRENT").mkdir()
        case "nowhere":
            shutil.rmtree(version)
        case "no secret":
            (home / "secret").write_text("short", "ascii")
    said = {}
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/",
        "/nowhere",
        "/cards/province_map",
        "/cards/province_map?token=x",
        "/export/province_map.csv",
        "/export/enterprises.csv",
        "/api/v1/facets",
        "/parts/status",
        "/parts/changes",
        "/import/home",
        "/import/versions",
        "/import/x/progress",
        "/feeds/changes.atom",
        "/sign/province_map",
    ):
        answer = client.get(path)
        said[path] = answer.get_data(as_text=True)
        assert answer.status_code in (200, 400, 403, 404, 503), (path, said[path])
        assert str(home) not in said[path], path
    if fault == "unreadable":
        assert "a folder, not a file" in said["/healthz"]
        assert "（这是文件夹，不是文件）" in said["/cards/province_map"]
    elif fault == "nowhere":
        assert "python app.py use VERSION" in said["/cards/province_map"]
    else:
        assert "its log says which" in said["/sign/province_map"]


def test_the_reason_of_an_error_names_no_folder() -> None:
    missing = FileNotFoundError(2, "No such file or directory", "/srv/atlas/rows.parquet")
    polars = ValueError("no such file (os error 2): /srv/atlas/versions/rows.parquet 3/4 of a/b")
    assert reason(missing) == ("没有这个文件或文件夹", "no such file or folder")
    assert reason(polars).en == "ValueError: no such file (os error 2): rows.parquet 3/4 of a/b"
    assert reason(TimeoutError()).zh == "TimeoutError"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the log of requests says, as `SRDI_LOG=requests` writes it."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    log.addHandler(handler)
    level = log.level
    log.setLevel(logging.INFO)
    yield text
    log.removeHandler(handler)
    log.setLevel(level)


def test_a_request_has_an_id_and_a_line(client: FlaskClient, lines: io.StringIO) -> None:
    given = client.get("/cards/province_map?q=secret", headers={"X-Request-ID": "abc-123456"})
    assert given.headers["X-Request-ID"] == "abc-123456"
    made = client.get("/nowhere").headers["X-Request-ID"]
    assert len(made) == 32
    first, second = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert first["request"] == "abc-123456"
    assert (first["path"], first["status"], first["method"]) == ("cards/province_map", 200, "GET")
    assert first["store"] == "computed"
    assert (second["request"], second["status"]) == (made, 404)
    assert "secret" not in lines.getvalue()


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "a\tb", "<script>12"])
def test_an_id_that_is_none_is_made_anew(client: FlaskClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert len(answer.headers["X-Request-ID"]) == 32


def test_an_error_is_one_line(lines: io.StringIO) -> None:
    try:
        raise ValueError("one\ntwo")
    except ValueError:
        log.exception("it failed\nbadly")
    [line] = lines.getvalue().splitlines()
    told = json.loads(line)
    assert told["message"] == "it failed\nbadly"
    assert "ValueError: one\ntwo" in told["error"]
