"""Write the golden files anew: `python -m tests.golden [id ...]`; then read the diff."""

import sys
import tempfile
from pathlib import Path

from components.contract.catalogue import exhibits
from data_layer import demo
from data_layer.registry.store import Store
from tests.conftest import DEMO_ROWS, DEMO_SEED
from tests.golden.said import Desk, record, text_of

FOLDER = Path(__file__).parent / "exhibits"


def main(ids: list[str]) -> None:
    """The files of the named exhibits, or of all; files of exhibits that are gone go too."""
    unknown = sorted(set(ids) - set(exhibits()))
    if unknown:
        sys.exit(f"no such exhibit: {', '.join(unknown)}")
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as scratch:
        rows = demo.build(rows=DEMO_ROWS, seed=DEMO_SEED)
        Store(Path(home)).add(rows, demonstration=True, source=f"seed {DEMO_SEED}")
        desk = Desk.open(Path(home), Path(scratch))
        for id in ids or exhibits():
            _write(FOLDER / f"{id}.json", text_of(record(desk, id)))
    if not ids:
        for path in FOLDER.glob("*.json"):
            if path.stem not in exhibits():
                path.unlink()
                print(f"removed {path.name}")


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(f"written {path.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
