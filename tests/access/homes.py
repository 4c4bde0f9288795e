"""Data folders of the same versions: of all rows, and of those alone that pass a rule."""

import json
from pathlib import Path
from typing import Any

import polars as pl
from flask.testing import FlaskClient

from app import create_app
from data_layer.filters.filters import Filters
from data_layer.registry import checksums, patents
from data_layer.registry.manifest import Manifest
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

HEADER, GROUPS = "X-Remote-User", "X-Remote-Groups"


def whole(home: Path, *frames: pl.DataFrame, listed: pl.DataFrame | None = None) -> Store:
    """A folder whose versions hold all rows; the last one is in use. listed: their patents."""
    store = Store(home)
    for rows in frames:
        beside = [] if listed is None else [_file(home, listed)]
        store.add(rows, demonstration=False, source="list.csv", beside=beside)
    return store


def inside(home: Path, rule: str, like: Store, *frames: pl.DataFrame, listed: pl.DataFrame) -> None:
    """A folder in which there are only the rows that pass, and only their patents, under the
    versions of another folder."""
    store = Store(home)
    passing = Filters.from_query(rule)
    for rows, manifest in zip(frames, reversed(like.versions()), strict=True):
        kept = passing.apply(rows.lazy()).collect()
        theirs = _file(home, _theirs(listed, rows, kept))
        own = store.add(kept, demonstration=False, source="list.csv", beside=[theirs]).version
        as_version(home, own, manifest)


def as_version(home: Path, own: str, manifest: Manifest) -> None:
    """Let a version bear the name and the hour of another, and be the one in use."""
    folder = home / "versions" / own
    folder = folder.rename(folder.with_name(manifest.version))
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    said |= {"version": manifest.version, "created": manifest.created}
    (folder / "manifest.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    checksums.write(folder)
    (home / "CURRENT").write_text(f"{manifest.version}\n", "ascii")


def _theirs(listed: pl.DataFrame, rows: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """The patents of those who are kept, as the names of all tell them apart."""
    holders = listed.select("id", "name").unique()
    owners = patents.matching(rows.lazy(), holders)
    owners = owners.join(rows.select(pl.col("id").alias("own")).with_row_index(patents.AT), on="at")
    theirs = owners.filter(pl.col("own").is_in(kept["id"].implode()))
    return listed.join(theirs, on=["id", "name"], how="semi", nulls_equal=True)


def _file(home: Path, listed: pl.DataFrame) -> Path:
    home.mkdir(exist_ok=True)
    listed.write_parquet(home / patents.FILE)
    return home / patents.FILE


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
