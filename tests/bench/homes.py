"""Data folders of a given size for the benchmarks, made once and kept under `.bench/`.

python -m tests.bench.homes 1000000     makes (or finds) one and prints where it is
"""

import shutil
import sys
from pathlib import Path

import polars as pl

from components.http.rolling import roll_up_many
from data_layer.demo import build
from data_layer.registry.store import Store

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".bench"
USUAL = 167_372
BLOCK = 1_000_000
SEED = 2026


def home(rows: int) -> Path:
    """The data folder whose current version is a demonstration registry of `rows` rows."""
    folder = FOLDER / "homes" / str(rows)
    if Store(folder).current_version() is None:
        parts = list(_blocks(rows, folder / "parts"))
        Store(folder, roll_up=roll_up_many).add(
            pl.scan_parquet(parts), demonstration=True, source=f"demonstration rows={rows}"
        )
        shutil.rmtree(folder / "parts")
    return folder


def _blocks(rows: int, folder: Path) -> list[Path]:
    """Parquet files of at most BLOCK rows, each from its own seed: memory stays that of one."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for place, first in enumerate(range(0, rows, BLOCK)):
        file = folder / f"{place:03}.parquet"
        if not file.exists():
            draft = file.with_suffix(".draft")
            build(min(BLOCK, rows - first), seed=SEED + place).write_parquet(draft)
            draft.replace(file)
        files.append(file)
    return files


if __name__ == "__main__":
    print(home(int(sys.argv[1])))
