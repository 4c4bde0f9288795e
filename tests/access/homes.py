"""Data folders of one version: of all rows, and of those alone that pass a rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
from flask.testing import FlaskClient

from app import create_app
from data_layer.filters.filters import Filters
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

HEADER, GROUPS = "X-Remote-User", "X-Remote-Groups"


def whole(home: Path, rows: pl.DataFrame) -> Store:
    """A folder whose version in use holds all rows."""
    store = Store(home)
    store.add(rows, demonstration=False, source="list.csv", activate=True)
    return store


def inside(home: Path, rows: pl.DataFrame, rule: str, like: Store) -> None:
    """A folder in which there are only the rows that pass, under the version of another folder."""
    kept = Filters.from_query(rule).apply(rows.lazy()).collect()
    store = Store(home)
    own = store.add(kept, demonstration=False, source="list.csv").version
    version = like.current_version()
    assert version is not None
    folder = home / "versions" / own
    folder = folder.rename(folder.with_name(version))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    created = like.manifest(version).created
    said = manifest | {"version": version, "created": created}
    (folder / "manifest.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    (home / "CURRENT").write_text(f"{version}\n", "ascii")


def behind_proxy(home: Path, people: str, **more: Any) -> FlaskClient:
    """A client of an app over a folder, to which a proxy at this machine names people."""
    (home / "access.toml").write_text(people, "utf-8")
    given: dict[str, Any] = {
        "access": "proxy",
        "proxy_header": HEADER,
        "proxy_groups": GROUPS,
        "proxy_from": "127.0.0.1",
        "signing": True,
    }
    return create_app(Settings(home=home, **(given | more))).server.test_client()


def named(name: str, groups: str = "", **more: str) -> dict[str, str]:
    """The headers by which the proxy names somebody."""
    return {HEADER: name, GROUPS: groups, **more}
