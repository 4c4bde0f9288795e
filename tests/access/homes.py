"""Data folders of the same versions: of all rows, and of those alone that pass a rule."""

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


def whole(home: Path, *frames: pl.DataFrame) -> Store:
    """A folder whose versions hold all rows; the last one is in use."""
    store = Store(home)
    for rows in frames:
        store.add(rows, demonstration=False, source="list.csv", activate=True)
    return store


def inside(home: Path, rule: str, like: Store, *frames: pl.DataFrame) -> None:
    """A folder in which there are only the rows that pass, under the versions of another folder."""
    store = Store(home)
    passing = Filters.from_query(rule)
    for rows, manifest in zip(frames, reversed(like.versions()), strict=True):
        kept = passing.apply(rows.lazy()).collect()
        own = store.add(kept, demonstration=False, source="list.csv").version
        folder = home / "versions" / own
        folder = folder.rename(folder.with_name(manifest.version))
        said = json.loads((folder / "manifest.json").read_text("utf-8"))
        said |= {"version": manifest.version, "created": manifest.created}
        (folder / "manifest.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        (home / "CURRENT").write_text(f"{manifest.version}\n", "ascii")


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
