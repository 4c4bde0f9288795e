"""A version that an older program stored has fewer columns than the schema today."""

import hashlib
import json
from pathlib import Path

import polars as pl

from app import create_app
from data_layer import demo
from data_layer.registry.checksums import ROWS
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.vocabulary.schema import columns


def test_a_version_without_a_later_column_is_opened_and_counted(tmp_path: Path) -> None:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    (file,) = (tmp_path / "versions").glob(f"*/{ROWS}")
    whole = pl.read_parquet(file)
    whole.drop("section").write_parquet(file)
    file.with_name("files.sha256").unlink()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.with_name("rows.sha256").write_text(digest, encoding="ascii")
    manifest = file.with_name("manifest.json")
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["columns_present"].remove("section")
    manifest.write_text(json.dumps(told), encoding="utf-8")
    opened = Store(tmp_path).current()
    assert opened is not None
    rows = opened.rows.collect()
    assert opened.lacks(("section", "division")) == ()
    assert set(rows.columns) == set(columns())
    assert rows["section"].to_list() == whole["section"].to_list()
    client = create_app(Settings(home=tmp_path)).server.test_client()
    assert client.get("/parts/options").status_code == 200
    assert client.get("/cards/industry_tree").status_code == 200
