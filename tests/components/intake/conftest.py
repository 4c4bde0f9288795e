"""A home with a version, and uploads that are looked at in this process."""

from pathlib import Path

import pytest

from data_layer import demo
from data_layer.intake import jobs, uploads, worker
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture(autouse=True)
def look_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are looked at in this process, but where a test is about the process of a look: to
    start one costs a second."""

    def look(upload: uploads.Upload, settings: Settings) -> None:
        upload.preview.unlink(missing_ok=True)
        worker.preview(upload, settings.home)

    if "in_its_process" not in request.keywords:
        monkeypatch.setattr(jobs, "look", look)
        monkeypatch.setattr(jobs, "prepare", lambda _settings: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    return tmp_path
