"""The demonstration registry as a version of a store."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data_layer.cli.parser import DEMO_ROWS, DEMO_SEED
from data_layer.demo import BLOCK, blocks, build
from data_layer.registry.drafts import owner
from data_layer.registry.manifest import Manifest
from data_layer.registry.store import Store


def add_demonstration(store: Store, rows: int = DEMO_ROWS, seed: int = DEMO_SEED) -> Manifest:
    """Make the demonstration registry the current version; many rows go by way of the disk."""
    store.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".import-{owner()}-", dir=store.home) as folder:
        return store.add(
            build(rows, seed) if rows <= BLOCK else _spooled(rows, seed, Path(folder)),
            demonstration=True,
            source=f"demonstration seed={seed} rows={rows}",
            notes={"seed": seed, "rows": rows},
        )


def _spooled(rows: int, seed: int, folder: Path) -> pl.LazyFrame:
    for number, block in enumerate(blocks(rows, seed)):
        block.write_parquet(folder / f"{number:06}.parquet", compression="lz4")
    return pl.scan_parquet(folder / "*.parquet")
