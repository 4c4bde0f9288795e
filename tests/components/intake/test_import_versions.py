"""Versions on the page of the import: named, pinned, removed, by those who may."""

from pathlib import Path

from data_layer import demo
from data_layer.registry.store import Store
from tests.components.intake.sent import client_of


def test_versions_are_named_pinned_and_removed(home: Path) -> None:
    client, store = client_of(home), Store(home)
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
    closed = client_of(home, host="0.0.0.0")
    page = closed.get("/import/versions").get_data(as_text=True)
    assert "seed 8" in page
    assert "data-act" not in page
    assert "data-form" not in page
    assert closed.post(f"/import/version/{other}/use").status_code == 403
    assert "data-act" in client_of(home).get("/import/versions").get_data(as_text=True)
